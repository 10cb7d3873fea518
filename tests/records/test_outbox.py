"""What waits is found without looking at what has arrived."""

import sqlite3
from contextlib import closing
from pathlib import Path

from glutatui.records import SqliteJournal, row_of
from glutatui.records.outbox import Outbox
from records_samples import COURSE, COURSE_HASH, event

VISITS, EVENTS = 20, 100


def test_what_waits_is_counted_without_what_has_arrived(path: Path) -> None:
    """In less than one step of the database for each event that is kept; to look at each takes 18."""
    with closing(SqliteJournal.open(path)) as own, closing(Outbox(path)) as outbox:
        for number in range(VISITS):
            own.begin(f"{number:032x}", f"AAA-{'23456789ABCDEFGHJKLM'[number] * 3}", COURSE, COURSE_HASH)
        rows = [row_of(event(seq, visit=f"{number:032x}")) for number in range(VISITS) for seq in range(EVENTS)]
        with closing(sqlite3.connect(path)) as db, db:
            db.executemany("insert into event (id, visit, seq, at, kind, data) values (?, ?, ?, ?, ?, ?)", rows)
        for parcel in outbox.parcels():
            outbox.delivered(parcel, 0)
        own.append(event(EVENTS, visit=f"{0:032x}"))
        steps: list[None] = []
        outbox._db.set_progress_handler(lambda: steps.append(None), 1)  # noqa: SLF001  (nobody else counts)

        assert outbox.spool().events == 1
        assert len(steps) < VISITS * EVENTS
