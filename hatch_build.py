"""Adds the course to the wheel: an installed program has no folder beside it to read."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {
    "lessons": "glutatui/_content/lessons",
    "quizzes": "glutatui/_content/quizzes",
}
"""Folders of the project and where they lie in the wheel; a missing one stops the build."""

COMPILED = ("build/course.json", "glutatui/_content/course.json")
"""The compiled course; a wheel without it only starts slower."""


def compile_into(root: Path, place: Path) -> bool:
    """Judge the course and write its compiled form; False where the build has no parsers.

    Raises:
        SystemExit: The course is wrong, and is not packed.
    """
    sys.path.insert(0, str(root / "src"))
    try:
        from glutatui.content.checking import compile_course  # noqa: PLC0415  (not installed where it is built)

        whole = compile_course(root, place)
    except ModuleNotFoundError:
        return False
    finally:
        sys.path.remove(str(root / "src"))
    if not whole:
        raise SystemExit("The course is wrong, so it is not packed: run `glutatui check` and mend what it names.")
    return True


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
        if compile_into(Path(self.root), Path(self.root, compiled)):
            place[str(Path(self.root, compiled))] = target
