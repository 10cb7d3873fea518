"""What a host's own journal holds that the shared one lacks so far."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

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
class Refused:
    """What is set aside here, because the shared journal refuses it for good; a deliverer that starts tries again."""

    events: int = 0
    """Those that are refused, and those of the same visits after them: a visit has no gaps."""
    visits: int = 0
    why: str = ""
    """The database's codes for it, with a comma between."""


@dataclass(frozen=True, slots=True)
class Spool:
    """How much waits."""

    events: int
    visits: int
    oldest: str
    """When the oldest of them happened, as `Kept` has it; empty where none waits."""
    strays: int
    """Events that were delivered, but whose visit went on at another host as well."""
    refused: Refused = Refused()
    """What is set aside; it is not counted as waiting."""


_FROM = """
    from visit v
    left join delivered d on d.visit = v.id
    cross join event e on e.visit = v.id and e.seq >= coalesce(d.seq, 0)
"""
"""``cross`` keeps this order of the loops: every visit is looked at, but only those of its events that wait."""
_WAITS = f"{_FROM} where v.id not in (select visit from refused)"  # noqa: S608  (our own words)
_ASIDE = f"{_FROM} where v.id in (select visit from refused)"  # noqa: S608


def spool_of(path: Path) -> Spool:
    """Return how much waits in the journal at ``path``; none is made where there is none.

    Raises:
        RecordsError: ``journal-missing`` (``path``), or as `opening.connect`.
    """
    with closing(Outbox.existing(path)) as outbox:
        return outbox.spool()


def refused_in(path: Path) -> Refused:
    """Return what is set aside in the journal at ``path``, without making or changing anything.

    Raises:
        RecordsError: As `verify.verify`.
    """
    with told(path), closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as db:
        known = db.execute("select 1 from sqlite_schema where name = 'refused'").fetchone()
        return _refused(db) if known else Refused()


def _refused(db: sqlite3.Connection) -> Refused:
    codes = [why for (why,) in db.execute("select distinct why from refused order by why")]
    if not codes:
        return Refused()
    events, visits = db.execute("select count(*), count(distinct v.id)" + _ASIDE).fetchone()
    return Refused(events, visits, ", ".join(codes))


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
        query = "select count(*), count(distinct v.id), coalesce(min(e.at), '')" + _WAITS
        with self._using() as db:
            (strays,) = db.execute("select coalesce(sum(strays), 0) from delivered").fetchone()
            events, visits, oldest = db.execute(query).fetchone()
            return Spool(events, visits, oldest, strays, _refused(db))

    def parcels(self, most: int = 200, *, aside: bool = False) -> Sequence[Parcel]:
        """Return what waits, the visits that began first first.

        Args:
            most: Visits at a time; -1 for all.
            aside: Return what is set aside instead.
        """
        waiting = f"select distinct v.id, v.code, v.course {_ASIDE if aside else _WAITS} order by v.number limit ?"
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
            db.execute("delete from refused where visit = ?", (parcel.visit,))

    def set_aside(self, visit: str, why: str) -> None:
        """Note that the shared journal refuses the next event of a visit for good, with the database's code for it."""
        note = "insert into refused (visit, why) values (?, ?) on conflict (visit) do update set why = excluded.why"
        with self._using() as db, transaction(db):
            db.execute(note, (visit, why))

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
