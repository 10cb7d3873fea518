"""An author's bad day: over a hundred kinds of slips at once, in one run of `check`, each named at its line.

Every fault is put into a copy of one file of the small course, under a name of its own, and all copies make one course.
Faults that make a whole file unreadable stand in a second course, since they keep rules about the whole from speaking.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from course_faults import EVERYWHERE, FAULTS, Fault
from glutatui.content.loading import load
from rule_faults import RULE_FAULTS, RuleFault
from small_course import CHECKS, CLAIMS, CONFLICTS, FILES, LESSON, LIVER, READING, SOURCES, STAFF, write_course

LOSES = frozenset(
    [
        *("yaml-syntax", "yaml-special", "yaml-documents", "yaml-deep", "yaml-large", "yaml-key"),
        *("file-not-a-list", "file-empty", "byte-order-mark", "line-ends"),
    ]
)
"""Codes of faults that leave nothing of a file to judge."""

APPENDED = (CLAIMS, CONFLICTS, SOURCES)
"""Files that are one list: a copy's entries are added at the end."""


@dataclass(frozen=True)
class Expected:
    """Where a fault is to be found."""

    code: str
    path: str
    line: int


@dataclass
class Seeded:
    """A course with many faults."""

    files: dict[str, str] = field(default_factory=lambda: dict(FILES))
    expected: list[Expected] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=count)

    def add(self, fault: Fault | RuleFault) -> None:
        """Put a copy of the fault's file, with the fault in it, into the course."""
        everywhere = fault.code in EVERYWHERE or fault.code == "cautious-none"
        text = FILES[fault.path].replace(fault.old, fault.new, -1 if everywhere else 1)
        line = line_of(fault, text)
        name = f"q{next(self.numbers):04d}"
        path = self._put(fault, name, text)
        if path in APPENDED:
            line += self.files[path].count("\n") - text.count("\n")
        self.expected.append(Expected(fault.code, path, line))

    def _put(self, fault: Fault | RuleFault, name: str, text: str) -> str:
        """Write a copy under a name of its own; names have five signs like those that they stand for."""
        if fault.path == LIVER:
            text = re.sub(r"\bliver(?=-(?:one|lines|other|more)\b)|(?<=^warning: )liver\b", name, text)
            path = f"quizzes/en/{name}.yaml"
            text = text.split("  - id: before-a")[0]
        elif fault.path in {LESSON, CHECKS}:
            path = f"lessons/en/02-{name}.md"
            other = FILES[CHECKS if fault.path == LESSON else LESSON]
            page, checks = (text, other) if fault.path == LESSON else (other, text)
            self.files[path] = page
            path = path.replace(".md", ".checks.yaml")
            self.files[path] = checks.replace("start-check", f"{name}-check")
            return path if fault.path == CHECKS else path.replace(".checks.yaml", ".md")
        elif fault.path in {READING, STAFF}:
            path = f"lessons/en/library/{name}.md"
        else:
            path = fault.path
            text = self.files[path] + re.sub(r"(?<=^- id: )(?!S\d)", f"{name}-", text, flags=re.MULTILINE)
        self.files[path] = text
        return path


def line_of(fault: Fault | RuleFault, text: str) -> int:
    """Return the line of a fault's needle; 0 where it is the file as a whole."""
    if not fault.needle:
        return 0
    start = text.index(fault.after) if isinstance(fault, RuleFault) and fault.after else 0
    return text.count("\n", 0, text.index(fault.needle, start) + fault.skip) + 1


def seeded(faults: Iterable[Fault | RuleFault]) -> Seeded:
    """Return a course with all of the faults."""
    course = Seeded()
    for fault in faults:
        course.add(fault)
    return course


def fits(fault: Fault | RuleFault) -> bool:
    """Tell whether a fault can be copied: it is found in its own file, and that file may stand twice."""
    elsewhere = isinstance(fault, Fault) and fault.where not in {"", fault.path}
    copied = fault.path in {LIVER, LESSON, CHECKS, READING, STAFF, *APPENDED}
    return copied and not elsewhere and fault.old != "use: before"


def missed(course: Seeded, root: Path) -> tuple[list[Expected], list[Expected]]:
    """Return the faults that one run does not name at all, and those that it names at another line."""
    found = {(one.code, one.path, one.line) for one in load(write_course(root, course.files)).problems}
    files = {(code, path) for code, path, _ in found}
    unseen = [one for one in course.expected if (one.code, one.path) not in files]
    return unseen, [one for one in course.expected if (one.code, one.path, one.line) not in found and one not in unseen]


def test_over_sixty_kinds_of_faults_are_all_found_in_one_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known: list[Fault | RuleFault] = [*FAULTS, *RULE_FAULTS]
    faults = [fault for fault in known if fits(fault)]
    readable = seeded(fault for fault in faults if fault.code not in LOSES)
    unreadable = seeded(fault for fault in faults if fault.code in LOSES and fault.path not in APPENDED)
    unseen, elsewhere = missed(readable, tmp_path / "readable")
    lost, astray = missed(unreadable, tmp_path / "unreadable")

    every = [*readable.expected, *unreadable.expected]
    kinds = {one.code for one in every}
    right = len(every) - len([*unseen, *elsewhere, *lost, *astray])
    with capsys.disabled():
        named = len(every) - len(unseen) - len(lost)
        print(f"\n{len(every)} faults of {len(kinds)} kinds: {named} found, {right} at their line")  # noqa: T201
    assert len(kinds) >= 60
    assert [*unseen, *lost] == []
    assert right >= 0.98 * len(every), [*elsewhere, *astray]
