"""Rows of a journal to visits: who answered what, in order, whichever course each visit was about."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple, TypeAlias

from glutatui.course import Course, Item
from glutatui.errors import RecordsError
from glutatui.records import Kept

Section: TypeAlias = Literal["before", "check", "quiz"]
"""Where an item is asked: before the lessons, at the end of a lesson, in the safety quiz."""

KINDS = ("started", "language", "answered", "finished")
"""The kinds of events that a report needs: pages and feedback that were gone past say nothing about answers."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """An answer without its patient: equal answers to an item of a course are one object, known by its identity."""

    item: Item
    section: Section
    chosen: tuple[int, ...]
    """Filed indices of the options chosen, or of the lines marked yes."""
    sure: bool
    unsure: bool
    right: bool


class Given(NamedTuple):
    """An answer of a patient."""

    mark: Mark
    seq: int
    """The number of its event."""
    at: str
    language: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A visit as its events tell it."""

    visit: str
    began: str
    """When, as the journal writes it: in UTC, so that times sort as text."""
    ended: str
    """When the last event came that was read."""
    start: Mapping[str, Any]
    """The payload of its first event."""
    course: Course
    marks: tuple[Mark, ...]
    """The answers, in the order in which they were given."""
    kept: tuple[Kept, ...]
    """Their events."""
    languages: tuple[str, ...]
    """The language of each answer."""
    finished: bool
    recalled: Mapping[str, bool] = field(default_factory=dict)
    """What came of the last check after some days, by warning: whether it was still known. It counts nowhere else."""

    @property
    def rounds(self) -> int:
        """How many rounds a warning gets at most."""
        return int(self.start["policy"]["rounds"])

    @property
    def language(self) -> str:
        """The language at the end."""
        return self.languages[-1] if self.languages else str(self.start["language"])

    def given(self) -> Iterator[Given]:
        """Give each answer with what its event tells."""
        for mark, (_, _, seq, at, _, _), language in zip(self.marks, self.kept, self.languages, strict=True):
            yield Given(mark, seq, at, language)


@dataclass(frozen=True, slots=True)
class Lost:
    """A visit that cannot be read; `records verify` says why."""

    visit: str


@dataclass
class _Opened:
    """A course with the answers met so far."""

    course: Course
    marks: dict[str, Mark] = field(default_factory=dict)
    """By payload as kept: patients give the same few thousand answers over and over."""

    @cached_property
    def sections(self) -> Mapping[str, tuple[Item, Section]]:
        """Items and where they are asked, by id."""
        found: dict[str, tuple[Item, Section]] = {item.id: (item, "before") for item in self.course.before}
        found.update((item.id, (item, "check")) for lesson in self.course.lessons for item in lesson.checks)
        found.update((item.id, (item, "quiz")) for warning in self.course.warnings for item in warning.items)
        return found

    def mark(self, payload: str) -> Mark:
        """Return the answer of a payload.

        Raises:
            ValueError: It is none, or of no item of this course.
        """
        found = self.marks.get(payload)
        if found is None:
            data = json.loads(payload)
            item, section = self.sections[data["item"]]
            chosen = tuple(data["chosen"])
            if not set(chosen) <= set(range(len(item.options))):
                raise ValueError("no such option")
            found = Mark(item, section, chosen, bool(data["sure"]), bool(data["unsure"]), bool(data["right"]))
            self.marks[payload] = found
        return found


def sittings(rows: Iterable[Kept], course_of: Callable[[str], Course]) -> Iterator[Sitting | Lost]:
    """Give the visits of a journal, in the order in which they began.

    Args:
        rows: What `Records.read` gives, with the kinds of `KINDS` or more.
        course_of: Returns the course of a hash.
    """
    opened: dict[str, _Opened] = {}
    for visit, kept in groupby(rows, itemgetter(1)):
        events = list(kept)
        try:
            start = json.loads(events[0][5])
            digest = start["course"]
            if digest not in opened:
                opened[digest] = _Opened(course_of(digest))
            yield _sitting(visit, events, start, opened[digest])
        except (ValueError, KeyError, TypeError, RecordsError):
            yield Lost(visit)


def _sitting(visit: str, events: list[Kept], start: Mapping[str, Any], opened: _Opened) -> Sitting:
    """Return a visit.

    Raises:
        ValueError: Its events are none of a visit.
    """
    if events[0][4] != "started" or events[0][2] != 0:
        raise ValueError("no start")
    over = next((at for at, event in enumerate(events, 1) if event[4] == "finished"), len(events))
    events, later = events[:over], events[over:]
    kept = [event for event in events if event[4] == "answered"]
    known = opened.marks
    return Sitting(
        visit=visit,
        began=events[0][3],
        ended=events[-1][3],
        start=start,
        course=opened.course,
        marks=tuple([known.get(event[5]) or opened.mark(event[5]) for event in kept]),
        kept=tuple(kept),
        languages=_languages(events, str(start["language"]), len(kept)),
        finished=events[-1][4] == "finished",
        recalled=_recalled(later),
    )


def _recalled(later: list[Kept]) -> Mapping[str, bool]:
    """Return what the last end of a visit says about a check after some days."""
    ends = [event[5] for event in later if event[4] == "finished"]
    return dict(json.loads(ends[-1]).get("recalled", {})) if ends else {}


def _languages(events: list[Kept], language: str, answers: int) -> tuple[str, ...]:
    """Return the language of each answer."""
    if not any(event[4] == "language" for event in events):
        return (language,) * answers
    found = []
    for _, _, _, _, kind, payload in events:
        if kind == "language":
            language = str(json.loads(payload)["language"])
        elif kind == "answered":
            found.append(language)
    return tuple(found)
