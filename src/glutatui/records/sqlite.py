"""The journal in a SQLite file: enough for one host."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from glutatui.errors import RecordsError
from glutatui.records.codes import Foreseen, hashed, read_code
from glutatui.records.contract import TRIES, WINDOW, Audited, Kept
from glutatui.records.opening import BUSY_TIMEOUT, connect, transaction
from glutatui.records.rows import events_of, now, row_of, written
from glutatui.records.schema import KINDS, MIGRATIONS, Migration
from glutatui.records.troubles import told
from glutatui.visit import Event

_READ = """
    select e.id, e.visit, e.seq, e.at, e.kind, e.data
    from visit v
    cross join event s on s.visit = v.id and s.seq = 0 and s.at >= ?
    cross join event e on e.visit = v.id and e.kind in (select value from json_each(?))
    order by v.number, e.seq
"""
"""``cross`` keeps this order of the loops, so that nothing is sorted or held: rows stream."""


class SqliteJournal:
    """A journal in one SQLite file (what each method promises: `contract.Records`).

    May be used from any thread, one at a time: a lock sees to that.
    Not to be carried over a fork: each process opens its own.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, clock: Callable[[], datetime] = now) -> None:
        """Take over a connection that `connect` made; `open` does both."""
        self.path = path
        self._db = db
        self._clock = clock
        self._lock = Lock()
        self._foreseen = Foreseen()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Callable[[], datetime] = now,
        busy_timeout: int = BUSY_TIMEOUT,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> "SqliteJournal":
        """Open the journal at ``path``, making or migrating it where needed.

        Args:
            path: The file; its folder must exist.
            clock: Returns the time in UTC; only used to limit wrong codes.
            busy_timeout: Milliseconds to wait for another process that is writing.
            migrations: The schema; another than the shipped one is for tests.

        Raises:
            RecordsError: As `connect`.
        """
        return cls(connect(path, busy_timeout=busy_timeout, migrations=migrations), path, clock)

    def append(self, event: Event) -> None:
        """Keep an event; it is durable when this returns."""
        with self._using() as db, transaction(db):
            self._put(db, event)

    def replay(self, visit: str) -> tuple[Event, ...]:
        """Return the events of a visit, in order and without a gap."""
        with self._using() as db:
            self._known(db, visit)
            query = "select id, visit, seq, at, kind, data from event where visit = ? order by seq"
            rows = db.execute(query, (visit,)).fetchall()
        return events_of(rows, self.path)

    def begin(self, visit: str, code: str, course_json: str, course_hash: str, first: Event | None = None) -> None:
        """Open a visit: all of it is kept, or nothing."""
        digest = self._foreseen.take(code, self._salt())
        with self._using() as db, transaction(db):
            held = db.execute("select id, code from visit where id = ? or code = ?", (visit, digest)).fetchall()
            if held not in ([], [(visit, digest)]):
                raise RecordsError("code-taken")
            # Asked first, as handing over the text costs each visit half a megabyte.
            if db.execute("select 1 from course where hash = ?", (course_hash,)).fetchone() is None:
                db.execute("insert into course (hash, json) values (?, ?)", (course_hash, course_json))
            if not held:
                db.execute("insert into visit (id, code, course) values (?, ?, ?)", (visit, digest, course_hash))
            if first:
                self._put(db, first)

    def foresee(self, code: str) -> None:
        """Do ahead of need what is slow about `begin`; nothing is kept."""
        self._foreseen.make(code, self._salt())

    def find(self, code: str, source: str = "") -> str:
        """Return the id of the visit that a code, as somebody typed it, belongs to."""
        read = read_code(code)
        if read is None:
            raise RecordsError("visit-unknown")
        salt = self._salt()
        digest, origin = hashed(read, salt), hashed(f"source {source}", salt)
        now = int(self._clock().timestamp())
        with self._using() as db, transaction(db):
            # A clock that was set back must not lock anybody out for longer than the window.
            db.execute("delete from attempt where abs(at - ?) >= ?", (now, WINDOW))
            (tried,) = db.execute("select count(*) from attempt where source = ?", (origin,)).fetchone()
            found = db.execute("select id from visit where code = ?", (digest,)).fetchone()
            if tried < TRIES and found is None:
                db.execute("insert into attempt (source, at) values (?, ?)", (origin, now))
        if tried >= TRIES:
            raise RecordsError("code-tried-too-often", minutes=WINDOW // 60)
        if found is None:
            raise RecordsError("visit-unknown")
        return str(found[0])

    def course(self, course_hash: str) -> str:
        """Return the JSON of a course that visits were begun with."""
        with self._using() as db:
            found = db.execute("select json from course where hash = ?", (course_hash,)).fetchone()
        if found is None:
            raise RecordsError("journal-corrupt", path=self.path)
        return str(found[0])

    def visits(self) -> tuple[str, ...]:
        """Return the ids of all visits in the order in which they began."""
        with self._using() as db:
            return tuple(visit for (visit,) in db.execute("select id from visit order by number"))

    def read(self, since: datetime | None = None, kinds: Sequence[str] = KINDS) -> Iterator[Kept]:
        """Give the events of all visits; on a connection of its own, so that appending never waits for it."""
        place = f"file:{quote(str(self.path.absolute()))}?mode=ro"
        with told(self.path), closing(sqlite3.connect(place, uri=True, isolation_level=None)) as db:
            yield from db.execute(_READ, ("" if since is None else written(since), json.dumps(list(kinds))))

    def count(self) -> int:
        """Return how many events there are."""
        with self._using() as db:
            return int(db.execute("select count(*) from event").fetchone()[0])

    def note(self, who: str, what: str, visit: str | None = None) -> None:
        """Keep that somebody looked something up or took something away."""
        with self._using() as db, transaction(db):
            values = (written(self._clock()), who, what, visit)
            db.execute("insert into audit (at, who, what, visit) values (?, ?, ?, ?)", values)

    def notes(self) -> tuple[Audited, ...]:
        """Return what `note` kept, in order."""
        with self._using() as db:
            return tuple(Audited(*row) for row in db.execute("select at, who, what, visit from audit order by number"))

    def close(self) -> None:
        """Let go of the journal; closing twice is fine."""
        with self._using() as db:
            db.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """Hand out the connection to one thread at a time; say what goes wrong in our own errors."""
        with self._lock, told(self.path):
            yield self._db

    def _salt(self) -> bytes:
        """Return what makes the hashes of this journal its own."""
        with self._using() as db:
            (salt,) = db.execute("select value from salt").fetchone()
        return bytes(salt)

    @staticmethod
    def _known(db: sqlite3.Connection, visit: str) -> None:
        """Refuse a visit that was never begun."""
        if db.execute("select 1 from visit where id = ?", (visit,)).fetchone() is None:
            raise RecordsError("visit-unknown")

    @classmethod
    def _put(cls, db: sqlite3.Connection, event: Event) -> None:
        """Keep an event, within a transaction."""
        places = "select visit, seq from event where id = ?"
        if (place := db.execute(places, (event.id,)).fetchone()) is not None:
            if place == (event.visit, event.seq):
                return
            raise RecordsError("visit-elsewhere", visit=event.visit)
        following = cls._next_seq(db, event.visit)
        if event.seq < following:
            raise RecordsError("visit-elsewhere", visit=event.visit)
        if event.seq > following:
            raise RecordsError("visit-out-of-step", visit=event.visit, seq=event.seq)
        db.execute("insert into event (id, visit, seq, at, kind, data) values (?, ?, ?, ?, ?, ?)", row_of(event))

    @classmethod
    def _next_seq(cls, db: sqlite3.Connection, visit: str) -> int:
        """Return the number that the next event of a visit has."""
        cls._known(db, visit)
        query = "select coalesce(max(seq) + 1, 0) from event where visit = ?"
        return int(db.execute(query, (visit,)).fetchone()[0])
