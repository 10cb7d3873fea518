"""Brings what a host's own journal holds into the shared one: exactly once, in order, whatever breaks on the way.

The event is in the host's journal first, always. A parcel is one visit's events; it arrives whole or not at all, and
is noted as delivered only then. Whoever dies between the two sends it again, and an event that is there is known by
its id.

A database that cannot take anything just now is waited for. One that refuses an event for what it is would be waited
for for ever: that visit stops before the event and is set aside in the host's journal, and the others go on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import psycopg

from glutatui.errors import RecordsError
from glutatui.records.contract import Kept
from glutatui.records.outbox import Outbox, Parcel
from glutatui.records.postgres import Connection, PostgresJournal, keep_course

SOONEST: Final = 0.5
"""Seconds between two looks for what waits."""

LATEST: Final = 30.0
"""Seconds between two tries to reach a database that does not answer, at most."""


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


def deliver(outbox: Outbox, shared: PostgresJournal, *, again: bool = False) -> Delivered:
    """Bring everything that waits.

    Args:
        outbox: The host's journal.
        shared: Where to.
        again: Try what was set aside once more, too.

    Raises:
        RecordsError: The database or the journal cannot be used; what has arrived is noted.
    """
    done, salt = Delivered(), outbox.salt
    for parcel in outbox.parcels(-1, aside=True) if again else ():
        done += _bring(parcel, salt, outbox, shared)
    while parcels := outbox.parcels():
        for parcel in parcels:
            done += _bring(parcel, salt, outbox, shared)
    return done


def deliver_always(
    outbox: Outbox,
    open_shared: Callable[[], PostgresJournal],
    *,
    wait: Callable[[float], bool],
    told: Callable[[Delivered | RecordsError], None],
) -> None:
    """Bring what waits whenever there is any, until told to stop.

    Args:
        outbox: The host's journal.
        open_shared: Connects to the database.
        wait: Waits for so many seconds; returns whether to go on.
        told: Hears what was brought, and of trouble when it begins.
    """
    shared: PostgresJournal | None = None
    pause, seen, well, first = SOONEST, -1, True, True
    while True:
        try:
            changes = outbox.changes()
            if changes != seen:
                shared = shared or open_shared()
                if (brought := deliver(outbox, shared, again=first)) != Delivered():
                    told(brought)
                pause, seen, well, first = SOONEST, changes, True, False
        except RecordsError as error:
            if well:
                told(error)
            well = False
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
