"""Brings what a host's own journal holds into the shared one: exactly once, in order, whatever breaks on the way.

The event is in the host's journal first, always. A parcel is one visit's events; it arrives whole or not at all, and
is noted as delivered only then. Whoever dies between the two sends it again, and an event that is there is known by
its id.

A database that cannot take anything just now is waited for. One that refuses an event for what it is would be waited
for for ever: that visit stops before the event and is set aside in the host's journal, and the others go on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import process_time
from typing import Final

import psycopg

from glutatui.errors import RecordsError
from glutatui.records.contract import Kept
from glutatui.records.outbox import Outbox, Parcel
from glutatui.records.postgres import PostgresJournal, keep_course
from glutatui.records.postgres_opening import Connection

SOONEST: Final = 0.5
"""Seconds between two looks for what waits."""

LATEST: Final = 30.0
"""Seconds between two tries to reach a database that does not answer, at most."""

_REST: Final = 9
"""How many times as long as a look took is rested after it, so that it takes a tenth of a core at most: each visit
that is kept is looked at, 10 ms for a thousand."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round brought."""

    events: int = 0
    strays: int = 0
    """Of visits that went on at another host as well: they are kept apart, for staff to see."""
    refused: tuple[str, ...] = ()
    """For each visit that was set aside the database's code for why."""

    def __add__(self, other: "Delivered") -> "Delivered":
        """Return what two rounds brought."""
        return Delivered(self.events + other.events, self.strays + other.strays, self.refused + other.refused)


def deliver(
    outbox: Outbox, shared: PostgresJournal, *, again: bool = False, alive: Callable[[], None] = lambda: None
) -> Delivered:
    """Bring everything that waits.

    Args:
        outbox: The host's journal.
        shared: Where to.
        again: Try what was set aside once more, too.
        alive: Called before each visit's events.

    Raises:
        RecordsError: The database or the journal cannot be used; what has arrived is noted.
    """
    done, salt = Delivered(), outbox.salt
    for parcel in _parcels(outbox, again=again):
        alive()
        done += _bring(parcel, salt, outbox, shared)
    return done


def _parcels(outbox: Outbox, *, again: bool) -> Iterator[Parcel]:
    """Give what waits, until nothing does any more."""
    if again:
        yield from outbox.parcels(-1, aside=True)
    while parcels := outbox.parcels():
        yield from parcels


def deliver_always(
    outbox: Outbox,
    open_shared: Callable[[], PostgresJournal],
    *,
    wait: Callable[[float], bool],
    told: Callable[[Delivered | RecordsError], None],
    alive: Callable[[], None] = lambda: None,
) -> None:
    """Bring what waits whenever there is any, until told to stop.

    Args:
        outbox: The host's journal.
        open_shared: Connects to the database.
        wait: Waits for so many seconds; returns whether to go on.
        told: Hears what was brought, and of trouble when it begins or is another one.
        alive: Called in each round, and as `deliver` has it.
    """
    shared: PostgresJournal | None = None
    pause, seen, trouble, first = SOONEST, -1, "", True
    while True:
        alive()
        try:
            changes = outbox.changes()
            if changes != seen:
                shared = shared or open_shared()
                began = process_time()
                if (brought := deliver(outbox, shared, again=first, alive=alive)) != Delivered():
                    told(brought)
                pause = min(max(SOONEST, _REST * (process_time() - began)), LATEST)
                seen, trouble, first = changes, "", False
        except RecordsError as error:
            if error.code != trouble:
                told(error)
            trouble = error.code
            if shared:
                shared.close()
            shared, pause = None, min(2 * pause, LATEST)
        if not wait(pause):
            break
    if shared:
        shared.close()


def _bring(parcel: Parcel, salt: bytes, outbox: Outbox, shared: PostgresJournal) -> Delivered:
    """Bring one visit's events; where one is refused for good, those before it, and set the visit aside."""
    try:
        return _noted(parcel, salt, outbox, shared)
    except RecordsError as error:
        if not _is_for_good(error):
            raise
    done = Delivered()
    for event in parcel.events:
        try:
            done += _noted(replace(parcel, events=(event,)), salt, outbox, shared)
        except RecordsError as error:
            if not _is_for_good(error):
                raise
            why = str(error.values["detail"])
            outbox.set_aside(parcel.visit, why)
            return done + Delivered(refused=(why,))
    return done


def _is_for_good(error: RecordsError) -> bool:
    """Tell whether the database refuses what it was given, whenever it is given: SQLSTATE classes 22 and 23.

    All else may pass, or be mended without touching what waits: no connection, no room, a lock, a table that is gone.
    """
    return isinstance(error.__cause__, psycopg.DataError | psycopg.IntegrityError)


def _noted(parcel: Parcel, salt: bytes, outbox: Outbox, shared: PostgresJournal) -> Delivered:
    """Bring a parcel, and note that it has arrived."""
    fresh, astray = _arrive(parcel, salt, outbox, shared)
    outbox.delivered(parcel, astray)
    return Delivered(fresh, astray)


def _arrive(parcel: Parcel, salt: bytes, outbox: Outbox, shared: PostgresJournal) -> tuple[int, int]:
    """Bring one parcel, whole or not at all; return how many of its events are new there, and how many strayed."""
    with shared.writing() as db:
        host = _host(db, salt)
        keep_course(db, parcel.course, lambda: outbox.course(parcel.course))
        new = "insert into visit (id, salt, code, course) values (%s, %s, %s, %s) on conflict do nothing"
        db.execute(new, (parcel.visit, host, parcel.code, parcel.course))
        db.execute("select 1 from visit where id = %s for update", (parcel.visit,))
        fresh, strays = _sorted_out(db, host, parcel)
        with db.cursor() as cursor:
            insert = "insert into event (id, visit, seq, at, kind, data) values (%s, %s, %s, %s, %s, %s)"
            cursor.executemany(insert, fresh)
            aside = """
                insert into stray (host, id, visit, seq, at, kind, data) values (%s, %s, %s, %s, %s, %s, %s)
                on conflict (id) do nothing
            """
            cursor.executemany(aside, [(host, *event) for event in strays])
    return len(fresh), len(strays)


def _sorted_out(db: Connection, host: int, parcel: Parcel) -> tuple[list[Kept], list[Kept]]:
    """Return the events that go on with the visit, and those of a host that went its own way.

    Once a host has strayed in a visit, what follows from it is no part of the visit either.
    """
    there: dict[int, str] = dict(db.execute("select seq, id from event where visit = %s", (parcel.visit,)).fetchall())
    strayed = db.execute("select 1 from stray where visit = %s and host = %s", (parcel.visit, host)).fetchone()
    astray, following = strayed is not None, len(there)
    fresh: list[Kept] = []
    strays: list[Kept] = []
    for event in parcel.events:
        name, _, seq, *_ = event
        if there.get(seq) == name:
            continue
        if not astray and seq == following:
            fresh.append(event)
            following += 1
        else:
            astray = True
            strays.append(event)
    return fresh, strays


def _host(db: Connection, salt: bytes) -> int:
    """Return the number of the host whose journal has this salt."""
    db.execute("insert into salt (value) values (%s) on conflict (value) do nothing", (salt,))
    row = db.execute("select id from salt where value = %s", (salt,)).fetchone()
    assert row is not None  # noqa: S101  (it was just put there)
    return int(row[0])
