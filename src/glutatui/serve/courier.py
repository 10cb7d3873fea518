"""The process that brings answers from this host's journal to the shared one; no patient waits for it."""

import os
import signal
import time
from typing import Final, NoReturn

from glutatui.serve.isolation import alone
from glutatui.serve.service import Service

_CALM: Final = 5.0
"""Seconds before one that ended by a fault is replaced: what waits is safe, and a storm helps nobody."""


def send(service: Service) -> None:
    """Fork the courier, if there is a shared journal; it lives as long as this process does."""
    if service.deliver is None:
        return
    parent = os.getpid()
    if os.fork() == 0:
        _stand(service, parent)


def _stand(service: Service, parent: int) -> NoReturn:
    """See to it that there is always one that delivers."""
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # it ends with its parent
        alone(parent)
        stander = os.getpid()
        while True:
            pid = os.fork()
            if pid == 0:
                _deliver(service, parent=stander)
            service.log.tell("courier", courier_pid=pid)
            os.waitpid(pid, 0)
            service.log.tell("courier-lost")
            time.sleep(_CALM)
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
