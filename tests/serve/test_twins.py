"""What one visit may cost the others: each defence beside the same host without it, where the harm is done."""

import os
import signal
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import paramiko
import pytest

from e2e.patient import CODE, ENTER, english
from serve.conftest import Start, WayInto
from serve.hosts import Host, until
from serve.test_hostile import Raw
from serve.test_life import WELCOME, begin
from serve.ways import DOORS, Way
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh")

FAULTY = str(Path(__file__).with_name("faulty.py"))
AGAIN = english("serve-again")


def goes_on(terminal: Terminal) -> None:
    """A patient gets an answer to a key."""
    before = terminal.text()
    terminal.send(ENTER)
    terminal.until(lambda: terminal.text() != before, "the next screen")


def sat_down(stack: ExitStack, way: Way) -> Terminal:
    """Return a terminal with a visit that has begun."""
    terminal = stack.enter_context(way.terminal())
    begin(terminal)
    return terminal


@pytest.mark.parametrize("door", DOORS)
def test_a_hung_visit_is_replaced_and_hurts_nobody(start: Start, way_into: WayInto, door: str) -> None:
    """Without the watch its patient still sits before the stuck screen when the others are long back.

    Nobody types to one of those, so that only the rare question finds it.
    """
    watched, unwatched = start("--ping", "1", "--silence", "1"), start("--ping", "600")
    with ExitStack() as stack:
        other, saved, stuck = (sat_down(stack, way_into(door, host)) for host in (watched, watched, unwatched))
        left = stack.enter_context(way_into(door, watched).terminal())
        left.shows(WELCOME)
        code = CODE.findall(stuck.text())[0]
        for child in (watched.child(1), watched.child(2), unwatched.child()):
            os.kill(child, signal.SIGSTOP)
        for terminal in (saved, stuck):
            terminal.send(ENTER)
        goes_on(other)
        for terminal in (saved, left):
            terminal.shows(AGAIN)
            begin(terminal)
        assert len(watched.logs("killed", 2, why="hung")) == len(watched.log("killed")) == 2
        assert not stuck.read()
        assert code in stuck.text()
        os.kill(unwatched.child(), signal.SIGCONT)
        stuck.until(lambda: code not in stuck.text(), "the answer to the key")


def faulty(start: Start, *names: str) -> Host:
    return start("--ping", "600", program=(FAULTY, ",".join(("faults", *names))))


def test_where_no_process_is_to_be_had_the_service_goes_on(start: Start) -> None:
    host = faulty(start, "barren")
    host.logs("fork-failed")
    with host.ssh() as terminal:
        begin(terminal)


def test_a_visit_that_eats_memory_ends_and_hurts_nobody(start: Start) -> None:
    host = faulty(start)
    with host.ssh() as other, host.ssh() as eater:
        begin(other)
        begin(eater)
        eater.send("E")
        eater.shows(AGAIN)
        goes_on(other)
    host.logs("visit-over", how="crashed")


def test_without_the_limit_it_eats_on(start: Start) -> None:
    """The twin of the test above."""
    with faulty(start, "unbounded").ssh() as eater:
        begin(eater)
        eater.send("E")
        eater.shows("eaten")


def test_a_visit_that_is_busy_for_ever_ends_and_hurts_nobody(start: Start) -> None:
    host = faulty(start, "impatient", "heedless")
    with host.ssh() as other, host.ssh() as busy:
        begin(other)
        begin(busy)
        busy.send("B")
        goes_on(other)
        busy.shows(AGAIN)
    host.logs("visit-over", how="cpu")


def test_without_the_limit_it_is_busy_on(start: Start) -> None:
    """The twin of the test above; the fault ends by itself after two seconds more."""
    with faulty(start, "impatient", "unbounded", "heedless").ssh() as busy:
        begin(busy)
        busy.send("B")
        busy.shows("burnt")


FLOOD = b"\x1b[B" * 1_000_000


class Flooder:
    """Sends as fast as it is let."""

    def __init__(self, host: Host) -> None:
        self._raw = Raw(host)
        self._raw.shows("Glutamine")
        self._raw.channel.setblocking(0)
        self.sent = 0

    def send(self) -> None:
        """Send what is taken now."""
        with suppress(OSError, paramiko.SSHException):
            if self._raw.channel.send_ready():
                self.sent += self._raw.channel.send(FLOOD[self.sent : self.sent + 32768])

    def close(self) -> None:
        """Be gone."""
        self._raw.__exit__()


def test_a_flood_is_taken_in_no_faster_than_the_limit(start: Start) -> None:
    """With the limit off the front door swallows all of it in the time in which little is taken with it."""
    bounded, unbounded = start(), start("--bytes-in", "1000000")
    flooders = Flooder(bounded), Flooder(unbounded)
    begun = time.monotonic()
    try:

        def swallowed() -> bool:
            for flooder in flooders:
                flooder.send()
            return flooders[1].sent >= len(FLOOD) // 2

        until(swallowed, "the end of the flood")
        seconds = time.monotonic() - begun
        window, at_once, a_second = 64 * 1024, 16 * 1024, 4096
        assert flooders[0].sent <= 2 * window + at_once + a_second * (seconds + 1)
        assert flooders[0].sent < flooders[1].sent / 4
    finally:
        for flooder in flooders:
            flooder.close()
