"""Only a session with a terminal is granted. Each attack has a twin where it works: against a server that allows it."""

import asyncio
import os
import select
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import asyncssh
import paramiko
import pytest

from serve.hosts import SSH, Host, until
from serve.lax import Target, free_place

CANARY = "CANARY-4711"


@pytest.fixture
def strict(usual: Host, tmp_path: Path) -> Target:
    return Target(usual.port, tmp_path, usual.known_hosts())


# attacks: each returns whether it got what it wanted


def command(target: Target) -> bool:
    return f"ran echo {CANARY}".encode() in target.ssh(after=(f"echo {CANARY}",)).stdout


def command_on_a_terminal(target: Target) -> bool:
    return f"ran echo {CANARY}".encode() in target.ssh("-tt", after=(f"echo {CANARY}",)).stdout


def sftp(target: Target) -> bool:
    (target.folder / "stolen").write_text(CANARY)
    batch = target.folder / "batch"
    batch.write_text(f"get {target.folder}/stolen {target.folder}/got\n")
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(
            [
                *("sftp", *SSH[1:], "-o", f"UserKnownHostsFile={target.known}", "-P", str(target.port)),
                *("-b", str(batch), "learn@127.0.0.1"),
            ],
            check=False,
            capture_output=True,
            timeout=20,
        )
    return (target.folder / "got").exists()


def scp(target: Target, *how: str) -> bool:
    (target.folder / "stolen").write_text(CANARY)
    place = f"scp://learn@127.0.0.1:{target.port}/{target.folder}/stolen"
    subprocess.run(
        ["scp", *how, *SSH[1:], "-o", f"UserKnownHostsFile={target.known}", place, target.folder / "got"],
        check=False,
        capture_output=True,
        timeout=20,
    )
    return (target.folder / "got").exists()


def old_scp(target: Target) -> bool:
    return scp(target, "-O")


