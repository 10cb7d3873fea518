"""The start of the service: what can fail fails here, before any patient is let in."""

import gc
import os
import socket
import stat
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from glutatui.errors import ServiceError
from glutatui.serve import wire
from glutatui.serve.courier import Courier
from glutatui.serve.immortal import immortalize
from glutatui.serve.packing import pack
from glutatui.serve.service import Service
from glutatui.serve.supervisor import Supervisor
from glutatui.serve.wire import Bound, Failed
from glutatui.tui.environment import scrub

PATIENCE: Final = 30.0
"""Seconds in which the front door has to be there."""


def serve(service: Service, *, bound: Callable[[Bound], None], ready: Callable[[], None]) -> int:
    """Serve until a signal ends it; return the exit status.

    Args:
        service: What the host is made of.
        bound: Told when the address is known and nobody is let in yet.
        ready: Called when patients are let in.

    Raises:
        ServiceError: It cannot start.
        ContentError: The course is wrong.
    """
    make_folder(service)
    courier = Courier(service)
    courier.send()  # now, while this process is small
    supervisor = Supervisor.from_environment(os.environ, os.getpid())
    course, signing = service.read_course()
    link, far = wire.pair()
    front = os.fork()
    if front == 0:
        link.close()
        _stand(service, far)
    far.close()
    scrub(os.environ)
    from glutatui.serve.zygote import Zygote  # noqa: PLC0415  (Textual: the front door must not have it)

    zygote = Zygote(service, (course, signing), link, front, supervisor, courier=courier)
    try:
        found = _answer(link)
    except ServiceError:
        zygote.close()
        raise
    bound(found)
    gc.collect()
    immortalize()
    pack()
    gc.freeze()
    return zygote.run(ready)


def _stand(service: Service, link: socket.socket) -> None:
    """Be the front door's process."""
    from glutatui.serve.front import stand  # noqa: PLC0415  (the zygote must not have it)

    stand(service, link)


def make_folder(service: Service) -> None:
    """Make the data folder, or see that it is its owner's alone.

    Raises:
        ServiceError: ``data-wrong`` (``detail``).
    """
    try:
        service.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = service.data.stat()
    except OSError as error:
        raise ServiceError("data-wrong", detail=service.data) from error
    if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        raise ServiceError("data-wrong", detail=service.data)


def _answer(link: socket.socket) -> Bound:
    """Wait for what the front door says first.

    Raises:
        ServiceError: What it met, or ``front-silent``.
    """
    link.settimeout(PATIENCE)
    got = None
    with suppress(TimeoutError, wire.WireError):
        got = wire.receive(link)
    link.setblocking(False)  # noqa: FBT003  (as sockets have it)
    match got:
        case (Bound() as found, _):
            return found
        case (Failed(code=code, detail=detail), _):
            raise ServiceError(code, detail=detail)
        case _:
            pass
    raise ServiceError("front-silent")
