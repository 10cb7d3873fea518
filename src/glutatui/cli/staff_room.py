"""What the staff's dashboard is told, from the records: each look is noted in the audit before anything is shown."""

import re
import socket
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from glutatui.content import course_from_json
from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.records import Records, open_existing, row_of
from glutatui.reports.card import card_lines
from glutatui.reports.record import SignOff, record_of
from glutatui.reports.sittings import KINDS, Sitting, sittings
from glutatui.reports.standing import RESULTS
from glutatui.reports.survey import DAYS, Asked, Period, Survey, survey
from glutatui.reports.tables import period_line, suspicions, warning_name
from glutatui.tui.staff_room import Overview, Shares, Span
from glutatui.words import say

_PATIENCE: Final = 1.0
"""Seconds in which the service says how many sessions are open."""
_INSIDE: Final = re.compile(rb"^\S*sessions_inside ([0-9]+)", re.MULTILINE)
_LARGEST: Final = 256 * 1024


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
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open nothing yet.

        Args:
            place: Path or URL of the records.
            who: For the audit, and by which wrong codes are counted.
            course: That of new visits.
            sign_off: How much of it is signed.
            live: Tells how many sessions are open.
            clock: Returns the time in UTC.
        """
        self._place, self._who = place, who
        self._course, self._sign_off = course, sign_off
        self._live, self._clock = live, clock

    def overview(self) -> Overview:
        """Return what there is to tell of the last 30 days."""
        now = self._clock()
        today = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        with closing(open_existing(self._place)) as records:
            records.note(self._who, "reported")
            rows = records.read(today - timedelta(days=DAYS - 1), KINDS)
            found = survey(rows, _courses(records), Asked(now), self._course, self._sign_off)
        return _overview(found, self._live())

    def card(self, code: str, width: int, rows: int) -> tuple[str, ...]:
        """Return the card of the visit of a code."""
        with closing(open_existing(self._place)) as records:
            visit = records.find(code, self._who)
            records.note(self._who, "looked-up", visit)
            events = [row_of(event) for event in records.replay(visit)]
            found = next(sittings(events, _courses(records)), None)
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
        made=found.made.astimezone().strftime("%Y-%m-%d %H:%M"),
        spans=tuple(_span(found, period) for period in near),
        days=tuple(visits for _, visits in found.days),
        live=live,
        suspects=tuple(suspicions(found, "en")),
        notes=(*lost, signed, say("en", "record-no-consent")),
    )


def _span(found: Survey, period: Period) -> Span:
    shares = tuple(
        Shares(warning_name(found.course, name, "en"), tuple(results[result] for result in RESULTS))
        for name, results in period.results.items()
    )
    return Span(period_line(found, period, "en"), say("en", f"period-{period.name}"), shares)


def _courses(records: Records) -> Callable[[str], Course]:
    """Return what gives the course of a hash, each read once."""

    @cache
    def course_of(digest: str) -> Course:
        return course_from_json(records.course(digest))

    return course_of


def sessions_at(path: Path) -> int | None:
    """Return how many sessions the service at a health socket has; None where it does not say."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_PATIENCE)
        try:
            line.connect(str(path))
            line.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
            answer = b""
            while len(answer) < _LARGEST and (piece := line.recv(65536)):
                answer += piece
        except OSError:
            return None
    found = _INSIDE.search(answer)
    return int(found[1]) if found else None
