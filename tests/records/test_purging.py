"""What is older than the retention goes, whole; everything else stays."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest

from glutatui.records import Records, SqliteJournal, verify
from glutatui.records.outbox import Outbox
from glutatui.records.postgres import PostgresJournal
from glutatui.records.purging import Purged, purge
from records.servers import Server
from records_samples import COURSE, COURSE_HASH, OTHER, START, VISIT, event

LATER = START + timedelta(days=100)
BEFORE = START + timedelta(days=10)
NEVER = "0" * 32


def fill(records: Records) -> None:
    """One that never began, an old one on a course of its own, and a new one."""
    records.begin(NEVER, "ABC-DEG", '{"old":1}', "0d" * 32)
    records.begin(VISIT, "ABC-DEF", '{"old":1}', "0d" * 32)
    records.append(event(0))
    records.append(event(1))
    records.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH)
    records.append(replace(event(0, visit=OTHER), at=LATER))


class Purge(Protocol):
    """Purges what is before `BEFORE`."""

    def __call__(self, *, dry: bool) -> Purged: ...


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs("postgresql"))])
def filled(request: pytest.FixtureRequest, path: Path) -> Iterator[tuple[Records, Purge]]:
    """Return a journal and what purges it."""
    if request.param == "sqlite":
        with closing(SqliteJournal.open(path)) as journal:
            fill(journal)
            yield journal, lambda *, dry: purge(path, BEFORE, shared=False, dry=dry)
    else:
        server: Server = request.getfixturevalue("server")
        with closing(PostgresJournal.open(server.emptied())) as shared:
            fill(shared)
            yield shared, lambda *, dry: shared.purge(BEFORE, dry=dry)


def test_a_dry_run_changes_nothing(filled: tuple[Records, Purge]) -> None:
    records, purged = filled

    assert purged(dry=True) == Purged(2, 2, 1)
    assert records.visits() == (NEVER, VISIT, OTHER)
    assert records.count() == 3


def test_old_visits_go_with_their_events_codes_and_courses(filled: tuple[Records, Purge]) -> None:
    records, purged = filled

    assert purged(dry=False) == Purged(2, 2, 1)
    assert records.visits() == (OTHER,)
    assert records.count() == 1
    assert purged(dry=False) == Purged(0, 0, 0)


def test_nothing_of_it_is_left_in_the_file(path: Path) -> None:
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        journal.append(event(0, canary="a canary in the journal"))
        journal.append(event(1))
    purge(path, BEFORE, shared=False, dry=False)

    assert b"a canary" not in b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert verify(path).whole


def test_what_has_not_been_delivered_stays(path: Path) -> None:
    with closing(SqliteJournal.open(path)) as journal:
        fill(journal)
    assert purge(path, BEFORE, shared=True, dry=False).waiting == 1
    with closing(Outbox(path)) as outbox:
        for parcel in outbox.parcels():
            outbox.delivered(parcel, 0)

    assert purge(path, BEFORE, shared=True, dry=False).visits == 1
