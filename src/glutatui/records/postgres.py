"""The shared journal in PostgreSQL, for several hosts (extra ``postgres``)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from threading import Lock
from typing import Final

from glutatui.errors import RecordsError
from glutatui.records.codes import Foreseen, hashed, read_code
from glutatui.records.contract import TRIES, WINDOW, Audited, Kept
from glutatui.records.place import named
from glutatui.records.postgres_opening import Connection, connected, migrate, one, told
from glutatui.records.postgres_schema import MIGRATIONS
from glutatui.records.purging import OLD, UNUSED, Purged
from glutatui.records.rows import events_of, now, row_of, written
from glutatui.records.schema import KINDS, Migration
from glutatui.records.verify import ORDERED, Proof, of_visits
from glutatui.visit import Event

_BATCH: Final = 10_000
"""Rows that are fetched at a time where all are read."""

_INSERT: Final = "insert into event (id, visit, seq, at, kind, data) values (%s, %s, %s, %s, %s, %s)"


class PostgresJournal:
    """A journal in one PostgreSQL database (what each method promises: `contract.Records`).

    May be used from any thread, one at a time: a lock sees to that.
    """

    def __init__(self, db: Connection, url: str, clock: Callable[[], datetime] = now) -> None:
        """Take over a connection; `open` makes it."""
        self.place = named(url)
        self._url = url
        self._db = db
        self._clock = clock
        self._lock = Lock()
        self._foreseen = Foreseen()

    @classmethod
    def open(
        cls,
        url: str,
        *,
        clock: Callable[[], datetime] = now,
        migrations: Sequence[Migration] = MIGRATIONS,
        hurried: bool = False,
    ) -> "PostgresJournal":
        """Open the journal at a URL, making or migrating it where needed.

        Args:
            url: As libpq reads it: ``postgresql://USER@HOST/NAME``, a password best in its ``PGPASSFILE``.
            clock: Returns the time in UTC; only used to limit wrong codes.
            migrations: The schema; another than the shipped one is for tests.
            hurried: Give a statement up after `PATIENCE`: a patient waits for it.

        Raises:
            RecordsError: ``database-unreachable``, ``database-wrong`` or ``journal-newer``.
        """
        with told(named(url)):
            db = connected(url, hurried=hurried)
            try:
                migrate(db, named(url), migrations)
            except BaseException:
                db.close()
                raise
        return cls(db, url, clock)

    def append(self, event: Event) -> None:
        """Keep an event; it is durable when this returns."""
        with self._using() as db, db.transaction():
            self._put(db, event)

    def replay(self, visit: str) -> tuple[Event, ...]:
        """Return the events of a visit, in order and without a gap."""
        query = "select id, visit, seq, at, kind, data from event where visit = %s order by seq"
        with self._using() as db:
            self._known(db, visit)
            return events_of(db.execute(query, (visit,)).fetchall(), self.place)

    def begin(self, visit: str, code: str, course_json: str, course_hash: str, first: Event | None = None) -> None:
        """Open a visit: all of it is kept, or nothing."""
        number, salt = self._salts()[0]
        digest = self._foreseen.take(code, salt)
        with self._using() as db, db.transaction():
            keep_course(db, course_hash, lambda: course_json)
            new = "insert into visit (id, salt, code, course) values (%s, %s, %s, %s) on conflict do nothing"
            if not db.execute(new, (visit, number, digest, course_hash)).rowcount:
                held = db.execute("select code from visit where id = %s", (visit,)).fetchone()
                if held is None or bytes(held[0]) != digest:
                    raise RecordsError("code-taken")
            if first:
                self._put(db, first)

    def foresee(self, code: str) -> None:
        """Do ahead of need what is slow about `begin`; nothing is kept."""
        self._foreseen.make(code, self._salts()[0][1])

    def find(self, code: str, source: str = "") -> str:
        """Return the id of the visit that a code, as somebody typed it, belongs to, whichever host began it."""
        read = read_code(code)
        if read is None:
            raise RecordsError("visit-unknown")
        salts = self._salts()
        digests = [hashed(read, salt) for _, salt in salts]
        origin = hashed(f"source {source}", salts[0][1])
        at = int(self._clock().timestamp())
        with self._using() as db, db.transaction():
            db.execute("delete from attempt where abs(at - %s) >= %s", (at, WINDOW))
            tried = one(db, "select count(*) from attempt where source = %s", origin)
            found = db.execute("select id from visit where code = any(%s)", (digests,)).fetchall()
            if tried < TRIES and len(found) != 1:
                db.execute("insert into attempt (source, at) values (%s, %s)", (origin, at))
        if tried >= TRIES:
            raise RecordsError("code-tried-too-often", minutes=WINDOW // 60)
        if len(found) != 1:  # two hosts drew one code, once in hundreds of millions: neither visit is given away
            raise RecordsError("visit-unknown")
        return str(found[0][0])

    def course(self, course_hash: str) -> str:
        """Return the JSON of a course that visits were begun with."""
        with self._using() as db:
            found = db.execute("select json from course where hash = %s", (course_hash,)).fetchone()
        if found is None:
            raise RecordsError("journal-corrupt", path=self.place)
        return str(found[0])

    def visits(self) -> tuple[str, ...]:
        """Return the ids of all visits in the order in which they came."""
        with self._using() as db:
            return tuple(visit for (visit,) in db.execute("select id from visit order by number"))

    def read(self, since: datetime | None = None, kinds: Sequence[str] = KINDS) -> Iterator[Kept]:
        """Give the events of all visits; on a connection of its own, as a reader may stop halfway."""
        query = """
            select e.id, e.visit, e.seq, e.at, e.kind, e.data
            from visit v
            join event s on s.visit = v.id and s.seq = 0 and s.at >= %s
            join event e on e.visit = v.id and e.kind = any(%s)
            order by v.number, e.seq
        """
        wanted = ("" if since is None else written(since), list(kinds))
        with (
            told(self.place),
            closing(connected(self._url)) as db,
            db.transaction(),
            db.cursor(name="reading") as rows,
        ):
            rows.itersize = _BATCH
            rows.execute(query, wanted)
            yield from rows

    def count(self) -> int:
        """Return how many events there are."""
        with self._using() as db:
            return int(one(db, "select count(*) from event"))

    def note(self, who: str, what: str, visit: str | None = None) -> None:
        """Keep that somebody looked something up or took something away."""
        with self._using() as db:
            note = "insert into audit (at, who, what, visit) values (%s, %s, %s, %s)"
            db.execute(note, (written(self._clock()), who, what, visit))

    def notes(self) -> tuple[Audited, ...]:
        """Return what `note` kept, in order."""
        with self._using() as db:
            return tuple(Audited(*row) for row in db.execute("select at, who, what, visit from audit order by number"))

    def verify(self) -> Proof:
        """Check that each visit has all its events with readable payloads, at one moment; tables see to the rest."""
        with self._using() as db, db.transaction(), db.cursor(name="verifying") as rows:
            db.execute("set transaction isolation level repeatable read")
            visits, events = int(one(db, "select count(*) from visit")), int(one(db, "select count(*) from event"))
            rows.itersize = _BATCH
            problems = tuple(of_visits(rows.execute(ORDERED)))
        return Proof(visits, events, problems)

    def purge(self, before: datetime, *, dry: bool) -> Purged:
        """Drop visits whose last event is older (as `purging.purge`), with what strayed from them."""
        with self._using() as db, db.transaction():
            db.execute("create temp table old (id text primary key) on commit drop")
            db.execute("insert into old " + OLD.format(before="%(before)s"), {"before": written(before)})
            visits = int(one(db, "select count(*) from old"))
            events = int(one(db, "select count(*) from event where visit in (select id from old)"))
            courses = int(one(db, "select count(*) from " + UNUSED))  # noqa: S608  (our own words)
            if not dry:
                db.execute("delete from visit where id in (select id from old)")
                db.execute("delete from course where hash not in (select course from visit)")
        return Purged(visits, events, courses)

    def close(self) -> None:
        """Let go of the journal; closing twice is fine."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _using(self) -> Iterator[Connection]:
        """Hand out the connection to one thread at a time; say what goes wrong in our own errors."""
        with self._lock, told(self.place):
            yield self._db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hand out the connection within one transaction (for `delivery`)."""
        with self._using() as db, db.transaction():
            yield db

    def _salts(self) -> list[tuple[int, bytes]]:
        """Return by what codes are hashed, this journal's own first."""
        with self._using() as db:
            return [(number, bytes(value)) for number, value in db.execute("select id, value from salt order by id")]

    @classmethod
    def _put(cls, db: Connection, event: Event) -> None:
        """Keep an event, within a transaction."""
        db.execute("select 1 from visit where id = %s for update", (event.visit,))
        cls._known(db, event.visit)
        place = db.execute("select visit, seq from event where id = %s", (event.id,)).fetchone()
        if place == (event.visit, event.seq):
            return
        following = one(db, "select coalesce(max(seq) + 1, 0) from event where visit = %s", event.visit)
        if place is not None or event.seq < following:
            raise RecordsError("visit-elsewhere", visit=event.visit)
        if event.seq > following:
            raise RecordsError("visit-out-of-step", visit=event.visit, seq=event.seq)
        db.execute(_INSERT, row_of(event))

    @staticmethod
    def _known(db: Connection, visit: str) -> None:
        """Refuse a visit that was never begun."""
        if db.execute("select 1 from visit where id = %s", (visit,)).fetchone() is None:
            raise RecordsError("visit-unknown")


def keep_course(db: Connection, course_hash: str, text: Callable[[], str]) -> None:
    """Keep a course unless it is there; its text, half a megabyte, is asked for only then."""
    if db.execute("select 1 from course where hash = %s", (course_hash,)).fetchone() is None:
        course = "insert into course (hash, json) values (%s, %s) on conflict (hash) do nothing"
        db.execute(course, (course_hash, text()))
