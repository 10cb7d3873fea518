"""Only a session with a terminal is granted. Each attack has a twin against a server that allows it, and succeeds there."""

import asyncio
import json
import socket
import subprocess
import sysconfig
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import asyncssh
import paramiko
import pytest

from glutatui.words import say
from serve.conftest import Start
from serve.hosts import SSH, Host, until

CANARY = "CANARY-4711"


class Lax(asyncssh.SSHServer):
    """A server that allows everything."""

    def __init__(self, conns: list[asyncssh.SSHServerConnection]) -> None:
        self._conns = conns

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._conns.append(conn)

    def begin_auth(self, username: str) -> bool:  # noqa: ARG002
        return False

    def connection_requested(self, *_: object) -> bool:
        return True

    def unix_connection_requested(self, *_: object) -> bool:
        return True

    def server_requested(self, *_: object) -> bool:
        return True

    def unix_server_requested(self, *_: object) -> bool:
        return True

    def tun_requested(self, unit: int | None) -> object:  # noqa: ARG002
        def handler(reader: object, writer: object) -> None:  # noqa: ARG001
            """Take the tunnel."""

        return handler


async def lax_process(process: "asyncssh.SSHServerProcess[str]") -> None:
    """Run what was asked for, with the environment that was sent."""
    if process.command == "env":
        process.stdout.write("".join(f"{name}={value}\n" for name, value in process.env.items()))
    elif process.command == "forwarded":
        process.stdout.write(f"agent={process.channel.get_agent_path()}\n")
    else:
        process.stdout.write(f"ran {process.command}\n")
    process.exit(0)


