"""A terminal in this process that is watched: what it shows, and what it would show if all were drawn anew."""

import asyncio
import fcntl
import os
import signal
import struct
import sys
import termios
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

import pyte
import pytest
from textual import events

from glutatui.tui.app import TutorApp
from glutatui.tui.driver import Ink, Line, coded, driver_for
from glutatui.tui.face import Face
from glutatui.tui.frame import Frame
from glutatui.tui.look import Look
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.rows import Row, Scene
from glutatui.tui.still import DEPTHS, first_theme
from glutatui.tui.views.heading import Heading
from glutatui.tui.views.view import View
from glutatui.tui.widgets.sheet import lines_of
from tui.apps import SORRY

Cell = tuple[str, ...]
"""What can be seen of a cell: of a blank its ground alone."""
KEYS = {
    "enter": b"\r",
    "tab": b"\t",
    "backspace": b"\x7f",
    "escape": b"\x1b",
    "chord": b"\x18",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
}
_DEAR = "glutatui.tui.square"
"""What takes too long to be done anew each time; it knows nothing but its text."""
_KEEPING = type(cache(len))
"""What `cache` and `lru_cache` make of a function."""
_PATIENCE = 3.0
"""Seconds until a screen that is not what it should be is a fault."""


def seen(cell: pyte.screens.Char) -> Cell:
    """Return what can be seen of a cell."""
    ground, ink = (cell.fg, cell.bg) if cell.reverse else (cell.bg, cell.fg)
    return (" ", ground) if cell.data == " " else (cell.data, ground, ink, str(cell.bold))


@cache
def _sent(text: str, ink: Ink, profile: TerminalProfile) -> Cell:
    """Return what is seen of a cell that is sent in full to a terminal of which nothing is known."""
    screen = pyte.Screen(2, 1)
    codes = f"{int(ink.bold)};{'7' if ink.reverse else '27'};{ink.fore};{ink.back}"
    pyte.ByteStream(screen).feed(coded(f"\x1b[0;{codes}m{text}", profile))
    return seen(screen.buffer[0][0])


@cache
def _sent_run(cells: tuple[str, ...], ink: Ink, profile: TerminalProfile) -> tuple[Cell, ...]:
    """Return the same of cells that are drawn alike."""
    return tuple(_sent(text, ink, profile) for text in cells)


@contextmanager
def _remembering_nothing() -> Iterator[None]:
    """Have every function of the program that keeps its results work them out."""
    modules = [module for name, module in sys.modules.items() if name.startswith("glutatui.") and name != _DEAR]
    kept = [
        (module, name, value) for module in modules for name, value in vars(module).items() if type(value) is _KEEPING
    ]
    for module, name, value in kept:
        setattr(module, name, value.__wrapped__)
    try:
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def _forgetful(view: View) -> View:
    """Return a view that is where another is, and has laid out nothing so far."""
    twin = copy(view)
    for name, value in vars(view).items():
        if _laid_out(value):
            setattr(twin, name, None)
        elif isinstance(value, View):
            setattr(twin, name, _forgetful(value))
    return twin


def _laid_out(value: object) -> bool:
    """Tell whether a value holds what was laid out once, whatever it is called."""
    inner: tuple[object, ...] = (*value.keys(), *value.values()) if isinstance(value, dict) else ()
    inner = tuple(value) if isinstance(value, tuple | list) else inner
    return isinstance(value, Look | Row | Scene | Heading) or any(map(_laid_out, inner))


def anew(face: Face, look: Look) -> Frame:
    """Return the frame of a face, laid out as if nothing had ever been."""
    twin = copy(face)
    twin.over_all = copy(face.over_all)
    for holds in (twin, twin.over_all):
        holds._views = list(map(_forgetful, holds._views))  # noqa: SLF001
    return twin.frame(look)


class _Watched(TutorApp):
    """Counts what it has taken."""

    taken = 0

    def take(self, event: events.Event) -> None:
        """Take, and count."""
        super().take(event)
        self.taken += 1


