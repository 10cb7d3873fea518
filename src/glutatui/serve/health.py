"""Tells load balancers and Prometheus how the service is: a tiny HTTP/1.0 server on sockets of its own.

``GET /healthz`` says whether patients are let in (200 or 503, one word), ``GET /metrics`` all counts. Every request is
bounded in size, time and number, so whoever asks, and however, patients do not feel it.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from glutatui.errors import ServiceError
from glutatui.serve.listening import listening, listening_at

State: TypeAlias = Literal["starting", "ready", "full", "draining", "silent"]
"""``ready``: patients are let in; ``silent``: the process that starts visits does not answer."""

LARGEST: Final = 4096
"""Bytes of a request at most."""
PATIENCE: Final = 3.0
"""Seconds for a request and its answer."""
MOST: Final = 16
"""Requests at once, for each socket."""
_MODE: Final = 0o600
_REASONS: Final = {200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 503: "Unavailable"}
_TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answerer:
    """Where the answers come from."""

    state: Callable[[], Awaitable[State]]
    metrics: Callable[[State], str]


def metrics_socket(place: str) -> socket.socket:
    """Return the listening socket that a setting names.

    Args:
        place: ``unix:FILE``; ``ADDRESS:PORT`` of this machine's loopback; ``exposed:ADDRESS:PORT`` for any other.

    Raises:
        ServiceError: ``metrics-wrong`` or ``metrics-exposed`` (``detail``: the place), ``address-taken``,
            ``health-busy`` or ``health-impossible``.
    """
    if place.startswith("unix:"):
        return unix_socket(Path(place.removeprefix("unix:")).absolute())
    bare = place.removeprefix("exposed:")
    host, _, port = bare.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdigit() and int(port) < 2**16):
        raise ServiceError("metrics-wrong", detail=place)
    if place == bare and not _is_loopback(host):
        raise ServiceError("metrics-exposed", detail=place)
    return listening(host, int(port))


def _is_loopback(host: str) -> bool:
    """Tell whether all addresses of a host are this machine's own."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback for *_, address in found)


def unix_socket(path: Path) -> socket.socket:
    """Return a listening socket for its owner alone; take a place over whose host is gone.

    Raises:
        ServiceError: ``health-busy`` or ``health-impossible`` (``detail``: the path).
    """
    try:
        sock = listening_at(path, _MODE, MOST)
    except OSError as error:
        raise ServiceError("health-impossible", detail=path) from error
    if sock is None:
        raise ServiceError("health-busy", detail=path)
    return sock


class HealthDoor:
    """Answers on some listening sockets until it is closed."""

    def __init__(self, sockets: Sequence[socket.socket], answerer: Answerer) -> None:
        """Answer nothing yet; the sockets are this object's now."""
        self._sockets, self._answerer = sockets, answerer
        self._paths = [(Path(sock.getsockname()), _inode(sock)) for sock in sockets if sock.family == socket.AF_UNIX]
        self._servers: list[asyncio.Server] = []

    async def open(self) -> None:
        """Answer from now on."""
        for sock in self._sockets:
            start = asyncio.start_unix_server if sock.family == socket.AF_UNIX else asyncio.start_server
            desk = _Desk(self._answerer)
            self._servers.append(await start(desk.serve, sock=sock, limit=LARGEST, backlog=MOST))

    def close(self) -> None:
        """Answer no more; harmless when repeated."""
        for server in self._servers:
            server.close()
        for sock in self._sockets:
            sock.close()
        for path, made in self._paths:
            with suppress(OSError):
                if path.stat().st_ino == made:
                    path.unlink()


def _inode(sock: socket.socket) -> int:
    """Return what tells whether the name of a socket is still that of this one."""
    return Path(sock.getsockname()).stat().st_ino


class _Desk:
    """The requests of one socket."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._busy = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request, or let it go: when there are too many, it is too large, too slow, or nobody reads."""
        if self._busy >= MOST:
            writer.transport.abort()
            return
        self._busy += 1
        try:
            async with asyncio.timeout(PATIENCE):
                status, body, head_only = await self._answer(await _request(reader))
                writer.write(_response(status, body, head_only=head_only))
                await writer.drain()
                writer.write_eof()
                for _ in range(MOST):  # closed with something unread, the answer would be lost
                    if not await reader.read(LARGEST):
                        break
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._busy -= 1
            writer.transport.abort()

    async def _answer(self, words: list[bytes]) -> tuple[int, str, bool]:
        """Return status, text, and whether the text is not wanted."""
        match words:
            case [b"GET" | b"HEAD" as method, path, version] if version.startswith(b"HTTP/1."):
                head_only = method == b"HEAD"
            case [_, _, version] if version.startswith(b"HTTP/1."):
                return 405, "only GET", False
            case _:
                return 400, "no request", False
        if path == b"/healthz":
            state = await self._answerer.state()
            return (200 if state == "ready" else 503), state, head_only
        if path == b"/metrics":
            return 200, self._answerer.metrics(await self._answerer.state()), head_only
        return 404, "only /healthz and /metrics", head_only


async def _request(reader: asyncio.StreamReader) -> list[bytes]:
    """Return the words of a request's first line, once its head is complete; none where it is too large."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        return []
    return head.partition(b"\r\n")[0].split(b" ")


def _response(status: int, body: str, *, head_only: bool) -> bytes:
    data = body.encode() if body.endswith("\n") else f"{body}\n".encode()
    head = f"HTTP/1.0 {status} {_REASONS[status]}\r\nContent-Type: {_TEXT}\r\nContent-Length: {len(data)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + (b"" if head_only else data)
