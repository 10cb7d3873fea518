"""A terminal that somebody handed over, as a session reaches it."""

import os
import select
import stat
import termios
from contextlib import suppress
from typing import Final

from glutatui.serve import wire
from glutatui.serve.wire import Account

WAYS: Final = 2
"""Descriptors of a terminal: the way in and the way out."""


class TtyLine:
    """A terminal that a client handed over (`door.Line`)."""

    def __init__(self, fds: list[int]) -> None:
        """Own two descriptors.

        Raises:
            OSError: They are not the two ways of one terminal.
        """
        self._fds = fds
        same = len({os.fstat(fd).st_rdev for fd in fds if stat.S_ISCHR(os.fstat(fd).st_mode)}) == 1
        if len(fds) != WAYS or not same or not all(os.isatty(fd) for fd in fds):
            raise OSError("no terminal")

    def open(self, account: Account) -> tuple[int, int]:
        """Return duplicates for one child; who reads lines gets a terminal that edits them.

        Raises:
            OSError: There is no descriptor left.
        """
        if account == "plain":
            self._set_lines()
        near = os.dup(self._fds[0])
        try:
            return near, os.dup(self._fds[1])
        except OSError:
            os.close(near)
            raise

    def _set_lines(self) -> None:
        """Have keys echoed and gathered into lines; the attach client gives its user's own modes back."""
        with suppress(termios.error):
            iflag, oflag, cflag, lflag, *rest = termios.tcgetattr(self._fds[0])
            iflag |= termios.ICRNL
            lflag |= termios.ICANON | termios.ECHO | termios.ECHOE | termios.ECHOK | termios.ISIG | termios.IEXTEN
            termios.tcsetattr(self._fds[0], termios.TCSANOW, [iflag, oflag, cflag, lflag, *rest])

    async def shut(self) -> bool:
        """Forget what was typed for the child that is gone; tell whether the terminal still takes what is written."""
        with suppress(termios.error):
            termios.tcflush(self._fds[0], termios.TCIFLUSH)
        ready = select.poll()
        ready.register(self._fds[1], select.POLLOUT)
        return [(self._fds[1], select.POLLOUT)] == ready.poll(0)

    def write(self, data: bytes) -> bool:
        """Write what the terminal takes at once; tell whether that was all."""
        fd = self._fds[1]
        with suppress(OSError):
            blocks = os.get_blocking(fd)
            os.set_blocking(fd, False)
            try:
                return os.write(fd, data) == len(data)
            finally:
                os.set_blocking(fd, blocks)
        return False

    def resize(self, columns: int, rows: int) -> None:
        """Do nothing: the kernel knows the size."""

    def size(self) -> tuple[int, int]:
        """Return columns and rows; zeros where the terminal does not know, or is gone."""
        with suppress(OSError, IndexError):
            return os.get_terminal_size(self._fds[1])
        return 0, 0

    def close(self) -> None:
        """Let the terminal go."""
        wire.close(self._fds)
        self._fds = []
