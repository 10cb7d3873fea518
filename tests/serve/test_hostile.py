"""What strangers send: names, terminals, sizes, floods; and those who stop reading. Nobody else notices."""

import os
import resource
import select
import signal
import socket
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Self

import paramiko
import pytest

from e2e.patient import ENTER, english
from serve.conftest import Start
from serve.hosts import Host, until
from serve.test_life import MOVES, WELCOME, begin
from terminal import PATIENCE

MOST = 80.0
"""MB that a visit's process may have at any time under attack (kiosk-hazards.md, section 9)."""
RESPONSE = 1.0
"""Seconds within which a good patient's key shows while others attack (kiosk-hazards.md, row 13)."""


class Raw:
    """A client that sends what no good client would."""

    def __init__(
        self, host: Host, user: str = "learn", term: str | bytes = "xterm", size: tuple[int, int] = (80, 24)
    ) -> None:
        before = host.visits()
        self._line = socket.create_connection(("127.0.0.1", host.port))
        self.transport = paramiko.Transport(self._line)
        self.transport.start_client(timeout=PATIENCE)
        self.transport.auth_none(user)
        self.channel = self.transport.open_session(timeout=PATIENCE)
        self.channel.get_pty(term, *size)
        self.channel.invoke_shell()
        self.seen = b""
        self.child = int(host.logs("visit", before + 1)[before]["visit_pid"])

    def __enter__(self) -> Self:
        """Be the client."""
        return self

    def __exit__(self, *_: object) -> None:
        """Be gone."""
        self.transport.close()
        self._line.close()

    def shows(self, text: str) -> None:
        """Read until some words came, in the order in which they are drawn."""
        self.channel.settimeout(PATIENCE)
        while text.encode() not in self.seen:
            data = self.channel.recv(65536)
            assert data, self.seen
            self.seen += data


