"""Hosts for the tests of the service."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import asyncssh
import pytest

from serve.hosts import Host, until
from serve.lax import Lax, Target, lax_process
from serve.sshd import Sshd
from serve.ways import Way, behind, embedded

Start = Callable[..., Host]
WayInto = Callable[..., Way]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for compiled courses."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def shared_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every host find them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """A function that starts a host; all are gone after the test."""
    with ExitStack() as stack:
        yield lambda *options, **more: stack.enter_context(Host(tmp_path_factory.mktemp("h"), *options, **more))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """One host for all tests of a file that do it no harm; in the end nobody may be left in it."""
    with Host(tmp_path_factory.mktemp("h")) as host:
        yield host
        until(lambda: host.inside() == 0, "an empty house")


@pytest.fixture
def way_into(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WayInto]:
    """A function that opens a door of a host, by name; in the end nobody may be left in an OpenSSH server."""
    with ExitStack() as stack:

        def opened(door: str, host: Host, account: str = "learn", **settings: str) -> Way:
            if door == "embedded":
                return embedded(host, account)
            folder = tmp_path_factory.mktemp("s")
            return behind(stack.enter_context(Sshd(folder, host.data / "attach.sock", account, **settings)))

        yield opened


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
