"""What staff are told of many visits: a tally turned into figures that are frozen."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from glutatui.course import Course
from glutatui.errors import UsageError
from glutatui.records import Kept
from glutatui.records.outbox import Spool
from glutatui.reports.figures import HIDDEN_BELOW, Consistency, kr_20, subkoviak
from glutatui.reports.items import ItemFigures, item_figures
from glutatui.reports.record import Gain, Share, SignOff
from glutatui.reports.sittings import sittings
from glutatui.reports.standing import RESULTS, Result
from glutatui.reports.tally import Attempts, Counts, Tally
from glutatui.words import say

DAYS: Final = 30
"""Days of the recent past that are told one by one."""


@dataclass(frozen=True, slots=True)
class Period:
    """What came of the visits that began in a period."""

    name: str
    """``all`` (since the time asked for), ``recent`` (the last 30 days), ``today``."""
    visits: int
    finished: int
    results: Mapping[str, Mapping[Result, int]]
    """By warning, those of the present course first."""
    sure_and_wrong: Mapping[str, int]
    """By warning, visits with an answer that was sure and wrong."""
    gain: Gain | None
    """Over all visits where it is known."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the decisions on warnings can be trusted, from the first round of all warnings."""

    visits: int
    """Visits in which each warning was asked."""
    kr_20: float | None
    all_at_once: Consistency | None
    """Of the decision "every warning known at once"."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The report."""

    made: datetime
    since: datetime | None
    course: Course | None
    """The course of the newest visit; this host's where there is no visit, if it has one."""
    sign_off: str
    language: str
    """Whose first attempts are told in `items`."""
    periods: tuple[Period, ...]
    days: tuple[tuple[date, int], ...]
    """Visits of each of the last 30 days, today last."""
    items: tuple[ItemFigures, ...]
    reliability: Reliability
    unreadable: int
    """Visits that cannot be read."""
    spool: Spool | None = None
    """What a host's own journal holds that these figures lack; None where the records are not shared."""

    @property
    def suspects(self) -> tuple[ItemFigures, ...]:
        """The items that may be faulty."""
        return tuple(figures for figures in self.items if figures.flags)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for."""

    now: datetime
    since: datetime | None = None
    zone: tzinfo | None = None
    """Where days begin at midnight; None for the host's."""
    language: str | None = None
    """Whose items are told; None for the language of most visits."""


def survey(
    rows: Iterable[Kept],
    course_of: Callable[[str], Course],
    asked: Asked,
    present: Course | None,
    sign_off: SignOff,
) -> Survey:
    """Return the report on the visits of a journal.

    Args:
        rows: What `Records.read` gives since ``asked.since``.
        course_of: Returns the course of a hash.
        asked: What is asked for.
        present: The course on this host, for when there is no visit yet; None where it is wrong.
        sign_off: How much of it is signed.

    Raises:
        UsageError: ``answers-in-unknown`` (``language``, ``known``): the course has no such language.
    """
    today, first_day = (days_ago(number, asked.now, asked.zone) for number in (0, DAYS - 1))
    starts = {"all": "", "recent": _written(first_day), "today": _written(today)}
    tally = Tally({name: Counts(since) for name, since in starts.items()}, asked.zone)
    for sitting in sittings(rows, course_of):
        tally.add(sitting)
    course = tally.newest.course if tally.newest else present
    digest = str(tally.newest.start["course"]) if tally.newest else sign_off.course
    language = _language(course, tally, asked.language)
    attempts = tally.attempts.get(language, Attempts())
    return Survey(
        made=asked.now,
        since=asked.since,
        course=course,
        sign_off=sign_off.of(digest),
        language=language,
        periods=tuple(_period(name, counts, course) for name, counts in tally.periods.items()),
        days=tuple((day, tally.days[day]) for day in (first_day.date() + timedelta(days=n) for n in range(DAYS))),
        items=item_figures(course, language, attempts) if course else (),
        reliability=_reliability(course, attempts),
        unreadable=tally.lost,
    )


def days_ago(number: int, now: datetime, zone: tzinfo | None = None) -> datetime:
    """Return the midnight with which a day began; another one than this may have had summer time."""
    day = now.astimezone(zone).date() - timedelta(days=number)
    return datetime.combine(day, time.min, zone).astimezone(zone)


