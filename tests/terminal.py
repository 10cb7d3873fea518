"""A command on a real pseudo-terminal, read as a person reads it: for tests that wait for what they want to see."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import IO, Any, Protocol, Self

import pyte
import pytest
from pyte.modes import DECAWM, IRM
from pyte.screens import Char
from wcwidth import wcwidth

PATIENCE = 20.0
"""Seconds after which a condition that does not hold fails the test; two cores may be busy with other tests."""

_SETTLED = 0.012
"""Seconds without a byte after which a frame is complete that seems to be."""
_UNFINISHED = 0.25
"""Seconds without a byte after which no more is expected of one that does not."""
_END_OF_FRAME = re.compile(rb"\x1b\[[0-9;]*[Hm]$")


class Display(pyte.Screen):
    """What a terminal shows, with the two things that pyte leaves out: alternate screen and scrollback."""

    def __init__(self, columns: int, lines: int) -> None:
        self.scrollback: list[str] = []
        self._main: tuple[Any, Any] | None = None
        self._cells: dict[Char, dict[str, Char]] = {}
        """Cells by attributes and character: making them is most of what an emulator does."""
        super().__init__(columns, lines)

    @property
    def private_modes(self) -> set[int]:
        """The private modes that are on, such as 1049 (alternate screen), 1000 (mouse) and 25 (cursor)."""
        return {mode >> 5 for mode in self.mode if mode >= 32}

    def row(self, number: int) -> str:
        """Return one row of the screen."""
        line = self.buffer[number]
        return "".join(line[column].data for column in range(self.columns))

    def draw(self, data: str) -> None:
        """Draw text: pyte's own way in a quarter of the time, where each character takes one cell."""
        data = data.translate(self.g1_charset if self.charset else self.g0_charset)
        fits = DECAWM in self.mode or self.cursor.x + len(data) <= self.columns
        if IRM in self.mode or not fits or any(wcwidth(char) != 1 for char in set(data)):
            super().draw(data)
            return
        while data:
            cursor = self.cursor
            if cursor.x == self.columns:
                self.dirty.add(cursor.y)
                self.carriage_return()
                self.linefeed()
            cells = self._cells.setdefault(cursor.attrs, {})
            line, here = self.buffer[cursor.y], data[: self.columns - cursor.x]
            for column, char in enumerate(here, cursor.x):
                cell = cells.get(char)
                if cell is None:
                    cell = cells[char] = cursor.attrs._replace(data=char)
                line[column] = cell
            cursor.x += len(here)
            data = data[len(here) :]
        self.dirty.add(self.cursor.y)

    def set_mode(self, *modes: int, **kwargs: Any) -> None:  # noqa: ANN401  (as pyte has it)
        """Turn modes on; 1049 leaves the main screen aside."""
        if kwargs.get("private") and 1049 in modes and self._main is None:
            self._main = (deepcopy(self.buffer), deepcopy(self.cursor))
            super().erase_in_display(2)
        super().set_mode(*modes, **kwargs)

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:  # noqa: ANN401  (as pyte has it)
        """Turn modes off; 1049 brings the main screen back."""
        if kwargs.get("private") and 1049 in modes and self._main is not None:
            self.buffer, self.cursor = self._main
            self._main = None
        super().reset_mode(*modes, **kwargs)

    def index(self) -> None:
        """Move down; a row that leaves the main screen at the top goes into the scrollback."""
        if self.cursor.y == self.lines - 1 and self._main is None:
            self.scrollback.append(self.row(0))
        super().index()

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (as pyte has it)
        """Erase a part of the screen, or with 3 the scrollback alone, as xterm does."""
        if how == 3:
            self.scrollback.clear()
        else:
            super().erase_in_display(how, *args, **kwargs)


class Process(Protocol):
    """What a terminal asks of the program on it; ``Popen`` has it."""

    pid: int
    returncode: int | Any

    def poll(self) -> int | None:
        """Return the exit status, negative for a signal; None as long as it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; raise ``TimeoutExpired`` where it does not come in time."""

    def send_signal(self, number: int) -> None:
        """Send a signal."""


