"""A visit line by line: the terminal's lines as text, and the clocks that the line face itself does not have."""

import io
import os
import select
import socket
import termios
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Final, Literal, TypeAlias

from glutatui.errors import RecordsError
from glutatui.plain import Around, Line, Paper, run_plain
from glutatui.records import read_code
from glutatui.serve import wire
from glutatui.serve.endings import How
from glutatui.serve.wire import Drain, Ping, Pong, Start, WireError
from glutatui.tui.limits import Limits
from glutatui.visit import About, Visit, about_of
from glutatui.visit.offered import OfferingDesk
from glutatui.words import counted, say

_USUAL: Final = Limits()

Kind: TypeAlias = Literal["idle", "hard", "drain"]
"""Why the time is nearly up."""


class Clock:
    """Warns once, and ends later."""

    def __init__(self, kind: Kind, ends: How, length: float, warning: float) -> None:
        """Begin with the full time; a warning comes so long before the end, or at half of a short time."""
        self.kind: Final = kind
        self.ends: Final = ends
        self._length, self.warning = length, min(warning, length / 2)
        self.restart()

    def restart(self) -> None:
        """Give the full time again."""
        self._end, self._warned = monotonic() + self._length, False

    @property
    def next(self) -> float:
        """When something is due, in monotonic seconds."""
        return self._end if self._warned else self._end - self.warning

    def strikes(self) -> bool:
        """Note that something is due; tell whether it is the end. Who comes late is warned first all the same."""
        if self._warned:
            return True
        self._end, self._warned = monotonic() + self.warning, True
        return False


class Typed(io.RawIOBase):
    """What a patient types; ends when nobody is there, the time is up, or the service ends."""

    def __init__(
        self, fd: int, control: socket.socket, start: Start, warn: Callable[[Kind, float], None] = lambda *_: None
    ) -> None:
        """Read from a terminal in its line mode.

        Args:
            fd: The terminal's way in.
            control: Where the front door asks and tells.
            start: How long to wait for a line, and for all of them.
            warn: Says that the time is up so many seconds from now.
        """
        super().__init__()
        self._fd, self._control, self._warn = fd, control, warn
        self._idle = Clock("idle", "idle", start.idle, _USUAL.idle_warning) if start.idle else None
        self._end = Clock("hard", "hard", start.hard, _USUAL.hard_warning) if start.hard else None
        self.how: How | None = None
        """Why there is no more input, where it was not the patient who ended it."""
        self._warned = False
        control.setblocking(False)  # noqa: FBT003  (as sockets have it)

    def warned(self) -> bool:
        """Tell, once, whether there was a warning."""
        warned, self._warned = self._warned, False
        return warned

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Wait for input; 0 is the end of it."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        if self._idle:
            self._idle.restart()
        while self.how is None:
            clocks = [clock for clock in (self._idle, self._end) if clock]
            first = min(clocks, key=lambda clock: clock.next, default=None)
            wait = max(0.0, first.next - monotonic()) if first else None
            ready = select.select((self._fd, self._control.fileno()), (), (), wait)[0]
            if self._control.fileno() in ready:
                self._told()
            elif self._fd in ready:
                return self._taken(view)
            elif first and first.next <= monotonic():
                self._struck(first)
        return 0

    def _struck(self, clock: Clock) -> None:
        """Warn, or end."""
        if clock.strikes():
            self.how = clock.ends
        else:
            self._warned = True
            self._warn(clock.kind, clock.warning)

    def _taken(self, view: memoryview) -> int:
        data = b""
        with suppress(OSError):
            data = os.read(self._fd, min(len(view), 4096))
        if not data:
            self.how = "gone"
        view[: len(data)] = data
        return len(data)

    def _told(self) -> None:
        got = None
        with suppress(OSError, WireError):
            got = wire.receive(self._control)
        match got:
            case None:
                self.how = "gone"
            case (Ping(number=number), _):
                wire.send(self._control, Pong(number))
            case (Drain(seconds=0), _):
                self.how = "drained"
            case (Drain(seconds=seconds), _):
                self._end = Clock("drain", "drained", seconds, seconds)
                self._end.strikes()
                self._warned = True
                self._warn("drain", seconds)
            case _:
                pass


def drain_of(fd: int) -> None:
    """Forget what was typed before anybody asked."""
    with suppress(termios.error):
        termios.tcflush(fd, termios.TCIFLUSH)


class _Sitting:
    """One patient at a terminal of lines: the visit that is on it, and how to speak beside it."""

    def __init__(self, desk: OfferingDesk, paper: Paper, language: str) -> None:
        self._desk, self._paper = desk, paper
        self.visit, self.code, self._keep = desk.offer("learn", language)

    def resume(self, typed: str) -> tuple[Visit, str, About]:
        """Take up another visit."""
        self.visit, self.code = self._desk.resume(typed), read_code(typed) or typed
        self._keep = lambda: None  # the visit that was offered comes to nothing
        return self.visit, self.code, about_of(self._desk, self.visit)

    def leave(self) -> None:
        """Have the code that was told hold, whatever was done with it."""
        self._keep()

    def warn(self, kind: Kind, seconds: float) -> None:
        """Say in lines what a screen shows as a warning."""
        language = self.visit.state.language
        lines = [counted(language, f"kiosk-{kind}", round(seconds))]
        if kind == "idle":
            lines = [say(language, "kiosk-idle-title"), *lines, say(language, "plain-idle-stay")]
        else:
            lines.append(say(language, "kiosk-code", code=self.code))
        with suppress(OSError):
            self._paper.say(Line(line) for line in lines)
            self._paper.flush()


def lead_plain(desk: OfferingDesk, start: Start, language: str, fds: list[int]) -> How:
    """Lead one patient through a visit line by line; return how it ended.

    Args:
        desk: Where visits come from.
        start: What the front door asked for.
        language: The language to begin in.
        fds: The terminal's way in, its way out, the control socket.
    """
    encoding = "ascii" if start.charset == "ascii" else "utf-8"
    out = open(fds[1], "w", encoding=encoding, errors="replace", closefd=False)  # noqa: SIM115  (a descriptor)
    try:
        sitting = _Sitting(desk, Paper(out), language)
        typed = Typed(fds[0], socket.socket(fileno=fds[2]), start, sitting.warn)
        lines_in = io.TextIOWrapper(io.BufferedReader(typed), encoding=encoding, errors="replace")
        visit, code = sitting.visit, sitting.code
        around = Around(sitting.resume, asks_language=True, warned=typed.warned, printer=desk.printer)
        about = about_of(desk, visit)
        try:
            run_plain(visit, code=code, language=language, lines_in=lines_in, out=out, about=about, around=around)
        finally:
            sitting.leave()
        out.flush()
    except RecordsError:
        return "records"
    except OSError:
        return "gone"
    return typed.how or "finished"
