"""What the machine has for a host: descriptors, memory, disk, a clock."""

import os
import re
import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from glutatui.cli.doctor.finding import Finding, found

SSH_FILES: Final = 3
"""Descriptors of the front door for a visit by its own SSH server, counted on a running host."""
ATTACH_FILES: Final = 4
"""... for a visit by way of OpenSSH."""
OTHER_FILES: Final = 64
"""... for everything else: 11 at rest, and connections that have not yet shown who they are."""

SSH_MEGABYTES: Final = 13
"""Megabytes for a visit by our own SSH server: 12.6 were measured as the proportional set size of its processes."""
ATTACH_MEGABYTES: Final = 25
"""... by way of OpenSSH, its processes included: 21 were measured, and docs/deploy.md counts 25."""
OTHER_MEGABYTES: Final = 300
"""... for the host itself and the system."""

LITTLE_DISK: Final = 1000
"""Megabytes of free disk below which somebody should look at it."""
NO_DISK: Final = 50
"""... below which the service is better not started: a visit keeps some 0.1, and the course 0.5."""

_FIRST: Final = 1_790_000_000
"""A time in 2026: no clock of this program's users is before it."""
_SKEW: Final = 120
_OPEN_FILES: Final = re.compile(r"Max\s+open\s+files\s+\S+\s+(\S+)")
"""The hard limit in ``/proc/PID/limits``."""
_OCTAL: Final = re.compile(r"\\([0-7]{3})")
"""How blanks, tabs, line ends and backslashes are written there (proc_pid_mountinfo(5))."""
_MOUNT_POINT: Final = 4
"""Which word of a line of ``/proc/self/mountinfo`` is the place."""
_FOREIGN: Final = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "gluster", "fuse.", "vboxsf", "prl_fs", "lustre")
"""How the names of file systems begin on which SQLite's locks or its shared memory do not hold."""


def of_files(visits: int, waiting: int, most: int, *, by_attach: bool) -> Finding:
    """Judge the limit on open files.

    Args:
        visits: How many there may be at once.
        waiting: Connections that have not yet shown who they are.
        most: The limit.
        by_attach: Whether visits may come by way of OpenSSH.
    """
    needed = visits * (ATTACH_FILES if by_attach else SSH_FILES) + waiting + OTHER_FILES
    values = {"most": most, "visits": visits, "needed": needed}
    if most == resource.RLIM_INFINITY or most >= needed:
        return found("files", "fine", "files", **values)
    return found("files", "wrong", "files-few", **values)


def open_files(pid: int | None) -> int:
    """Return the hard limit on open files of a process, of this one where it is None or cannot be seen."""
    if pid is not None:
        with suppress(OSError, ValueError):
            if found_there := _OPEN_FILES.search(Path(f"/proc/{pid}/limits").read_text()):
                return resource.RLIM_INFINITY if found_there[1] == "unlimited" else int(found_there[1])
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1]


def of_memory(visits: int, megabytes: int, *, by_attach: bool) -> Finding:
    """Judge the memory that there is."""
    needed = visits * (ATTACH_MEGABYTES if by_attach else SSH_MEGABYTES) + OTHER_MEGABYTES
    values = {"there": megabytes, "visits": visits, "needed": needed}
    if megabytes >= needed:
        return found("memory", "fine", "memory", **values)
    room = max(0, (megabytes - OTHER_MEGABYTES) * visits // (needed - OTHER_MEGABYTES))
    return found("memory", "look", "memory-little", room=room, **values)


def memory() -> int:
    """Return the megabytes of memory of this machine, or of the control group where that has less."""
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):
        total = min(total, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return total // 2**20


def of_disk(folder: Path, free: int) -> Finding:
    """Judge the room for records, in megabytes."""
    if free < NO_DISK:
        return found("disk", "wrong", "disk-none", path=folder, free=free)
    return found("disk", *(("look", "disk-little") if free < LITTLE_DISK else ("fine", "disk")), path=folder, free=free)


def free_disk(folder: Path) -> int:
    """Return the megabytes of free disk where a folder is, or is to be."""
    return shutil.disk_usage(existing(folder)).free // 2**20


def existing(path: Path) -> Path:
    """Return a path, or the nearest one above it that there is, as far as this user may look."""
    return next(at for at in (path, *path.parents) if os.path.exists(at))  # noqa: PTH110  (`Path` may raise)


def of_file_system(path: Path, mounts: str) -> Finding:
    """Judge the file system that records lie on.

    Args:
        path: Where they lie.
        mounts: What ``/proc/self/mountinfo`` says.
    """
    kind = file_system(existing(path).resolve(), mounts)
    if kind.startswith(_FOREIGN):
        return found("file-system", "wrong", "file-system-foreign", path=path, kind=kind)
    return found("file-system", "fine", "file-system", kind=kind or "-")


def file_system(path: Path, mounts: str) -> str:
    """Return the kind of the file system that a path is on; the last mount over a place counts."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        if len(words := before.split()) <= _MOUNT_POINT or not after:
            continue
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), words[_MOUNT_POINT])
        if path.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), after.split()[0]
    return kind


def of_clock(now: float, kept: float | None) -> Finding:
    """Judge the clock.

    Args:
        now: What it says, in seconds since 1970.
        kept: When the records were last written, by this clock; None where there are none.
    """
    if now < _FIRST:
        return found("clock", "wrong", "clock-early", now=_day(now))
    if kept is not None and kept > now + _SKEW:
        return found("clock", "look", "clock-back", now=_day(now), kept=_day(kept))
    return found("clock", "fine", "clock", now=_day(now))


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(seconds))


def of_machine(journal: Path) -> Iterator[Finding]:
    """Find out about disk and clock."""
    yield of_disk(journal.parent, free_disk(journal.parent))
    with suppress(OSError):
        mounts = os.fsdecode(Path("/proc/self/mountinfo").read_bytes())
        yield of_file_system(journal, mounts)
    kept = None
    with suppress(OSError):
        kept = journal.stat().st_mtime
    yield of_clock(time.time(), kept)
