"""The visit record: what one patient has understood, for those who treat them. No name, no free text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from glutatui.course import LEVELS, Course, Warning  # noqa: A004  (the project's own term)
from glutatui.reports.sittings import Mark, Section, Sitting
from glutatui.reports.standing import RESULTS, Result, Standing, standings
from glutatui.words import say

WEAKEST_FIRST: Final[tuple[Result, ...]] = ("to_talk_about", "not_reached", "known_after_teaching", "known_at_once")


@dataclass(frozen=True, slots=True)
class SignOff:
    """How much of the course on this host a clinician has read and signed."""

    course: str
    """The hash of that course: a visit may have been about an older one."""
    signed: int
    total: int

    def of(self, course: str) -> str:
        """Return what holds for a course: ``reviewed``, ``partly``, ``unreviewed``, or ``unknown`` for another one."""
        if course != self.course:
            return "unknown"
        return "reviewed" if self.total and self.signed == self.total else "partly" if self.signed else "unreviewed"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What a patient knew before and after, about the same warnings."""

    before: Share
    """Questions before the lessons that were answered right."""
    after: Share
    """Their warnings that were known in the end."""

    @property
    def normalised(self) -> float | None:
        """Return (after - before) / (1 - before); None where all was known before (education standard, section 8)."""
        before, after = self.before.right / self.before.of, self.after.right / self.after.of
        return None if before == 1 else (after - before) / (1 - before)


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """What is told of one visit."""

    visit: str
    mode: str
    language: str
    began: datetime
    ended: datetime
    """When the last answer or step came."""
    finished: bool
    course: str
    """The hash of the course."""
    sign_off: str
    program: str
    """The version that taught."""
    standings: Mapping[str, Standing]
    """By warning, in the order of the course."""
    gain: Gain | None
    """None where not all questions before the lessons, or not all their warnings, were reached."""
    checks: Share
    """Quick checks in the lessons."""
    guess_pass: float
    """The chance that a pure guesser passes one unknown warning."""
    slip_fail: Mapping[str, float]
    """The chance that somebody who knows a warning fails it, by the chance of a slip in one decision."""
    recalled: Mapping[str, bool] = field(default_factory=dict)
    """What came of the last check after some days, by warning: whether it was still known."""


def record_of(sitting: Sitting, sign_off: SignOff) -> VisitRecord:
    """Return the record of a visit."""
    policy, standing = sitting.start["policy"], standings(sitting)
    digest = str(sitting.start["course"])
    return VisitRecord(
        visit=sitting.visit,
        mode=str(sitting.start["mode"]),
        language=sitting.language,
        began=datetime.fromisoformat(sitting.began),
        ended=datetime.fromisoformat(sitting.ended),
        finished=sitting.finished,
        course=digest,
        sign_off=sign_off.of(digest),
        program=str(policy["program"]),
        standings=standing,
        gain=gain_of(sitting.course, sitting.marks, {name: one.result for name, one in standing.items()}),
        checks=_share(_of("check", sitting.marks)),
        guess_pass=float(policy["guess_pass"]),
        slip_fail={str(slip): float(chance) for slip, chance in policy["slip_fail"].items()},
        recalled=sitting.recalled,
    )


def gain_of(course: Course, marks: Sequence[Mark], results: Mapping[str, Result]) -> Gain | None:
    """Return what a patient knew before and after; None where it cannot be told yet."""
    before = _of("before", marks[: len(course.before)])
    after = [results[item.warning] for item in course.before if item.warning is not None and item.warning in results]
    if len(before) < len(course.before) or not after or "not_reached" in after:
        return None
    return Gain(_share(before), Share(sum(result != "to_talk_about" for result in after), len(after)))


def _of(section: Section, marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.section == section]


def _share(marks: Sequence[Mark]) -> Share:
    return Share(sum(mark.right for mark in marks), len(marks))


def weakest(course: Course, record: VisitRecord) -> list[Warning]:
    """Return the warnings, those that most need a person first.

    Sure and wrong comes first even if it was right later: such beliefs come back (education standard, section 1,
    point 7). Then what came of it, then the level.
    """

    def rank(warning: Warning) -> tuple[bool, int, int]:
        standing = record.standings[warning.id]
        return not standing.sure_and_wrong, WEAKEST_FIRST.index(standing.result), LEVELS.index(warning.level)

    return sorted(course.warnings, key=rank)


def ask_back(course: Course, record: VisitRecord, number: int = 3) -> list[Warning]:
    """Return the warnings whose teach-back questions staff ask first; a course of before they were written has none."""
    return [warning for warning in weakest(course, record) if warning.ask_back is not None][:number]


def record_data(course: Course, record: VisitRecord, language: str) -> dict[str, Any]:
    """Return a record for scripts; it says on itself what it is not."""
    gain = record.gain
    return {
        "visit": record.visit,
        "mode": record.mode,
        "language": record.language,
        "began": record.began.isoformat(),
        "ended": record.ended.isoformat(),
        "finished": record.finished,
        "course": {"hash": record.course, "sign_off": record.sign_off},
        "program": record.program,
        "warnings": {name: _standing_data(one) for name, one in record.standings.items()},
        "counts": {result: sum(one.result == result for one in record.standings.values()) for result in RESULTS},
        "sure_and_wrong": [name for name, one in record.standings.items() if one.sure_and_wrong],
        "taught_again": [name for name, one in record.standings.items() if one.taught_again],
        "talk_first": [warning.id for warning in weakest(course, record) if to_talk(record.standings[warning.id])],
        "ask_back": {warning.id: (warning.ask_back or {})[language] for warning in ask_back(course, record)},
        "before": None if gain is None else {"right": gain.before.right, "of": gain.before.of},
        "after": None if gain is None else {"known": gain.after.right, "of": gain.after.of},
        "gain": None if gain is None else gain.normalised,
        "checks": {"right": record.checks.right, "of": record.checks.of},
        "guess_pass": record.guess_pass,
        "slip_fail": dict(record.slip_fail),
        "recalled": dict(record.recalled),
        "says": say(language, "record-no-consent"),
    }


def to_talk(standing: Standing) -> bool:
    """Tell whether a person should talk about a warning with the patient."""
    return standing.sure_and_wrong or standing.result == "to_talk_about"


def _standing_data(standing: Standing) -> dict[str, Any]:
    return {
        "result": standing.result,
        "rounds": list(standing.rounds),
        "taught_again": standing.taught_again,
        "sure_and_wrong": standing.sure_and_wrong,
        "items": list(standing.items),
    }
