"""What systemd hears, on a real datagram socket; and what a front door or a zygote that hangs does to it."""

import os
import select
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glutatui.serve.supervisor import Supervisor
from serve.conftest import Start
from serve.hosts import until

WITHIN = 300_000
"""Microseconds within which a sign of life is wanted."""


class Ear:
    """Listens as systemd does."""

    def __init__(self, place: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(place))
        self.heard: list[str] = []

    def listen(self, seconds: float = 0.0) -> list[str]:
        """Return all that was said until it is quiet for some seconds."""
        while select.select([self.socket], [], [], seconds)[0]:
            self.heard.append(self.socket.recv(4096).decode())
        return self.heard

    def hears(self, said: Callable[[str], bool], what: str) -> str:
        """Wait for something that is said from now on."""
        known = len(self.heard)
        until(lambda: any(map(said, self.listen(0.01)[known:])), what)
        return next(filter(said, self.heard[known:]))


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    ear = Ear(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setenv("WATCHDOG_USEC", str(WITHIN))
    with ear.socket:
        yield ear


def alive(state: str) -> bool:
    return state == "WATCHDOG=1"


def test_a_host_tells_its_life(start: Start, ear: Ear) -> None:
    host = start()
    ear.hears("READY=1".__eq__, "ready")
    ear.hears(alive, "a sign of life")
    ear.hears(alive, "another one")

    host.process.send_signal(signal.SIGHUP)
    ear.hears(lambda state: state.startswith("RELOADING=1\nMONOTONIC_USEC="), "the reload")
    ear.hears("READY=1".__eq__, "the end of the reload")

    host.process.send_signal(signal.SIGTERM)
    assert host.process.wait(20) == 0
    assert "STOPPING=1" in ear.listen()
    assert ear.heard[0] == "READY=1", "nothing is said before it is ready"


@pytest.mark.parametrize("part", ["front", "zygote"])
def test_who_hangs_gives_no_sign_of_life(start: Start, ear: Ear, part: str) -> None:
    host = start()
    pid = getattr(host, part)
    ear.hears(alive, "a sign of life")
    os.kill(pid, signal.SIGSTOP)
    until(lambda: Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T", "that it stands still")
    ear.listen()
    quiet = len(ear.heard)
    assert len(ear.listen(2 * WITHIN / 1e6)) == quiet, "systemd would have ended it by now"

    os.kill(pid, signal.SIGCONT)
    ear.hears(alive, "a sign of life again")


def test_nobody_else_is_told_and_nobody_may_speak_for_us() -> None:
    environ = {"NOTIFY_SOCKET": "@abstract", "WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1", "LANG": "C"}
    supervisor = Supervisor.from_environment(environ, 2)

    assert environ == {"LANG": "C"}
    assert supervisor.patience() is None, "the signs of life are wanted of another process"
    supervisor.ready()  # nobody listens there, which is no fault


def test_an_abstract_socket_is_reached() -> None:
    name = f"glutatui-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(f"\0{name}")
        ear.settimeout(20)
        Supervisor(f"@{name}", None).stopping()
        assert ear.recv(100) == b"STOPPING=1"


def test_signs_of_life_come_thrice_in_the_time() -> None:
    now = [0.0]
    supervisor = Supervisor("somewhere", 30.0, lambda: now[0])

    assert supervisor.due()
    assert not supervisor.due()
    assert supervisor.patience() == 10
    now[0] = 10
    assert supervisor.due()


def test_without_a_supervisor_nothing_happens() -> None:
    supervisor = Supervisor.from_environment({}, 1)

    assert supervisor.patience() is None
    assert not supervisor.due()
    supervisor.alive()