def memory(pid: int) -> float:
    """Return the highest resident size of a process so far, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def answers_in_time(host: Host) -> None:
    """A good patient comes in, and keys show in time: half of them at least, as other tests may have the cores."""
    with host.ssh() as good:
        good.shows(WELCOME)
        host.visits()
        waited = []
        for key, marked in MOVES * 3:
            begun = time.monotonic()
            good.send(key)
            good.shows(marked)
            waited.append(time.monotonic() - begun)
        assert median(waited) < RESPONSE, waited


@pytest.mark.parametrize(
    "term",
    ["", "dumb", "x" * 65536, "xterm\x1b]0;owned\x07", "../../etc/passwd", "xterm-256color;reboot", "a\x00b", "%s%n"],
)
def test_a_hostile_terminal_name_is_only_a_name(usual: Host, term: str) -> None:
    with Raw(usual, term=term) as raw:
        raw.shows("Glutamine")
        assert b"owned" not in raw.seen
        assert b"passwd" not in raw.seen


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (65535, 65535), (2**31 - 1, 2**31 - 1), (80, 0), (2**32 - 1, 1)])
def test_a_hostile_size_is_survived(usual: Host, size: tuple[int, int]) -> None:
    with Raw(usual, size=size) as raw:
        raw.channel.send(b"\x1b[48;9;99999999;1;1t")
        raw.channel.resize_pty(2**31 - 1, 3)
        raw.channel.resize_pty(80, 24)
        raw.shows("Glutamine: what to know before you take it")
        assert memory(raw.child) < MOST


@pytest.mark.parametrize("user", ["root", "learn ", "Learn", "x" * 1000, "a\x1b[2Jb\nc", "staff"])
def test_other_names_get_nowhere_and_are_escaped_in_the_log(usual: Host, user: str) -> None:
    with pytest.raises(paramiko.SSHException):
        Raw(usual, user=user)
    assert not any(ord(sign) < 32 and sign != "\n" for sign in usual.said())


@pytest.mark.parametrize(
    "flood",
    [
        b"\x1b[B" * 300_000,
        b"\x1b[200~" + b"x" * 1_000_000,
        b"\x1b[<0;5;5M\x1b[<0;5;5m" * 50_000,
        bytes(range(256)) * 4_000,
    ],
    ids=["keys", "paste", "mouse", "bytes"],
)
def test_a_flood_hurts_nobody_else(usual: Host, flood: bytes) -> None:
    with Raw(usual) as raw:
        raw.shows(WELCOME[:8])
        raw.channel.setblocking(0)
        sent, end = 0, time.monotonic() + 3
        while sent < len(flood) and time.monotonic() < end:
            if raw.channel.send_ready():
                sent += raw.channel.send(flood[sent : sent + 32768])
            select.select([], [], [], 0.002)
        answers_in_time(usual)
        assert memory(raw.child) < MOST
        assert memory(usual.front) < 200
    until(lambda: not Path(f"/proc/{raw.child}").exists(), "the end of the flooded visit", 8)


def test_who_stops_reading_hurts_nobody_else_and_costs_little(usual: Host) -> None:
    """Ten clients whose processes are stopped while their screens would change."""
    before = usual.visits()
    stopped = [usual.ssh() for _ in range(10)]
    try:
        for terminal in stopped:
            terminal.shows(WELCOME)
        children = [int(line["visit_pid"]) for line in usual.logs("visit", before + 10)[-10:]]
        for terminal in stopped:
            os.write(terminal.master, b"\x1b[B\x1b[A" * 100)
            terminal.process.send_signal(signal.SIGSTOP)
        answers_in_time(usual)
        assert all(memory(child) < MOST for child in children)
    finally:
        for terminal in stopped:
            terminal.__exit__()
    until(lambda: usual.inside() == 0, "an empty house")


def test_silent_connections_are_turned_away_and_end(start: Start) -> None:
    """Sockets that never say a word take no place for long, and patients come in all the same."""
    host = start("--waiting-per-source", "4", "--handshake", "2")
    silent = [socket.create_connection(("127.0.0.1", host.port)) for _ in range(40)]
    try:
        host.logs("refused", 30, why="too-many-waiting")
        for line in silent:
            line.settimeout(PATIENCE)
            while line.recv(4096):
                pass  # the version, or the refusal; then the end
        with host.ssh() as terminal:
            begin(terminal)
    finally:
        for line in silent:
            line.close()


def test_nobody_is_let_in_beyond_the_limits(start: Start) -> None:
    host = start("--visits", "3", "--per-source", "2")
    with host.ssh() as one, host.ssh() as two:
        begin(one)
        begin(two)
        with host.ssh() as three:
            assert three.ends() == 75
            assert english("serve-source-full").partition(".")[0] in three.text()
        host.logs("refused", why="source-full")
    until(lambda: host.inside() == 0, "an empty house")
    with host.ssh() as four:
        begin(four)


def test_the_house_can_be_full(start: Start) -> None:
    host = start("--visits", "1")
    with host.ssh() as one:
        begin(one)
        with host.ssh() as two:
            assert two.ends() == 75
            assert english("serve-full").partition(".")[0] in two.text()


def test_too_many_starts_at_a_time_are_refused(start: Start) -> None:
    host = start("--burst", "2", "--starts", "1")
    statuses = []
    for _ in range(4):
        with host.ssh() as terminal:
            if terminal.holds(lambda: WELCOME in terminal.text() or terminal.process.poll() is not None):
                statuses.append(terminal.process.poll())
    assert statuses.count(75) >= 1
    assert statuses[:2] == [None, None]
    assert host.log("refused", why="too-fast")


def test_a_visit_that_takes_too_much_processor_time_ends(start: Start) -> None:
    """The kernel ends it: here the limit is told by the signal that it sends."""
    host = start()
    with host.ssh() as terminal:
        begin(terminal)
        limits = Path(f"/proc/{host.child()}/limits").read_text()
        assert "Max cpu time              6" in limits
        os.kill(host.child(), signal.SIGXCPU)
        terminal.shows(english("serve-again"))
    host.logs("visit-over", how="cpu")


def test_a_child_has_nothing_but_its_terminal(usual: Host) -> None:
    with usual.ssh() as terminal:
        begin(terminal)
        place = Path(f"/proc/{usual.child()}")
        status = (place / "status").read_text()
        limits = (place / "limits").read_text()
        links = sorted(str(fd.readlink()) for fd in (place / "fd").iterdir())

        assert "NoNewPrivs:\t1" in status
        assert "Max core file size        0" in limits
        assert "Max open files            64" in limits
        assert not any("ssh_host" in link for link in links)
        sockets = [link for link in links if link.startswith("socket:")]
        assert len(sockets) <= 6, links  # its terminal twice, control, the event loop's own pair
        tcp = "".join(Path(f"/proc/net/{name}").read_text() for name in ("tcp", "tcp6"))
        assert not any(link.removeprefix("socket:[").removesuffix("]") in tcp.split() for link in sockets)


def test_without_descriptors_who_sits_goes_on_and_who_comes_is_told(start: Start) -> None:
    """The twin is the first round of connections, which find descriptors."""
    host = start("--handshake", "600")
    with host.ssh() as sitting, ExitStack() as lines:
        begin(sitting)
        knock(host, lines)
        until(lambda: open_lines(host) > 8, "connections that are taken")
        assert not host.log("accept-failed")

        used = len(list(Path(f"/proc/{host.front}/fd").iterdir()))
        before = resource.prlimit(host.front, resource.RLIMIT_NOFILE)
        resource.prlimit(host.front, resource.RLIMIT_NOFILE, (used + 2, before[1]))
        with host.ssh() as unlucky:  # there is one for its line, but not for its visit
            assert unlucky.ends() == 70
            assert english("serve-sorry").partition(".")[0] in unlucky.text()
        knock(host, lines)
        host.logs("accept-failed")
        seen = sitting.text()
        sitting.send(ENTER)
        sitting.until(lambda: sitting.text() != seen, "the next screen")

        resource.prlimit(host.front, resource.RLIMIT_NOFILE, before)
        with host.ssh() as coming:
            begin(coming)


def knock(host: Host, lines: ExitStack) -> None:
    """Make eight connections that say nothing."""
    for _ in range(8):
        lines.enter_context(socket.create_connection(("127.0.0.1", host.port)))


def open_lines(host: Host) -> int:
    """Return how many sockets the front door has beside those of its own."""
    links = [str(fd.readlink()) for fd in Path(f"/proc/{host.front}/fd").iterdir()]
    return sum(link.startswith("socket:") for link in links) - 8
