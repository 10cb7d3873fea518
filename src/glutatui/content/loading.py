"""Reads a whole course from its folder and judges it: everything that is wrong, in one run."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from glutatui.content.codec import from_plain, to_plain
from glutatui.content.draft import Draft, Exclusion
from glutatui.content.fields import entries
from glutatui.content.files import LARGEST, LARGEST_LEDGER, LARGEST_LESSON, names_in, read_text
from glutatui.content.glossary import NO_GLOSSARY, Glossary, read_glossary
from glutatui.content.ledger import read_claim, read_conflict, read_exclusion, read_source
from glutatui.content.lessons import read_lesson
from glutatui.content.parity import parity
from glutatui.content.problems import Notes, Place, Problem
from glutatui.content.questions import read_checks, read_traps, read_warning
from glutatui.content.reviews import Review, read_reviews
from glutatui.content.rules import judge
from glutatui.content.translating import translate, translate_claim, translate_conflict, translate_source
from glutatui.content.yaml_nodes import MOST_NODES, MOST_NODES_LEDGER, Node, read_yaml
from glutatui.course import LEVELS, Course, Item, Lesson, Trap, Warning  # noqa: A004  (the project's own term)

FIRST = "en"
"""The language that every course has; others are compared with it."""

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?")
LESSON = re.compile(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*\.md")
READING = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")
QUIZ = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")

LEDGER = ("claims.yaml", "conflicts.yaml", "sources.yaml")
EXCLUSIONS = "exclusions.yaml"
REVIEWS = "reviews.yaml"
GLOSSARY = "glossary.yaml"
_BESIDE = (*LEDGER, EXCLUSIONS, REVIEWS, "forbidden.txt")

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Loaded:
    """What came of reading a course."""

    course: Course | None
    """None where there is an error among the problems."""
    problems: tuple[Problem, ...]
    """Sorted by path, line and column."""
    drafts: tuple[Draft, ...] = ()
    """The course in each language as far as it could be read."""


def load(root: Path) -> Loaded:
    """Read and judge the course in a folder that holds ``lessons/`` and ``quizzes/``.

    Never raises for what stands in the folder: every fault is a problem with its place.
    """
    notes = Notes()
    names = names_in(root, "lessons", notes)
    languages = _languages(root, names, notes)
    if FIRST not in languages:
        if names:
            notes.lose(Place(f"lessons/{FIRST}"), "language-missing", language=FIRST)
        return Loaded(None, tuple(sorted(notes.problems)))
    forbidden = read_text(root, "lessons/forbidden.txt", notes, largest=LARGEST) if "forbidden.txt" in names else None
    readers = [_Reader(root, language, notes) for language in languages]
    first, excluded = readers[0].course(None), readers[0].exclusions() if EXCLUSIONS in names else ()
    reviews = readers[0].reviews() if REVIEWS in names else ()
    courses = [first, *(reader.course(first) for reader in readers[1:])]
    drafts = tuple(
        Draft(course, reader.language, notes, forbidden or "", excluded, reader.glossary(), reviews)
        for reader, course in zip(readers, courses, strict=True)
    )
    found = [problem for draft in drafts for problem in judge(draft)]
    for draft in drafts[1:]:
        parity(drafts[0], draft)
    problems = tuple(sorted({*found, *notes.problems}))
    if any(problem.severity == "error" for problem in problems):
        return Loaded(None, problems, drafts)
    return Loaded(_merged(courses), problems, drafts)


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


class _Reader:
    """Reads the files of one language."""

    def __init__(self, root: Path, language: str, notes: Notes) -> None:
        self.root, self.language, self.notes = root, language, notes

    def course(self, first: Course | None) -> Course:
        """Return the course as far as it can be read; ``first`` is the first language's, whose ledger is translated."""
        lessons = tuple(self._lessons())
        asked = sorted(self._warnings(), key=lambda pair: (LEVELS.index(pair[0].level), pair[0].id))
        course = Course(
            languages=(self.language,),
            lessons=lessons,
            warnings=tuple(warning for warning, _ in asked),
            before=tuple(item for _, before in asked for item in before),
            claims=(),
            conflicts=(),
            sources=(),
            traps=self._traps(),
            library=tuple(self._library()),
        )
        return self._with_ledger(course) if first is None else self._with_translation(course, first)

    def _with_ledger(self, course: Course) -> Course:
        notes = self.notes
        return replace(
            course,
            claims=self._all("lessons/claims.yaml", lambda node: read_claim(node, self.language, notes)),
            conflicts=self._all("lessons/conflicts.yaml", lambda node: read_conflict(node, self.language, notes)),
            sources=self._all("lessons/sources.yaml", lambda node: read_source(node, self.language, notes)),
        )

    def exclusions(self) -> tuple[Exclusion, ...]:
        """Return the claims that are told nowhere, each with its reason."""
        node = self._yaml(f"lessons/{EXCLUSIONS}")
        found = entries(node, self.notes, "claim, reason") if node else []
        return tuple(read_exclusion(entry, self.language, self.notes) for entry in found)

    def glossary(self) -> Glossary:
        """Return the words of the topic; none where there is no such file."""
        path = f"lessons/{self.language}/{GLOSSARY}"
        node = self._yaml(path) if os.path.lexists(self.root / path) else None
        return read_glossary(node, self.language, self.notes) if node else NO_GLOSSARY

    def reviews(self) -> tuple[Review, ...]:
        """Return the sign-offs of all languages."""
        node = self._yaml(f"lessons/{REVIEWS}")
        return read_reviews(node, self.language, self.notes) if node else ()

    def _all(self, path: str, one: Callable[[Node], Entry]) -> tuple[Entry, ...]:
        node = self._yaml(path, ledger=True)
        return tuple(one(entry) for entry in entries(node, self.notes, "id")) if node else ()

    def _with_translation(self, course: Course, first: Course) -> Course:
        language, notes = self.language, self.notes
        claims, conflicts, sources = (f"lessons/{language}/{name}" for name in LEDGER)
        nodes = {path: self._yaml(path, ledger=True) for path in (claims, conflicts, sources)}
        return replace(
            course,
            claims=translate(first.claims, nodes[claims], Place(claims), language, notes, one=translate_claim),
            conflicts=translate(
                first.conflicts, nodes[conflicts], Place(conflicts), language, notes, one=translate_conflict
            ),
            sources=translate(first.sources, nodes[sources], Place(sources), language, notes, one=translate_source),
        )

    def _lessons(self) -> Iterator[Lesson]:
        folder = f"lessons/{self.language}"
        names = names_in(self.root, folder, self.notes)
        lessons = [name for name in names if LESSON.fullmatch(name)]
        checks = {name.replace(".md", ".checks.yaml"): name for name in lessons}
        ours = {"library", GLOSSARY, *checks, *lessons, *(() if self.language == FIRST else LEDGER)}
        for name in names:
            if name not in ours:
                self.notes.add(Place(f"{folder}/{name}"), "file-unknown", name=name)
        for check, name in checks.items():
            items: tuple[Item, ...] = ()
            if check in names:
                node = self._yaml(f"{folder}/{check}")
                items = read_checks(node, self.language, self.notes) if node else ()
            else:
                self.notes.add(Place(f"{folder}/{check}"), "checks-missing", lesson=name)
            yield from self._lesson(f"{folder}/{name}", items, library=False)

    def _library(self) -> Iterator[Lesson]:
        folder = f"lessons/{self.language}/library"
        if not (self.root / folder).is_dir():
            if (self.root / folder).exists():
                self.notes.lose(Place(folder), "not-a-folder")
            return
        for name in sorted(names_in(self.root, folder, self.notes), key=lambda name: name.removesuffix(".md")):
            if READING.fullmatch(name):
                yield from self._lesson(f"{folder}/{name}", (), library=True)
            else:
                self.notes.add(Place(f"{folder}/{name}"), "file-unknown", name=name)

    def _lesson(self, path: str, checks: tuple[Item, ...], *, library: bool) -> Iterator[Lesson]:
        text = read_text(self.root, path, self.notes, largest=LARGEST_LESSON)
        if text is not None:
            yield read_lesson(text, path, self.language, self.notes, checks=checks, library=library)

    def _warnings(self) -> Iterator[tuple[Warning, tuple[Item, ...]]]:
        folder = f"quizzes/{self.language}"
        for name in names_in(self.root, folder, self.notes):
            path = f"{folder}/{name}"
            if not QUIZ.fullmatch(name):
                self.notes.add(Place(path), "file-unknown", name=name)
            elif name != "traps.yaml" and (node := self._yaml(path)):
                warning, before = read_warning(node, self.language, self.notes)
                if warning.id and warning.id != name.removesuffix(".yaml"):
                    self.notes.add(self.notes.of(warning), "file-name", id=warning.id)
                yield warning, before

    def _traps(self) -> tuple[Trap, ...]:
        folder = f"quizzes/{self.language}"
        if "traps.yaml" not in names_in(self.root, folder, self.notes):
            return ()
        node = self._yaml(f"{folder}/traps.yaml")
        return read_traps(node, self.language, self.notes) if node else ()

    def _yaml(self, path: str, *, ledger: bool = False) -> Node | None:
        text = read_text(self.root, path, self.notes, largest=LARGEST_LEDGER if ledger else LARGEST)
        most = MOST_NODES_LEDGER if ledger else MOST_NODES
        return None if text is None else read_yaml(text, path, self.notes, most=most)
