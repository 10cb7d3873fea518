"""What an author's file looks like now: the course around it as far as it can be read, and what is wrong with it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from glutatui.content.loading import Loaded, load
from glutatui.content.problems import Problem
from glutatui.content.rules import RULES
from glutatui.course import Course, Item, Lesson
from glutatui.errors import ContentError

Kind: TypeAlias = Literal["lesson", "reading", "checks", "warning"]

_DEPTH: Final = {"lesson": 3, "reading": 4, "checks": 3, "warning": 3}
"""How many names the path of each kind has, below the course's folder."""

_COMPARED: Final = ("parity-", "translation-")
"""How the codes of what differs from the English file begin: a translation can be shown all the same."""


@dataclass(frozen=True)
class Subject:
    """What is looked at."""

    root: Path
    """The folder that holds ``lessons/`` and ``quizzes/``."""
    path: str
    """The file's path below it."""
    kind: Kind
    language: str
    name: str
    """The id of the lesson, reading or warning."""


@dataclass(frozen=True)
class Glance:
    """A subject at one moment."""

    course: Course | None
    """The course around it, in its language alone; None where the subject cannot be shown."""
    problems: tuple[Problem, ...]
    """What is wrong in the file, and in files without which it cannot be shown."""


def subject_of(file: Path) -> Subject:
    """Return what a file is about.

    Raises:
        ContentError: ``preview-missing``, ``preview-unknown`` (``path``): it is not there, or nothing that is shown.
    """
    whole = file.absolute()
    if not os.path.isfile(whole):  # noqa: PTH113  (`Path` may raise, as where nobody may look into the folder)
        raise ContentError("preview-missing", path=str(file))
    for root in whole.parents:
        if (root / "lessons").is_dir() and (root / "quizzes").is_dir():
            path = whole.relative_to(root).as_posix()
            kind = _kind_of(path)
            if kind is not None:
                name = whole.name.removesuffix(".md").removesuffix(".yaml").removesuffix(".checks")
                return Subject(root, path, kind, path.split("/")[1], name)
    raise ContentError("preview-unknown", path=str(file))


def _kind_of(path: str) -> Kind | None:
    parts = path.split("/")
    kind: Kind | None = None
    if parts[0] == "lessons" and path.endswith(".md"):
        kind = "reading" if parts[2:3] == ["library"] else "lesson"
    elif parts[0] == "lessons" and path.endswith(".checks.yaml"):
        kind = "checks"
    elif parts[0] == "quizzes" and path.endswith(".yaml") and parts[-1] != "traps.yaml":
        kind = "warning"
    return kind if kind and len(parts) == _DEPTH[kind] else None


def glance(subject: Subject) -> Glance:
    """Read the course and say whether the subject can be shown; rules that it breaks do not keep it from that."""
    loaded = load(subject.root)
    problems = {*loaded.problems, *loaded.of_language.get(subject.language, ())}
    lost = {path for draft in loaded.drafts for path in draft.notes.lost}
    ours = tuple(sorted(one for one in problems if one.path == subject.path or one.path in lost))
    course = _course_of(loaded, subject.language)
    readable = all(one.code in RULES or one.code.startswith(_COMPARED) for one in ours)
    shown = course if course and readable and _can_be_drawn(course, subject) else None
    return Glance(shown, ours)


def _course_of(loaded: Loaded, language: str) -> Course | None:
    return next((draft.course for draft in loaded.drafts if draft.language == language), None)


def _can_be_drawn(course: Course, subject: Subject) -> bool:
    """Tell whether all is there that a face needs to draw the subject."""
    if subject.kind == "warning":
        warning = course.warning_of.get(subject.name)
        return warning is not None and _askable((*warning.items, *course.before))
    lesson = lesson_of(course, subject)
    if lesson is None:
        return False
    named = (name for page in lesson.pages for block in page.blocks for name in block.conflicts)
    known = all(name in course.conflict_of for name in named)
    return _askable(lesson.checks) if subject.kind == "checks" else bool(lesson.pages) and known


def _askable(items: Iterable[Item]) -> bool:
    return all(item.kind == "choose-all" or len(item.right) == 1 for item in items)


def lesson_of(course: Course, subject: Subject) -> Lesson | None:
    """Return the lesson or reading that a subject is about."""
    shelf = course.library if subject.kind == "reading" else course.lessons
    return next((lesson for lesson in shelf if lesson.id == subject.name), None)


def stamp_of(root: Path) -> frozenset[tuple[str, int, int]]:
    """Return what changes whenever a file of the course is saved: path, time and size of each."""
    return frozenset(_stamps(root))


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for folder in ("lessons", "quizzes"):
        for parent, _, names in os.walk(root / folder):
            for name in names:
                path = os.path.join(parent, name)  # noqa: PTH118  (looked at several times a second)
                try:
                    status = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue  # an editor has just renamed it
                yield path, status.st_mtime_ns, status.st_size
