"""What a visit's process gives up before it meets a patient."""

import ctypes
import gc
import os
import resource
import signal
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

CPU: Final = 60
"""Seconds of CPU for one visit; a whole one needs a few (3.5 ms a key)."""
DATA: Final = 192 * 1024 * 1024
"""Bytes of memory that a visit may have beyond what the zygote has; a whole one needs about 10 MB, its thread for the
journal reserves 8."""
FILES: Final = 64
"""Descriptors; a visit has about 15."""
GROWTH: Final = 1024 * 1024 * 1024
"""Bytes that the journal may have grown to beyond its size, when a visit begins."""
_HARVEST: Final = (700, 10, 1_000_000)
"""The oldest objects are practically never looked at: that dirties shared pages (serving.md, section 4)."""

_PRCTL: Final = ctypes.CDLL(None).prctl
_SET_PDEATHSIG: Final = 1
_SET_NO_NEW_PRIVS: Final = 38


def keep_only(fds: Collection[int]) -> None:
    """Close all descriptors but some; 0, 1 and 2 lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in range(3):
        if fd not in fds:
            os.dup2(nowhere, fd)
    low = 3
    for fd in sorted(fd for fd in fds if fd >= low):
        os.closerange(low, fd)
        low = fd + 1
    os.closerange(low, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def alone(parent: int) -> None:
    """Become the leader of a session without a terminal, that dies with its parent and can gain no rights.

    Args:
        parent: The process that has forked; where it is gone already, this one ends.
    """
    os.setsid()
    _PRCTL(_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _PRCTL(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)
    os.umask(0o077)
    os.chdir("/")
    with suppress(OSError):  # where memory ends, a visit goes before the host
        _written("/proc/self/oom_score_adj", b"500")


def bounded() -> None:
    """Take limits on CPU, memory, descriptors and cores; they hold for this process and cannot be raised again."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, FILES)
    _limit(resource.RLIMIT_DATA, _data() + DATA)
    used = sum(os.times()[:2])
    soft = round(used) + CPU
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, soft + 2))
    gc.set_threshold(*_HARVEST)


def bounded_files(journal: Path) -> None:
    """Let no file grow far beyond the size that the journal has now."""
    with suppress(OSError):
        _limit(resource.RLIMIT_FSIZE, journal.stat().st_size + GROWTH)


def usual_signals() -> None:
    """Forget what the zygote did on signals."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGCHLD, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _data() -> int:
    """Return how many bytes of private memory this process has."""
    with suppress(OSError, ValueError):
        return int(_read("/proc/self/status").partition(b"VmData:")[2].split(None, 1)[0]) * 1024
    return 256 * 1024 * 1024


def _read(path: str) -> bytes:
    """Read a small file of the kernel's; `Path` would cost each visit 0.1 MB of pages that it writes to."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(fd, 16 * 1024)
    finally:
        os.close(fd)


def _written(path: str, data: bytes) -> None:
    """Write a small file of the kernel's."""
    fd = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(fd, data)
    finally:
        os.close(fd)


def _limit(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (most, most))
