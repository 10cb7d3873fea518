"""One patient after another at one screen: warned, cleared, and never seen by the next."""

import asyncio
import os
import threading
from collections.abc import Callable

import pytest

from fakes import MemoryJournal
from glutatui.tui.clocks import Countdown
from glutatui.tui.driver.writer import LIMIT, FrameWriter
from glutatui.tui.face import Face
from glutatui.tui.limits import Limits
from glutatui.tui.staff import StaffDoor
from glutatui.tui.views.lists import WelcomeView
from glutatui.tui.views.notices import WarningView
from glutatui.tui.views.question import QuestionView
from glutatui.visit import Event, GoOn
from glutatui.words import say
from tui.booth import BEFORE, IDLE, WELCOME, booth, kiosk, left_of_the_visit
from tui.golden_course import GOLDEN
from visits import SeededDesk, take

STILL_THERE = say("en", "kiosk-idle-title")


# nobody is there


async def test_a_screen_that_is_left_warns_once_and_then_clears() -> None:
    face = kiosk(question=True)
    async with booth(face, IDLE) as place:
        await place.shows(STILL_THERE)
        await place.settled()
        drawn = len(place.raw)
        await place.until(lambda: face.turn == 1 or len(place.raw) > drawn)
        assert face.turn == 1, "the warning was drawn more than once"
        await place.shows(WELCOME)
        assert (face.ended, face.over, face.visit, face.code) == ("idle", False, None, "")
        assert left_of_the_visit(place) == []
        assert BEFORE not in place.everything()


async def test_without_the_limit_the_screen_stays() -> None:
    face = kiosk(question=True)
    async with booth(face) as place:
        assert await place.silent(2 * (IDLE.idle or 0))
        assert isinstance(face.view, QuestionView)
        assert left_of_the_visit(place)


@pytest.mark.parametrize(
    "key",
    [
        "1",
        "0",
        "t",
        "q",
        "\r",
        "\x1b",
        "\x1b[B",
        "\x18",
        "\x1bOP",
        "\x1b[15;5~",
        "\x1b[<0;20;9M\x1b[<0;20;9m",
        "\x1b[<64;9;9M",
    ],
)
async def test_any_key_or_click_goes_on_and_does_nothing_else(key: str) -> None:
    face = kiosk(question=True, door=StaffDoor(lambda _: True))
    async with booth(face, Limits(idle=2.4, idle_warning=1.2)) as place:
        seen = place.text()
        await place.shows(STILL_THERE)
        place.type(key)
        await place.until(lambda: face.over_all.top is None)
        await place.until(lambda: place.text() == seen)
        assert isinstance(face.view, QuestionView)
        assert (face.view.marks, face.view.focus, face.turn, face.over) == ({}, 0, 0, False)


async def test_a_patient_can_go_on_as_often_as_needed() -> None:
    """At least ten times (WCAG 2.2.1); each time the full time is there again."""
    face = kiosk(question=True)
    async with booth(face, Limits(idle=2, idle_warning=1)) as place:
        for _ in range(12):
            await place.until(lambda: isinstance(face.over_all.top, WarningView))
            place.type("1")
            await place.until(lambda: face.over_all.top is None)
        assert (face.turn, face.ended) == (0, "")


async def test_the_welcome_never_warns_and_writes_nothing() -> None:
    face = kiosk()
    async with booth(face, Limits(idle=0.2, idle_warning=0.1)) as place:
        assert await place.silent(0.6)
        assert face.turn == 0
        place.type("\x1b[Bd")
        await place.settled()
        await place.until(lambda: face.view.focus == 0)
        assert isinstance(face.view, WelcomeView)
        assert face.turn == 0, "there was nobody to wipe away"


async def test_a_code_that_is_half_typed_is_cleared_too() -> None:
    face = kiosk()
    async with booth(face, IDLE) as place:
        place.type("3QRS")
        await place.shows("Q R S")
        await place.shows(STILL_THERE)
        await place.until(lambda: face.turn == 1)
        await place.shows(WELCOME)
        place.type("3")
        await place.shows(say("en", "resume-title"))
        assert "Q R S" not in place.text()