def _written(at: datetime) -> str:
    """Return a time as the journal writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _language(course: Course | None, tally: Tally, wanted: str | None) -> str:
    if course is None:
        return wanted or "en"
    if wanted is not None and wanted not in course.languages:
        raise UsageError("answers-in-unknown", language=wanted, known=", ".join(course.languages))
    if wanted is not None:
        return wanted
    common = [language for language, _ in tally.visits_in.most_common() if language in course.languages]
    return common[0] if common else course.languages[0]


def _period(name: str, counts: Counts, course: Course | None) -> Period:
    ours = [warning.id for warning in course.warnings] if course else []
    order = list(dict.fromkeys([*ours, *(name for name, _ in counts.results)]))
    gain = None
    if counts.asked:
        gain = Gain(Share(counts.before, counts.asked), Share(counts.after, counts.asked))
    return Period(
        name=name,
        visits=counts.visits,
        finished=counts.finished,
        results={warning: {result: counts.results[warning, result] for result in RESULTS} for warning in order},
        sure_and_wrong={warning: counts.sure_and_wrong[warning] for warning in order},
        gain=gain,
    )


def _reliability(course: Course | None, attempts: Attempts) -> Reliability:
    warnings = tuple(warning.id for warning in course.warnings) if course else ()
    totals = attempts.totals.get(warnings, Counter())
    visits = totals.total()
    if visits < HIDDEN_BELOW:
        return Reliability(visits, None, None)
    at_once = attempts.at_once[warnings]
    found = kr_20([at_once[warning] for warning in warnings], totals)
    if found is None:
        return Reliability(visits, None, None)
    return Reliability(visits, found, subkoviak(totals, len(warnings), len(warnings), found))


def survey_data(report: Survey, language: str) -> dict[str, Any]:
    """Return a report for scripts (architecture, section 5); its first four keys are the contract."""
    whole = report.periods[0]
    return {
        "visits": whole.visits,
        "finished": whole.finished,
        "warnings": {
            name: {**found, "sure_and_wrong": whole.sure_and_wrong[name]} for name, found in whole.results.items()
        },
        "items": {figures.item.id: _item_data(figures) for figures in report.items},
        "made": report.made.isoformat(),
        "since": None if report.since is None else report.since.isoformat(),
        "language": report.language,
        "sign_off": report.sign_off,
        "unreadable": report.unreadable,
        "spool": None if report.spool is None else asdict(report.spool),
        "gain": _gain_data(whole.gain),
        "reliability": _reliability_data(report.reliability),
        "periods": {period.name: _period_data(period) for period in report.periods},
        "days": {day.isoformat(): visits for day, visits in report.days},
        "says": say(language, "record-no-consent"),
    }


def _period_data(period: Period) -> dict[str, Any]:
    return {
        "visits": period.visits,
        "finished": period.finished,
        "warnings": {name: dict(found) for name, found in period.results.items()},
        "gain": _gain_data(period.gain),
    }


def _gain_data(gain: Gain | None) -> dict[str, Any] | None:
    if gain is None:
        return None
    return {
        "before": gain.before.right,
        "after": gain.after.right,
        "of": gain.before.of,
        "normalised": gain.normalised,
    }


def _reliability_data(reliability: Reliability) -> dict[str, Any]:
    consistency = reliability.all_at_once
    return {
        "visits": reliability.visits,
        "kr_20": reliability.kr_20,
        "agreement": consistency.agreement if consistency else None,
        "kappa": consistency.kappa if consistency else None,
    }


def _item_data(figures: ItemFigures) -> dict[str, Any]:
    return {
        "section": figures.section,
        "warning": figures.item.warning,
        "answers": figures.answers,
        "difficulty": figures.difficulty,
        "discrimination": figures.discrimination,
        "discrimination_index": figures.index,
        "unsure": figures.unsure,
        "sure_and_wrong": figures.sure_and_wrong,
        "chosen": None if figures.chosen is None else list(figures.chosen),
        "working_distractors": figures.working,
        "doubted": figures.doubted,
        "flags": list(figures.flags),
    }
