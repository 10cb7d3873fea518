"""The front door's process: the network, the host key, the sessions; no Textual, no course, no answers."""

import asyncio
import gc
import logging
import os
import resource
import signal
import socket
from contextlib import suppress
from typing import Any, Final, NoReturn, Protocol, runtime_checkable

from glutatui.errors import ServiceError
from glutatui.serve.door import House
from glutatui.serve.health import Answerer, HealthDoor, State, metrics_socket, unix_socket
from glutatui.serve.latch import Latch
from glutatui.serve.limits import Gate
from glutatui.serve.metrics import Metrics, Present
from glutatui.serve.nursery import Nursery
from glutatui.serve.service import Service
from glutatui.serve.socket_door import SocketDoor
from glutatui.serve.wire import Bound, Drain, Failed, Message, Open, Reload, Renew

_FAREWELLS: Final = 3.0
"""Seconds for last sentences on their way, when all visits are over."""


_SILENCE: Final = 1.5
"""Seconds in which the zygote says that it is there, when somebody asks how the service is."""


class Door(Protocol):
    """A way in."""

    def open(self) -> None:
        """Let patients in, within the running loop."""

    def close(self) -> None:
        """Let nobody in any more."""


@runtime_checkable
class Reloads(Protocol):
    """A door with files of its own."""

    def reload(self) -> None:
        """Read them anew."""


def stand(service: Service, link: socket.socket) -> NoReturn:
    """Be the front door's process until the zygote wants no more."""
    status = 70
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # the zygote says what they mean
        logging.disable()  # asyncssh's own lines may hold what strangers sent
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        status = asyncio.run(_serve(service, link))
    except BaseException as error:  # noqa: BLE001  (it must not get back into the zygote)
        service.log.tell("front-fault", why=type(error).__qualname__)
    finally:
        os._exit(status)


async def _serve(service: Service, link: socket.socket) -> int:
    return await _Front(service, link).run()


class _Front:
    """Wires the doors to the zygote."""

    def __init__(self, service: Service, link: socket.socket) -> None:
        self._service, self._link = service, link
        self._opened = asyncio.Event()
        self._over = asyncio.Event()
        self._status = 70
        self._ending: asyncio.Task[None] | None = None
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._stray)
        time = loop.time
        self._nursery = Nursery(link, told=self._told, lost=self._lost)
        latch = Latch(service.admits, service.log, time)
        self._house = House(self._nursery, Gate(service.limits, time), service.log, time, latch)
        self._doors: list[Door] = []
        self._metrics = Metrics()
        service.log.listener = self._metrics.heard
        self._health: HealthDoor | None = None

    async def run(self) -> int:
        """Serve; return the exit status."""
        service = self._service
        try:
            bound = Bound(str(service.attach_socket), 0, "", made=False)
            if service.doors != "ssh":
                self._doors.append(SocketDoor(self._house, service.attach_socket))
            if service.doors != "attach":
                bound = self._embedded()
            self._health = HealthDoor(_health_sockets(service), Answerer(self._state, self._text))
        except ServiceError as error:
            self._close()
            self._nursery.say(Failed(error.code, str(next(iter(error.values.values()), ""))))
            return 3
        gc.freeze()  # all modules: to search them for garbage stops everybody's keys for 0.15 s
        await self._health.open()
        self._nursery.say(bound)
        await self._opened.wait()
        if not self._over.is_set():
            for door in self._doors:
                door.open()
            service.log.tell("doors", doors=service.doors)
            await self._over.wait()
        self._close()
        return self._status

    def _stray(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Keep what nobody waited for, without its words."""
        error = context.get("exception")
        self._service.log.tell("front-stray", why=type(error).__qualname__ if error else str(context.get("message")))

    def _embedded(self) -> Bound:
        """Make the SSH door.

        Raises:
            ServiceError: It cannot be had.
        """
        try:
            from glutatui.serve.embedded import EmbeddedDoor  # noqa: PLC0415  (asyncssh, which is an extra)
        except ImportError as error:
            raise ServiceError("ssh-missing") from error
        door = EmbeddedDoor(self._house, self._service)
        self._doors.append(door)
        return door.bound

    def _close(self) -> None:
        for door in self._doors:
            door.close()
        if self._health:
            self._health.close()

    async def _state(self) -> State:
        """Return whether patients are let in, and if not, why."""
        gate = self._house.gate
        if gate.closed:
            return "draining"
        if not self._opened.is_set():
            return "starting"
        if not await self._nursery.answers(_SILENCE):
            return "silent"
        return "full" if gate.inside >= gate.limits.visits else "ready"

    def _text(self, state: State) -> str:
        gate = self._house.gate
        return self._metrics.text(Present(state, gate.inside, gate.limits.visits, self._nursery.standing))

    def _told(self, message: Message) -> None:
        """Hear the zygote."""
        match message:
            case Open():
                self._opened.set()
            case Drain(seconds=seconds):
                self._house.drain(seconds)
                self._end_soon()
            case Renew(course=course):
                self._house.renew(course)
            case Reload():
                for door in self._doors:
                    if isinstance(door, Reloads):
                        door.reload()
            case _:
                pass

    def _end_soon(self) -> None:
        self._ending = self._ending or asyncio.ensure_future(self._end())

    async def _end(self) -> None:
        """Go when nobody is left and the last sentences are written."""
        await self._house.empty()
        leaving = [task for task in asyncio.all_tasks() if task.get_name() == "session"]
        if leaving:
            await asyncio.wait(leaving, timeout=_FAREWELLS)
        self._status = 70 if self._nursery.gone else 0
        self._over.set()
        self._opened.set()

    def _lost(self) -> None:
        """The zygote is gone: say so to everybody, and go as well."""
        with suppress(OSError):
            self._service.log.tell("zygote-lost")
        self._house.gate.closed = True
        self._end_soon()


def _health_sockets(service: Service) -> list[socket.socket]:
    """Return the listening sockets at which the service tells how it is.

    Raises:
        ServiceError: One cannot be had.
    """
    sockets = [unix_socket(service.health_socket)]
    if service.metrics:
        try:
            sockets.append(metrics_socket(service.metrics))
        except ServiceError:
            sockets.pop().close()
            service.health_socket.unlink(missing_ok=True)
            raise
    return sockets
