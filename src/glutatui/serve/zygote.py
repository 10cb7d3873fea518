"""The zygote: holds the program and the course, forks visits ahead of need, and counts them when they are gone.

It has no network and no keys. Nothing that a patient sends is read here.
"""

import os
import selectors
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from glutatui.course import Course
from glutatui.serve import wire
from glutatui.serve.child import live
from glutatui.serve.courier import Courier
from glutatui.serve.endings import how_of
from glutatui.serve.readied import Readied
from glutatui.serve.reading import Reading
from glutatui.serve.service import Service, Signing
from glutatui.serve.standing import Holdings
from glutatui.serve.studio import Studio
from glutatui.serve.supervisor import Supervisor
from glutatui.serve.wire import Drain, Ended, Message, Open, Ping, Pong, Reload, Renew, Start, Started, Stop, WireError

_LATE: Final = 10
"""Seconds beyond the draining time after which what is left is killed."""
_REST: Final = 0.3
"""Seconds after a visit began in which nothing is forked ahead of need: a fork and its layout take 0.1 s of a core."""
_STORM: Final = 1.0
"""Seconds without a fork ahead of need, after a process died before it had a patient."""


@dataclass(frozen=True, slots=True)
class _Warm:
    """A process that waits for a patient."""

    pid: int
    place: socket.socket


