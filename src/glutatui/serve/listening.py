"""Sockets that others connect to."""

import asyncio
import socket
from contextlib import suppress
from pathlib import Path
from typing import Final

from glutatui.errors import ServiceError

_BACKLOG: Final = 256
_SENDING: Final = 64 * 1024
"""Bytes on their way to one client; the kernel would let it be megabytes for one that has stopped reading."""
_EVERY: Final = 0.002
"""Seconds between two times that the kernel is told to acknowledge at once, as it forgets it after each packet."""
_TIMES: Final = 80
"""A delayed acknowledgement costs 40 ms at the start: none for the first 160 ms (serving.md, section 3)."""


def listening(host: str, port: int) -> socket.socket:
    """Return a listening socket whose connections send small packets at once.

    Args:
        host: A name or an address.
        port: 0 for any that is free.

    Raises:
        ServiceError: ``address-taken`` (``address``): it is in use, not ours, or none at all.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        sock = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise ServiceError("address-taken", address=f"{host}:{port}") from error
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SENDING)
        sock.bind(address)
        sock.listen(_BACKLOG)
    except OSError as error:
        sock.close()
        raise ServiceError("address-taken", address=f"{host}:{port}") from error
    sock.setblocking(False)  # noqa: FBT003  (as sockets have it)
    return sock


def listening_at(path: Path, mode: int, backlog: int) -> socket.socket | None:
    """Return a socket that listens at a path; None where another host has it, even one that hangs.

    A place whose host is gone is taken over.

    Args:
        path: The place.
        mode: Who may connect, as the system has it for files.
        backlog: Connections that may wait.

    Raises:
        OSError: The place cannot be used.
    """
    if path.is_socket():
        if _is_served(path):
            return None
        path.unlink()
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        sock.bind(str(path))
        path.chmod(mode)
        sock.listen(backlog)
    except OSError:
        sock.close()
        raise
    sock.setblocking(False)  # noqa: FBT003  (as sockets have it)
    return sock


def _is_served(path: Path) -> bool:
    """Tell whether somebody listens on a socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.setblocking(False)  # noqa: FBT003  (as sockets have it)
        try:
            knock.connect(str(path))
        except ConnectionRefusedError:
            return False
        except BlockingIOError:  # as many wait there as may
            return True
    return True


def quickly(sock: socket.socket, times: int = _TIMES) -> None:
    """Acknowledge at once while a connection begins, within the running loop."""
    if times and sock.fileno() >= 0:
        with suppress(OSError, AttributeError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        asyncio.get_running_loop().call_later(_EVERY, quickly, sock, times - 1)


def address_of(peer: object) -> str:
    """Return the address of a peer, as limits count it."""
    return str(peer[0]).removeprefix("::ffff:") if isinstance(peer, tuple) and peer else ""