@dataclass(frozen=True)
class Target:
    """A server to attack."""

    port: int
    folder: Path
    known: Path

    def ssh(self, *options: str, after: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[bytes]":
        words = [*SSH, "-o", f"UserKnownHostsFile={self.known}", "-p", str(self.port), *options, "learn@127.0.0.1", *after]
        return subprocess.run(words, check=False, capture_output=True, timeout=20, stdin=subprocess.DEVNULL)

    def begin(self, *options: str) -> "subprocess.Popen[bytes]":
        words = [*SSH, "-o", f"UserKnownHostsFile={self.known}", "-p", str(self.port), *options, "learn@127.0.0.1"]
        return subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


@pytest.fixture
def strict(usual: Host, tmp_path: Path) -> Target:
    return Target(usual.port, tmp_path, usual.known_hosts())


@pytest.fixture
def lax(tmp_path: Path) -> Iterator[Target]:
    """The twin: a server with all the defences off."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    key = asyncssh.generate_private_key("ssh-ed25519")
    conns: list[asyncssh.SSHServerConnection] = []

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=lambda: Lax(conns),
            server_host_keys=[key],
            process_factory=lax_process,
            sftp_factory=True,
            allow_scp=True,
            agent_forwarding=True,
            x11_forwarding=True,
            x11_auth_path=str(tmp_path / "xauth"),
        )

    acceptor = asyncio.run_coroutine_threadsafe(listen(), loop).result(20)
    known = tmp_path / "lax_hosts"
    known.write_text(f"[127.0.0.1]:{acceptor.get_port()} {key.export_public_key().decode()}")
    yield Target(acceptor.get_port(), tmp_path, known)

    async def close() -> None:
        acceptor.close()
        for conn in conns:
            conn.abort()
            await conn.wait_closed()
        await acceptor.wait_closed()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task

    asyncio.run_coroutine_threadsafe(close(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)
    loop.close()


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
            ["sftp", *SSH[1:], "-o", f"UserKnownHostsFile={target.known}", "-P", str(target.port), "-b", batch]
            + ["learn@127.0.0.1"],
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


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _through(client: "subprocess.Popen[bytes]", come_in: Callable[[], socket.socket], inside: socket.socket) -> bool:
    """Tell whether real data gets from outside to a listening socket inside."""
    try:
        with come_in() as outside:
            outside.settimeout(20)
            outside.sendall(CANARY.encode())
            inside.settimeout(3)
            try:
                arrived, _ = inside.accept()
            except TimeoutError:
                return False
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


def _connecting(client: "subprocess.Popen[bytes]", port: int) -> Callable[[], socket.socket]:
    def come_in() -> socket.socket:
        found: list[socket.socket] = []

        def there() -> bool:
            with suppress(OSError):
                found.append(socket.create_connection(("127.0.0.1", port)))
            return bool(found) or client.poll() is not None

        until(there, "the forwarded port, or the end of the client")
        if not found:
            raise ConnectionRefusedError
        return found[0]

    return come_in


def local_forwarding(target: Target) -> bool:
    inside, there = _echo()
    port = _free_port()
    client = target.begin("-N", "-L", f"127.0.0.1:{port}:127.0.0.1:{there}", "-o", "ExitOnForwardFailure=yes")
    with inside:
        return _through(client, _connecting(client, port), inside)


def dynamic_forwarding(target: Target) -> bool:
    inside, there = _echo()
    port = _free_port()
    client = target.begin("-N", "-D", f"127.0.0.1:{port}", "-o", "ExitOnForwardFailure=yes")

    def come_in() -> socket.socket:
        outside = _connecting(client, port)()
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
    port = _free_port()
    client = target.begin("-N", "-R", f"127.0.0.1:{port}:127.0.0.1:{there}", "-o", "ExitOnForwardFailure=yes")
    with inside:
        return _through(client, _connecting(client, port), inside)


def socket_forwarding(target: Target) -> bool:
    """Reach a Unix socket of the host."""
    path = target.folder / "inside.sock"
    with socket.socket(socket.AF_UNIX) as inside:
        inside.bind(str(path))
        inside.listen()
        port = _free_port()
        client = target.begin("-N", "-L", f"127.0.0.1:{port}:{path}", "-o", "ExitOnForwardFailure=yes")
        return _through(client, _connecting(client, port), inside)


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
]


@pytest.mark.needs("ssh", "sftp", "scp")
@pytest.mark.parametrize("attack", ATTACKS)
def test_it_is_refused(strict: Target, attack: Callable[[Target], bool]) -> None:
    assert not attack(strict)


@pytest.mark.needs("ssh", "sftp", "scp")
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_attack_works_where_it_is_allowed(lax: Target, attack: Callable[[Target], bool]) -> None:
    assert attack(lax)


def test_a_session_without_a_terminal_is_told_so(usual: Host) -> None:
    done = usual.run(usual.command("-T"), stdin=subprocess.DEVNULL)

    assert done.returncode == 2
    assert done.stdout.decode().strip() == say("en", "serve-no-terminal")


def test_a_connection_without_a_session_ends(start: Start) -> None:
    """``ssh -N`` holds no place."""
    host = start("--handshake", "1")
    done = host.run(host.command("-N"), stdin=subprocess.DEVNULL)

    assert done.returncode == 255
    assert host.logs("no-terminal")


def test_of_the_environment_only_what_shapes_the_screen_arrives(usual: Host) -> None:
    """A language, a charset and colours do; what would steer Textual, Python or a browser does not."""
    steering = ["TEXTUAL_DRIVER=x:Y", "TEXTUAL_LOG=/tmp/canary", "PYTHONPATH=/tmp", "BROWSER=lynx", "LINES=3"]
    shaping = ["LANG=en_GB.UTF-8", "LC_ALL=C", "NO_COLOR=1"]
    options = [f"-oSetEnv={' '.join([*steering, *shaping])}"]
    with usual.ssh(*options) as terminal:
        terminal.shows(say("en", "welcome-question"))
        environ = Path(f"/proc/{usual.child()}/environ").read_bytes()
        assert not any(setting.encode() in environ for setting in steering)
        assert b"\x1b[38;" not in terminal.raw, "NO_COLOR"
        assert all(byte < 128 for byte in terminal.raw), "LC_ALL=C is ASCII"


def test_the_audit_finds_no_failure(usual: Host) -> None:
    """Its status is 2 for warnings (curve25519 alone is not post-quantum), 3 for failures."""
    audit = Path(sysconfig.get_path("scripts")) / "ssh-audit"
    done = usual.run([audit, "--skip-rate-test", "-j", f"127.0.0.1:{usual.port}"])

    assert done.returncode in {0, 2}
    found = json.loads(done.stdout)
    offered = [*found["kex"], *found["key"], *found["enc"], *found["mac"]]
    assert len(offered) >= 9
    assert [entry["algorithm"] for entry in offered if entry["notes"].get("fail")] == []
    assert not found["cves"]


def test_the_audit_finds_what_is_weak(tmp_path: Path, lax: Target) -> None:  # noqa: ARG001
    """The twin: with asyncssh's default algorithms it does fail."""
    audit = Path(sysconfig.get_path("scripts")) / "ssh-audit"
    done = subprocess.run(
        [audit, "--skip-rate-test", "-j", f"127.0.0.1:{lax.port}"], check=False, capture_output=True, timeout=30
    )
    found = json.loads(done.stdout)
    offered = [*found["kex"], *found["key"], *found["enc"], *found["mac"]]
    assert any(entry["notes"].get("fail") for entry in offered)
