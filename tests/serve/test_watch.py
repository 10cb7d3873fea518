"""How often a visit's process is asked whether it is there, and when it is ended, on a clock that leaps."""

import asyncio
import selectors
from collections.abc import Sequence
from itertools import pairwise

import pytest

from glutatui.serve.control import Control
from glutatui.serve.limits import Limits
from glutatui.serve.watch import GRACE, RARELY, Watch, Why

LIMITS = Limits()
SEEN = LIMITS.ping + LIMITS.silence
"""Seconds after which a question without an answer is the end."""


class Leaping(selectors.SelectSelector):
    """Waits for nothing: the clock leaps to what comes next."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += timeout or 0.0
        return super().select(0)


class Loop(asyncio.SelectorEventLoop):
    """A loop with that clock."""

    def __init__(self) -> None:
        self._leaping = Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now


class Child(Control):
    """A visit's process that answers at once, until it hangs."""

    def __init__(self, hangs: float) -> None:
        self._hangs = hangs
        self.asked: list[float] = []
        self.answered = lambda: None

    def ping(self) -> None:
        loop = asyncio.get_running_loop()
        self.asked.append(loop.time())
        if loop.time() < self._hangs:
            loop.call_soon(self.answered)


async def _watched(
    child: Child,
    keys: Sequence[float] = (),
    *,
    seconds: float,
    limits: Limits = LIMITS,
    hears: bool = True,
    ends: float | None = None,
) -> tuple[Why, float] | None:
    loop, killed = asyncio.get_running_loop(), list[tuple[Why, float]]()
    watch = Watch(child, limits, lambda why: killed.append((why, loop.time())), hears=hears)
    for key in keys:
        loop.call_at(key, watch.typed)
    if ends is not None:
        watch.end_within(ends, "late")
    await asyncio.sleep(seconds)
    watch.close()
    assert len(killed) <= 1
    return killed[0] if killed else None


def watched(
    keys: Sequence[float] = (),
    *,
    hangs: float = 1e9,
    seconds: float = 599,
    limits: Limits = LIMITS,
    hears: bool = True,
    ends: float | None = None,
) -> tuple[list[float], tuple[Why, float] | None]:
    """Return when a visit was asked, and why and when it was killed."""
    child = Child(hangs)
    with asyncio.Runner(loop_factory=Loop) as runner:
        killed = runner.run(_watched(child, keys, seconds=seconds, limits=limits, hears=hears, ends=ends))
    return [round(when, 3) for when in child.asked], killed


def test_who_does_nothing_is_asked_once_a_minute() -> None:
    asked, killed = watched()
    assert asked == [0, 60, 120, 180, 240, 300, 360, 420, 480, 540]
    assert killed is None


def test_where_keys_are_not_seen_it_is_asked_as_if_somebody_typed() -> None:
    assert len(watched(hears=False)[0]) == 600 / LIMITS.ping


def test_who_types_is_asked_ten_seconds_after_the_first_key_since_the_last_answer() -> None:
    assert watched([30, 31, 39.5])[0][:3] == [0, 40, 100]
    busy = watched([number / 2 for number in range(1, 240)], seconds=120)[0]
    assert all(later - earlier <= LIMITS.ping + 0.5 for earlier, later in pairwise(busy))


@pytest.mark.parametrize("key", [0.0, 3.0, 59.0, 61.0, 100.0])
def test_nobody_sits_long_before_a_hung_screen(key: float) -> None:
    """Who types is free after as many seconds as before anybody was spared a question."""
    _, killed = watched([key + number for number in range(120)], hangs=key)
    assert killed is not None
    assert killed[0] == "hung"
    assert killed[1] - key <= LIMITS.ping + SEEN


def test_a_hung_screen_is_found_though_nobody_types() -> None:
    """The twin: with nothing but the questions that typing brings, it would stay."""
    _, killed = watched(hangs=61)
    assert killed == ("hung", 120 + SEEN)
    assert watched(hangs=61, seconds=2 * RARELY * LIMITS.ping + SEEN - 1)[1] is None


@pytest.mark.parametrize("hangs", [6.0, 16.0, 70.0, 100.0, 119.0])
def test_a_hung_screen_is_not_left_longer_for_the_idle_limit(hangs: float) -> None:
    """A process that is well wipes it at the limit; of a hung one that is made sure of then, not a minute later."""
    key = 5.0
    _, killed = watched([key], hangs=hangs)
    assert killed is not None
    assert killed[1] <= key + LIMITS.idle + 1 + SEEN
    _, late = watched([key], hangs=119.0, limits=Limits(idle=0))
    assert late is not None
    assert late[1] > key + LIMITS.idle + 1 + SEEN


def test_a_slow_answer_is_an_answer() -> None:
    """It counts as none only when it was not there in time."""

    class Slow(Child):
        def ping(self) -> None:
            loop = asyncio.get_running_loop()
            self.asked.append(loop.time())
            loop.call_later(self._hangs, self.answered)

    def judged(takes: float) -> tuple[Why, float] | None:
        with asyncio.Runner(loop_factory=Loop) as runner:
            return runner.run(_watched(Slow(takes), seconds=300))

    assert judged(SEEN - 1) is None
    assert judged(SEEN + 1) == ("hung", SEEN)


def test_who_overstays_is_ended_once() -> None:
    assert watched(limits=Limits(hard=100))[1] == ("hard", 100 + GRACE)
    assert watched(limits=Limits(hard=100), ends=30)[1] == ("late", 30)
    assert watched(limits=Limits(hard=0), ends=None, seconds=10_000)[1] is None
