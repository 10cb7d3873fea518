"""Many visits added up, one at a time: memory grows with the number of different answers, not of patients."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Final

from glutatui.course import Course
from glutatui.reports.record import gain_of
from glutatui.reports.sittings import Lost, Mark, Section, Sitting
from glutatui.reports.standing import HALVES, Result, result_of

SECTIONS: Final[tuple[Section, ...]] = ("before", "check", "quiz")


@dataclass
class Counts:
    """What came of the visits of a period."""

    since: str
    """Visits that began earlier, in the journal's writing of time, are not in it."""
    visits: int = 0
    finished: int = 0
    results: Counter[tuple[str, Result]] = field(default_factory=Counter)
    """By warning and what came of it."""
    sure_and_wrong: Counter[str] = field(default_factory=Counter)
    gains: int = 0
    """Visits whose gain is known."""
    before: int = 0
    """Right answers before the lessons, of those visits."""
    after: int = 0
    """Of the warnings of those questions, those known in the end."""
    asked: int = 0
    """How many such questions those visits were asked."""


@dataclass
class Attempts:
    """First attempts in one language: what was answered before any teaching again."""

    marks: Counter[tuple[Mark, int | None]] = field(default_factory=Counter)
    """Answers by the right answers to all *other* items of the section; None where the section was left before."""
    totals: dict[tuple[str, ...], Counter[int]] = field(default_factory=dict)
    """Visits in which every warning was asked, by the warnings of their course and how many were known at once."""
    at_once: dict[tuple[str, ...], Counter[str]] = field(default_factory=dict)
    """Of those visits, how many knew each warning at once."""


@dataclass
class Tally:
    """The running sums; `add` is the step of the fold."""

    periods: Mapping[str, Counts]
    zone: tzinfo | None = None
    """Where a day begins at midnight; None for the host's."""
    days: Counter[date] = field(default_factory=Counter)
    attempts: dict[str, Attempts] = field(default_factory=dict)
    """By language."""
    visits_in: Counter[str] = field(default_factory=Counter)
    """Visits by the language at their end."""
    lost: int = 0
    """Visits that cannot be read."""
    newest: Sitting | None = None
    """The visit that began last: its course is the one whose items are told."""

    def add(self, sitting: Sitting | Lost) -> None:
        """Add one visit."""
        if isinstance(sitting, Lost):
            self.lost += 1
            return
        self.newest = sitting
        self.visits_in[sitting.language] += 1
        self.days[datetime.fromisoformat(sitting.began).astimezone(self.zone).date()] += 1
        sections = _by_section(sitting)
        by_warning = _by_warning(sitting.course, sections["quiz"])
        most = sitting.rounds
        results = {warning: result_of(marks, most) for warning, marks in by_warning.items()}
        sure_and_wrong = {mark.item.warning or "" for mark in sections["quiz"] if mark.sure and not mark.right}
        gain = gain_of(sitting.course, sitting.marks, results)
        for counts in self.periods.values():
            if sitting.began < counts.since:
                continue
            counts.visits += 1
            counts.finished += sitting.finished
            counts.results.update(results.items())
            counts.sure_and_wrong.update(sure_and_wrong)
            if gain is not None:
                counts.gains += 1
                counts.before += gain.before.right
                counts.after += gain.after.right
                counts.asked += gain.before.of
        self._attempt(sitting, sections, by_warning)

    def _attempt(
        self, sitting: Sitting, sections: Mapping[Section, list[Mark]], by_warning: Mapping[str, list[Mark]]
    ) -> None:
        """Add the first attempts of a visit; one in which the language changed is left out: which one was it in?"""
        if len(set(sitting.languages)) != 1:
            return
        attempts = self.attempts.setdefault(sitting.language, Attempts())
        firsts = [mark for marks in by_warning.values() for mark in marks[:HALVES]]
        asked = {**sections, "quiz": firsts}
        for section in SECTIONS:
            marks = asked[section]
            if len(marks) == _items_of(sitting.course, section):
                total = sum([mark.right for mark in marks])
                attempts.marks.update([(mark, total - mark.right) for mark in marks])
            else:
                attempts.marks.update([(mark, None) for mark in marks])
        if len(firsts) == _items_of(sitting.course, "quiz"):
            warnings = tuple(by_warning)
            known = [name for name, marks in by_warning.items() if marks[0].right and marks[1].right]
            attempts.totals.setdefault(warnings, Counter())[len(known)] += 1
            attempts.at_once.setdefault(warnings, Counter()).update(known)


def _by_section(sitting: Sitting) -> dict[Section, list[Mark]]:
    found: dict[Section, list[Mark]] = {section: [] for section in SECTIONS}
    for mark in sitting.marks:
        found[mark.section].append(mark)
    return found


def _by_warning(course: Course, marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {warning.id: [] for warning in course.warnings}
    for mark in marks:
        found[mark.item.warning or ""].append(mark)
    return found


def _items_of(course: Course, section: Section) -> int:
    """Return how many items of a section a patient is asked who goes all the way."""
    if section == "before":
        return len(course.before)
    if section == "check":
        return sum(len(lesson.checks) for lesson in course.lessons)
    return HALVES * len(course.warnings)
