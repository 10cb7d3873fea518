"""Patients who leave in the middle of anything: in time their screen is clean, and the next one finds nothing."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import asyncssh
import pytest

from e2e.patient import CODE, english
from hazards.amounts import portion
from hazards.workers import connection
from serve.conftest import Start
from serve.crowd import Seat
from serve.ways import Way, embedded

IDLE = 2
GRACE = 2.0
"""Seconds beyond the limit in which a screen is clean (kiosk-hazards.md, section 9)."""
BUSY = 6.0
"""The same where other tests may have the cores."""
AT_ONCE = 50
KEYS = ("\r", "\r", "0", "\x1b[B", "\x1b[A", "\t", "?", "n", "m", "2")
"""What patients press on their way, most of it with some effect."""
WELCOME = english("welcome-quiz")


@dataclass(frozen=True)
class Left:
    """How one patient left."""

    seconds: float
    """From the last key to the clean screen."""
    traces: tuple[str, ...]
    """What of them was there for the next patient."""


async def walk_away(way: Way, chance: random.Random) -> Left:
    """Begin a visit, go on for a while, leave; be the next patient at the same screen."""
    async with asyncssh.connect(**connection(way)) as conn:
        seat = await Seat.at(conn)
        await seat.shows(WELCOME)
        fresh = seat.glass.rows()
        await seat.begin()
        for _ in range(chance.randrange(12)):
            await asyncio.wait_for(seat.tap(chance.choice(KEYS)), 30)
        code, left = seat.code, seat.pressed
        async with asyncio.timeout(30):
            while seat.glass.rows() != fresh:
                await seat.more()
        seconds = time.monotonic() - left
        wiped = bytes(seat.raw)
        wiped = wiped[wiped.rindex(b"\x1b[3J") :]
        seat.raw.clear()
        await seat.begin()
        seen = {"the wire": wiped.decode(errors="replace"), "the next visit": seat.raw.decode(errors="replace")}
        traces = [place for place, text in seen.items() if code in text]
        traces += ["another's code"] * (CODE.search(seen["the wire"]) is not None)
        return Left(seconds, tuple(traces))


async def walk_all_away(way: Way, number: int, seed: int) -> list[Left]:
    """Let so many leave, some at a time."""
    chance, room = random.Random(seed), asyncio.Semaphore(AT_ONCE)  # noqa: S311  (a plan, no secret)

    async def one(own: random.Random) -> Left:
        async with room:
            await asyncio.sleep(own.random() * 2)
            return await walk_away(way, own)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(random.Random(chance.random()))) for _ in range(number)]  # noqa: S311
    return [task.result() for task in tasks]


def judged(left: list[Left], bound: float, record_property: Callable[[str, object], None]) -> None:
    """See that all screens were clean in time, and nothing was left."""
    late = [one for one in left if one.seconds > bound]
    seen = [one.traces for one in left if one.traces]
    longest = max(one.seconds for one in left)
    record_property(
        "counts",
        f"walk-aways: {len(left)}, {len(late)} late, {len(seen)} seen by the next patient, longest {longest:.1f} s",
    )
    assert late == []
    assert seen == []


def test_thirty_walk_away(start: Start, record_property: Callable[[str, object], None]) -> None:
    host = start("--idle", str(IDLE))
    judged(asyncio.run(walk_all_away(embedded(host, "quiz"), 30, 1)), IDLE + BUSY, record_property)


@pytest.mark.soak
@pytest.mark.alone
@pytest.mark.timeout(1200)
def test_a_thousand_walk_away(start: Start, record_property: Callable[[str, object], None]) -> None:
    host = start("--idle", str(IDLE), "--starts", "50")
    judged(asyncio.run(walk_all_away(embedded(host, "quiz"), portion(1000), 2)), IDLE + GRACE, record_property)


def test_a_screen_that_is_not_wiped_would_be_seen(start: Start) -> None:
    """The twin: without the limit the code stays on the screen for whoever comes."""
    host = start("--idle", "0")

    async def stays() -> str:
        async with asyncssh.connect(**connection(embedded(host, "quiz"))) as conn:
            seat = await Seat.at(conn)
            await seat.begin()
            await asyncio.sleep(IDLE + 0.5)
            return seat.code if seat.code in seat.glass.text() else ""

    assert asyncio.run(stays())
