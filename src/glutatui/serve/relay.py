"""Bytes between a network channel and the terminal that a child has, within bounds in both directions."""

import asyncio
import fcntl
import os
import pty
import socket
import struct
import termios
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from glutatui.serve.wire import Account

BUFFER: Final = 32 * 1024
"""Bytes of frames that may wait between child and front door; beyond, the child drops frames."""
WAITING: Final = 64 * 1024
"""Bytes of input that may wait for a child that does not read; beyond, they are dropped."""
_READ: Final = 16 * 1024


class Relay:
    """One child's terminal: a pair of sockets for the drawn face, a pseudo-terminal for the line face.

    The line face wants what a terminal's line mode does: echo, erasing, line ends.
    """

    def __init__(self, account: Account, size: tuple[int, int], out: Callable[[bytes], object]) -> None:
        """Make both ends, within the running loop.

        Args:
            account: Which face it is for.
            size: Columns and rows.
            out: Takes what the child writes.

        Raises:
            OSError: There is no descriptor or no terminal left.
        """
        self._out = out
        self._loop = asyncio.get_running_loop()
        self._waiting = bytearray()
        self._tty = account == "plain"
        if self._tty:
            self._near, self.far = pty.openpty()
            self.resize(*size)
        else:
            near, far = socket.socketpair()
            far.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
            self._near, self.far = near.detach(), far.detach()
        os.set_blocking(self._near, False)
        self._reading = False
        self.resume()

    def ends(self) -> tuple[int, int]:
        """Return the way in and the way out for the child, to be closed once it has them.

        Raises:
            OSError: There is no descriptor left; none is kept then.
        """
        try:
            return os.dup(self.far), self.far
        except OSError:
            os.close(self.far)
            raise

    def resize(self, columns: int, rows: int) -> None:
        """Give the pseudo-terminal another size."""
        if self._tty and columns and rows:
            with suppress(OSError):
                size = struct.pack("HHHH", min(rows, 65535), min(columns, 65535), 0, 0)
                fcntl.ioctl(self._near, termios.TIOCSWINSZ, size)

    def pause(self) -> None:
        """Take nothing from the child for now."""
        if self._reading:
            self._reading = False
            self._loop.remove_reader(self._near)

    def resume(self) -> None:
        """Take from the child again."""
        if not self._reading and self._near >= 0:
            self._reading = True
            self._loop.add_reader(self._near, self._readable)

    def type(self, data: bytes) -> bool:
        """Hand input to the child; return whether it is to go on: no, when it does not read."""
        if self._near < 0:
            return True
        if not self._waiting:
            data = data[self._put(data) :]
        if data and len(self._waiting) + len(data) <= WAITING:
            if not self._waiting:
                self._loop.add_writer(self._near, self._more)
            self._waiting += data
        return not self._waiting

    def close(self) -> None:
        """Pass on what the child still wrote, and be done; harmless when repeated."""
        if self._near < 0:
            return
        self.pause()
        self._loop.remove_writer(self._near)
        while data := self._take():
            self._out(data)
        os.close(self._near)
        self._near = -1

    def _put(self, data: bytes) -> int:
        try:
            return os.write(self._near, data)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:  # the child is gone, which the zygote tells
            return len(data)

    def _more(self) -> None:
        del self._waiting[: self._put(bytes(self._waiting))]
        if not self._waiting:
            self._loop.remove_writer(self._near)

    def _take(self) -> bytes:
        try:
            return os.read(self._near, _READ)
        except (BlockingIOError, InterruptedError, OSError):
            return b""

    def _readable(self) -> None:
        if data := self._take():
            self._out(data)
        else:
            self.pause()
