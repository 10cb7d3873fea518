"""The log keeps nobody waiting, wherever it goes."""

import os
import pty
import select
import socket
import tty
from collections.abc import Callable
from threading import Thread

import pytest

from glutatui.serve.log import Log


def pipe() -> tuple[int, int]:
    """Return both ends of what a shell puts between two programs."""
    reads, writes = os.pipe()
    return reads, writes


def journal() -> tuple[int, int]:
    """Return both ends of what systemd gives a service for its stderr."""
    near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    return near.detach(), far.detach()


def terminal() -> tuple[int, int]:
    """Return a terminal, from outside and from inside."""
    near, far = pty.openpty()
    tty.setraw(far)
    return near, far


def fill(fd: int) -> None:
    """Write until nothing more is taken: a terminal hands on what it has, and then takes more."""
    os.set_blocking(fd, False)
    ready = select.poll()
    ready.register(fd, select.POLLOUT)
    takes = True
    while takes:
        try:
            os.write(fd, b"." * 512)
        except BlockingIOError:
            takes = bool(ready.poll(100))
    os.set_blocking(fd, True)


@pytest.mark.parametrize("way", [pipe, journal, terminal])
def test_nobody_waits_for_a_log_that_nobody_reads(way: Callable[[], tuple[int, int]]) -> None:
    """The twin writes as well, and waits until somebody reads; what is told after that is there."""
    reads, writes = way()
    fill(writes)
    twin = Thread(target=os.write, args=(writes, b"x" * 4096))
    twin.start()
    log = Log(writes)
    log.tell("lost")
    assert twin.is_alive()

    found = b""
    while b"x" * 512 not in found or twin.is_alive():
        if select.select([reads], [], [], 0.05)[0]:  # the twin may have written all, and not be gone yet
            found += os.read(reads, 65536)
    twin.join()
    log.tell("kept")
    while b"\n" not in found:
        found += os.read(reads, 65536)
    assert (b'"kept"' in found, b'"lost"' in found) == (True, False)
    os.close(reads)
    os.close(writes)
