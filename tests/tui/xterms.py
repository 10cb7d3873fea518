"""A real xterm on an X server without a screen: what it shows as text, by its own printing, and as pixels."""

import os
import struct
import subprocess
import time
import tty
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from typing import Self

from terminal import PATIENCE

PRINT = b"\x1b[i"
"""Tells xterm to print its screen (media copy, VT100)."""
FONT = "DejaVu Sans Mono"
_SCREEN = (1400, 1200)
_ROOM = 680, 590
"""Pixels that a window may take; the pointer stands in the middle of the screen, right of all windows."""
_DRAWN = 2.0
"""Seconds after which a cell that is still empty has no sign in it."""


@contextmanager
def x_server(folder: Path) -> Iterator[str]:
    """Start an X server that draws into a file of the folder; give its display."""
    read, write = os.pipe()
    size = "{}x{}x24".format(*_SCREEN)
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-fbdir", str(folder)]
    with subprocess.Popen(words, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        try:
            os.close(write)
            yield f":{os.read(read, 16).decode().strip()}"
        finally:
            os.close(read)
            server.terminate()


class XTerm:
    """One xterm, which gets what a program writes and is asked what it shows; a context manager."""

    def __init__(self, display: str, folder: Path, size: tuple[int, int], points: int, top: int) -> None:
        """Open a window.

        Args:
            display: The X server.
            folder: Where it prints to; nothing else is to be there.
            size: Columns and rows.
            points: Size of the letters.
            top: Where the window begins, in pixels from the top.
        """
        self.size, self._top, self._page = size, top, folder / "page"
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        ioctl(self.slave, TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        prints = f"cat > {folder}/begun && mv {folder}/begun {self._page}"
        settings = {"printerCommand": prints, "printerAutoClose": "true", "printAttributes": "0", "scrollBar": "false"}
        words = ["xterm", f"-S{os.ttyname(self.slave)}/{self.master}", "-u8", "-fa", FONT, "-fs", str(points)]
        words += ["-geometry", "{}x{}+0+{}".format(*size, top), "-b", "0", "-bw", "0", "-bg", "black", "-fg", "white"]
        words += [word for name, value in settings.items() for word in ("-xrm", f"xterm*{name}: {value}")]
        env = {**os.environ, "DISPLAY": display}
        self._xterm = subprocess.Popen(words, pass_fds=[self.master], env=env, stderr=subprocess.DEVNULL)
        self._program: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Wait until the window is there: xterm types its number then."""
        number = b""
        while not number.endswith(b"\n"):
            number += os.read(self.slave, 64)
        return self

    def __exit__(self, *_: object) -> None:
        """End the program and the window."""
        self.end_program()
        self._xterm.kill()
        self._xterm.wait()
        os.close(self.master)
        os.close(self.slave)

    def start(self, command: list[str | Path], env: Mapping[str, str]) -> None:
        """Start a program on this terminal."""
        words = ["setsid", "--ctty", *command]
        there = self.slave
        self._program = subprocess.Popen(words, stdin=there, stdout=there, stderr=there, env={**os.environ, **env})

    def end_program(self) -> None:
        """End it; what it drew stays."""
        if self._program is not None:
            self._program.kill()
            self._program.wait()
            self._program = None

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def write(self, text: str) -> None:
        """Have a text shown."""
        os.write(self.slave, text.encode())

    def rows(self) -> list[str]:
        """Return what the terminal shows."""
        os.write(self.slave, PRINT)
        end = time.monotonic() + PATIENCE
        while not self._page.exists():
            assert time.monotonic() < end, "xterm prints nothing"
            time.sleep(0.002)
        text = self._page.read_text(encoding="utf-8")
        self._page.unlink()
        return [row.rstrip() for row in text.replace("\r", "").split("\n")][: self.size[1]]


class Pixels:
    """What the X server shows, in the format of `xwd` (X11/XWDFile.h: 25 numbers, then colours, then rows)."""

    def __init__(self, folder: Path) -> None:
        """Take what it shows now."""
        self._data = (folder / "Xvfb_screen0").read_bytes()
        numbers = struct.unpack(">25I", self._data[:100])
        self._start, self._line = numbers[0] + numbers[19] * 12, numbers[12]

    def block(self, left: int, top: int, width: int, height: int) -> bytes:
        """Return a part of it, row by row, four bytes a pixel."""
        starts = (self._start + row * self._line + left * 4 for row in range(top, top + height))
        return b"".join(self._data[start : start + width * 4] for start in starts)

    def lit(self, top: int) -> tuple[int, int]:
        """Return how wide and high a window is that is drawn all over, from its first row and column."""
        rows = [self.block(0, row, _ROOM[0], 1) for row in range(top, top + _ROOM[1])]
        high = sum(bool(_bright(row[:4])) for row in rows)
        wide = sum(bool(_bright(rows[0][at : at + 4])) for at in range(0, len(rows[0]), 4))
        return wide, high


def _bright(pixel: bytes) -> int:
    return max(pixel[:3])


def glyphs(terminal: XTerm, folder: Path, signs: str, top: int) -> dict[str, bytes]:
    """Return how each sign is drawn, pixel by pixel, once there is something of each; each takes one cell."""
    columns, lines = terminal.size
    terminal.write("\x1b[0;7m\x1b[H" + "\r\n".join([" " * columns] * lines) + "\x1b[0m")
    until(lambda: all(size > columns for size in Pixels(folder).lit(top)))
    wide, high = Pixels(folder).lit(top)
    cell = wide // columns, high // lines
    spaced = " ".join(signs)
    parts = [spaced[start : start + columns] for start in range(0, len(spaced), columns)]
    terminal.write("\x1b[0m\x1b[H\x1b[2J\x1b[?25l")
    until(lambda: Pixels(folder).lit(top) == (0, 0))
    terminal.write("\r\n".join(parts))
    places = [(sign, *divmod(number, columns)) for number, sign in enumerate(spaced) if sign != " "]
    end, found = time.monotonic() + _DRAWN, dict[str, bytes]()
    while time.monotonic() < end and not all(map(any, found.values() or [b""])):
        shown = Pixels(folder)
        found = {sign: shown.block(left * cell[0], top + row * cell[1], *cell) for sign, row, left in places}
    return found


def until(holds: Callable[[], bool]) -> None:
    """Wait for a condition; fail where it never holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "the window is not drawn"
        time.sleep(0.01)
