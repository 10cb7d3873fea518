"""The front door's process: the network, the host key, the sessions; no Textual, no course, no answers."""

import asyncio
import os
import resource
import signal
import socket
from contextlib import suppress
from typing import Final, NoReturn

from glutatui.errors import ServiceError
from glutatui.serve import wire
from glutatui.serve.door import House
from glutatui.serve.embedded import EmbeddedDoor, Keys
from glutatui.serve.keys import enrolled, host_key
from glutatui.serve.limits import Gate
from glutatui.serve.nursery import Nursery
from glutatui.serve.service import Service
from glutatui.serve.wire import Bound, Drain, Failed, Message, Open, Reload

_BACKLOG: Final = 256
_FAREWELLS: Final = 3.0
"""Seconds for last sentences on their way, when all visits are over."""


def stand(service: Service, link: socket.socket) -> NoReturn:
    """Be the front door's process until the zygote wants no more."""
    status = 70
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # the zygote says what they mean
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        status = asyncio.run(_Front(service, link).run())
    except BaseException as error:  # noqa: BLE001  (it must not get back into the zygote)
        service.log.tell("front-fault", why=type(error).__qualname__)
    finally:
        os._exit(status)


class _Front:
    """Wires the doors to the zygote."""

    def __init__(self, service: Service, link: socket.socket) -> None:
        self._service, self._link = service, link
        self._open = asyncio.Event()
        self._over = asyncio.Event()
        self._house: House | None = None
        self._door: EmbeddedDoor | None = None
        self._status = 70
        self._ending: asyncio.Task[None] | None = None

    async def run(self) -> int:
        """Serve; return the exit status."""
        service = self._service
        try:
            key, made = host_key(service.host_key)
            keys = Keys(enrolled(service.kiosk_keys), enrolled(service.staff_keys))
            listening = _listening(service.host, service.port)
        except ServiceError as error:
            wire.send(self._link, Failed(error.code, str(next(iter(error.values.values()), ""))))
            return 3
        nursery = Nursery(self._link, told=self._told, lost=self._lost)
        gate = Gate(service.limits, asyncio.get_running_loop().time)
        house = House(nursery, gate, service.log, asyncio.get_running_loop().time)
        self._house, self._door = house, EmbeddedDoor(house, listening, key, keys)
        host, port = listening.getsockname()[:2]
        nursery.say(Bound(host, port, key.get_fingerprint(), made))
        await self._wait(self._open, self._over)
        doors = [asyncio.ensure_future(self._door.accept())]
        await self._over.wait()
        for door in doors:
            door.cancel()
        listening.close()
        return self._status

    async def _wait(self, *events: asyncio.Event) -> None:
        """Wait for the first of some events."""
        tasks = [asyncio.ensure_future(event.wait()) for event in events]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()

    def _told(self, message: Message) -> None:
        """Hear the zygote."""
        match message:
            case Open():
                self._open.set()
            case Drain(seconds=seconds) if self._house:
                self._house.drain(seconds)
                self._ending = self._ending or asyncio.ensure_future(self._end())
            case Reload():
                self._reload()

    def _reload(self) -> None:
        """Read the enrolled keys anew; keep the old ones where a file is wrong."""
        service = self._service
        if self._door is None:
            return
        try:
            self._door.keys = Keys(enrolled(service.kiosk_keys), enrolled(service.staff_keys))
        except ServiceError as error:
            service.log.tell("keys-kept", why=error.code)

    async def _end(self) -> None:
        """Go when nobody is left."""
        assert self._house is not None  # noqa: S101  (only then is there a drain)
        await self._house.empty()
        await self._farewells()
        self._status = 0
        self._over.set()

    async def _farewells(self) -> None:
        """Let what was written reach the clients."""
        others = asyncio.all_tasks() - {asyncio.current_task(), self._ending}
        leaving = [task for task in others if task and task.get_name() == "session"]
        if leaving:
            await asyncio.wait(leaving, timeout=_FAREWELLS)
        await asyncio.sleep(0.1)

    def _lost(self) -> None:
        """The zygote is gone: say so to everybody, and go as well."""
        self._service.log.tell("zygote-lost")
        if self._house is not None:
            self._house.gate.closed = True
            self._ending = self._ending or asyncio.ensure_future(self._end())
        else:
            self._over.set()


def _listening(host: str, port: int) -> socket.socket:
    """Return a listening socket whose connections send at once.

    Raises:
        ServiceError: ``address-taken`` (``address``): it is in use, not ours, or none at all.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        sock = socket.socket(family, kind, protocol)
        with suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(address)
        sock.listen(_BACKLOG)
        sock.setblocking(False)
    except (OSError, OverflowError, UnicodeError) as error:
        raise ServiceError("address-taken", address=f"{host}:{port}") from error
    return sock


