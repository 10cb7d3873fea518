"""Drops what is older than the retention: whole visits, and courses that no visit is about any more."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from glutatui.records.opening import connect, transaction
from glutatui.records.rows import written
from glutatui.records.troubles import told

RETENTION: Final = 90
"""Days that a visit is kept after its last event, unless the clinic sets another number (architecture, section 7)."""

OLD: Final = """
    select v.id from visit v where (select max(e.at) from event e where e.visit = v.id) < {before}
    or not exists (select 1 from event e where e.visit = v.id)
       and exists (select 1 from visit w join event e on e.visit = w.id where w.number > v.number and e.at < {before})
"""
"""Visits whose last event is old; one that never began, where a visit after it is old."""

UNUSED: Final = "course where hash not in (select course from visit where id not in (select id from old))"
"""Courses that only old visits are about."""

_WAITS: Final = """
    exists (
        select 1 from event e left join delivered d on d.visit = e.visit
        where e.visit = o.id and e.seq >= coalesce(d.seq, 0)
    )
"""
"""Whether an old visit ``o`` has not reached the shared journal."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What went, or would go."""

    visits: int
    events: int
    courses: int
    waiting: int = 0
    """Old visits that stay because they have not reached the shared journal yet."""


def purge(path: Path, before: datetime, *, shared: bool, dry: bool) -> Purged:
    """Drop visits whose last event is older, from a journal in a SQLite file.

    What goes is overwritten in the file, not only unlinked.

    Args:
        path: The journal.
        before: Visits end before this.
        shared: What has not been delivered to the shared journal stays.
        dry: Only count.

    Raises:
        RecordsError: A ``journal-...``; nothing went then.
    """
    waits = _WAITS if shared else "0"
    with told(path), closing(connect(path)) as db:
        db.execute("pragma secure_delete = on")
        with transaction(db):
            db.execute("create temp table old (id text primary key)")
            db.execute("insert into old " + OLD.format(before=":before"), {"before": written(before)})
            waiting = db.execute("delete from old as o where " + waits).rowcount  # noqa: S608  (our own words)
            (visits,) = db.execute("select count(*) from old").fetchone()
            (events,) = db.execute("select count(*) from event where visit in (select id from old)").fetchone()
            (courses,) = db.execute("select count(*) from " + UNUSED).fetchone()  # noqa: S608  (our own words)
            if not dry:
                db.execute("delete from visit where id in (select id from old)")
                db.execute("delete from course where hash not in (select course from visit)")
            db.execute("drop table old")
        if not dry:
            db.execute("pragma wal_checkpoint(truncate)")
            db.execute("pragma optimize")
    return Purged(visits, events, courses, waiting)
