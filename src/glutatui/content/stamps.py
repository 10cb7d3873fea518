"""Which English text each part of a translation was made from: ``lessons/LANGUAGE/translated.yaml``.

A part is what one person looks at at once: a page, an item, a claim, a disagreement, a document, or the texts of a file
that stand outside of those (``own_texts``). Its stamp is the hash of its English texts and of which options are right,
so a changed id or claim makes no translation stale, and a changed word does.
"""

import fcntl
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from glutatui.content.export import canonical
from glutatui.content.fields import Fields
from glutatui.content.problems import Notes
from glutatui.content.twins import text_fields
from glutatui.content.yaml_nodes import Keys, Node, Text, read_yaml
from glutatui.course import Course, Item, Lesson, Option

OWN = "own_texts"
"""The texts of a file outside of its pages and items: a lesson's front matter, a warning's lines."""

DIGITS = 16
"""Hex digits kept of a hash."""

HEAD = "# Which English text each part was translated from; `glutatui translated` writes the stamps.\n"

Key: TypeAlias = tuple[str, str]
"""A translation's file and the name of a part in it."""


@dataclass(frozen=True)
class Stamps:
    """What ``translated.yaml`` says."""

    offered: bool = False
    """Whether patients may choose the language: until then its problems keep nobody from being taught."""
    of: Mapping[Key, str] = field(default_factory=dict)


NO_STAMPS = Stamps()


@dataclass(frozen=True, eq=False)
class Part:
    """One part of a course in one language."""

    path: str
    name: str
    holds: tuple[Any, ...]
    """The things of the course whose texts it is made of."""
    at: object
    """What stands where the part begins."""

    @property
    def key(self) -> Key:
        """How it is stamped."""
        return self.path, self.name

    @property
    def called(self) -> str:
        """What the person who looks at it is to call it: an id, or the file for its own texts."""
        slug = self.path.rsplit("/", 1)[-1].split(".")[0]
        if self.name == OWN:
            return f"{slug}#{OWN}"
        return f"{slug}#{self.name}" if self.path.endswith(".md") else self.name

    def answers(self, name: str) -> bool:
        """Tell whether somebody may call it so: by its file, by ``FILE#ID`` without folder and ending, or by its id."""
        slug = self.path.rsplit("/", 1)[-1].split(".")[0]
        return name in {f"{slug}#{self.name}", self.name} or f"/{name}".endswith(f"/{self.path}")


def read_stamps(node: Node, language: str, notes: Notes) -> Stamps:
    """Return what a ``translated.yaml`` says."""
    given = Fields(node, notes, language, ("offered", "stamps"))
    by_path = given.node("stamps")
    if by_path is not None and not isinstance(by_path, Keys):
        notes.add(by_path.place, "not-a-mapping", keys=f"lessons/{language}/...")
    found: dict[Key, str] = {}
    for path, (_, names) in (by_path.entries if isinstance(by_path, Keys) else {}).items():
        for name, (_, stamp) in (names.entries if isinstance(names, Keys) else {}).items():
            found[path, name] = stamp.value if isinstance(stamp, Text) else ""
    return Stamps(given.flag("offered"), found)


def parts_of(course: Course, language: str) -> Iterator[Part]:
    """Give every part of a course, as the files of a further language hold them."""
    folder = f"lessons/{language}"
    for lesson in course.lessons:
        yield from _lesson(lesson, f"{folder}/{lesson.id}.md")
        yield from _items(lesson.checks, f"{folder}/{lesson.id}.checks.yaml")
    for reading in course.library:
        yield from _lesson(reading, f"{folder}/library/{reading.id}.md")
    for warning in course.warnings:
        path = f"quizzes/{language}/{warning.id}.yaml"
        own = (warning.says, warning.again, warning.ask_back, warning.parts, warning.applies, warning.traps)
        yield Part(path, OWN, own, warning)
        before = tuple(item for item in course.before if item.warning == warning.id)
        yield from _items((*warning.items, *before), path)
    for name, things in (("claims", course.claims), ("conflicts", course.conflicts), ("sources", course.sources)):
        yield from (Part(f"{folder}/{name}.yaml", thing.id, (thing,), thing) for thing in things)
    yield from (Part(f"quizzes/{language}/traps.yaml", trap.id, (trap,), trap) for trap in course.traps)


def _lesson(lesson: Lesson, path: str) -> Iterator[Part]:
    yield Part(path, OWN, (lesson.title, lesson.main_message, lesson.action), lesson)
    yield from (Part(path, page.id, (page,), page) for page in lesson.pages)


def _items(items: tuple[Item, ...], path: str) -> Iterator[Part]:
    yield from (Part(path, item.id, (item,), item) for item in items)


def stamp_of(part: Part, language: str) -> str:
    """Return the hash of a part's texts in one language."""
    told: list[str | bool] = []
    _tell(part.holds, language, told)
    return sha256(canonical(told).encode()).hexdigest()[:DIGITS]


def _tell(thing: Any, language: str, told: list[str | bool]) -> None:  # noqa: ANN401  (any part of a course)
    if isinstance(thing, str):
        return
    if isinstance(thing, dict):
        if language in thing:
            told.append(thing[language])
    elif isinstance(thing, tuple):
        for one in thing:
            _tell(one, language, told)
    else:
        kind: Any = type(thing)
        for name in text_fields(kind):
            _tell(getattr(thing, name), language, told)
        if isinstance(thing, Option):
            told.append(thing.right)


def stamped(file: Path, new: Mapping[Key, str], known: Collection[Key]) -> None:
    """Enter stamps into a ``translated.yaml``; those of parts that are gone are left out.

    Several people may stamp at the same time: the file is locked while it is read and written.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        before = opened.read()
        text = _written(before, new, known)
        opened.seek(0)
        opened.write(text)
        opened.truncate()


def _written(before: str, new: Mapping[Key, str], known: Collection[Key]) -> str:
    """Return the file's text anew: its comments at the top and whether the language is offered stay."""
    node = read_yaml(before, "", Notes()) if before.strip() else None
    kept = read_stamps(node, "", Notes()) if node else NO_STAMPS
    top = [line for line in before.splitlines(keepends=True) if line.startswith("#")]
    stamps = {key: stamp for key, stamp in {**kept.of, **new}.items() if key in known}
    lines = [*(top or [HEAD]), f"offered: {'true' if kept.offered else 'false'}\n", "stamps:\n"]
    path = ""
    for (where, name), stamp in sorted(stamps.items()):
        lines += [f"  {where}:\n"] if where != path else []
        lines.append(f'    {name}: "{stamp}"\n')
        path = where
    return "".join(lines)
