"""The process that brings answers from this host's journal to the shared one; no patient waits for it.

Two processes: the courier delivers, and its stander forks another when it ends or hangs, by which nothing is lost: each
answer is delivered exactly once (`records.delivery`). The stander dies with the zygote, the courier with the stander,
and whoever reaps the zygote's children tells `Courier.lost` which one died.
"""

import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NoReturn

from glutatui.errors import GlutatuiError
from glutatui.serve.isolation import alone, keep_only, usual_signals
from glutatui.serve.service import Service

CALM: Final = 5.0
"""Seconds between two starts at least: what waits is safe, and a storm helps nobody."""


HUNG: Final = 120.0
"""Seconds without a sign of life after which a courier is ended: it sleeps for 30 at most (`delivery.LATEST`), and a
database far away, looked up by name, may take as long again."""


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
            hears, says = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(hears)
                _deliver(service, stander, says)
            os.close(says)
            service.log.tell("courier", courier_pid=pid)
            hung = _hangs(hears)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(hears)
            service.log.tell("courier-lost", hung=hung)
            time.sleep(CALM)
    finally:
        os._exit(70)


def _hangs(hears: int) -> bool:
    """Wait until a courier is gone, or gives no sign of life any more; tell which."""
    while select.select([hears], [], [], HUNG)[0]:
        if not os.read(hears, 4096):
            return False
    return True


def _deliver(service: Service, parent: int, says: int) -> NoReturn:
    """Be the courier, which says that it lives by a byte."""

    def alive() -> None:
        with suppress(BlockingIOError):
            os.write(says, b".")

    status = 70
    try:
        alone(parent)
        os.set_blocking(says, False)
        assert service.deliver is not None  # noqa: S101  (`send` has asked)
        service.deliver(alive)
        status = 0
    except BaseException as error:  # noqa: BLE001  (it must not get back into the stander)
        why = error.code if isinstance(error, GlutatuiError) else type(error).__qualname__
        service.log.tell("courier-fault", why=why)
    finally:
        os._exit(status)
