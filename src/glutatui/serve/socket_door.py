"""The way in for an OpenSSH server: a Unix socket on which attach clients hand over their terminals."""

import asyncio
import ipaddress
import os
import pwd
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, get_args

from glutatui.errors import ServiceError
from glutatui.serve import wire
from glutatui.serve.door import Caller, Farewell, House, Session
from glutatui.serve.limits import Refusal
from glutatui.serve.listening import listening_at
from glutatui.serve.terms import account_for, profile_for
from glutatui.serve.tty_line import WAYS, TtyLine
from glutatui.serve.wire import Account, Attach, Inbox, Over, Refused, Resize, WireError
from glutatui.words import say

MODE: Final = 0o660
"""Of the socket: its owner and its group may connect; who they are is asked of the kernel besides."""

BREATH: Final = 0.02
"""Seconds between two looks at what a client says: resizes come by the thousand where somebody wants them to."""

_REST: Final = 0.1
"""Seconds in which nobody is let in after no descriptor was left."""
_CREDENTIALS: Final = struct.Struct("3i")
_BACKLOG: Final = 128
_ENVIRONMENT: Final = ("term", "colorterm", "no_color", "lang", "lc_all", "lc_ctype")


def account_of(uid: int, claimed: Account, *, own: int, name_of: Callable[[int], str | None]) -> Account | None:
    """Return which account a client may have; None for a stranger.

    The system's user decides: who logged in as ``learn`` never becomes ``staff`` by saying so.

    Args:
        uid: Of the client, as the kernel knows it.
        claimed: What the client says; believed of root and of the host's own user, who own all of this anyway.
        own: The host's user.
        name_of: Returns the name of a system user.
    """
    if uid in {0, own}:
        return claimed
    name = name_of(uid)
    return next((account for account in get_args(Account) if account == name), None)


def user_name(uid: int) -> str | None:
    """Return the name of a system user; None where there is none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return None


def address_of(source: str) -> str:
    """Return a network address as the limits count it; ``local`` for anything else."""
    try:
        return str(ipaddress.ip_address(source.partition("%")[0]))
    except ValueError:
        return "local"


class Client:
    """One connection of an attach client, from the first byte to the last."""

    def __init__(self, house: House, line: socket.socket) -> None:
        """Take a connection within the running loop."""
        self._house, self._line = house, line
        self._loop = asyncio.get_running_loop()
        self._inbox = Inbox()
        self._fds: list[int] = []
        self._session: Session | None = None
        self._terminal: TtyLine | None = None
        self._size = (0, 0)
        self._introduced: asyncio.Future[Attach | None] = self._loop.create_future()
        line.setblocking(False)  # noqa: FBT003  (as sockets have it)

    async def serve(self) -> None:
        """Lead the client through its session; close everything that is its."""
        try:
            self._look()
            asked = await self._introduction()
            caller = self._caller(asked) if asked else None
            self._terminal = self._handed() if caller else None
            if asked and caller and self._terminal and self._here:
                self._session, self._size = Session(self._house, self._terminal, caller), (asked.columns, asked.rows)
                self._measure()
                self._say(await self._session.run())
        finally:
            self._hang_up()
            wire.close(self._fds)
            if self._terminal:
                self._terminal.close()

    @property
    def _here(self) -> bool:
        """Whether the connection is still open."""
        return self._line.fileno() >= 0

    def _handed(self) -> TtyLine | None:
        """Return what the client handed over; None where it is no terminal."""
        fds, self._fds = self._fds, []
        try:
            return TtyLine(fds)
        except OSError:
            wire.close(fds)
            self._told("no-terminal")
        return None

    async def _introduction(self) -> Attach | None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._house.gate.limits.handshake):
                return await self._introduced
        self._told("slow")
        return None

    def _caller(self, asked: Attach) -> Caller | None:
        """Return who that is; None for a stranger."""
        _, uid, _ = _CREDENTIALS.unpack(self._line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))
        account = account_of(uid, asked.account, own=os.geteuid(), name_of=user_name)
        if account is None:
            self._told("stranger", uid=uid)
            return None
        env = {name.upper(): getattr(asked, name) for name in _ENVIRONMENT}
        profile = profile_for(env, (asked.columns, asked.rows))
        key = asked.key if account == "staff" else ""
        return Caller(account_for(account, env), address_of(asked.source), profile, "attach", key)

    def _told(self, why: str, **values: int) -> None:
        """Send a client away, and keep in the log why."""
        self._house.log.tell("attach-refused", why=why, **values)
        self._send(Refused(why, say("en", f"attach-{why}")))

    def _look(self) -> None:
        """Read what the client says, then not again for a moment."""
        if not self._here:
            return
        self._loop.remove_reader(self._line)
        try:
            data, fds = wire.receive_bytes(self._line)
            self._fds += fds
            self._heard(data, wanted=len(self._fds) <= WAYS and not (fds and self._introduced.done()))
        except BlockingIOError:
            self._loop.add_reader(self._line, self._look)
        except (OSError, WireError):
            self._hang_up()
        else:
            self._loop.call_later(BREATH, self._again)

    def _again(self) -> None:
        if self._here:
            self._measure()
            self._loop.add_reader(self._line, self._look)

    def _measure(self) -> None:
        """Tell the session the terminal's size where it is another; a shell that waits may miss the last of many."""
        size = self._terminal.size() if self._terminal else self._size
        if self._session and size != self._size:
            self._size = size
            self._session.resize(*size)

    def _heard(self, data: bytes, *, wanted: bool) -> None:
        """Take what came at once; whatever size a client names, the terminal is asked.

        Raises:
            WireError: It is the end, not for a client to say, or came with descriptors that nobody wanted.
        """
        if not data or not wanted:
            raise WireError("the end")
        for message in self._inbox.feed(data):
            if isinstance(message, Attach) and not self._introduced.done():
                self._introduced.set_result(message)
            elif not (isinstance(message, Resize) and self._introduced.done()):
                raise WireError("out of turn")
        self._measure()

    def _say(self, farewell: Farewell) -> None:
        """Tell the client the end."""
        refused = farewell.how in get_args(Refusal)
        self._send(Refused(farewell.how, farewell.says) if refused else Over(farewell.status, farewell.says))

    def _send(self, last: Refused | Over) -> None:
        if self._here:
            with suppress(OSError):
                self._line.send(wire.BELL + wire.encode(last), socket.MSG_NOSIGNAL)

    def _hang_up(self) -> None:
        """Close the connection and let everybody know who waits for it; harmless when repeated."""
        if self._here:
            self._loop.remove_reader(self._line)
            self._line.close()
        if not self._introduced.done():
            self._introduced.set_result(None)
        if self._session:
            self._session.hang_up()


