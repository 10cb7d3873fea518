"""Connections that never say a word, by the hundred: patients come in and go on all the same."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from e2e.patient import english
from serve.hosts import Host
from serve.test_life import WELCOME, begin
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh")

ATTACKER = "127.0.0.2"
ROOM = ("--waiting", "50")
"""Places for connections that have not said who they are, for all addresses together."""
RESPONSE = 1.0
"""Seconds within which a good patient's key shows while others attack (kiosk-hazards.md, row 13)."""


FLOODER = """
import resource, socket, sys
number, address = int(sys.argv[1]), ("127.0.0.1", int(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_NOFILE, (max(number + 50, 1024), resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
lines = [socket.create_connection(address, timeout=20, source_address=(sys.argv[3], 0)) for _ in range(number)]
print("there", flush=True)
sys.stdin.read()
"""
"""A process of its own, as one process of ours may wait for 1,024 descriptors only."""


@contextmanager
def silent(host: Host, number: int) -> Iterator[None]:
    """Hold so many connections from another address, all of which were made."""
    command = [sys.executable, "-c", FLOODER, str(number), str(host.port), ATTACKER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as flooder:
        assert flooder.stdin
        assert flooder.stdout
        assert flooder.stdout.readline() == b"there\n"
        yield
        flooder.stdin.close()


def slowest(terminal: Terminal, keys: int) -> float:
    """Press keys, each of which changes the screen; return the longest wait in seconds."""
    longest = 0.0
    for number in range(keys):
        before, begun = terminal.text(), time.monotonic()
        terminal.send(("\x1b[B", "\x1b[A")[number % 2])
        terminal.until(lambda: terminal.text() != before, "the key")  # noqa: B023  (used within the round)
        longest = max(longest, time.monotonic() - begun)
    return longest


@pytest.mark.timeout(300)
@pytest.mark.parametrize("number", [300, pytest.param(2000, marks=pytest.mark.soak)])
def test_silent_connections_keep_no_patient_out(
    tmp_path: Path, number: int, record_property: Callable[[str, object], None]
) -> None:
    """Somebody who sits there notices nothing, and somebody who comes gets in at once."""
    with Host(tmp_path, *ROOM, "--waiting-per-source", "20", "--handshake", "2") as host, host.ssh() as sitting:
        sitting.shows(WELCOME)
        with silent(host, number):
            wait = slowest(sitting, 20)
            with host.ssh() as coming:
                begin(coming)
        assert sitting.process.poll() is None
        host.logs("refused", why="too-many-waiting")
    record_property("counts", f"silent connections: {number}, longest wait for a key {wait * 1000:.0f} ms, 0 dropped")
    assert number < 2000 or wait < RESPONSE, "measured where nothing else runs"


def test_without_the_limits_they_do(tmp_path: Path) -> None:
    """The twin: one address may have all places, for as long as it likes."""
    with Host(tmp_path, *ROOM, "--waiting-per-source", "50", "--handshake", "600") as host, silent(host, 60):
        host.logs("refused", why="too-many-waiting")
        with host.ssh() as coming:
            assert coming.ends() != 0
            assert english("welcome-question") not in coming.text()
