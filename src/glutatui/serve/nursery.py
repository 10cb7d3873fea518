"""The front door's side of the zygote: asks for visits, and hears how they ended."""

import asyncio
import socket
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from glutatui.errors import ServiceError
from glutatui.serve import wire
from glutatui.serve.endings import HOWS, How
from glutatui.serve.messages import Stills
from glutatui.serve.stills import Album
from glutatui.serve.wire import (
    Drain,
    Ended,
    Message,
    Open,
    Ping,
    Pong,
    Reload,
    Renew,
    Standing,
    Start,
    Started,
    Stop,
    WireError,
)

_MOST: Final = 4096
"""Messages that wait for the zygote at most: a visit has two. Its socket holds some 160 and then takes no more."""


@dataclass(frozen=True, slots=True)
class Nursling:
    """A visit's process, as the front door knows it."""

    slot: int
    pid: int
    warm: bool
    ended: "asyncio.Future[How]"


class Nursery:
    """Starts visits, one process each; to be used within the running loop."""

    def __init__(self, link: socket.socket, *, told: Callable[[Message], None], lost: Callable[[], None]) -> None:
        """Take the link to the zygote.

        Args:
            link: Of `wire.pair`.
            told: Takes what the zygote says that is not about a visit.
            lost: Called once when the zygote is gone; all visits have ended then.
        """
        self._link, self._told, self._lost = link, told, lost
        self._loop = asyncio.get_running_loop()
        self._slot = 0
        self._started: dict[int, asyncio.Future[Started]] = {}
        self._ended: dict[int, asyncio.Future[How]] = {}
        self._unsaid = deque[tuple[bytes, Sequence[int]]]()
        """Messages that the zygote had no room for, with their descriptors, in order."""
        self._number = 0
        self._asked: dict[int, asyncio.Future[None]] = {}
        """Who waits for which answer of the zygote."""
        self.standing: Standing | None = None
        """What the zygote said last about itself."""
        self.album = Album()
        """First frames that the zygote has drawn."""
        self.gone = False
        """Whether the zygote is."""
        link.setblocking(False)  # noqa: FBT003  (as sockets have it)
        self._loop.add_reader(link, self._readable)

    async def start(self, asked: Start, fds: Sequence[int]) -> Nursling:
        """Have a visit drawn; the descriptors stay the caller's, who closes them.

        Args:
            asked: What to draw; its slot is given here.
            fds: The terminal's way in and out, and the control socket.

        Raises:
            ServiceError: ``zygote-gone``.
        """
        if self.gone:
            raise ServiceError("zygote-gone")
        self._slot += 1
        slot = self._slot
        started, ended = self._loop.create_future(), self._loop.create_future()
        self._started[slot], self._ended[slot] = started, ended
        self.say(replace(asked, slot=slot), fds)
        try:
            known = await asyncio.shield(started)
        except asyncio.CancelledError:
            self._unsaid = deque(one for one in self._unsaid if one[1] is not fds)  # they are closed from now on
            self.say(Stop(slot))
            raise
        if known.pid == 0:
            raise ServiceError("zygote-gone")
        return Nursling(slot, known.pid, known.warm, ended)

    async def answers(self, seconds: float) -> bool:
        """Tell whether the zygote answers within some seconds."""
        if self.gone:
            return False
        self._number += 1
        asked = self._asked[self._number] = self._loop.create_future()
        self.say(Ping(self._number))
        try:
            async with asyncio.timeout(seconds):
                await asked
        except TimeoutError:
            return False
        finally:
            self._asked = {number: other for number, other in self._asked.items() if other is not asked}
        return not self.gone

    def stop(self, child: Nursling) -> None:
        """Have a child killed."""
        if not child.ended.done():
            self.say(Stop(child.slot))

    def say(self, message: Message, fds: Sequence[int] = ()) -> None:
        """Send to the zygote, as soon as it listens; where it is gone or has not for long, that is the end of it."""
        if self.gone:
            return
        self._unsaid.append((wire.encode(message), fds))
        if len(self._unsaid) == 1:
            self._say_on()
        elif len(self._unsaid) > _MOST:
            self._loop.call_soon(self._over)

    def _say_on(self) -> None:
        """Send what waits, as far as there is room."""
        try:
            while self._unsaid and wire.post(self._link, *self._unsaid[0]):
                self._unsaid.popleft()
        except BlockingIOError:
            self._loop.add_writer(self._link, self._say_on)
            return
        except OSError:
            pass
        self._loop.remove_writer(self._link)
        if self._unsaid:  # it takes nothing any more
            self._loop.call_soon(self._over)

    def _readable(self) -> None:
        try:
            got = wire.receive(self._link)
        except BlockingIOError:
            return
        except (OSError, WireError):
            got = None
        if got is None:
            self._over()
            return
        message, fds = got
        if isinstance(message, Stills) and fds:
            self.album.take(fds[0], anew=message.anew)
        wire.close(fds)
        self._heard(message)

    def _heard(self, message: Message) -> None:
        match message:
            case Started(slot=slot):
                if waiting := self._started.pop(slot, None):
                    waiting.set_result(message)
            case Ended(slot=slot, how=how):
                self._end(slot, how)
            case Ping(number=number):
                self.say(Pong(number))
            case Pong(number=number):
                self._answered(number)
            case Standing():
                self.standing = message
            case Open() | Drain() | Reload() | Renew():
                self._told(message)
            case _:
                pass

    def _answered(self, number: int) -> None:
        if (asked := self._asked.pop(number, None)) and not asked.done():  # whoever asked may have given up
            asked.set_result(None)

    def _end(self, slot: int, how: str) -> None:
        if started := self._started.pop(slot, None):
            started.set_result(Started(slot, 0, warm=False))
        if (ended := self._ended.pop(slot, None)) and not ended.done():
            ended.set_result(next((known for known in HOWS if known == how), "crashed"))

    def _over(self) -> None:
        """The zygote is gone, and all visits with it."""
        if self.gone:
            return
        self.gone = True
        self._unsaid.clear()
        self._loop.remove_reader(self._link)
        self._loop.remove_writer(self._link)
        self._link.close()
        for slot in [*self._ended]:
            self._end(slot, "killed")
        for number in [*self._asked]:
            self._answered(number)
        self._lost()