class Terminal:
    """One command on a terminal of its own; a context manager that leaves no process behind."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        stderr: IO[bytes] | None = None,
    ) -> None:
        """Start a command as the leader of a session that this terminal controls.

        Args:
            command: The program and its arguments.
            size: Columns and rows.
            env: Added to the environment of the test.
            stderr: Where messages go; None is the terminal.
        """
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        self.raw = bytearray()
        """All bytes that the program wrote."""
        self.display = Display(*size)
        self._stream = pyte.ByteStream(self.display)
        self.resize(*size)
        self.modes = termios.tcgetattr(self.slave)
        """The line modes before the program started."""
        self.process = self.start(command, {**os.environ, **(env or {})}, self.slave if stderr is None else stderr)

    def start(self, command: Sequence[str | Path], env: dict[str, str], stderr: int | IO[bytes]) -> "Process":
        """Begin the program on this terminal."""
        return subprocess.Popen(
            ["setsid", "--ctty", *command], stdin=self.slave, stdout=self.slave, stderr=stderr, env=env
        )

    def __enter__(self) -> Self:
        """Hand out the terminal with its running program."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program, if it has not ended by itself, and close the terminal."""
        self.kill()
        for fd in (self.master, self.slave):
            if fd >= 0:
                os.close(fd)

    @property
    def pid(self) -> int:
        """The process of the command itself."""
        return self.process.pid

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal; where it is the one that nobody survives, wait until the process is gone."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        if number == signal.SIGKILL:
            self.process.wait()

    def hang_up(self) -> None:
        """Take the terminal away, as a closed window or a lost line does."""
        for fd in (self.slave, self.master):
            os.close(fd)
        self.master = self.slave = -1

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told by SIGWINCH."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.display.resize(rows, columns)

    def read(self, timeout: float = 0.0) -> bytes:
        """Take what the program wrote, waiting for ``timeout`` seconds at most; empty when nothing came."""
        if not select.select([self.master], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the last process on the other side is gone
            return b""
        self.raw += data
        self._stream.feed(data)
        return data

    def send(self, data: bytes | str) -> None:
        """Type; what the terminal does not take at once is offered again, while output is read."""
        left = data.encode() if isinstance(data, str) else data
        end = time.monotonic() + PATIENCE
        while left and time.monotonic() < end and self.process.poll() is None:
            if select.select([], [self.master], [], 0.05)[1]:
                left = left[os.write(self.master, left) :]
            self.read()

    def click(self, column: int, row: int) -> None:
        """Press and release the left button on a cell, counted from 0 (SGR 1006)."""
        self.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

    def rows(self) -> list[str]:
        """Return the screen, row by row."""
        return [self.display.row(number) for number in range(self.display.lines)]

    def text(self) -> str:
        """Return the screen as running text: single blanks, no line ends."""
        return " ".join(" ".join(self.rows()).split())

    def everything(self) -> str:
        """Return what a person finds who scrolls up: the scrollback and the screen."""
        return "\n".join([*self.display.scrollback, *self.rows()])

    def holds(self, condition: Callable[[], object], seconds: float = PATIENCE) -> bool:
        """Read until the condition holds; tell whether it did in time."""
        end = time.monotonic() + seconds
        while not condition():
            over = self.process.poll() is not None
            if not self.read(0.02) and (over or time.monotonic() > end):
                return bool(condition())
        return True

    def until(self, condition: Callable[[], object], what: str = "the condition", seconds: float = PATIENCE) -> None:
        """Read until the condition holds; fail the test when it never does."""
        if not self.holds(condition, seconds):
            screen = "\n".join(self.rows())
            pytest.fail(f"{what}: never seen; exit {self.process.poll()}, screen:\n{screen}")

    def shows(self, text: str, seconds: float = PATIENCE) -> None:
        """Read until the screen shows a text, however it is broken into rows."""
        wanted = " ".join(text.split())
        self.until(lambda: wanted in self.text(), repr(wanted), seconds)

    def ends(self, seconds: float = PATIENCE) -> int:
        """Read until the program has ended; return its status, negative for a signal."""
        self.until(lambda: self.process.poll() is not None, "the end of the program", seconds)
        while self.read():
            pass
        return int(self.process.returncode)

    def settle(self) -> None:
        """Read until the frame is complete: it ends with a colour or the place of the cursor, and nothing follows."""
        while self.read(_SETTLED if _END_OF_FRAME.search(self.raw[-16:]) else _UNFINISHED):
            pass

    def quiet(self, seconds: float) -> int:
        """Return how many bytes the program writes within some seconds in which nobody does anything."""
        before, end = len(self.raw), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)
        return len(self.raw) - before

    def threads(self) -> int:
        """Return how many threads the program has now."""
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    def memory(self) -> float:
        """Return the highest resident size of the program so far, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
