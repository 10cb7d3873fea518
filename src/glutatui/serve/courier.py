"""The process that brings answers from this host's journal to the shared one; no patient waits for it.

Two processes: the courier delivers, and its stander forks another when it ends. The stander dies with the zygote, the
courier with the stander, and whoever reaps the zygote's children tells `Courier.lost` which one died.
"""

import os
import signal
import time
from collections.abc import Callable
from typing import Final, NoReturn

from glutatui.serve.isolation import alone, keep_only, usual_signals
from glutatui.serve.service import Service

CALM: Final = 5.0
"""Seconds between two starts at least: what waits is safe, and a storm helps nobody."""


class Courier:
    """Sees to it, from the process that starts visits, that there is always a stander."""

    def __init__(self, service: Service, clock: Callable[[], float] = time.monotonic) -> None:
        """Send nobody yet.

        Args:
            service: What the host is made of.
            clock: Monotonic seconds.
        """
        self._service = service
        self._clock = clock
        self._pid: int | None = None
        self._due: float | None = None if service.deliver is None else clock()
        self._earliest = 0.0
        """When the next one may be sent."""

    def patience(self) -> float | None:
        """Return in how many seconds a stander is to be sent; None where there is one, or none is needed."""
        return None if self._due is None else max(0.0, self._due - self._clock())

    def send(self) -> None:
        """Fork a stander, if it is time for one; where there is no process to be had, try again later."""
        if self.patience() != 0.0:
            return
        parent, self._due = os.getpid(), None
        self._earliest = self._clock() + CALM
        try:
            self._pid = os.fork()
        except OSError as error:
            self._service.log.tell("fork-failed", why=error.strerror or "")
            self._due = self._earliest
            return
        if self._pid == 0:
            _stand(self._service, parent)

    def lost(self, pid: int) -> bool:
        """Tell whether a process that died was the stander; another is due then, at once unless it had just begun."""
        if pid != self._pid:
            return False
        self._pid, self._due = None, max(self._clock(), self._earliest)
        self._service.log.tell("stander-lost")
        return True


def _stand(service: Service, parent: int) -> NoReturn:
    """See to it that there is always one that delivers."""
    try:
        usual_signals()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # it ends with its parent
        keep_only({service.log.fd})
        alone(parent)
        stander = os.getpid()
        while True:
            pid = os.fork()
            if pid == 0:
                _deliver(service, parent=stander)
            service.log.tell("courier", courier_pid=pid)
            os.waitpid(pid, 0)
            service.log.tell("courier-lost")
            time.sleep(CALM)
    finally:
        os._exit(70)


def _deliver(service: Service, parent: int) -> NoReturn:
    status = 70
    try:
        alone(parent)
        assert service.deliver is not None  # noqa: S101  (`send` has asked)
        service.deliver()
        status = 0
    finally:
        os._exit(status)
