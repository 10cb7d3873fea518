"""The front door's end of a visit's control socket."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

from glutatui.serve import wire
from glutatui.serve.wire import Drain, Drawn, Message, Ping, Pong, Renew, Resize, Unlock, Unlocked, WireError


class Control:
    """Tells a child about its terminal and asks whether it is there; never waits for it."""

    def __init__(
        self, near: socket.socket, drawn: Callable[[], None], tries: Callable[[str], Awaitable[Unlocked]]
    ) -> None:
        """Take one end of `wire.pair`, within the running loop.

        Args:
            near: The end.
            drawn: Called when the first frame is.
            tries: Judges a PIN of the staff.
        """
        self._wire, self._drawn, self._tries = near, drawn, tries
        self._trial: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()
        self._number = 0
        self._open = True
        self.answered: Callable[[], None] = lambda: None
        """Called when the child has answered the last ping."""
        near.setblocking(False)  # noqa: FBT003  (as sockets have it)
        self._loop.add_reader(near, self._readable)

    def ping(self) -> None:
        """Ask; `answered` tells later."""
        self._number += 1
        self._say(Ping(self._number))

    def resize(self, columns: int, rows: int) -> None:
        """Tell a size."""
        self._say(Resize(min(columns, 65535), min(rows, 65535)))

    def drain(self, seconds: int) -> None:
        """Tell the child to end within some seconds."""
        self._say(Drain(seconds))

    def renew(self, course: str) -> None:
        """Tell the child that there is another course, by its hash."""
        self._say(Renew(course))

    def close(self) -> None:
        """Let go, which the child takes as the end of its terminal; harmless when repeated."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._wire)
            self._wire.close()

    def _say(self, message: Message) -> None:
        if self._open:
            try:
                wire.send(self._wire, message)
            except OSError:  # it is full: the child hangs, which the next ping shows
                return

    def _readable(self) -> None:
        try:
            got = wire.receive(self._wire)
        except BlockingIOError:
            return
        except (OSError, WireError):
            got = None
        if got is None:
            self.close()
            return
        message, fds = got
        wire.close(fds)
        if isinstance(message, Pong):
            if message.number == self._number:
                self.answered()
        elif isinstance(message, Drawn):
            self._drawn()
        elif isinstance(message, Unlock) and (self._trial is None or self._trial.done()):
            self._trial = self._loop.create_task(self._try(message.pin))

    async def _try(self, pin: str) -> None:
        self._say(await self._tries(pin))
