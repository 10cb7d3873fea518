"""Ten million bytes of every kind through the reader and the queue before the app: it lives, and hoards nothing.

Nothing is painted here; noise on real terminals is in ``tests/e2e/test_noise.py``. Half a million of these bytes reach
every line of reader and queue and every branch but one that nothing leads to (``coverage run --branch``): a fuzzer that
is guided by coverage has nothing left to find there.
"""

import codecs
import random
import resource
from collections import deque
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from e2e.noise import sequence
from glutatui.tui.driver import reader
from glutatui.tui.driver.intake import Intake
from hazards.amounts import portion

ALL = 10_000_000
"""Bytes in `make test`, shared by the workers."""
SHARES = 4
GROWTH = 20.0
"""MB that the process may grow by: the events of a flood that was hoarded would be more."""


class Counting(reader.Budget):
    """Counts the bytes for which there was room."""

    passed = 0

    def take(self, amount: float) -> bool:
        taken = super().take(amount)
        if taken and amount > 1:  # clicks are counted by ones
            Counting.passed += int(amount)
        return taken


class Loop:
    """An event loop's clock and timers, as far as the queue needs them; the clock moves when told."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: deque[tuple[float, Callable[[], None], SimpleNamespace]] = deque()

    def call_later(self, seconds: float, call: Callable[[], None]) -> SimpleNamespace:
        handle = SimpleNamespace(cancelled=False)
        handle.cancel = lambda: setattr(handle, "cancelled", True)
        self.timers.append((self.now + seconds, call, handle))
        return handle

    def pass_by(self, seconds: float) -> None:
        """Let time pass and call what is due."""
        self.now += seconds
        for _ in range(len(self.timers)):
            due, call, handle = self.timers.popleft()
            if not handle.cancelled and due <= self.now:
                call()
            elif not handle.cancelled:
                self.timers.append((due, call, handle))


class App:
    """Takes events at once, handles them later or is busy, as it is told, and keeps how many there were."""

    def __init__(self) -> None:
        self.message_queue_size = 0
        self.screen = SimpleNamespace(message_queue_size=0, focused=None)
        self.seen = self.floods = 0
        self.last = ""

    def hurries(self) -> None:
        self.floods += 1

    def take(self, event: events.Event) -> None:
        assert not self.message_queue_size, "what waits comes first"
        self.post_message(event)

    def post_message(self, event: events.Event) -> None:
        self.seen += 1
        assert isinstance(event, events.Key | events.Paste | events.MouseEvent)
        self.last = event.key if isinstance(event, events.Key) else ""


def memory() -> float:
    """Return the highest resident size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fuzz(amount: int, seed: int) -> tuple[App, int]:
    """Feed so many bytes that pass the budget; return what saw the events, and how many bytes passed."""
    chance = random.Random(seed)  # noqa: S311  (noise, no secret)
    loop, app = Loop(), App()
    taking = reader.Reader(lambda: loop.now)
    intake = Intake(cast("Any", app), taking, cast("Any", loop), on_screen=lambda event: event.y < 24)
    Counting.passed = 0
    while Counting.passed < amount:
        _disturb(chance, loop, app, intake)
        typed = sequence(chance)
        cut = chance.randrange(len(typed))
        for part in (typed[:cut], typed[cut:]):
            intake.take(part)
            loop.pass_by(chance.choice([0.1, 0.1, 0.3]))
        while (wait := taking.waits()) is not None and chance.random() < 1 / 2:
            loop.pass_by(wait)
    app.message_queue_size = 0
    for _ in range(100):
        loop.pass_by(0.1)  # what waits is handed over
    intake.take(b"k")
    intake.take(b"\x1b")  # waits for what may follow
    intake.stop()
    return app, Counting.passed


def _disturb(chance: random.Random, loop: Loop, app: App, intake: Intake) -> None:
    """Now and then be busy, begin anew, be flooded, or come so late that a paste outgrows its bounds."""
    app.message_queue_size = chance.choices([9, 1, 0], [1, 8, 23])[0]
    app.screen.focused = chance.choice([None, SimpleNamespace(message_queue_size=0)])
    rare = chance.randrange(300)
    if rare == 0:
        intake.forget()
    elif rare == 1:
        intake.take(b"x" * 5000)
    elif rare == 2:
        loop.pass_by(5)
        intake.take(b"\x1b[200~")
        for _ in range(5):
            intake.take(b"y" * 1000)
            loop.now += 1


def test_of_keys_that_come_together_each_waits_its_turn() -> None:
    """So that a visit that is typed to without end still hears its clocks and its host."""
    loop, app = Loop(), App()
    taking = reader.Reader(lambda: loop.now)
    intake = Intake(cast("Any", app), taking, cast("Any", loop), on_screen=lambda _: True)

    intake.take(b"abc")
    assert (app.seen, app.last) == (1, "a")
    loop.pass_by(0.1)
    assert (app.seen, app.last) == (3, "c")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("share", range(SHARES))
def test_ten_million_bytes_do_no_harm(
    share: int, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    monkeypatch.setattr(reader, "Budget", Counting)
    fuzz(100_000, share)  # what is imported and cached on the way
    before = memory()
    app, passed = fuzz(ALL // SHARES, share)
    record_property("counts", f"input: {passed} bytes passed the budget, {app.seen} events, 0 deaths")
    assert passed >= ALL // SHARES
    assert app.last == "k"
    assert app.seen > passed / 100
    assert memory() - before < GROWTH


@pytest.mark.soak
@pytest.mark.parametrize("share", range(100))
def test_a_billion_bytes_do_no_harm(
    share: int, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    monkeypatch.setattr(reader, "Budget", Counting)
    app, passed = fuzz(portion(ALL), 1000 + share)
    record_property("counts", f"input: {passed} bytes passed the budget, {app.seen} events, 0 deaths")
    assert app.last == "k"


def test_the_same_bytes_end_a_stock_reader() -> None:
    """The twin: Textual's strict decoder and parser end within the first few sequences."""
    chance, ended = random.Random(0), 0  # noqa: S311  (noise, no secret)
    for _ in range(20):
        parser, decode = XTermParser(), codecs.getincrementaldecoder("utf-8")().decode
        try:
            for _ in parser.feed(decode(sequence(chance))):
                pass
        except Exception:  # noqa: BLE001  (whatever ends its input thread)
            ended += 1
    assert ended > 15
