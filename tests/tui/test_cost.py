"""What a visit costs on the line; the counts do not depend on the machine (the bench owns the times)."""

import asyncio
import fcntl
import os
import struct
import termios
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from cProfile import Profile
from pstats import Stats
from time import process_time
from unicodedata import combining

import pytest
from rich.cells import cell_len

from glutatui.course import Course
from glutatui.tui.app import TutorApp
from glutatui.tui.driver import driver_for
from glutatui.tui.driver.writer import FrameWriter
from glutatui.tui.face import Face
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.widgets import sheet
from glutatui.visit import Ask, Checklist, Summary
from tui.apps import SORRY
from tui.golden_course import GOLDEN
from tui.screens import ENOUGH
from visits import SeededDesk

FIRST, A_KEY, A_VISIT = 6_000, 1_200, 250_000
"""Bytes of the first frame, of a key on average, of a visit."""
BEFORE = 300
"""Bytes at most that prepare a terminal before the first frame; they are some 50, and a frame has more."""
_KEYS = {"enter": b"\r", "down": b"\x1b[B", "up": b"\x1b[A"}


class Line:
    """A terminal in this process: it presses keys and counts bytes."""

    def __init__(self, face: Face, size: tuple[int, int]) -> None:
        self.master, self.slave = os.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        profile = TerminalProfile(size, "256")
        self.app = TutorApp(face, profile, driver_for(self.slave, self.slave, profile), sorry=SORRY, log=pytest.fail)
        self.bytes, self.keys = 0, 0
        self.written = asyncio.Event()
        asyncio.get_running_loop().add_reader(self.master, self._read)

    @property
    def events(self) -> int:
        """How many events were kept."""
        visit = self.app.face.visit
        return visit.state.seq if visit else 0

    def _read(self) -> None:
        self.bytes += len(os.read(self.master, 65536))
        self.written.set()

    def close(self) -> None:
        """Give the descriptors back."""
        asyncio.get_running_loop().remove_reader(self.master)
        for fd in (self.master, self.slave):
            os.close(fd)

    async def quiet(self, seconds: float) -> bool:
        """Tell whether nothing is written for so long."""
        self.written.clear()
        try:
            await asyncio.wait_for(self.written.wait(), seconds)
        except TimeoutError:
            return True
        return False

    async def settled(self) -> None:
        """Wait until a frame is complete."""
        while not await self.quiet(0.05):
            pass

    async def press(self, key: str) -> None:
        """Press a key and wait until it is carried out and drawn."""
        answered = asyncio.Event()
        after: Callable[[], None] = self.app._after  # noqa: SLF001  (what the app does when a key is done with)

        def done() -> None:
            after()
            answered.set()

        self.app._after = done  # type: ignore[method-assign]  # noqa: SLF001
        os.write(self.master, _KEYS.get(key, key.encode()))
        await asyncio.wait_for(answered.wait(), 10)
        self.app._after = after  # type: ignore[method-assign]  # noqa: SLF001
        self.keys += 1


@asynccontextmanager
async def line_of(face: Face, size: tuple[int, int]) -> AsyncIterator[Line]:
    """Run an app on a terminal in this process."""
    line = Line(face, size)
    running = asyncio.create_task(line.app.run_async())
    try:
        while line.bytes < BEFORE:
            line.written.clear()
            await asyncio.wait_for(line.written.wait(), 10)
        await line.settled()
        yield line
    finally:
        line.app.exit()
        await running
        line.close()


async def walk(line: Line) -> None:
    """Go the whole way as somebody who knows: digits, arrows, Enter."""
    face = line.app.face
    await line.press("1")
    for _ in range(ENOUGH):
        assert face.visit
        step = face.visit.step
        if isinstance(step, Summary):
            return
        if isinstance(step, Ask):
            for position, index in enumerate(step.order, 1):
                yes = index in step.item.right
                for _ in range((1 if yes else 2) if step.item.kind == "choose-all" else int(yes)):
                    await line.press(str(position))
            while (face.view.focus or 0) < len(step.order):
                await line.press("down")
        if isinstance(step, Checklist):
            for _ in range(face.view.count() - 1):  # type: ignore[attr-defined]
                await line.press("down")
        await line.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_whole_visit_of_the_real_course_is_cheap(
    size: tuple[int, int],
    real_course: Course,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frames: list[int] = []
    send = FrameWriter.send

    def counted(writer: FrameWriter, frame: bytes) -> None:
        if frame:
            frames.append(len(frame))
        send(writer, frame)

    monkeypatch.setattr(FrameWriter, "send", counted)
    face = Face(SeededDesk(real_course), minutes_of=lambda _: {"learn": 25, "quiz": 10})
    async with line_of(face, size) as line:
        first = line.bytes
        frames.clear()
        before = process_time()
        await walk(line)
        spent = (process_time() - before) / line.keys
        await line.settled()
        visit, keys = line.bytes, line.keys
        assert await line.quiet(0.5), "something is written while nobody presses a key"
    with capsys.disabled():
        print(  # noqa: T201  (for whoever looks at the costs)
            f"\n{size[0]}x{size[1]}: first frame {first} B, {keys} keys, {(visit - first) / keys:.0f} B a key, "
            f"{visit / 1000:.0f} kB a visit, {1000 * spent:.1f} ms of processor time a key with the test's own part"
        )
    assert len(frames) <= keys, "at most one frame a key"
    assert line.events <= keys, "at most one event a key"
    assert first <= FIRST
    assert (visit - first) / keys <= A_KEY
    assert visit <= A_VISIT


CALLS = 1_700
"""Calls of functions a key, C's own among them, from the key to the bytes of its frame; 1,480 were counted."""


async def test_a_key_stays_within_its_calls(real_course: Course) -> None:
    """Where the processor's time goes, counted: a machine that others use counts the same."""
    face = Face(SeededDesk(real_course), minutes_of=lambda _: {"learn": 25, "quiz": 10})
    profile = Profile()
    async with line_of(face, (80, 24)) as line:
        profile.enable()
        try:
            await walk(line)
        finally:
            profile.disable()
        keys = line.keys

    assert Stats(profile).total_calls / keys < CALLS  # type: ignore[attr-defined]


def test_signs_that_are_not_counted_take_one_cell_each() -> None:
    signs = [chr(code) for code in range(0x10000) if sheet.ONE_CELL_EACH.fullmatch(chr(code))]

    assert {"A", "é", "▸", "✓", "─"} <= set(signs)
    assert not [sign for sign in signs if cell_len(sign) != 1 or combining(sign)]


async def test_a_key_that_changes_nothing_writes_nothing() -> None:
    async with line_of(Face(SeededDesk(GOLDEN)), (80, 24)) as line:
        before = line.bytes
        await line.press("x")
        await line.press("up")
        assert await line.quiet(0.2)
        assert line.bytes == before


async def test_a_move_writes_only_what_it_changes() -> None:
    """Two choices change: not the screen."""
    async with line_of(Face(SeededDesk(GOLDEN)), (80, 24)) as line:
        before = line.bytes
        await line.press("down")
        await line.settled()
        assert 0 < line.bytes - before < 400
        before = line.bytes
        await line.press("d")
        await line.settled()
        assert line.bytes - before > 400