@dataclass
class Mirror:
    """One terminal with the app that draws on it."""

    face: Face
    profile: TerminalProfile
    size: tuple[int, int]
    trail: list[str] = field(default_factory=list)
    """What was done, for whoever reads of a fault."""

    def __post_init__(self) -> None:
        """Open the terminal; the app draws as soon as it runs."""
        self.master, self.slave = os.openpty()
        self.screen = pyte.Screen(*self.size)
        self._stream = pyte.ByteStream(self.screen)
        self._rows: dict[int, list[Cell]] = {}
        self._set_size()
        driver = driver_for(self.slave, self.slave, self.profile, wipe=True)
        self.app = _Watched(self.face, self.profile, driver, sorry=SORRY, log=pytest.fail)
        self._arrived = asyncio.Event()
        self.look_on()

    def _set_size(self) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", self.size[1], self.size[0], 0, 0))

    def look_on(self) -> None:
        """Read what is drawn."""
        asyncio.get_running_loop().add_reader(self.master, self._read)

    def look_away(self) -> None:
        """Read no more, as a terminal does that is slow."""
        asyncio.get_running_loop().remove_reader(self.master)

    def _read(self) -> None:
        self._stream.feed(os.read(self.master, 65536))
        self._arrived.set()

    def close(self) -> None:
        """Give the descriptors back."""
        self.look_away()
        for fd in (self.master, self.slave):
            os.close(fd)

    @property
    def look(self) -> Look:
        """The screen as it is."""
        return Look(*self.size, self.profile.charset, self.face.language)

    def write(self, data: bytes) -> None:
        """Write on the terminal as another program."""
        os.write(self.slave, data)

    async def send(self, data: bytes, events_of_it: int = 1) -> None:
        """Type or click, and wait until it is carried out; a click too many is dropped by the reader."""
        due = self.app.taken + events_of_it
        os.write(self.master, data)
        with suppress(TimeoutError):
            await _until(lambda: self.app.taken >= due and not self.app.working, 0.2)
        await _until(lambda: not self.app.working, _PATIENCE)

    async def press(self, key: str) -> None:
        """Press a key."""
        self.trail.append(key)
        await self.send(KEYS.get(key, key.encode()))

    async def click(self, column: int, row: int) -> None:
        """Click on a cell."""
        self.trail.append(f"click {column},{row}")
        place = f"0;{column + 1};{row + 1}"
        await self.send(f"\x1b[<{place}M\x1b[<{place}m".encode(), 2)

    def resize(self, *sizes: tuple[int, int]) -> None:
        """Make the terminal larger or smaller, or its letters; of several sizes the program hears when all is done."""
        self.trail.append(f"resize {sizes}")
        for size in sizes:
            self.size = size
            self.screen.resize(size[1], size[0])
            self._set_size()
        os.kill(os.getpid(), signal.SIGWINCH)

    def drawn_anew(self) -> list[list[Cell]]:
        """Return what a terminal shows on which the face is drawn wholly, by a program that remembers nothing."""
        theme = first_theme(self.profile)
        theme = theme.other() if self.face.comfort.other_colours else theme
        with _remembering_nothing():
            lines = lines_of(anew(self.face, self.look).rows, self.size[0], theme, DEPTHS[self.profile.colours])
        return [self._sent_line(line) for line in lines]

    def _sent_line(self, line: Line) -> list[Cell]:
        runs = groupby(zip(line.cells, line.inks, strict=True), key=lambda cell: id(cell[1]))
        alike = (list(run) for _, run in runs)
        return [cell for run in alike for cell in _sent_run(tuple(text for text, _ in run), run[0][1], self.profile)]

    def shown(self) -> list[list[Cell]]:
        """Return what the terminal shows; rows that nothing was written to are as they were."""
        columns, rows = self.size
        for row in self.screen.dirty:
            self._rows[row] = [seen(self.screen.buffer[row][column]) for column in range(columns)]
        self.screen.dirty.clear()
        return [self._rows[row] for row in range(rows)]

    async def shows(self, text: str) -> None:
        """Wait until the terminal shows a text in one row."""
        await _until(lambda: any(text in row for row in self.screen.display), _PATIENCE)

    async def agrees(self) -> None:
        """Wait until the terminal shows what it would show if everything were drawn anew."""
        due = self.drawn_anew()
        loop = asyncio.get_running_loop()
        end = loop.time() + _PATIENCE
        while self.shown() != due:
            self._arrived.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), 0.05)
            if loop.time() > end:
                rows = [(new, old) for new, old in zip(due, self.shown(), strict=True) if new != old]
                wrong = "".join(f"{_text(new)}| was due\n{_text(old)}| is shown\n" for new, old in rows)
                pytest.fail(f"{wrong}after {self.trail}")


def _text(cells: list[Cell]) -> str:
    return "".join(cell[0] for cell in cells)


async def _until(holds: Callable[[], bool], seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  (what is waited for is the program's own)
            await asyncio.sleep(0)


@asynccontextmanager
async def mirrored(face: Face, profile: TerminalProfile, size: tuple[int, int]) -> AsyncIterator[Mirror]:
    """Run an app on a terminal that is watched, from its first frame on."""
    mirror = Mirror(face, profile, size)
    running = asyncio.create_task(mirror.app.run_async())
    try:
        await _until(lambda: mirror.app.is_running and "".join(mirror.screen.display).strip() != "", 10)
        yield mirror
    finally:
        mirror.look_on()
        mirror.app.exit()
        await running
        mirror.close()
