"""OpenSSH servers for the tests of their door."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from serve.hosts import Host, until
from serve.sshd import Sshd

Opened = Callable[..., Sshd]


@pytest.fixture(scope="module")
def door(usual: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """The shipped server in front of a host; in the end nothing may be left of anybody."""
    with Sshd(tmp_path_factory.mktemp("s"), usual.data / "attach.sock") as door:
        yield door
        until(lambda: not door.processes(), "the end of all servers")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """A function that starts a server with other settings."""
    doors: list[Sshd] = []

    def start(attach_socket: Path, account: str = "learn", **settings: str) -> Sshd:
        folder = tmp_path / f"s{len(doors)}"
        folder.mkdir()
        doors.append(Sshd(folder, attach_socket, account, **settings))
        return doors[-1]

    yield start
    for door in doors:
        door.close()
