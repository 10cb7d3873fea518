"""Adds the course to the wheel: an installed program has no folder beside it to read."""

import json
import re
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

LOCKS = {"core": "required", "ssh": "optional", "postgres": "optional", "qr": "optional"}
"""Lock files of what runs beside the program, and how CycloneDX calls their weight."""
BILL = "build/glutatui.cdx.json"
"""The bill of materials; the wheel carries it in ``.dist-info/sboms/`` (PEP 770)."""
_PINNED = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ \\\n]+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE)


def bill(root: Path, version: str) -> str:
    """Return the bill of materials of the locked packages as CycloneDX 1.6 JSON, the same for the same locks.

    Args:
        root: The project.
        version: Of the program.
    """
    parts: dict[str, dict[str, Any]] = {}
    for lock, weight in LOCKS.items():
        for found in _PINNED.finditer((root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")):
            place = f"pkg:pypi/{found['name']}@{found['version']}"
            hashes = [{"alg": "SHA-256", "content": one} for one in re.findall("sha256:([0-9a-f]{64})", found["rest"])]
            part = {"type": "library", "bom-ref": place, "name": found["name"], "version": found["version"]}
            parts.setdefault(place, {**part, "purl": place, "scope": weight, "hashes": hashes})
    place = f"pkg:pypi/glutatui@{version}"
    whole = {"type": "application", "bom-ref": place, "name": "glutatui", "version": version, "purl": place}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": whole},
        "components": [parts[name] for name in sorted(parts)],
    }
    return json.dumps(document, indent=1) + "\n"


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
        written = Path(self.root, BILL)
        written.parent.mkdir(exist_ok=True)
        written.write_text(bill(Path(self.root), self.metadata.version), encoding="utf-8")
        build_data["sbom_files"].append(BILL)
        compiled, target = COMPILED
        if compile_into(Path(self.root), Path(self.root, compiled)):
            place[str(Path(self.root, compiled))] = target