class SocketDoor:
    """Listens for attach clients."""

    def __init__(self, house: House, path: Path) -> None:
        """Take the place of a socket, and take it over where its host is gone; who knocks now waits for `open`.

        Raises:
            ServiceError: ``attach-busy`` or ``attach-impossible`` (``detail``: the path).
        """
        self._house, self._path = house, path
        self._clients: set[asyncio.Task[None]] = set()
        try:
            taken = listening_at(path, MODE, _BACKLOG)
            self._made = path.stat().st_ino
        except OSError as error:
            raise ServiceError("attach-impossible", detail=path) from error
        if taken is None:
            raise ServiceError("attach-busy", detail=path)
        self._socket = taken

    def open(self) -> None:
        """Let clients in, within the running loop."""
        self._listen()

    def _listen(self) -> None:
        if self._socket.fileno() >= 0:
            asyncio.get_running_loop().add_reader(self._socket, self._accept)

    def close(self) -> None:
        """Let nobody in any more; who is in stays. Harmless when repeated."""
        if self._socket.fileno() < 0:
            return
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()
        with suppress(OSError):
            if self._path.stat().st_ino == self._made:
                self._path.unlink()

    def _accept(self) -> None:
        try:
            line, _ = self._socket.accept()
        except (BlockingIOError, ConnectionAbortedError):  # gone again
            return
        except OSError as error:  # no descriptor left: those who leave give some back
            self._house.log.tell("accept-failed", why=error.strerror or "")
            loop = asyncio.get_running_loop()
            loop.remove_reader(self._socket)
            loop.call_later(_REST, self._listen)
            return
        if len(self._clients) >= 2 * self._house.gate.limits.visits:
            self._house.log.tell("attach-refused", why="crowd")
            line.close()
            return
        client = asyncio.get_running_loop().create_task(Client(self._house, line).serve(), name="session")
        self._clients.add(client)
        client.add_done_callback(self._clients.discard)
