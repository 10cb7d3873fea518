"""Reads a whole course from its folder and judges it: everything that is wrong, in one run."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from glutatui.content.beside import Judged, beside, is_safe
from glutatui.content.codec import from_plain, to_plain
from glutatui.content.collecting import uncollected
from glutatui.content.draft import Draft
from glutatui.content.files import LARGEST, names_in, read_text
from glutatui.content.folders import EXCLUSIONS, LEDGER, REVIEWS, STAMPS, Reader
from glutatui.content.forms import FIRST
from glutatui.content.parity import parity
from glutatui.content.problems import Notes, Place, Problem, problem
from glutatui.content.rules import judge
from glutatui.content.rules.plain import readability_of
from glutatui.content.translating import is_own
from glutatui.course import Course

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?")

SCHEMAS = "schemas"
"""What editors know of the files (`schema`), beside which nothing is read from it."""

_BESIDE = (*LEDGER, EXCLUSIONS, REVIEWS, "forbidden.txt", SCHEMAS)


@dataclass(frozen=True)
class Loaded:
    """What came of reading a course."""

    course: Course | None
    """None where there is an error among the problems."""
    problems: tuple[Problem, ...]
    """Sorted by path, line and column."""
    drafts: tuple[Draft, ...] = ()
    """The course in each language as far as it could be read."""
    of_language: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """What is wrong in the own files of each further language, offered or not."""
    readability: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """How hard each language is to read (`readability_of`)."""


@uncollected()
def load(root: Path, *, helped: bool = False) -> Loaded:
    """Read and judge the course in a folder that holds ``lessons/`` and ``quizzes/``.

    Never raises for what stands in the folder: every fault is a problem with its place.
    A further language that is not offered yet (`stamps`) is judged as well, and told in one line.

    Args:
        root: That folder.
        helped: Whether a second process may judge the first language (`beside`). Never where patients are served.
    """
    notes = Notes()
    names = names_in(root, "lessons", notes)
    languages = _languages(root, names, notes)
    if FIRST not in languages:
        if names:
            notes.lose(Place(f"lessons/{FIRST}"), "language-missing", language=FIRST)
        return Loaded(None, tuple(sorted(notes.problems)))
    first, reader = _first(root, names, notes)
    wanted: Callable[[], Judged] = partial(_judged, first)
    in_first = beside(wanted) if helped and len(languages) > 1 and is_safe() else wanted
    drafts = (first, *(_further(root, language, first, reader) for language in languages[1:]))
    judged = {draft.language: _judged(draft) for draft in drafts[1:]}
    judged[FIRST] = in_first()
    found = {problem for one in judged.values() for problem in one.problems} | {*notes.problems}
    readability = {language: one.readability for language, one in judged.items()}
    of_language = {
        draft.language: tuple(sorted(one for one in found if is_own(Place(one.path), draft.language)))
        for draft in drafts[1:]
    }
    waiting = {draft for draft in drafts[1:] if not draft.stamps.offered}
    withheld = {one for draft in waiting for one in of_language[draft.language]}
    told = {_told(draft, of_language[draft.language]) for draft in waiting}
    problems = tuple(sorted((found - withheld) | told))
    if any(problem.severity == "error" for problem in problems):
        return Loaded(None, problems, drafts, of_language, readability)
    courses = [draft.course for draft in drafts if draft not in waiting]
    return Loaded(_merged(courses), problems, drafts, of_language, readability)


def _first(root: Path, names: tuple[str, ...], notes: Notes) -> tuple[Draft, Reader]:
    """Return the course in its first language, and what has read it."""
    forbidden = read_text(root, "lessons/forbidden.txt", notes, largest=LARGEST) if "forbidden.txt" in names else None
    reader = Reader(root, FIRST, notes)
    course, excluded = reader.course(), reader.exclusions() if EXCLUSIONS in names else ()
    reviews = reader.reviews() if REVIEWS in names else ()
    first = Draft(course, FIRST, notes, forbidden or "", excluded, reader.glossary(), reviews, files=reader.files)
    return replace(first, wordings=reader.wordings(), schemas=SCHEMAS in names), reader


def _further(root: Path, language: str, first: Draft, reader: Reader) -> Draft:
    """Return the course in a further language."""
    further = Reader(root, language, first.notes, reader)
    draft = replace(
        first,
        course=further.course(),
        language=language,
        glossary=further.glossary(),
        wordings="",
        original=first,
        stamps=further.stamps(),
        files=further.files,
        untranslated=tuple(further.untranslated),
    )
    parity(first, draft)
    return draft


def _judged(draft: Draft) -> Judged:
    """Return what the rules find; what is English in a translation is judged in English."""
    shared = f"lessons/{REVIEWS}"
    ours = (one for one in judge(draft) if one.path == shared or is_own(Place(one.path), draft.language))
    return Judged(tuple(ours if draft.original else judge(draft)), readability_of(draft))


def _told(draft: Draft, problems: tuple[Problem, ...]) -> Problem:
    """Return the one line about a language that is not offered yet."""
    values = {"total": draft.files, "files": draft.files - len(draft.untranslated), "problems": len(problems)}
    place = Place(f"lessons/{draft.language}/{STAMPS}")
    return problem(place, "language-waiting", "warning", language=draft.language, **values)


def _languages(root: Path, names: tuple[str, ...], notes: Notes) -> tuple[str, ...]:
    """Return the languages of the course, the first one first; note what else lies beside them."""
    found = [name for name in names if (root / "lessons" / name).is_dir()]
    for name in names:
        if name not in _BESIDE and not (name in found and LANGUAGE.fullmatch(name)):
            notes.add(Place(f"lessons/{name}"), "file-unknown", name=name)
    languages = sorted((name for name in found if LANGUAGE.fullmatch(name)), key=lambda name: (name != FIRST, name))
    for name in names_in(root, "quizzes", notes):
        if languages and name not in languages:
            notes.add(Place(f"quizzes/{name}"), "file-unknown", name=name)
    return tuple(languages)


def _merged(courses: list[Course]) -> Course:
    if len(courses) == 1:
        return courses[0]
    languages = tuple(course.languages[0] for course in courses)
    plains = {
        course.languages[0]: to_plain(replace(course, languages=languages), course.languages[0]) for course in courses
    }
    return from_plain(plains)
