"""Silent connections, floods of keys, stopped readers, storms: patients come in and go on all the same."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from e2e.patient import english
from glutatui.serve.limits import Limits
from glutatui.serve.turns import AT_ONCE
from hazards.amounts import portion
from hazards.workers import Worked, working
from serve.conftest import Start, WayInto
from serve.hosts import Host, until
from serve.sshd import SSHD
from serve.test_life import MOVES, WELCOME, begin
from serve.ways import embedded
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh")

ATTACKER = "127.0.0.2"
ROOM = ("--waiting", "50")
"""Places for connections that have not said who they are, for all addresses together."""
SMOOTH = 150.0
"""Milliseconds within which 99 of 100 keys of good patients show (kiosk-hazards.md, section 9)."""
PATIENCE = 60.0
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
    """Go down and up between the first two choices; return the longest wait in seconds."""
    longest = 0.0
    for number in range(keys):
        key, marked = MOVES[number % 2]
        begun = time.monotonic()
        terminal.send(key)
        terminal.shows(marked)
        longest = max(longest, time.monotonic() - begun)
    return longest


@pytest.mark.timeout(300)
@pytest.mark.parametrize("number", [300, pytest.param(2000, marks=[pytest.mark.soak, pytest.mark.alone])])
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


ROOMY = ("--visits", "400")
FAULTY = str(Path(__file__).parents[1] / "serve" / "faulty.py")


def attack_of(number: int) -> dict[str, int]:
    """Return so many floods, half of each kind, as many readers who stop, and so many connections at a time."""
    return {"floods": number - number // 2, "typists": number // 2, "stopped": number, "storm": number}


def places(host: Host) -> list[bool]:
    """Tell of each visit there is, in the order in which they began, whether it comes after all others."""
    found: list[bool] = []
    for line in host.log("visit"):
        with suppress(ProcessLookupError):
            found.append(os.getpriority(os.PRIO_PROCESS, int(line["visit_pid"])) > 0)
    return found


def test_who_works_goes_first_and_is_not_dropped(start: Start) -> None:
    """Ten attackers of each kind; what can be counted. The long form below measures."""
    host, number = start(*ROOMY, "--burst", "40"), 10

    def enough(worked: Worked) -> None:
        # Not all: what comes too fast is dropped unread, and costs nothing.
        until(lambda: sum(places(host)) >= number and len(worked.waits) > 3 * number, "floods that come last", PATIENCE)
        host.logs("refused", why="too-many-waiting")
        assert not any(places(host)[:number]), "who works is not among them"

    begun = time.monotonic()
    worked, done = asyncio.run(working(embedded(host, "quiz"), number, 0.3, attack_of(number), enough))
    assert (worked.dropped, worked.unanswered) == (0, 0)
    assert done["storm exchanges"] <= 2 * 40 + 2 * Limits().starts * (time.monotonic() - begun)


def test_where_nobody_gives_way_floods_are_like_any_other(start: Start) -> None:
    """The twin in short: long after visits have had their share, all are alike; what that does is measured below."""
    host = start(*ROOMY, program=(FAULTY, "heedless"))

    def enough(_: Worked) -> None:
        until(lambda: any(used(host)), "more than a share")
        assert not any(places(host))

    asyncio.run(working(embedded(host, "quiz"), 1, 0.1, {"typists": 1}, enough))


def used(host: Host) -> list[bool]:
    """Tell of each visit there is whether it has had more of the processors than it may have at once."""
    ticks: list[list[str]] = []
    for line in host.log("visit"):
        with suppress(OSError):
            ticks.append(Path(f"/proc/{line['visit_pid']}/stat").read_text().split()[13:15])
    return [sum(map(int, both)) / os.sysconf("SC_CLK_TCK") > 1.1 * AT_ONCE for both in ticks]


ONSET = 30
"""Seconds in which a hundred attackers begin visits, which is work, and are known for what they are."""


def fifty_work(host: Host, seconds: int, how: str) -> tuple[Worked, float, str]:
    """Let 50 patients press a key every two seconds among attackers; return what they met, p99 in ms, and the counts.

    There are 50 floods, 50 readers who stop, and a storm of 50 connections at a time.
    """
    onset: list[int] = []

    def enough(worked: Worked) -> None:
        time.sleep(ONSET)
        onset.append(len(worked.waits))
        time.sleep(seconds)

    worked, _ = asyncio.run(working(embedded(host, "quiz"), 50, 2.0, attack_of(50), enough))
    p99 = worked.share(0.99, onset[0])
    counts = (
        f"keys of 50 who work among 150 attackers{how}: {len(worked.waits)} answered, {worked.unanswered} lost, "
        f"{worked.dropped} patients dropped, p99 {p99:.0f} ms, longest {worked.share(1, onset[0]):.0f} ms, "
        f"p99 with the first {ONSET} s {worked.share(0.99):.0f} ms"
    )
    return worked, p99, counts


@pytest.mark.soak
@pytest.mark.alone
@pytest.mark.timeout(900)
def test_fifty_who_work_among_a_hundred_and_fifty_attackers(
    start: Start, record_property: Callable[[str, object], None]
) -> None:
    worked, p99, counts = fifty_work(start(*ROOMY), portion(300), "")
    record_property("counts", counts)
    assert (worked.dropped, worked.unanswered) == (0, 0)
    assert p99 < SMOOTH


@pytest.mark.soak
@pytest.mark.alone
@pytest.mark.timeout(900)
def test_where_nobody_gives_way_they_wait(start: Start, record_property: Callable[[str, object], None]) -> None:
    """The twin."""
    _, p99, counts = fifty_work(start(*ROOMY, program=(FAULTY, "heedless")), portion(60), " where nobody gives way")
    record_property("counts", counts)
    assert p99 > SMOOTH


def behind_sshd(host: Host, way_into: WayInto, number: int, enough: Callable[[Worked], object]) -> Worked:
    """Let as many patients work as press keys without end, all behind an OpenSSH server."""
    attack = {"floods": number - number // 2, "typists": number // 2}
    worked, _ = asyncio.run(working(way_into("openssh", host, "quiz"), number, 0.3, attack, enough))
    return worked


def has_read(host: Host) -> int:
    """Return how many bytes the visit that began last has read."""
    told = Path(f"/proc/{host.child()}/io").read_text()
    return int(told.partition("rchar: ")[2].split()[0])


MUCH = 8 * 1024 * 1024
"""Bytes of a flood that a visit reads as fast as it can, to be rid of them."""


@pytest.mark.needs(SSHD)
@pytest.mark.parametrize("program", [("-m", "glutatui"), (FAULTY, "thirsty")], ids=["bounded", "not bounded"])
def test_behind_sshd_a_flood_is_read_no_faster_than_the_limit(
    start: Start, way_into: WayInto, program: Sequence[str]
) -> None:
    """Nobody counts bytes there but the visit itself; without its limit it reads on, and sshd decrypts all of that."""
    host, read = start(*ROOMY, program=program), list[int]()

    def enough(worked: Worked) -> None:
        until(lambda: has_read(host) >= MUCH, "a flood", PATIENCE)
        read.append(has_read(host))
        time.sleep(2)
        read.append(has_read(host))
        until(lambda: len(worked.waits) > 4, "keys")

    worked, _ = asyncio.run(working(way_into("openssh", host, "quiz"), 1, 0.3, {"floods": 1}, enough))
    assert (worked.dropped, worked.unanswered) == (0, 0)
    assert (read[1] - read[0] < 1024 * 1024) == (program[0] == "-m"), read


@pytest.mark.soak
@pytest.mark.alone
@pytest.mark.needs(SSHD)
@pytest.mark.timeout(300)
def test_behind_sshd_ten_floods_are_not_felt(
    start: Start, way_into: WayInto, record_property: Callable[[str, object], None]
) -> None:
    worked = behind_sshd(start(*ROOMY), way_into, 10, lambda _: time.sleep(30))
    found = f"{len(worked.waits)} answered, {worked.dropped} dropped, p99 {worked.share(0.99):.0f} ms"
    record_property("counts", f"keys of 10 who work among 10 floods behind sshd: {found}")
    assert worked.dropped == 0
    assert worked.share(0.99) < SMOOTH
