"""Where the zygote draws first frames ahead of need."""

import socket
from contextlib import suppress
from itertools import product
from typing import Final, get_args

from glutatui.course import Course
from glutatui.serve import wire
from glutatui.serve.child import face_for
from glutatui.serve.messages import Start, Stills
from glutatui.serve.readied import NoDesk
from glutatui.serve.service import Service
from glutatui.serve.stills import MOST, Kind, kind_of, write_stills
from glutatui.tui.driver import FALLBACK, clamp
from glutatui.tui.profile import Colours, TerminalProfile
from glutatui.tui.still import still

_USUAL: Final = (FALLBACK, (120, 40))


class Studio:
    """Draws what is usual when it opens, and what was missed once it is."""

    def __init__(self, service: Service, link: socket.socket) -> None:
        """Draw nothing yet; ``link`` leads to the front door."""
        self._service, self._link = service, link
        self._course: Course | None = None
        self._drawn: set[Kind] = set()

    def open(self, course: Course) -> None:
        """Draw the welcome to a course for the usual terminals."""
        self._course = course
        self._drawn.clear()
        found = {}
        for size, colours, language in product(_USUAL, get_args(Colours), course.languages):
            start = Start(0, "learn", *size, colours, "utf-8", language, idle=0, hard=0, source="")
            if kind := kind_of(start):
                found[kind] = self._draw(start, course)
        self._send(found, anew=True)

    def missed(self, start: Start) -> None:
        """Draw for the next visit what this one had to draw itself."""
        kind = kind_of(start)
        if self._course and kind and not start.shown and kind not in self._drawn and len(self._drawn) < MOST:
            self._send({kind: self._draw(start, self._course)}, anew=False)

    def _draw(self, start: Start, course: Course) -> bytes:
        face = face_for(start, course, NoDesk(course, self._service.about(course)), self._service.minutes_of)
        return still(face, TerminalProfile(clamp(start.columns, start.rows), start.colours, start.charset))

    def _send(self, stills: dict[Kind, bytes], *, anew: bool) -> None:
        self._drawn |= set(stills)
        with suppress(OSError):  # a front door that is gone is seen elsewhere; without stills visits draw themselves
            fd = write_stills(stills)
            try:
                wire.send(self._link, Stills(anew=anew), [fd])
            finally:
                wire.close([fd])
