"""One terminal by its file descriptors: its line mode, its size, and its old state back."""

import fcntl
import os
import termios
from contextlib import suppress
from typing import Any, Final

SMALLEST: Final = (20, 8)
LARGEST: Final = (240, 100)
"""Columns and rows that are believed; a size beyond costs gigabytes (65535 x 65535: 1.3 GB)."""

FALLBACK: Final = (80, 24)

START: Final = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[0m\x1b[2J\x1b[?2004h"
"""Alternate screen, cursor hidden, no wrapping, cleared, bracketed paste."""
STEADY_CURSOR: Final = "\x1b[2 q\x1b[?25h"
MOUSE_ON: Final = "\x1b[?1000h\x1b[?1006h"
"""Press and release only, in decimal coordinates."""
END: Final = "\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[2J\x1b[?7h\x1b[?1049l\x1b[0m\x1b[?25h"
"""All of it back; the alternate screen is cleared first, as some terminals keep it."""
WIPE: Final = "\x1b[H\x1b[2J\x1b[3J"
"""Nothing left to read for the next person: screen and scrollback."""


def clamp(columns: int, rows: int) -> tuple[int, int]:
    """Return a size that can be drawn."""
    return (
        min(max(columns, SMALLEST[0]), LARGEST[0]),
        min(max(rows, SMALLEST[1]), LARGEST[1]),
    )


class Terminal:
    """Owns the way to a terminal from ``open`` to ``close``.

    A terminal is opened again by its name where that is allowed: then being non-blocking is
    our own affair, and a shell that shares the old descriptor is not hurt even by ``kill -9``.
    """

    def __init__(self, fd_in: int, fd_out: int) -> None:
        """Remember the descriptors; touch nothing."""
        self.given = (fd_in, fd_out)
        self.fd_in, self.fd_out = fd_in, fd_out
        self._own: list[int] = []
        self._blocking: list[int] = []
        self._line: list[Any] | None = None

    def open(self) -> None:
        """Make both directions non-blocking and the line raw."""
        self.fd_in, self.fd_out = (self._unblocked(fd) for fd in self.given)
        with suppress(termios.error):
            self._line = termios.tcgetattr(self.fd_in)
            termios.tcsetattr(self.fd_in, termios.TCSANOW, _raw(termios.tcgetattr(self.fd_in)))

    def close(self) -> None:
        """Give everything back as it was; harmless when repeated."""
        if self._line is not None:
            with suppress(termios.error):
                termios.tcflush(self.fd_in, termios.TCIFLUSH)
                termios.tcsetattr(self.fd_in, termios.TCSANOW, self._line)
            self._line = None
        while self._blocking:
            with suppress(OSError):
                os.set_blocking(self._blocking.pop(), True)
        self.fd_in, self.fd_out = self.given
        while self._own:
            with suppress(OSError):
                os.close(self._own.pop())

    def size(self, otherwise: tuple[int, int] | None) -> tuple[int, int]:
        """Ask the kernel for columns and rows, and no one else; always a size that can be drawn."""
        for fd in (self.fd_out, self.fd_in):
            with suppress(OSError):
                columns, rows = os.get_terminal_size(fd)
                if columns and rows:
                    return clamp(columns, rows)
        return clamp(*(otherwise or FALLBACK))

    def _unblocked(self, fd: int) -> int:
        """Return a non-blocking way to the same terminal."""
        mode = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE
        with suppress(OSError):
            own = os.open(os.ttyname(fd), mode | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
            self._own.append(own)
            return own
        if os.get_blocking(fd):
            os.set_blocking(fd, False)
            self._blocking.append(fd)
        return fd


def _raw(modes: list[Any]) -> list[Any]:
    """Return line modes in which each key arrives at once, unchanged, and none is a signal."""
    iflag, oflag, cflag, lflag, *speeds, characters = modes
    off = termios.BRKINT | termios.ICRNL | termios.INLCR | termios.IGNCR
    off |= termios.ISTRIP | termios.IXON | termios.IXOFF
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    return [iflag & ~off, oflag, cflag, lflag, *speeds, characters]
