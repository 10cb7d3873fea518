"""Staff end a kiosk's line with their PIN; who connects again has no new tries."""

import asyncio
from collections.abc import Callable

import pytest

from e2e.patient import english
from glutatui.cli.staff import hash_of_pin
from glutatui.serve.latch import Latch
from glutatui.tui.staff import SHUT, TRIES
from serve.conftest import Start, WayInto
from serve.hosts import Host, until
from serve.test_life import begin
from serve.ways import DOORS
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh")

PIN = "271828"
CHORD = "\x18"
ASKED = english("staff-ask")


@pytest.fixture
def guarded(start: Start, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Host]:
    """A function that starts a host with a PIN."""
    monkeypatch.setenv("GLUTATUI_STAFF_PIN_HASH", hash_of_pin(PIN, b"s" * 16, 10))
    return start


def try_pin(terminal: Terminal, pin: str) -> None:
    """Ask for the question, where it is not there, and type a PIN."""
    if ASKED not in terminal.text():
        terminal.send(CHORD)
        terminal.shows(ASKED)
    terminal.settle()
    terminal.send(pin + "\r")


@pytest.mark.parametrize("door", DOORS)
def test_the_pin_ends_the_line(guarded: Callable[..., Host], way_into: WayInto, door: str) -> None:
    host = guarded()
    with way_into(door, host).terminal() as terminal:
        code = begin(terminal)
        try_pin(terminal, "000000")
        terminal.shows(english("staff-wrong"))
        try_pin(terminal, PIN)
        assert terminal.ends() == 0
        assert code not in terminal.everything()
        assert PIN.encode() not in terminal.raw
    host.logs("visit-over", how="staff")
    assert [line["right"] for line in host.log("staff-pin")] == [False, True]
    assert PIN not in host.said()


@pytest.mark.parametrize("door", DOORS)
def test_who_connects_again_has_no_new_tries(guarded: Callable[..., Host], way_into: WayInto, door: str) -> None:
    host = guarded()
    way = way_into(door, host)
    for number in range(TRIES):
        with way.terminal() as terminal:
            begin(terminal)
            try_pin(terminal, "000000")
            host.logs("staff-pin", number + 1)
    with way.terminal() as terminal:
        begin(terminal)
        before = terminal.text()
        terminal.send(CHORD + PIN + "\r")
        terminal.until(lambda: terminal.text() != before, "what Enter does where nobody is asked")
        assert ASKED not in terminal.text()
        assert len(host.log("staff-pin")) == TRIES, "nothing more was judged"
        assert terminal.process.poll() is None
    until(lambda: host.inside() == 0, "an empty house")


async def test_many_at_once_are_no_more_than_a_few() -> None:
    """Each try counts before it is judged."""
    judged: list[str] = []

    def admits(pin: str) -> bool:
        judged.append(pin)
        return pin == PIN

    latch = Latch(admits, clock=lambda: 0.0)
    found = await asyncio.gather(*(latch.tries("a", f"{number:06}") for number in range(50)))

    assert len(judged) == TRIES
    assert not any(answer.right for answer in found)
    assert latch.shut("a") == SHUT
    assert not (await latch.tries("a", PIN)).right
    assert (await latch.tries("b", PIN)).right, "who is elsewhere is not held up"


async def test_the_door_opens_again_after_a_while() -> None:
    now = [0.0]
    latch = Latch(lambda pin: pin == PIN, clock=lambda: now[0])
    for _ in range(TRIES):
        await latch.tries("a", "000000")
    now[0] = SHUT + 0.5
    assert latch.shut("a") == 0
    assert (await latch.tries("a", PIN)).right


async def test_without_the_count_every_try_is_judged() -> None:
    """The twin: as many latches as connections, as it was when each visit counted for itself."""
    found = [await Latch(lambda pin: pin == PIN).tries("a", pin) for pin in ["000000"] * 9 + [PIN]]
    assert found[-1].right
