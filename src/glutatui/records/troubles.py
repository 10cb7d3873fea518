"""What can go wrong with a file, as errors that people can act on."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from glutatui.errors import RecordsError

_BY_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: "journal-locked",
    sqlite3.SQLITE_LOCKED: "journal-locked",
    sqlite3.SQLITE_FULL: "journal-full",
    sqlite3.SQLITE_READONLY: "journal-read-only",
    sqlite3.SQLITE_PERM: "journal-read-only",
    sqlite3.SQLITE_CANTOPEN: "journal-unreadable",
    sqlite3.SQLITE_NOTADB: "journal-unreadable",
    sqlite3.SQLITE_IOERR: "journal-unreadable",
    sqlite3.SQLITE_CORRUPT: "journal-corrupt",
}
"""SQLite's primary result codes that are not our own fault."""

_BY_SYSTEM: Final = {
    errno.ENOSPC: "journal-full",
    errno.EDQUOT: "journal-full",
    errno.EACCES: "journal-read-only",
    errno.EPERM: "journal-read-only",
    errno.EROFS: "journal-read-only",
    errno.ENOENT: "journal-no-folder",
    errno.ENOTDIR: "journal-no-folder",
}

_NOTHING_LEFT: Final = 64 * 1024
"""Bytes free below which an I/O error means a full disk: SQLite grows its files by 32 KiB and 4 KiB."""


def code_of(error: sqlite3.Error | OSError, path: Path) -> str | None:
    """Return the code of what went wrong; None where it is our own fault and must not be dressed up."""
    if isinstance(error, OSError):
        return _BY_SYSTEM.get(error.errno or 0, "journal-unreadable")
    primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF
    if primary == sqlite3.SQLITE_IOERR and _is_full(path):
        return "journal-full"
    return _BY_SQLITE.get(primary)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite or the system says about the file at ``path`` into a RecordsError."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        code = code_of(error, path)
        if code is None:
            raise
        raise RecordsError(code, path=path) from error


def _is_full(path: Path) -> bool:
    """Tell whether the disk under the file has no room left."""
    try:
        room = os.statvfs(path.parent)
    except OSError:
        return False
    return room.f_bavail * room.f_frsize < _NOTHING_LEFT
