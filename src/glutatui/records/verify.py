"""The proof that a journal is whole; it only reads."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from glutatui.errors import RecordsError
from glutatui.records.opening import judge
from glutatui.records.schema import KINDS, MIGRATIONS
from glutatui.records.troubles import told

ORDERED: Final = "select visit, seq, kind, data from event order by visit, seq"
"""All events, as `of_visits` takes them."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at, and what is wrong with it."""

    visits: int
    events: int
    problems: tuple[RecordsError, ...]
    """``journal-corrupt`` (``path``, and SQLite's own ``detail``), ``visit-gap`` (``visit``, ``seq`` that is missing),
    ``event-unreadable`` (``visit``, ``seq``); none where the journal is whole."""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(path: Path, *, quick: bool = False) -> Proof:
    """Check the file, its references, and that each visit has all its events with readable payloads.

    Other processes may read and write meanwhile: what is checked is one moment.

    Args:
        path: The journal.
        quick: Look at the file's structure alone, which takes a tenth of the time.

    Raises:
        RecordsError: It cannot be checked: ``journal-missing``, ``journal-unreadable``, ``journal-newer``, ...
    """
    path = path.absolute()
    with told(path):
        if not path.is_file():
            raise RecordsError("journal-missing", path=path)
    with told(path), closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)) as db:
        db.execute("begin")
        try:
            if judge(db, path, len(MIGRATIONS)) == 0:
                raise RecordsError("journal-missing", path=path)
            problems = tuple(_of_pages(db, path)) if quick else (*_of_file(db, path), *of_visits(db.execute(ORDERED)))
            (visits,) = db.execute("select count(*) from visit").fetchone()
            (events,) = db.execute("select count(*) from event").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            return Proof(0, 0, (RecordsError("journal-corrupt", path=path, detail=str(error)),))
    return Proof(visits, events, problems)


def _of_pages(db: sqlite3.Connection, path: Path) -> Iterator[RecordsError]:
    """Find pages that are broken."""
    for (detail,) in db.execute("pragma quick_check(1)"):
        if detail != "ok":
            yield RecordsError("journal-corrupt", path=path, detail=detail)


def _of_file(db: sqlite3.Connection, path: Path) -> Iterator[RecordsError]:
    """Find pages, indices and references that are broken."""
    for (detail,) in db.execute("pragma integrity_check"):
        if detail != "ok":
            yield RecordsError("journal-corrupt", path=path, detail=detail)
    for table, *_ in db.execute("pragma foreign_key_check"):
        yield RecordsError("journal-corrupt", path=path, detail=table)


def of_visits(rows: Iterable[tuple[Any, ...]]) -> Iterator[RecordsError]:
    """Find gaps and payloads that are no JSON objects, in what `ORDERED` gives."""
    visit, following = "", 0
    for at, seq, kind, data in rows:
        visit, following = at, (following if at == visit else 0)
        if seq != following:
            yield RecordsError("visit-gap", visit=visit, seq=following)
        if kind not in KINDS or not _is_object(data):
            yield RecordsError("event-unreadable", visit=visit, seq=seq)
        following = seq + 1


def _is_object(data: str) -> bool:
    """Tell whether a payload is a JSON object."""
    try:
        return isinstance(json.loads(data), dict)
    except ValueError:
        return False
