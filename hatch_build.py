"""Adds the course to the wheel: an installed program has no folder beside it to read."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {
    "lessons": "glutatui/_content/lessons",
    "quizzes": "glutatui/_content/quizzes",
}
"""Folders of the project and where they lie in the wheel; a missing one stops the build."""

COMPILED = ("build/course.json", "glutatui/_content/course.json")
"""The compiled course, made before by ``make dist``; a wheel without it only starts slower."""


class CourseHook(BuildHookInterface[Any]):
    """Ships lessons and quizzes in a real wheel; an editable install reads them in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to ``build_data``.

        Args:
            version: ``standard`` or ``editable``, as hatchling names the two.
            build_data: What hatchling collects; ``force_include`` maps a source to its place.
        """
        if version == "editable":
            return
        place: dict[str, str] = build_data["force_include"]
        for folder, target in SHIPPED.items():
            place[str(Path(self.root, folder))] = target
        compiled, target = COMPILED
        if Path(self.root, compiled).is_file():
            place[str(Path(self.root, compiled))] = target