def _echo() -> tuple[socket.socket, int]:
    """Return a listening socket, as of a machine in the clinic's network."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(20)
    return listening, listening.getsockname()[1]


def _through(client: "subprocess.Popen[bytes]", come_in: Callable[[], socket.socket], inside: socket.socket) -> bool:
    """Tell whether real data gets from outside to a listening socket inside."""
    try:
        with come_in() as outside:
            outside.settimeout(20)
            outside.sendall(CANARY.encode())
            ready = select.select([inside, outside], [], [], 20)[0]
            if inside not in ready:  # the way is closed again
                return False
            arrived, _ = inside.accept()
            with arrived:
                arrived.settimeout(3)
                try:
                    return arrived.recv(100) == CANARY.encode()
                except TimeoutError:
                    return False
    except OSError:
        return False
    finally:
        client.kill()
        client.communicate()


def _connecting(client: "subprocess.Popen[bytes]", place: tuple[str, int]) -> Callable[[], socket.socket]:
    def come_in() -> socket.socket:
        found: list[socket.socket] = []

        def there() -> bool:
            with suppress(OSError):
                found.append(socket.create_connection(place))
            return bool(found) or client.poll() is not None

        until(there, "the forwarded port, or the end of the client")
        if not found:
            raise ConnectionRefusedError
        return found[0]

    return come_in


def local_forwarding(target: Target) -> bool:
    inside, there = _echo()
    address, port = free_place()
    client = target.begin("-N", "-L", f"{address}:{port}:127.0.0.1:{there}", "-o", "ExitOnForwardFailure=yes")
    with inside:
        return _through(client, _connecting(client, (address, port)), inside)


def dynamic_forwarding(target: Target) -> bool:
    inside, there = _echo()
    address, port = free_place()
    client = target.begin("-N", "-D", f"{address}:{port}", "-o", "ExitOnForwardFailure=yes")

    def come_in() -> socket.socket:
        outside = _connecting(client, (address, port))()
        outside.settimeout(5)
        try:
            outside.sendall(b"\x05\x01\x00")
            granted = outside.recv(2) == b"\x05\x00"
            outside.sendall(b"\x05\x01\x00\x01\x7f\x00\x00\x01" + there.to_bytes(2, "big"))
            if not granted or outside.recv(10)[1:2] != b"\x00":
                raise ConnectionRefusedError
        except OSError:
            outside.close()
            raise
        return outside

    with inside:
        return _through(client, come_in, inside)


def remote_forwarding(target: Target) -> bool:
    inside, there = _echo()
    address, port = free_place()
    client = target.begin("-N", "-R", f"{address}:{port}:127.0.0.1:{there}", "-o", "ExitOnForwardFailure=yes")
    with inside:
        return _through(client, _connecting(client, (address, port)), inside)


def socket_forwarding(target: Target) -> bool:
    """Reach a Unix socket of the host."""
    path = target.folder / "inside.sock"
    with socket.socket(socket.AF_UNIX) as inside:
        inside.bind(str(path))
        inside.listen()
        address, port = free_place()
        client = target.begin("-N", "-L", f"{address}:{port}:{path}", "-o", "ExitOnForwardFailure=yes")
        return _through(client, _connecting(client, (address, port)), inside)


def agent(target: Target) -> bool:
    path = target.folder / "agent.sock"
    with subprocess.Popen(["ssh-agent", "-D", "-a", path], stdout=subprocess.DEVNULL) as keeper:
        until(path.exists, "the agent")
        words = [*SSH, "-A", "-o", f"IdentityAgent={path}", "-o", f"UserKnownHostsFile={target.known}"]
        env = {"SSH_AUTH_SOCK": str(path), "PATH": "/usr/bin:/bin", "HOME": str(target.folder)}
        done = subprocess.run(
            [*words, "-p", str(target.port), "learn@127.0.0.1", "forwarded"],
            check=False,
            capture_output=True,
            timeout=20,
            env=env,
        )
        keeper.kill()
    return b"agent=/" in done.stdout


def variables(target: Target) -> bool:
    """Steer the program by its environment."""
    done = target.ssh("-o", f"SetEnv=TEXTUAL_DRIVER={CANARY}", after=("env",))
    return CANARY.encode() in done.stdout


def terminal_name(target: Target) -> bool:
    """Steer the patient's terminal, or that of whoever reads a log, by the name of one's own."""
    done = target.ssh("-tt", env={**os.environ, "TERM": f"xterm\x1b]0;{CANARY}\x07"})
    return f"\x1b]0;{CANARY}".encode() in done.stdout


def _asked_of_paramiko(target: Target, ask: Callable[[paramiko.Channel], object]) -> bool:
    """Tell whether a request that wants an answer is granted."""
    with socket.create_connection(("127.0.0.1", target.port)) as line, paramiko.Transport(line) as transport:
        transport.start_client(timeout=20)
        transport.auth_none("learn")
        channel = transport.open_session(timeout=20)
        try:
            ask(channel)
        except paramiko.SSHException:
            return False
        return not channel.closed


def x11(target: Target) -> bool:
    return _asked_of_paramiko(target, lambda channel: channel.request_x11())


def subsystem(target: Target) -> bool:
    return _asked_of_paramiko(target, lambda channel: channel.invoke_subsystem("sftp"))


def second_session(target: Target) -> bool:
    return _asked_of_paramiko(target, lambda channel: channel.get_transport().open_session(timeout=20))


async def _tunnel(target: Target) -> bool:
    async with asyncssh.connect(
        "127.0.0.1", target.port, username="learn", known_hosts=str(target.known), config=None
    ) as conn:
        try:
            await conn.open_tun()
        except asyncssh.ChannelOpenError:
            return False
        return True


def tunnel(target: Target) -> bool:
    return asyncio.run(_tunnel(target))


ATTACKS = [
    command,
    command_on_a_terminal,
    sftp,
    scp,
    old_scp,
    local_forwarding,
    dynamic_forwarding,
    remote_forwarding,
    socket_forwarding,
    agent,
    x11,
    subsystem,
    second_session,
    tunnel,
    variables,
    terminal_name,
]


@pytest.mark.needs("ssh", "sftp", "scp")
@pytest.mark.parametrize("attack", ATTACKS)
def test_it_is_refused(strict: Target, attack: Callable[[Target], bool]) -> None:
    assert not attack(strict)


@pytest.mark.needs("ssh", "sftp", "scp")
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_attack_works_where_it_is_allowed(lax: Target, attack: Callable[[Target], bool]) -> None:
    assert attack(lax)
