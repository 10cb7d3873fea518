"""What the staff's dashboard is told, from the records: each look is noted in the audit before anything is shown."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from glutatui.cli.health import answer_at
from glutatui.cli.reporting import courses_of, told_to_staff
from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.records import Records, open_existing, row_of
from glutatui.records.outbox import Spool
from glutatui.reports.card import card_lines
from glutatui.reports.progress import watched
from glutatui.reports.record import SignOff, record_of
from glutatui.reports.sittings import KINDS, Sitting, sittings
from glutatui.reports.standing import RESULTS
from glutatui.reports.survey import DAYS, Asked, Period, Survey, days_ago, survey
from glutatui.reports.tables import period_line, suspicions, waiting, warning_name
from glutatui.tui.staff_room import Overview, Shares, Span
from glutatui.words import error_text, say

_PATIENCE: Final = 1.0
"""Seconds in which the service says how many sessions are open."""
_INSIDE: Final = re.compile(rb"^\S*sessions_inside ([0-9]+)", re.MULTILINE)


class Room:
    """Reads the records of a host (`tui.staff_room.StaffRoom`)."""

    def __init__(
        self,
        *,
        place: str,
        who: str,
        course: Course,
        sign_off: SignOff,
        live: Callable[[], int | None],
        spool: Callable[[], Spool | None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open nothing yet.

        Args:
            place: Path or URL of the records.
            who: For the audit, and by which wrong codes are counted.
            course: That of new visits.
            sign_off: How much of it is signed.
            live: Tells how many sessions are open.
            spool: Tells what waits on this host for records that are shared.
            clock: Returns the time in UTC.
        """
        self._place, self._who = place, who
        self._course, self._sign_off = course, sign_off
        self._live, self._spool, self._clock = live, spool, clock

    def overview(self, told: Callable[[int], None]) -> Overview:
        """Return what there is to tell of the last 30 days; of shared records that are away, at least what waits."""
        now, spool = self._clock(), self._spool()
        try:
            found = self._survey(now, told)
        except RecordsError as error:
            lines = tuple(waiting(spool, now, "en"))
            if not lines:
                raise
            return Overview(_minute(now), (), (), self._live(), lines, (), (error_text("en", error),))
        return _overview(replace(found, spool=spool), self._live())

    def _survey(self, now: datetime, told: Callable[[int], None]) -> Survey:
        since = days_ago(DAYS - 1, now)
        with closing(open_existing(self._place)) as records:
            records.note(self._who, "reported")
            rows = watched(records.read(since, KINDS), records.visits(), told)
            return survey(rows, self._courses(records), Asked(now), self._course, self._sign_off)

    def _courses(self, records: Records) -> Callable[[str], Course]:
        return courses_of(records, {self._sign_off.course: self._course})

    def card(self, code: str, width: int, rows: int) -> tuple[str, ...]:
        """Return the card of the visit of a code."""
        with closing(open_existing(self._place)) as records, told_to_staff():
            visit = records.find(code, self._who)
            records.note(self._who, "looked-up", visit)
            events = [row_of(event) for event in records.replay(visit)]
            found = next(sittings(events, self._courses(records)), None)
            if found is None:
                raise RecordsError("visit-unknown")
        if not isinstance(found, Sitting):
            raise RecordsError("visit-unreadable", visit=visit)
        record = record_of(found, self._sign_off)
        spoken = "en" if "en" in found.course.languages else found.course.languages[0]
        return tuple(card_lines(found.course, record, spoken, width=width, rows=rows))


def _overview(found: Survey, live: int | None) -> Overview:
    near = [period for name in ("today", "recent") for period in found.periods if period.name == name]
    signed = say("en", f"sign-off-{found.sign_off}")
    lost = [say("en", "dashboard-unreadable", number=found.unreadable)] if found.unreadable else []
    return Overview(
        made=_minute(found.made),
        spans=tuple(_span(found, period) for period in near),
        days=tuple(visits for _, visits in found.days),
        live=live,
        waiting=tuple(waiting(found.spool, found.made, "en")),
        suspects=tuple(suspicions(found, "en")),
        notes=(*lost, signed, say("en", "record-no-consent")),
    )


def _minute(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _span(found: Survey, period: Period) -> Span:
    shares = tuple(
        Shares(warning_name(found.course, name, "en"), tuple(results[result] for result in RESULTS))
        for name, results in period.results.items()
    )
    return Span(period_line(found, period, "en"), say("en", f"period-{period.name}"), shares)


def sessions_at(path: Path) -> int | None:
    """Return how many sessions the service at a health socket has; None where it does not say."""
    found = _INSIDE.search(answer_at(path, "/metrics", _PATIENCE))
    return int(found[1]) if found else None