async def test_one_process_a_patient_ends_instead() -> None:
    face = kiosk(question=True, once=True)
    async with booth(face, IDLE) as place:
        await place.until(lambda: face.over)
        await place.settled()
        assert (face.ended, place.app.status) == ("idle", 0)
    assert left_of_the_visit(place) == []
    assert BEFORE not in place.everything()


async def test_the_wipe_is_what_clears() -> None:
    """With the wipe of the driver off, screen and scrollback still hold what stood there."""
    face = kiosk(question=True)
    async with booth(face, IDLE, wipe=False) as place:
        await place.until(lambda: face.turn == 1)
        await place.shows(WELCOME)
        assert BEFORE in place.everything()


async def test_a_countdown_warns_after_each_restart_and_ends_once() -> None:
    happened: list[str] = []
    changed = asyncio.Event()

    def note(what: str) -> None:
        happened.append(what)
        changed.set()

    clock = Countdown(0.1, 0.05, warn=lambda: note("warn"), end=lambda: note("end"))
    clock.restart()
    async with asyncio.timeout(10):
        while "end" not in happened:
            changed.clear()
            await changed.wait()
            if happened in (["warn"], ["warn", "warn"]):
                clock.restart()
    assert happened == ["warn", "warn", "warn", "end"]


async def test_a_program_that_was_stopped_warns_before_it_clears() -> None:
    """After a suspended night the first thing is not an empty screen."""
    happened: list[str] = []
    ended = asyncio.Event()
    clock = Countdown(0.02, 0.01, warn=lambda: happened.append("warn"), end=ended.set)
    clock.restart()
    loop = asyncio.get_running_loop()
    until = loop.time() + 0.1
    while loop.time() < until:
        pass  # the whole loop stands still
    async with asyncio.timeout(10):
        await ended.wait()
    assert happened == ["warn"]


# what waits on the way to a terminal that does not read


async def test_a_wipe_reaches_a_terminal_that_reads_late() -> None:
    assert await _late(lambda writer: writer.anew(b"WIPE")) == b"WIPE"


async def test_a_frame_alone_would_be_dropped_there() -> None:
    assert await _late(lambda writer: writer.send(b"WIPE")) != b"WIPE"


async def _late(act: Callable[[FrameWriter], None]) -> bytes:
    """Fill the way to a terminal, act, fill it again, then read; return the last four bytes."""
    out, into = os.pipe()
    os.set_blocking(into, False)
    os.set_blocking(out, False)
    painted = asyncio.Event()
    writer = FrameWriter(into, drained=painted.set, lost=lambda: None)
    for _ in range(4):
        writer.send(b"a" * (LIMIT - 1000))
    act(writer)
    for _ in range(4):
        writer.send(b"b" * (LIMIT - 1000))
    data = b""
    async with asyncio.timeout(10):
        while not painted.is_set():
            try:
                data += os.read(out, 65536)
            except BlockingIOError:
                await asyncio.sleep(0)
    writer.close(b"")
    os.close(out)
    os.close(into)
    return data[-4:]


async def test_a_stopped_reader_finds_the_welcome() -> None:
    face = kiosk(question=True)
    async with booth(face, IDLE) as place:
        place.look_away()
        await place.until(lambda: face.turn == 1)
        place.listen()
        await place.shows(WELCOME)
        await place.settled()
        assert left_of_the_visit(place) == []


class Stuck(MemoryJournal):
    """A journal on a disk that does not answer."""

    def __init__(self) -> None:
        super().__init__()
        self.free = threading.Event()
        self.free.set()

    def append(self, event: Event) -> None:
        """Keep an event, some day."""
        self.free.wait(10)
        super().append(event)


async def test_an_answer_that_is_kept_late_is_not_seen_by_the_next_patient() -> None:
    journal = Stuck()
    desk = SeededDesk(GOLDEN, journal=journal)
    visit, code = desk.start("quiz", "en")
    take(visit, GoOn())
    face = Face(desk, visit=visit, code=code, kiosk=True)
    async with booth(face) as place:
        journal.free.clear()
        place.type("0")
        await place.until(lambda: place.app.working)
        place.app.keep_time(IDLE)
        await place.until(lambda: face.turn == 1)
        await place.shows(WELCOME)
        journal.free.set()
        await place.until(lambda: not place.app.working)
        assert desk.events[-1].kind == "answered"
        await place.settled()
        assert left_of_the_visit(place) == []
        assert face.visit is None
