"""Reads one changed file of a course anew and takes everything else as it was read before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from glutatui.content.clean import check_characters
from glutatui.content.draft import Draft
from glutatui.content.fields import entries
from glutatui.content.ledger import read_claim, read_conflict, read_exclusion, read_source
from glutatui.content.lessons import read_lesson
from glutatui.content.problems import Notes, Place
from glutatui.content.questions import read_checks, read_warning
from glutatui.content.wordings import Confirmed, wordings
from glutatui.content.yaml_nodes import MOST_NODES_LEDGER, Node, read_yaml
from glutatui.course import LEVELS, Course, Lesson

Entry = TypeVar("Entry")

LEDGER = ("claims", "conflicts", "sources")
EXCLUSIONS = "lessons/exclusions.yaml"


@dataclass(frozen=True, eq=False)
class Shelf:
    """A course as read, and the texts of its files."""

    draft: Draft
    texts: dict[str, str]
    """The files that can be read anew, by path."""

    @cached_property
    def confirmed(self) -> Confirmed:
        """The confirmed wordings."""
        return Confirmed(self.draft.wordings)


def shelf_of(root: Path, draft: Draft) -> Shelf:
    """Return a course with the texts of its lessons, readings, checks, warnings and ledger."""
    folders = (f"lessons/{draft.language}", f"lessons/{draft.language}/library", f"quizzes/{draft.language}")
    found = [
        path for folder in folders for path in sorted((root / folder).iterdir()) if path.suffix in {".md", ".yaml"}
    ]
    names = [path.relative_to(root).as_posix() for path in found if path.name not in {"glossary.yaml", "traps.yaml"}]
    names += [*(f"lessons/{name}.yaml" for name in LEDGER), EXCLUSIONS]
    return Shelf(draft, {name: (root / name).read_text(encoding="utf-8") for name in names})


def reread(shelf: Shelf, path: str, text: str | None) -> Draft:
    """Return the course with another text in one file, or without that file; only what changed is read."""
    draft = shelf.draft
    notes = draft.notes.aside()
    fresh = replace(draft, notes=notes)
    if text is None:
        return replace(fresh, course=_without(draft, path))
    text = check_characters(text, path, notes)
    name = path.removeprefix("lessons/").removesuffix(".yaml")
    if name in LEDGER:
        return replace(fresh, course=_with_ledger(shelf, name, path, text, notes))
    if path == EXCLUSIONS:
        node = read_yaml(text, path, notes)
        found = entries(node, notes, "claim, reason") if node else []
        return replace(fresh, excluded=tuple(read_exclusion(one, draft.language, notes) for one in found))
    if path.startswith("quizzes/"):
        return replace(fresh, course=_with_warning(draft, path, text, notes))
    return replace(fresh, course=_with_lesson(draft, path, text, notes))


def _without(draft: Draft, path: str) -> Course:
    course = draft.course

    def others(things: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(thing for thing in things if draft.of(thing).path != path)

    return replace(
        course,
        lessons=others(course.lessons),
        library=others(course.library),
        warnings=others(course.warnings),
        before=others(course.before),
    )


def _with_lesson(draft: Draft, path: str, text: str, notes: Notes) -> Course:
    course = draft.course
    name = path.rsplit("/", 1)[-1].removesuffix(".md").removesuffix(".checks.yaml")
    library = "/library/" in path

    def anew(lesson: Lesson) -> Lesson:
        if lesson.id != name:
            return lesson
        if path.endswith(".md"):
            return read_lesson(text, path, draft.language, notes, checks=lesson.checks, library=library)
        node = read_yaml(text, path, notes)
        items = read_checks(node, draft.language, notes) if node else lesson.checks
        return notes.put(replace(lesson, checks=items), draft.of(lesson))

    if library:
        return replace(course, library=tuple(anew(lesson) for lesson in course.library))
    return replace(course, lessons=tuple(anew(lesson) for lesson in course.lessons))


def _with_warning(draft: Draft, path: str, text: str, notes: Notes) -> Course:
    node = read_yaml(text, path, notes)
    course = _without(draft, path)
    if node is None:
        return course
    warning, before = read_warning(node, draft.language, notes)
    if warning.id and warning.id != path.rsplit("/", 1)[-1].removesuffix(".yaml"):
        notes.add(notes.of(warning), "file-name", id=warning.id)
    warnings = sorted((*course.warnings, warning), key=lambda one: (LEVELS.index(one.level), one.id))
    return replace(course, warnings=tuple(warnings), before=(*course.before, *before))


def _with_ledger(shelf: Shelf, name: str, path: str, text: str, notes: Notes) -> Course:
    """Return the course with a file of the ledger of which only changed entries are read."""
    draft, language = shelf.draft, shelf.draft.language
    readers: dict[str, Callable[[Node], object]] = {
        "claims": lambda node: read_claim(node, language, notes),
        "conflicts": lambda node: read_conflict(node, language, notes),
        "sources": lambda node: read_source(node, language, notes),
    }
    before = [chunk for _, chunk in _chunks(shelf.texts[path])]
    known = dict(zip(before, getattr(draft.course, name), strict=True))
    found: list[object] = []
    for line, chunk in _chunks(text):
        if chunk in known:
            found.append(known.pop(chunk))
        else:
            node = read_yaml(chunk, path, notes, first_line=line, most=MOST_NODES_LEDGER)
            found += [readers[name](entry) for entry in (entries(node, notes, "id") if node else [])]
    if not found:
        notes.lose(Place(path), "file-empty")
    changes: dict[str, Any] = {name: tuple(found)}
    return replace(draft.course, **changes)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Give the entries of a file that is one list, each with its first line."""
    start, chunk = 0, ""
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if line.startswith("- "):
            if start:
                yield start, chunk
            start, chunk = number, ""
        if start:
            chunk += line
    if start:
        yield start, chunk


def alone(shelf: Shelf, path: str, fresh: Draft) -> Draft:
    """Return what stands in one file of a course that was read anew, beside the wordings confirmed for that file."""
    confirmed = shelf.confirmed
    keys = {wording.key for wording in wordings(_of_file(shelf.draft, path))}
    lines = (f"{key}: {form}\n" for key in confirmed.forms if key in keys for form in confirmed.forms[key])
    return replace(_of_file(fresh, path), wordings="".join(lines))


def _of_file(draft: Draft, path: str) -> Draft:
    course = draft.course
    lesson = path.replace(".checks.yaml", ".md")

    def here(things: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(thing for thing in things if draft.of(thing).path in {path, lesson})

    return replace(
        draft,
        course=replace(
            course,
            lessons=here(course.lessons),
            library=here(course.library),
            warnings=here(course.warnings),
            before=here(course.before),
            claims=here(course.claims),
            conflicts=here(course.conflicts),
        ),
    )