class Zygote:
    """One loop over the front door, the signals and the children."""

    def __init__(
        self,
        service: Service,
        taught: tuple[Course, Signing],
        link: socket.socket,
        front: int,
        supervisor: Supervisor,
        *,
        courier: Courier,
    ) -> None:
        """Fork nothing yet.

        Args:
            service: What the host is made of.
            taught: What new visits are about, and how far it is signed.
            link: To the front door.
            front: The front door's process.
            supervisor: Whom to tell.
            courier: Whom to send again.
        """
        self._service, self._link, self._front = service, link, front
        self._supervisor, self._courier = supervisor, courier
        self._holdings = Holdings(service, *taught)
        self._readied = Readied(service, self._holdings.course)
        self._studio = Studio(service, link)
        self._warm: deque[_Warm] = deque()
        self._slots: dict[int, int] = {}
        """Slot by process."""
        self._front_status: int | None = None
        self._deadline: float | None = None
        """When all is to be over, in monotonic seconds."""
        self._calm_after = 0.0
        self._reading: Reading | None = None
        self._selector = selectors.DefaultSelector()
        self._wake, self._wake_end = socket.socketpair()
        for end in (self._wake, self._wake_end):
            end.setblocking(False)  # noqa: FBT003  (as sockets have it)

    def close(self) -> None:
        """Let go of everything, where it cannot serve."""
        self._readied.close()

    def run(self, ready: Callable[[], None]) -> int:
        """Serve until the front door is gone; return the exit status.

        Args:
            ready: Called when patients are let in.
        """
        signal.set_wakeup_fd(self._wake_end.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: None)
        self._selector.register(self._wake, selectors.EVENT_READ, self._signalled)
        self._selector.register(self._link, selectors.EVENT_READ, self._heard)
        self._buried()  # those that died before anybody listened
        self._fill(self._service.warm)
        self._studio.open(self._holdings.course)
        self._say(Open())
        ready()
        self._supervisor.ready()
        while self._front_status is None or self._slots:
            self._tell()
            for key, _ in self._selector.select(self._patience()):
                key.data()
            if self._deadline is not None and time.monotonic() > self._deadline:
                self._kill_all()
            self._fill(1)
            self._courier.send()
        self._dismiss()
        drained = self._deadline is not None and self._front_status == 0
        self._service.log.tell("stopped", drained=drained)
        return 0 if drained else 70

    def _tell(self) -> None:
        """Tell the front door what it does not know, and ask whether it is there."""
        if news := self._holdings.news(len(self._warm)):
            self._say(news)
        if self._supervisor.due():
            self._say(Ping(0))

    def _patience(self) -> float | None:
        """Return how long to wait for something to happen."""
        waits = (self._rests(), self._supervisor.patience(), self._courier.patience())
        return min((seconds for seconds in waits if seconds is not None), default=None)

    def _rests(self) -> float | None:
        """Return how long there is nothing to do."""
        if self._deadline is not None:
            return max(0.0, self._deadline - time.monotonic()) + 0.05
        return max(0.0, self._calm_after - time.monotonic()) if len(self._warm) < self._service.warm else None

    def _fill(self, most: int) -> None:
        """Fork ahead of need; where there is no process, memory or descriptor to be had, try again later."""
        if self._deadline is None and self._front_status is None and time.monotonic() >= self._calm_after:
            try:
                for _ in range(min(most, self._service.warm - len(self._warm))):
                    self._warm.append(self._fork())
            except OSError as error:
                self._calm_after = time.monotonic() + _STORM
                self._service.log.tell("fork-failed", why=error.strerror or "")

    def _fork(self) -> _Warm:
        near, far = wire.pair()
        parent = os.getpid()
        if (pid := os.fork()) == 0:
            live(self._service, self._holdings.course, self._readied, far, parent)
        far.close()
        return _Warm(pid, near)

    def _begin(self, start: Start, fds: list[int]) -> None:
        """Give a terminal to a child: one that waits, else a new one."""
        try:
            while True:
                warm = bool(self._warm)
                child = self._warm.popleft() if warm else self._fork()
                self._slots[child.pid] = start.slot
                taken = wire.send(child.place, start, fds)
                child.place.close()
                if taken or not warm:  # a new one that died at once is told like all that die: by how it ended
                    self._say(Started(start.slot, child.pid, warm=warm))
                    self._rest()
                    self._studio.missed(start)
                    return
                del self._slots[child.pid]
        except OSError as error:  # no process, no memory, no descriptor
            self._service.log.tell("fork-failed", why=error.strerror or "")
            self._holdings.unforked()
        finally:
            wire.close(fds)
        self._say(Ended(start.slot, "crashed"))

    def _rest(self) -> None:
        """Leave the processors to a patient's first frame, while there are others who wait."""
        if len(self._warm) > self._service.warm // 2:
            self._calm_after = max(self._calm_after, time.monotonic() + _REST)

    def _buried(self) -> None:
        """Take note of all that died."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self._front:
                self._front_status = os.waitstatus_to_exitcode(status)
                self._kill_all()
            elif (slot := self._slots.pop(pid, None)) is not None:
                self._say(Ended(slot, how_of(status)))
            elif not self._courier.lost(pid):
                self._lost_warm(pid)

    def _lost_warm(self, pid: int) -> None:
        for child in [child for child in self._warm if child.pid == pid]:
            child.place.close()
            self._warm.remove(child)
            self._calm_after = time.monotonic() + _STORM
            self._service.log.tell("warm-lost")
            self._holdings.lost()

    def _dismiss(self) -> None:
        """Let go of those that wait; each ends by itself."""
        while self._warm:
            self._warm.popleft().place.close()

    def _kill_all(self) -> None:
        for pid in [*self._slots, *([self._front] if self._front_status is None else [])]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _say(self, message: Message) -> None:
        """Tell the front door; one that does not listen any more is of no use."""
        if self._front_status is not None:
            return
        try:
            wire.send_patiently(self._link, message)
        except OSError:
            with suppress(ProcessLookupError):
                os.kill(self._front, signal.SIGKILL)

    def _heard(self) -> None:
        try:
            got = wire.receive(self._link)
        except BlockingIOError:
            return
        except (OSError, WireError):
            got = None
        if got is None:
            self._selector.unregister(self._link)
            return
        message, fds = got
        match message:
            case Start() if len(fds) == wire.MOST_FDS:
                self._begin(message, fds)
                return
            case Ping(number=number):
                self._say(Pong(number))
            case Pong():
                self._supervisor.alive()
            case Stop(slot=slot):
                for pid in [pid for pid, held in self._slots.items() if held == slot]:
                    os.kill(pid, signal.SIGKILL)
            case _:
                pass
        wire.close(fds)

    def _signalled(self) -> None:
        try:
            numbers = self._wake.recv(4096)
        except BlockingIOError:
            return
        if signal.SIGCHLD in numbers:
            self._buried()
        if signal.SIGHUP in numbers:
            self._reload()
        if signal.SIGTERM in numbers or signal.SIGINT in numbers:
            self._drain()

    def _drain(self) -> None:
        """Begin to end; when asked a second time, at once."""
        seconds = self._service.drain if self._deadline is None else 0
        self._deadline = time.monotonic() + seconds + _LATE
        self._service.log.tell("draining", seconds=seconds, visits=len(self._slots))
        self._dismiss()
        self._supervisor.stopping()
        self._say(Drain(seconds))

    def _reload(self) -> None:
        """Take the course anew for new visits; keep the old one where the new one is wrong."""
        self._say(Reload())
        if self._deadline is None and self._reading is None:
            with suppress(OSError):
                self._reading = Reading(self._service)
                self._supervisor.reloading()
                self._selector.register(self._reading.fd, selectors.EVENT_READ, self._read)

    def _read(self) -> None:
        """Take what the reading gives; in the end let new visits have the new course."""
        reading = self._reading
        assert reading is not None  # noqa: S101  (registered with it)
        self._selector.unregister(reading.fd)
        if not reading.take():
            self._selector.register(reading.fd, selectors.EVENT_READ, self._read)
            return
        self._reading = None
        if self._holdings.reloaded(reading.course()):
            self._studio.open(self._holdings.course)
            self._dismiss()
            self._say(Renew(self._holdings.hash))
        if self._deadline is None:
            self._supervisor.ready()
