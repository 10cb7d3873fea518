"""The host's side of attach clients: who they are, and what hostile ones may say."""

import asyncio
import errno
import fcntl
import os
import socket
import struct
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import NoReturn, cast, get_args

import pytest

from glutatui.errors import ServiceError
from glutatui.serve import attach, wire
from glutatui.serve.door import House
from glutatui.serve.health import unix_socket
from glutatui.serve.limits import Gate, Limits
from glutatui.serve.log import Log
from glutatui.serve.nursery import Nursery
from glutatui.serve.socket_door import SocketDoor, account_of, address_of, user_name
from glutatui.serve.wire import Account, Attach, Message, Ping, Refused, Resize
from glutatui.words import say
from serve.hosts import Host, until
from terminal import Terminal

WELCOME = say("en", "welcome-learn")
HELLO = Attach("learn", 80, 24, "192.0.2.1", "xterm-256color", lang="C.UTF-8")
Start = Callable[..., Host]


def client(host: Host, account: str = "learn", **env: str) -> Terminal:
    command: list[str | Path] = [
        sys.executable,
        "-I",
        "-S",
        "-B",
        attach.__file__,
        "--socket",
        host.data / "attach.sock",
        account,
    ]
    return Terminal(command, env=env)


# who they are


@pytest.mark.parametrize("uid", [0, 1000])
def test_root_and_the_hosts_own_user_may_be_anybody(uid: int) -> None:
    for account in get_args(Account):
        assert account_of(uid, account, own=1000, name_of=lambda _: "somebody") == account


@pytest.mark.parametrize("claimed", get_args(Account))
def test_a_systems_user_is_what_its_name_says(claimed: Account) -> None:
    for account in get_args(Account):
        assert account_of(1001, claimed, own=1000, name_of={1001: account}.get) == account


@pytest.mark.parametrize("name", [None, "nobody", "Staff", "staff "])
def test_anybody_else_is_a_stranger(name: str | None) -> None:
    assert account_of(1001, "staff", own=1000, name_of=lambda _: name) is None


def test_names_come_from_the_system() -> None:
    assert user_name(0) == "root"
    assert user_name(2**31 - 7) is None


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:DB8::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("", "local"),
        ("x" * 900, "local"),
        ("1.2.3.4\n", "local"),
    ],
)
def test_an_address_is_one_or_none(source: str, address: str) -> None:
    assert address_of(source) == address


def test_the_socket_is_for_owner_and_group(usual: Host) -> None:
    assert (usual.data / "attach.sock").stat().st_mode & 0o777 == 0o660


# what hostile ones may say


@pytest.fixture
def tty() -> Iterator[list[int]]:
    """Both ends of a terminal."""
    ends = list(os.openpty())
    yield ends
    wire.close(ends)


def knock(host: Host) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(20)
    line.connect(str(host.data / "attach.sock"))
    return line


def goes(line: socket.socket) -> list[Message]:
    """Read until the host hangs up; return what it said."""
    inbox, found = wire.Inbox(), list[Message]()
    with line:
        try:
            while data := line.recv(4096):
                found += inbox.feed(data.removeprefix(wire.BELL))
        except ConnectionError:
            pass
    return found


def descriptors(host: Host) -> int:
    return len(list(Path(f"/proc/{host.front}/fd").iterdir()))


NONSENSE = [
    b"\0",
    b"\xff" * 5000,
    b"\0\0\0\0",
    b"\0\0\0\x02{}",
    b"GET / HTTP/1.1\r\n\r\n",
    wire.encode(Resize(80, 24)),
    wire.encode(Ping(1)),
    wire.encode(HELLO) * 2,
    wire.encode(HELLO).replace(b'"learn"', b'"admin"'),
]


@pytest.mark.parametrize("data", NONSENSE)
def test_nonsense_is_the_end(usual: Host, tty: list[int], data: bytes) -> None:
    line = knock(usual)
    rights = b"".join(fd.to_bytes(4, sys.byteorder) for fd in tty)
    line.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
    line.shutdown(socket.SHUT_WR)
    before = usual.visits()

    assert goes(line) == []
    assert usual.visits() == before
    with client(usual) as good:
        good.shows(WELCOME)


def refused(host: Host, fds: list[int]) -> list[Message]:
    line = knock(host)
    assert wire.send(line, HELLO, fds)
    return goes(line)


def test_what_is_no_terminal_is_refused(usual: Host, tty: list[int]) -> None:
    """A file, none at all, one too many, the two ends of one, two others: and none stays open in the front door."""
    before = descriptors(usual)
    other = os.openpty()
    with tempfile.TemporaryFile() as file:
        for fds in ([file.fileno()] * 2, [], [tty[1]], [tty[1], other[1]], [tty[1], file.fileno()]):
            assert refused(usual, fds) == [Refused("no-terminal", say("en", "attach-no-terminal"))]
        assert refused(usual, [tty[1]] * 3) == []
    wire.close(other)
    until(lambda: descriptors(usual) <= before, "closed descriptors")


