"""The front door's side of the zygote, without one: what it says is said by the test."""

import asyncio
import errno
import json
import os
import resource
import signal
import socket
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn, cast

import pytest

from glutatui.errors import ServiceError
from glutatui.serve import wire
from glutatui.serve.door import Caller, House, Line, Session
from glutatui.serve.limits import Gate, Limits
from glutatui.serve.log import Log
from glutatui.serve.nursery import Nursery
from glutatui.serve.reading import Reading
from glutatui.serve.relay import Relay
from glutatui.serve.service import Service
from glutatui.serve.wire import Account, Ping, Start, Stop
from glutatui.tui.profile import TerminalProfile


async def test_the_end_of_the_zygote_is_heard_though_somebody_has_just_given_up_asking() -> None:
    near, far = wire.pair()
    lost: list[bool] = []
    nursery = Nursery(near, told=lambda _: None, lost=lambda: lost.append(True))
    asking = asyncio.ensure_future(nursery.answers(60))
    await asyncio.sleep(0)
    far.close()
    nursery.say(Ping(9))  # which shows that it is gone
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking

    assert (lost, nursery.gone) == ([True], True)


ASKED = Start(0, "learn", 80, 24, "256", "utf-8", "en", 120, 5400, "source")


async def test_nothing_is_lost_on_a_zygote_that_is_busy() -> None:
    """As when 200 welcomes are drawn anew at once; whoever goes meanwhile leaves no closed descriptor to be sent."""
    near, far = wire.pair()
    lost: list[bool] = []
    nursery = Nursery(near, told=lambda _: None, lost=lambda: lost.append(True))
    ways = [os.open(os.devnull, os.O_RDWR) for _ in range(wire.MOST_FDS)]
    starting = [asyncio.ensure_future(nursery.start(ASKED, list(ways))) for _ in range(300)]
    await asyncio.sleep(0)
    for number in (0, 299):
        starting[number].cancel()
    await asyncio.sleep(0)
    heard = list[int]()
    far.setblocking(False)  # noqa: FBT003  (as sockets have it)
    while len(heard) < 299 + 2:
        try:
            message, fds = cast("tuple[Start | Stop, list[int]]", wire.receive(far))
        except BlockingIOError:
            await asyncio.sleep(0)
            continue
        assert len(fds) == (wire.MOST_FDS if isinstance(message, Start) else 0)
        heard.append(message.slot if isinstance(message, Start) else -message.slot)
        wire.close(fds)
    wire.close(ways)
    far.close()
    found = await asyncio.gather(*starting, return_exceptions=True)

    assert heard == [*range(1, 300), -1, -300]
    assert (lost, {type(one) for one in found}) == ([True], {asyncio.CancelledError, ServiceError})


async def test_a_message_that_is_none_holds_no_other_up() -> None:
    near, far = wire.pair()
    nursery = Nursery(near, told=lambda _: None, lost=lambda: None)
    with pytest.raises(wire.WireError):
        nursery.say(Ping(-1))
    nursery.say(Ping(1))

    assert wire.receive(far) == (Ping(1), [])
    far.close()
    await asyncio.sleep(0)


class Full:
    """A terminal's line where no descriptor is left (`door.Line`)."""

    def open(self, _: Account) -> NoReturn:
        """Fail as the kernel does."""
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    def write(self, data: bytes) -> bool:
        """Take everything."""
        return bool(data)


async def test_why_no_visit_could_begin_is_told(tmp_path: Path) -> None:
    near, far = wire.pair()
    nursery = Nursery(near, told=lambda _: None, lost=lambda: None)
    with (tmp_path / "log").open("ab") as file:
        house = House(nursery, Gate(Limits(), lambda: 0.0), Log(file.fileno()))
        caller = Caller("learn", "192.0.2.1", TerminalProfile((80, 24), "256", "utf-8", "en"))
        farewell = await Session(house, cast("Line", Full()), caller).run()
    told = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    far.close()
    await asyncio.sleep(0)

    assert farewell.how == "crashed"
    assert [line["why"] for line in told if line["event"] == "no-visit"] == [os.strerror(errno.EMFILE)]


def reads_for_ever() -> NoReturn:
    """Be a course on a disk that does not answer."""
    while True:
        signal.pause()


def test_a_course_that_is_being_read_keeps_nothing_of_the_host_open() -> None:
    """The front door sees by the end of this line that the zygote is gone."""
    near, far = wire.pair()
    nothing = os.open(os.devnull, os.O_WRONLY)
    reading = Reading(cast("Service", SimpleNamespace(read_course=reads_for_ever, log=Log(nothing))))
    far.close()
    near.settimeout(20)
    try:
        assert near.recv(1) == b""
    finally:
        pid = reading._pid  # noqa: SLF001  (a test ends what nobody waits for)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(reading.fd)
        os.close(nothing)
        near.close()


async def test_a_terminal_for_which_there_is_no_descriptor_leaves_none_behind() -> None:
    relay = Relay("learn", (80, 24), lambda _: None)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    held: list[socket.socket] = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (relay.far + 1, hard))
    try:
        with suppress(OSError):
            while True:
                held.append(socket.socket())
        with pytest.raises(OSError, match="Too many open files"):
            relay.ends()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for one in held:
            one.close()
        relay.close()
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(relay.far)
