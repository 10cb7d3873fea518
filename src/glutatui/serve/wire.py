"""Messages between the processes of the host, with file descriptors.

A message is a length of four bytes (big-endian), then a JSON object with the message's name under ``is``. Each field
has a type and a bound: what does not fit is refused whole. Sockets between our own processes are ``SOCK_SEQPACKET``, so
that a message and its descriptors arrive together; where a stream is used, `Inbox` puts the pieces together.
"""

import array
import json
import os
import select
import socket
import struct
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from typing import Any, Final, get_args

from glutatui.serve.messages import (
    Account,
    Attach,
    Bound,
    Drain,
    Drawn,
    Ended,
    Failed,
    Message,
    Open,
    Over,
    Ping,
    Pong,
    Refused,
    Reload,
    Renew,
    Resize,
    Standing,
    Start,
    Started,
    Stop,
    Unlock,
    Unlocked,
)

__all__ = [
    "BELL",
    "LARGEST",
    "MOST_FDS",
    "Account",
    "Attach",
    "Bound",
    "Drain",
    "Drawn",
    "Ended",
    "Failed",
    "Inbox",
    "Message",
    "Open",
    "Over",
    "Ping",
    "Pong",
    "Refused",
    "Reload",
    "Renew",
    "Resize",
    "Standing",
    "Start",
    "Started",
    "Stop",
    "Unlock",
    "Unlocked",
    "WireError",
    "close",
    "decode",
    "encode",
    "pair",
    "post",
    "receive",
    "receive_bytes",
    "send",
    "send_patiently",
]

BELL: Final = b"\n"
"""Comes before the last message to an attach client: the shell that waits in its place reads lines, no messages."""

LARGEST: Final = 4096
"""Bytes of a message at most, its length included."""

MOST_FDS: Final = 3
"""Descriptors that come with a message at most."""

_LENGTH: Final = struct.Struct("!I")


class WireError(ValueError):
    """What arrived is no message."""


_KINDS: Final[Mapping[str, type[Any]]] = {kind.__name__.lower(): kind for kind in get_args(Message)}

_DEAF: Final = 5.0
"""Seconds in which the other side has to make room; a wire holds some 280 small messages."""
_MOST: Final = 2**31 - 1
_LONGEST: Final = 1024


def _number(value: object) -> bool:
    return type(value) is int and 0 <= value <= _MOST


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


def _truth(value: object) -> bool:
    return isinstance(value, bool)


def _checker(hint: object) -> Callable[[object], bool]:
    """Return what tells whether a value fits a field's type."""
    simple = {int: _number, str: _text, bool: _truth}
    if isinstance(hint, type) and hint in simple:
        return simple[hint]
    words = frozenset(get_args(hint))
    return lambda value: isinstance(value, str) and value in words


_CHECKS: Final[Mapping[type[Any], Mapping[str, Callable[[object], bool]]]] = {
    kind: {field.name: _checker(field.type) for field in fields(kind)} for kind in _KINDS.values()
}


def encode(message: Message) -> bytes:
    """Return a message as it goes over a wire.

    Raises:
        WireError: A field is out of bounds.
    """
    kind = type(message)
    values = {name: getattr(message, name) for name in _CHECKS[kind]}
    _judge(kind, values)
    body = json.dumps({"is": kind.__name__.lower(), **values}, separators=(",", ":")).encode()
    if len(body) + _LENGTH.size > LARGEST:
        raise WireError("too large")
    return _LENGTH.pack(len(body)) + body


def decode(frame: bytes) -> Message:
    """Return the message of one frame, its length included.

    Raises:
        WireError: It is none.
    """
    if not _LENGTH.size <= len(frame) <= LARGEST or _LENGTH.unpack_from(frame)[0] != len(frame) - _LENGTH.size:
        raise WireError("no frame")
    try:
        values = json.loads(frame[_LENGTH.size :])
    except (ValueError, RecursionError) as error:
        raise WireError("no JSON") from error
    if not isinstance(values, dict):
        raise WireError("no object")
    name = values.pop("is", None)
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise WireError("no message of ours")
    _judge(kind, values)
    try:
        message: Message = kind(**values)
    except TypeError as error:
        raise WireError("a field is missing") from error
    return message


def _judge(kind: type[Any], values: Mapping[str, object]) -> None:
    checks = _CHECKS[kind]
    for name, value in values.items():
        if name not in checks or not checks[name](value):
            raise WireError(f"{kind.__name__}: {name}")


class Inbox:
    """Puts the messages of a stream together."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rest = b""

    def feed(self, data: bytes) -> list[Message]:
        """Take what was read; return the messages that are whole.

        Raises:
            WireError: The stream holds something else.
        """
        self._rest += data
        found: list[Message] = []
        while len(self._rest) >= _LENGTH.size:
            size = _LENGTH.size + _LENGTH.unpack_from(self._rest)[0]
            if size > LARGEST:
                raise WireError("too large")
            if len(self._rest) < size:
                break
            found.append(decode(self._rest[:size]))
            self._rest = self._rest[size:]
        return found


def pair() -> tuple[socket.socket, socket.socket]:
    """Return two ends of a wire between our own processes."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(wire: socket.socket, message: Message, fds: Sequence[int] = ()) -> bool:
    """Send a message with descriptors, which stay the caller's; tell whether the other end took it.

    Raises:
        BlockingIOError: The wire does not block, and is full.
    """
    return post(wire, encode(message), fds)


def send_patiently(wire: socket.socket, message: Message) -> None:
    """Send a message to somebody who may be held up for a moment.

    Raises:
        BlockingIOError: They make no room in time.
    """
    try:
        send(wire, message)
    except BlockingIOError:
        select.select([], [wire], [], _DEAF)
        send(wire, message)


def post(wire: socket.socket, data: bytes, fds: Sequence[int] = ()) -> bool:
    """Send a message that is encoded, as `send` does."""
    try:
        if fds:
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))]
            return wire.sendmsg([data], rights, socket.MSG_NOSIGNAL) == len(data)
        return wire.send(data, socket.MSG_NOSIGNAL) == len(data)
    except (BrokenPipeError, ConnectionError):
        return False


def receive(wire: socket.socket) -> tuple[Message, list[int]] | None:
    """Receive one message of a ``SOCK_SEQPACKET`` wire and its descriptors; None where the other end is gone.

    Raises:
        WireError: It is no message; descriptors that came with it are closed.
        BlockingIOError: The wire does not block, and nothing is there.
    """
    try:
        data, fds = receive_bytes(wire)
    except ConnectionError:
        return None
    if not data:
        close(fds)
        return None
    try:
        return decode(data), fds
    except WireError:
        close(fds)
        raise


def receive_bytes(wire: socket.socket) -> tuple[bytes, list[int]]:
    """Receive bytes and the descriptors that come with them, for an `Inbox`. No bytes: the other end is gone.

    Raises:
        WireError: More descriptors came than any message has; all are closed.
        BlockingIOError: The wire does not block, and nothing is there.
    """
    data, fds, flags, _ = socket.recv_fds(wire, LARGEST, MOST_FDS, socket.MSG_CMSG_CLOEXEC)
    if flags & (socket.MSG_CTRUNC | socket.MSG_TRUNC):
        close(fds)
        raise WireError("too much")
    return data, fds


def close(fds: Sequence[int]) -> None:
    """Close descriptors, whatever they are."""
    for fd in fds:
        with suppress(OSError):
            os.close(fd)
