"""What cannot be reached through a line at a real OpenSSH server, nor from there; each attack with its twin."""

import getpass
import os
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import paramiko
import pytest

from serve.hosts import Host, until
from serve.lax import free_place
from serve.sshd import FREE, SSHD, Sshd
from serve.test_hostile import MOST, memory
from terminal import Terminal

pytestmark = pytest.mark.needs(SSHD, "ssh")

Opened = Callable[..., Sshd]


class Echo:
    """A server on the loopback that answers each connection with what a patient must not reach."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._socket.accept()
                with line:
                    line.sendall(b"the clinic's network")

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()


@pytest.fixture
def inside() -> Iterator[Echo]:
    """Something in the clinic's network."""
    echo = Echo()
    yield echo
    echo.close()


def reached(place: Path) -> bytes:
    """Return what comes through a forwarded socket; nothing where it is not there or refused."""
    with socket.socket(socket.AF_UNIX) as line, suppress(OSError):
        line.settimeout(10)
        line.connect(str(place))
        return line.recv(100)
    return b""


def forwarded(door: Sshd, inside: Echo, place: Path) -> bytes:
    """Return what a client reaches inside through a forwarding."""
    client = subprocess.Popen(
        door.ssh("-N", "-L", f"{place}:127.0.0.1:{inside.port}"), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(place.exists, "the client's end of the forwarding")
        return reached(place)
    finally:
        client.kill()
        client.wait()


def test_nothing_inside_is_reached_through_a_forwarding(door: Sshd, inside: Echo, tmp_path: Path) -> None:
    assert forwarded(door, inside, tmp_path / "place") == b""


def test_it_is_reached_where_forwarding_is_allowed(opened: Opened, inside: Echo, tmp_path: Path) -> None:
    """The twin of the test above."""
    door = opened(tmp_path / "nobody.sock", **FREE)

    assert forwarded(door, inside, tmp_path / "place") == b"the clinic's network"


def through_socks(door: Sshd, inside: Echo, tmp_path: Path) -> bytes:
    """Return what a client reaches inside through ``-D``, which is a SOCKS server on the client's side."""
    address, port = free_place()
    with (tmp_path / "said").open("wb") as said:
        client = subprocess.Popen(
            door.ssh("-N", "-D", f"{address}:{port}", "-o", "ExitOnForwardFailure=yes"),
            stdin=subprocess.DEVNULL,
            stderr=said,
        )
    try:
        lines: list[socket.socket] = []

        def there() -> bool:
            with suppress(OSError):
                lines.append(socket.create_connection((address, port), 10))
            return bool(lines) or client.poll() is not None

        until(there, "the client's end of the forwarding")
        assert lines, (tmp_path / "said").read_text()
        with lines[0] as line, suppress(OSError):
            line.sendall(b"\x05\x01\x00" + b"\x05\x01\x00\x01\x7f\x00\x00\x01" + inside.port.to_bytes(2, "big"))
            answered = b""
            while data := line.recv(100):
                answered += data
            return answered[12:]
        return b""
    finally:
        client.kill()
        client.wait()


def test_nothing_inside_is_reached_through_a_proxy(door: Sshd, inside: Echo, tmp_path: Path) -> None:
    assert through_socks(door, inside, tmp_path) == b""


def test_it_is_reached_where_a_proxy_is_allowed(opened: Opened, inside: Echo, tmp_path: Path) -> None:
    """The twin of the test above."""
    assert through_socks(opened(tmp_path / "nobody.sock", **FREE), inside, tmp_path) == b"the clinic's network"


AGENT = re.compile(r"(/tmp/ssh-\w+/agent\.\d+)$", re.MULTILINE)


def agents() -> set[str]:
    """Return the sockets that servers keep for their clients' agents."""
    return set(AGENT.findall(Path("/proc/net/unix").read_text()))


def agent_reached(door: Sshd, tmp_path: Path) -> bool:
    """Tell whether the host gets a way to the keys of a client that offers them with ``-A``."""
    keys, before = tmp_path / "agent.sock", agents()
    with subprocess.Popen(["ssh-agent", "-D", "-a", keys], stdout=subprocess.DEVNULL) as keeper:
        try:
            until(keys.exists, "the agent")
            env = {"SSH_AUTH_SOCK": str(keys)}
            subprocess.run(["ssh-add", "-q", door.key], check=True, env={**os.environ, **env})
            with Terminal(door.ssh("-A", "-tt"), env=env) as terminal:
                terminal.until(lambda: terminal.raw, "the session")
                for place in agents() - before:
                    listed = subprocess.run(
                        ["ssh-add", "-L"], check=False, capture_output=True, env={**os.environ, "SSH_AUTH_SOCK": place}
                    )
                    if door.key.with_suffix(".pub").read_bytes().split()[1] in listed.stdout:
                        return True
            return False
        finally:
            keeper.kill()


def test_the_keys_of_a_patient_are_not_reached(door: Sshd, tmp_path: Path) -> None:
    assert not agent_reached(door, tmp_path)


def test_they_are_reached_where_an_agent_is_allowed(usual: Host, opened: Opened, tmp_path: Path) -> None:
    """The twin of the test above."""
    assert agent_reached(opened(usual.data / "attach.sock", **FREE), tmp_path)


def x11_granted(door: Sshd) -> bool:
    """Ask for a way to the client's screen, as ``-X`` does, and wait for the answer."""
    with socket.create_connection(("127.0.0.1", door.port)) as line, paramiko.Transport(line) as transport:
        transport.start_client(timeout=20)
        transport.auth_publickey(getpass.getuser(), paramiko.Ed25519Key.from_private_key_file(str(door.key)))
        channel = transport.open_session(timeout=20)
        with suppress(paramiko.SSHException):
            channel.request_x11()
            return True
    return False


def test_a_patients_screen_is_not_reached(door: Sshd) -> None:
    assert not x11_granted(door)


@pytest.mark.needs("xauth")
def test_it_is_reached_where_that_is_allowed_for_screens(opened: Opened, tmp_path: Path) -> None:
    """The twin of the test above."""
    assert x11_granted(opened(tmp_path / "nobody.sock", **FREE, X11Forwarding="yes"))


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (65535, 65535), (2**31 - 1, 2**31 - 1)])
def test_a_hostile_size_is_survived(usual: Host, door: Sshd, size: tuple[int, int]) -> None:
    """As asked for at first, and as told later; what a driver without bounds does is in ``tests/tui``."""
    before = usual.visits()
    with socket.create_connection(("127.0.0.1", door.port)) as line, paramiko.Transport(line) as transport:
        transport.start_client(timeout=20)
        transport.auth_publickey(getpass.getuser(), paramiko.Ed25519Key.from_private_key_file(str(door.key)))
        channel = transport.open_session(timeout=20)
        channel.get_pty("xterm", *size)
        channel.invoke_shell()
        child = int(usual.logs("visit", before + 1)[before]["visit_pid"])
        channel.send(b"\x1b[48;9;99999999;1;1t")
        channel.resize_pty(*size)
        channel.resize_pty(80, 24)
        channel.settimeout(20)
        seen = b""
        while b"Glutamine: what to know before you take it" not in seen:
            data = channel.recv(65536)
            assert data, seen
            seen += data
        assert memory(child) < MOST
    until(lambda: usual.inside() == 0, "the end of the visit")


def backwards(tmp_path: Path) -> list[list[str]]:
    return [
        ["-R", "0:127.0.0.1:1"],
        ["-R", f"{tmp_path}/back:127.0.0.1:1"],
        ["-R", "0"],
    ]


@pytest.mark.parametrize("number", range(3))
def test_nothing_outside_is_reached_from_inside(door: Sshd, tmp_path: Path, number: int) -> None:
    done = door.run("-N", "-o", "ExitOnForwardFailure=yes", *backwards(tmp_path)[number])

    assert done.returncode == 255
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("number", range(3))
def test_it_is_reached_where_that_is_allowed(opened: Opened, tmp_path: Path, number: int) -> None:
    """The twin of the test above: the forwarding stands, and the client goes on until it is ended."""
    door = opened(tmp_path / "nobody.sock", ForceCommand="true", **FREE)
    done = door.run("-o", "ExitOnForwardFailure=yes", *backwards(tmp_path)[number])

    assert done.returncode == 0