def test_sizes_by_the_thousand_hurt_nobody(usual: Host, tty: list[int]) -> None:
    line = knock(usual)
    wire.send(line, HELLO, [tty[1], tty[1]])
    for columns in range(1, 3000):
        fcntl.ioctl(tty[0], termios.TIOCSWINSZ, struct.pack("HHHH", columns, columns, 0, 0))
        wire.send(line, Resize(0, 0))
    with client(usual) as good:
        good.shows(WELCOME)
    line.close()
    until(lambda: usual.inside() == 0, "the end of both")


def test_who_knocks_before_the_door_opens_waits(tmp_path: Path) -> None:
    """``ready`` is said when the door is there: nobody who believes it is refused."""
    door = SocketDoor(None, tmp_path / "s")  # type: ignore[arg-type]
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(tmp_path / "s"))
    door._socket.close()  # noqa: SLF001  (it never opened)


class Starved(socket.socket):
    """A listening socket for whose clients no descriptor is left."""

    tries = 0

    def accept(self) -> NoReturn:
        """Fail as the kernel does."""
        self.tries += 1
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


async def test_a_door_without_descriptors_rests_and_tries_again() -> None:
    """Who knocks stays in the queue: without the rest the loop would do nothing else."""
    near, far = wire.pair()
    nothing = os.open(os.devnull, os.O_WRONLY)
    nursery = Nursery(near, told=lambda _: None, lost=lambda: None)
    house = House(nursery, Gate(Limits(), lambda: 0.0), Log(nothing))
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder, far, socket.socket(socket.AF_UNIX) as line:
        door = SocketDoor(house, Path(folder) / "s")
        starved = door._socket = Starved(fileno=door._socket.detach())  # noqa: SLF001
        door.open()
        line.connect(f"{folder}/s")
        for tries in (1, 2):
            async with asyncio.timeout(20):
                while starved.tries < tries:  # noqa: ASYNC110  (a kernel's socket has no event)
                    await asyncio.sleep(0)
            assert not loop.remove_reader(starved), "it rests"
        door.close()
        far.close()
        await asyncio.sleep(0)
    os.close(nothing)


async def test_who_says_nothing_is_sent_away() -> None:
    """In time, and not only when the client goes."""
    near, far = wire.pair()
    nothing = os.open(os.devnull, os.O_WRONLY)
    nursery = Nursery(near, told=lambda _: None, lost=lambda: None)
    house = House(nursery, Gate(Limits(handshake=0), lambda: 0.0), Log(nothing))
    with tempfile.TemporaryDirectory() as folder, far, socket.socket(socket.AF_UNIX) as line:
        door = SocketDoor(house, Path(folder) / "s")
        door.open()
        line.setblocking(False)  # noqa: FBT003  (as sockets have it)
        line.connect(f"{folder}/s")
        data = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(line, 4096), 10)
        door.close()
        assert not (Path(folder) / "s").exists()
        far.close()
        await asyncio.sleep(0)
    os.close(nothing)

    assert wire.decode(data.removeprefix(wire.BELL)) == Refused("slow", say("en", "attach-slow"))


# whose socket it is


def test_a_socket_that_is_served_is_left_alone(usual: Host) -> None:
    with pytest.raises(ServiceError) as raised:
        SocketDoor(None, usual.data / "attach.sock")  # type: ignore[arg-type]

    assert raised.value.code == "attach-busy"


@pytest.mark.timeout(20)
def test_a_socket_whose_host_hangs_is_left_alone(tmp_path: Path) -> None:
    """As many wait there as may: who starts another host is told so, and does not wait as well."""
    place = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as hung, ExitStack() as waiting:
        hung.bind(str(place))
        hung.listen(0)
        with suppress(BlockingIOError):
            while True:
                line = waiting.enter_context(socket.socket(socket.AF_UNIX))
                line.setblocking(False)  # noqa: FBT003  (as sockets have it)
                line.connect(str(place))
        for opens, code in ((partial(SocketDoor, cast("House", None)), "attach-busy"), (unix_socket, "health-busy")):
            with pytest.raises(ServiceError, match=code):
                opens(place)


def test_a_socket_of_a_dead_host_is_taken_over(start: Start, tmp_path: Path) -> None:
    place = tmp_path / "attach.sock"
    start("--attach-socket", str(place)).end()
    assert place.is_socket()
    second = start("--attach-socket", str(place), "--doors", "attach")

    assert second.ready == f"ready on {place}\n"


@pytest.mark.parametrize("place", ["no/folder/attach.sock", "x" * 120])
def test_a_place_that_cannot_be_had_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(ServiceError) as raised:
        SocketDoor(None, tmp_path / place)  # type: ignore[arg-type]

    assert raised.value.code == "attach-impossible"


def test_what_is_no_socket_is_not_removed(tmp_path: Path) -> None:
    place = tmp_path / "attach.sock"
    place.write_text("somebody's file")
    with pytest.raises(ServiceError):
        SocketDoor(None, place)  # type: ignore[arg-type]

    assert place.read_text() == "somebody's file"
