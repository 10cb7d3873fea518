"""A kiosk in this process: a face on a real pseudo-terminal, seen through an emulator that keeps a history."""

import asyncio
import fcntl
import os
import struct
import termios
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pyte
import pytest

from glutatui.tui.app import TutorApp
from glutatui.tui.driver import driver_for
from glutatui.tui.face import Face
from glutatui.tui.limits import Limits
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.staff import StaffDoor
from glutatui.visit import GoOn
from glutatui.words import say
from terminal import Display
from tui.apps import SORRY
from tui.golden_course import GOLDEN
from visits import CODE, SeededDesk, take

PATIENCE = 15.0
"""Seconds after which a condition that does not hold fails the test."""
BEFORE = "what stood there before"
WELCOME = say("en", "welcome-privacy")
IDLE = Limits(idle=0.5, idle_warning=0.25)
"""Short enough for a test; what a clinic has is 120 and 20 seconds."""


class Booth:
    """One kiosk with somebody at it."""

    def __init__(self, face: Face, limits: Limits, *, wipe: bool = True) -> None:
        self.face = face
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        profile = TerminalProfile((80, 24), "256")
        driver = driver_for(self.slave, self.slave, profile, wipe=wipe)
        self.app = TutorApp(face, profile, driver, sorry=SORRY, log=pytest.fail, limits=limits)
        self.display = Display(80, 24)
        self._stream = pyte.ByteStream(self.display)
        self.raw = bytearray()
        for _ in range(50):
            self._stream.feed(f"{BEFORE}\r\n".encode())
        self.listen()

    def listen(self) -> None:
        """Read what is drawn."""
        asyncio.get_running_loop().add_reader(self.master, self._read)

    def look_away(self) -> None:
        """Read nothing any more, as a stopped client."""
        asyncio.get_running_loop().remove_reader(self.master)

    def _read(self) -> None:
        data = os.read(self.master, 65536)
        self.raw += data
        self._stream.feed(data)

    def close(self) -> None:
        """Give the descriptors back."""
        self.look_away()
        for fd in (self.master, self.slave):
            if fd >= 0:
                os.close(fd)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def text(self) -> str:
        """Return the screen as running text."""
        return " ".join(" ".join(self.display.row(row) for row in range(24)).split())

    def everything(self) -> str:
        """Return what a person finds who scrolls up, on either screen."""
        return " ".join([*self.display.scrollback, self.text(), *self._aside()])

    def _aside(self) -> list[str]:
        """Return the rows of the screen that is not shown."""
        main = self.display._main  # noqa: SLF001  (our own emulator)
        return [] if main is None else ["".join(cell.data for cell in row.values()) for row in main[0].values()]

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until a condition holds."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds():  # noqa: ASYNC110  (whatever it is that holds)
                    await asyncio.sleep(0.002)
        except TimeoutError:
            pytest.fail(f"never held; screen:\n{self.text()}")

    async def shows(self, text: str) -> None:
        """Wait until the screen shows a text."""
        await self.until(lambda: " ".join(text.split()) in self.text())

    async def silent(self, seconds: float) -> bool:
        """Tell whether nothing is drawn for so long."""
        before = len(self.raw)
        try:
            async with asyncio.timeout(seconds):
                while len(self.raw) == before:  # noqa: ASYNC110
                    await asyncio.sleep(0.002)
        except TimeoutError:
            return True
        return False

    async def settled(self) -> None:
        """Wait until a frame is complete."""
        while not await self.silent(0.05):
            pass


@asynccontextmanager
async def booth(face: Face, limits: Limits | None = None, *, wipe: bool = True) -> AsyncIterator[Booth]:
    """Run a kiosk until the test is done with it."""
    place = Booth(face, limits or Limits(), wipe=wipe)
    running = asyncio.create_task(place.app.run_async())
    try:
        await place.until(lambda: running.done() or len(place.raw) > 500)
        await place.settled()
        yield place
        if not running.done():
            place.app.exit()
    finally:
        try:
            await asyncio.wait_for(running, PATIENCE)
            await place.settled()
        finally:
            place.close()


def kiosk(*, question: bool = False, once: bool = False, door: StaffDoor | None = None) -> Face:
    """Return the face of a kiosk, at the welcome or at a question of the quiz."""
    desk = SeededDesk(GOLDEN)
    if not question:
        return Face(desk, kiosk=True, once=once, staff=door)
    visit, code = desk.start("quiz", "en")
    take(visit, GoOn())
    return Face(desk, visit=visit, code=code, kiosk=True, once=once, staff=door)


def left_of_the_visit(place: Booth) -> list[str]:
    """Return what the next patient could read of the last one's visit."""
    texts = [text["en"] for item in GOLDEN.items() for text in (item.ask, *(option.text for option in item.options))]
    return [text for text in (CODE, *texts) if " ".join(text.split()) in place.everything()]
