"""From a path to a SQLite connection that is safe to append to."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import chain
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from glutatui.errors import RecordsError
from glutatui.records.schema import APPLICATION_ID, MIGRATIONS, Migration
from glutatui.records.troubles import told

BUSY_TIMEOUT: Final = 10_000
"""Milliseconds to wait for another process that is writing; one append takes a few."""

PAUSE: Final = 0.005
"""Seconds between two questions whether it has written.

SQLite itself asks ever more rarely, down to ten times a second, so that whoever waits for longest comes last: of 180
appends by 60 processes within two seconds the slowest waited 0.1 to 2.6 s that way, and 0.1 to 0.35 s this way.
"""

_STATE: Final = """
    select (select application_id from pragma_application_id),
           (select user_version from pragma_user_version),
           (select count(*) from sqlite_schema)
"""
"""One statement, so that a journal that is being made by another process is seen before or after, never half."""


def connect(
    path: Path, *, busy_timeout: int = BUSY_TIMEOUT, migrations: Sequence[Migration] = MIGRATIONS
) -> sqlite3.Connection:
    """Open the journal at ``path``, make or migrate it where needed, and return its connection.

    The folder must exist. A new file is readable by its owner only.

    Raises:
        RecordsError: ``journal-no-folder``, ``journal-unreadable``, ``journal-locked``, ``journal-full``,
            ``journal-read-only``, ``journal-newer`` or ``journal-corrupt``, each with ``path``.
    """
    path = path.absolute()
    with told(path):
        _make(path)
        db = sqlite3.connect(path, timeout=busy_timeout / 1000, isolation_level=None, check_same_thread=False)
        try:
            judge(db, path, len(migrations))
            set_up(db, path)
            migrate(db, path, migrations)
        except BaseException:
            db.close()
            raise
    return db


def _make(path: Path) -> None:
    """Make a new file; one that is there and may be used is left alone.

    To close it here would drop every lock that this process has on it, those of an open journal too: another process
    that closes the same journal then counts as the last one and throws the log away, with all that is appended to it.
    """
    if not os.access(path, os.R_OK | os.W_OK):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def judge(db: sqlite3.Connection, path: Path, newest: int) -> int:
    """Return the version of a journal, 0 where it is new; change nothing.

    Raises:
        RecordsError: ``journal-unreadable`` where this is some other program's database, ``journal-newer`` where a
            newer version of this program wrote it.
    """
    application, version, tables = db.execute(_STATE).fetchone()
    if tables and application != APPLICATION_ID:
        raise RecordsError("journal-unreadable", path=path)
    if version > newest:
        raise RecordsError("journal-newer", path=path)
    return int(version)


def set_up(db: sqlite3.Connection, path: Path) -> None:
    """Set what every connection needs: each commit reaches the disk before it returns.

    ``synchronous=FULL`` because under WAL the lower ``NORMAL`` may lose commits when the power fails.

    Raises:
        RecordsError: ``journal-unreadable`` where the file system cannot hold a write-ahead log.
    """
    (mode,) = _patiently(db, "pragma journal_mode = wal")  # of several that make it so at once SQLite refuses some
    if mode != "wal":
        raise RecordsError("journal-unreadable", path=path)
    db.execute("pragma synchronous = full")
    db.execute("pragma foreign_keys = on")
    db.execute("pragma trusted_schema = off")


def migrate(db: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    """Run the migrations that the journal lacks, each in a transaction of its own, after a backup copy.

    A new journal gets all of them in one, as there is nothing to copy. A second process that opens the file meanwhile
    waits, and then finds none to run.
    """
    newest = len(migrations)
    while judge(db, path, newest) < newest:
        with transaction(db):
            version = judge(db, path, newest)
            if version == newest:
                return
            upto = version + 1 if version else newest
            if version:
                back_up(path, path.with_name(f"{path.name}.before-version-{upto}"))
            for statement in chain.from_iterable(migrations[version:upto]):
                db.execute(statement)
            db.execute(f"pragma application_id = {APPLICATION_ID}")
            db.execute(f"pragma user_version = {upto}")


def back_up(path: Path, target: Path) -> None:
    """Copy a journal to ``target``, safely while others read and write; the copy appears whole or not at all."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def copied(path: Path, target: Path) -> None:
    """Copy a journal as somebody has asked for (`back_up`).

    Raises:
        RecordsError: ``backup-unwritten`` (``path``).
    """
    try:
        back_up(path, target)
    except (OSError, sqlite3.Error) as error:
        raise RecordsError("backup-unwritten", path=target) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Write all of the block or none of it; the write lock is taken first, so nothing in it can clash."""
    _patiently(db, "begin immediate")
    try:
        yield
        db.execute("commit")
    finally:
        if db.in_transaction:
            with suppress(sqlite3.Error):
                db.execute("rollback")


def _patiently(db: sqlite3.Connection, statement: str) -> Any:  # noqa: ANN401  (a row, or None)
    """Run a statement that needs a lock, for which a connection waits as long as it was opened to; return its row."""
    (most,) = db.execute("pragma busy_timeout").fetchone()
    end = monotonic() + most / 1000
    db.execute("pragma busy_timeout = 0")
    try:
        while True:
            last = monotonic() >= end
            try:
                return db.execute(statement).fetchone()
            except sqlite3.OperationalError as error:
                if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
            sleep(PAUSE)
    finally:
        db.execute(f"pragma busy_timeout = {most}")
