"""What a host's own journal holds that the shared one lacks so far."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from glutatui.errors import RecordsError
from glutatui.records.contract import Kept
from glutatui.records.opening import connect, transaction
from glutatui.records.troubles import told


@dataclass(frozen=True, slots=True)
class Parcel:
    """The events of one visit that wait, and what must be there before them."""

    visit: str
    code: bytes
    """The hash of its code, by the salt of the host's journal."""
    course: str
    """The hash of its course."""
    events: tuple[Kept, ...]
    """In order."""


@dataclass(frozen=True, slots=True)
class Spool:
    """How much waits."""

    events: int
    visits: int
    oldest: str
    """When the oldest of them happened, as `Kept` has it; empty where none waits."""
    strays: int
    """Events that were delivered, but whose visit went on at another host as well."""


_FROM = """
    from visit v
    left join delivered d on d.visit = v.id
    join event e on e.visit = v.id and e.seq >= coalesce(d.seq, 0)
"""


def spool_of(path: Path) -> Spool:
    """Return how much waits in the journal at ``path``; none is made where there is none.

    Raises:
        RecordsError: ``journal-missing`` (``path``), or as `opening.connect`.
    """
    with closing(Outbox.existing(path)) as outbox:
        return outbox.spool()


class Outbox:
    """One host's journal, as its deliverer sees it; it changes nothing of what patients did."""

    def __init__(self, path: Path) -> None:
        """Open the journal at ``path``.

        Raises:
            RecordsError: As `opening.connect`.
        """
        self._path = path
        self._db = connect(path)

    @classmethod
    def existing(cls, path: Path) -> "Outbox":
        """Open the journal at ``path``; make none where there is none.

        Raises:
            RecordsError: As `spool_of`.
        """
        with told(path):
            if not path.is_file():
                raise RecordsError("journal-missing", path=path)
        return cls(path)

    @property
    def salt(self) -> bytes:
        """By what the codes of this journal are hashed; the journal is known by it."""
        with self._using() as db:
            return bytes(db.execute("select value from salt").fetchone()[0])

    def spool(self) -> Spool:
        """Return how much waits."""
        query = "select count(*), count(distinct v.id), coalesce(min(e.at), '')" + _FROM
        with self._using() as db:
            (strays,) = db.execute("select coalesce(sum(strays), 0) from delivered").fetchone()
            events, visits, oldest = db.execute(query).fetchone()
        return Spool(events, visits, oldest, strays)

    def parcels(self, most: int = 200) -> Sequence[Parcel]:
        """Return what waits, the visits that began first first.

        Args:
            most: Visits at a time.
        """
        waiting = f"select distinct v.id, v.code, v.course {_FROM} order by v.number limit ?"
        query = f"select e.id, e.visit, e.seq, e.at, e.kind, e.data {_FROM} where v.id = ? order by e.seq"
        with self._using() as db:
            visits = db.execute(waiting, (most,)).fetchall()
            found = [
                Parcel(visit, bytes(code), course, tuple(db.execute(query, (visit,)))) for visit, code, course in visits
            ]
        return [parcel for parcel in found if parcel.events]  # another deliverer may have been there meanwhile

    def course(self, course_hash: str) -> str:
        """Return the JSON of a course."""
        with self._using() as db:
            return str(db.execute("select json from course where hash = ?", (course_hash,)).fetchone()[0])

    def delivered(self, parcel: Parcel, strays: int) -> None:
        """Note that a parcel has arrived, with so many events that strayed."""
        upto = parcel.events[-1][2] + 1
        note = """
            insert into delivered (visit, seq, strays) values (?, ?, ?)
            on conflict (visit) do update set seq = max(seq, excluded.seq), strays = strays + excluded.strays
        """
        with self._using() as db, transaction(db):
            db.execute(note, (parcel.visit, upto, strays))

    def changes(self) -> int:
        """Return a number that is another one when somebody has written since; it costs next to nothing."""
        with self._using() as db:
            return int(db.execute("pragma data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the journal."""
        self._db.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with told(self._path):
            yield self._db
