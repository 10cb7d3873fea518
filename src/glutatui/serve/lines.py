"""A visit line by line: the terminal's lines as text, and the clocks that the line face itself does not have."""

import io
import os
import select
import socket
import termios
from contextlib import suppress
from time import monotonic

from glutatui.errors import RecordsError
from glutatui.plain import run_plain
from glutatui.serve import wire
from glutatui.serve.endings import How
from glutatui.serve.wire import Drain, Ping, Pong, Start, WireError
from glutatui.visit import Desk


class Typed(io.RawIOBase):
    """What a patient types; ends when nobody is there, the time is up, or the service ends."""

    def __init__(self, fd: int, control: socket.socket, start: Start) -> None:
        """Read from a terminal in its line mode.

        Args:
            fd: The terminal's way in.
            control: Where the front door asks and tells.
            start: How long to wait for a line, and for all of them.
        """
        super().__init__()
        self._fd, self._control, self._idle = fd, control, start.idle
        self._end = monotonic() + start.hard if start.hard else None
        self.how: How | None = None
        """Why there is no more input, where it was not the patient who ended it."""
        self._ending: How = "hard"
        control.setblocking(False)  # noqa: FBT003  (as sockets have it)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Wait for input; 0 is the end of it."""
        deadline = monotonic() + self._idle if self._idle else None
        view = memoryview(buffer)  # type: ignore[arg-type]
        while self.how is None:
            waits = [when for when in (deadline, self._end) if when is not None]
            wait = max(0.0, min(waits) - monotonic()) if waits else None
            ready = select.select((self._fd, self._control.fileno()), (), (), wait)[0]
            if self._control.fileno() in ready:
                self._told()
            elif self._fd in ready:
                return self._taken(view)
            elif self._end is not None and monotonic() >= self._end:
                self.how = self._ending
            else:
                self.how = "idle"
        return 0

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
            case (Drain(seconds=seconds), _):
                self._end, self._ending = monotonic() + seconds, "drained"
            case _:
                pass


def drain_of(fd: int) -> None:
    """Forget what was typed before anybody asked."""
    with suppress(termios.error):
        termios.tcflush(fd, termios.TCIFLUSH)


def lead_plain(desk: Desk, start: Start, language: str, fds: list[int]) -> How:
    """Lead one patient through a visit line by line; return how it ended.

    Args:
        desk: Where visits come from.
        start: What the front door asked for.
        language: The language to begin in.
        fds: The terminal's way in, its way out, the control socket.
    """
    typed = Typed(fds[0], socket.socket(fileno=fds[2]), start)
    encoding = "utf-8" if start.charset == "utf-8" else "ascii"
    lines_in = io.TextIOWrapper(io.BufferedReader(typed), encoding=encoding, errors="replace")
    out = open(fds[1], "w", encoding=encoding, errors="replace", closefd=False)  # noqa: SIM115  (a descriptor)
    try:
        visit, code = desk.start("learn", language)
        run_plain(visit, code=code, language=language, lines_in=lines_in, out=out)
        out.flush()
    except RecordsError:
        return "records"
    except OSError:
        return "gone"
    return typed.how or "finished"
