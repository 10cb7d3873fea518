"""What the SQLite journal promises beyond the contract."""

import asyncio
import dataclasses
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, opening
from glutatui.records.contract import TRIES
from records_samples import COURSE, COURSE_HASH, OTHER, START, VISIT, event


async def test_a_worker_thread_may_append(journal: SqliteJournal) -> None:
    await asyncio.to_thread(journal.append, event(0))
    journal.append(event(1))

    assert await asyncio.to_thread(journal.replay, VISIT) == (event(0), event(1))


def test_threads_take_turns(journal: SqliteJournal) -> None:
    """Eight threads with a visit each share one journal."""
    visits = [f"{n:032x}" for n in range(8)]

    def patient(visit: str) -> int:
        journal.begin(visit, visit, COURSE, COURSE_HASH)
        for seq in range(10):
            journal.append(event(seq, visit=visit))
        return len(journal.replay(visit))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(patient, visits)) == [10] * 8


def test_another_process_sees_an_event_as_soon_as_it_is_acknowledged(journal: SqliteJournal, path: Path) -> None:
    journal.append(event(0))
    with closing(SqliteJournal.open(path)) as other:
        assert other.replay(VISIT) == (event(0),)


def test_who_waits_for_another_writer_asks_as_often_to_the_end(
    journal: SqliteJournal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself would ask ever more rarely, and whoever waits for longest would come last."""
    waits: list[float] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")

        def waited(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 40:
                other.execute("commit")

        monkeypatch.setattr(opening, "sleep", waited)
        journal.append(event(0))
    assert waits == [opening.PAUSE] * 40
    assert journal.replay(VISIT) == (event(0),)


def test_a_visit_and_how_it_begins_reach_the_disk_at_once(path: Path) -> None:
    """So a patient's first key waits for it once; the twin, which keeps them one after the other, waits twice."""
    statements: list[str] = []
    SqliteJournal.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.set_trace_callback(statements.append)
        journal = SqliteJournal(db, path)
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH, event(0))
        assert statements.count("commit") == 1
        journal.begin(OTHER, "ABC-DEG", COURSE, COURSE_HASH)
        journal.append(event(0, visit=OTHER, name="cd" * 16))
    assert statements.count("commit") == 3


def test_a_full_database_keeps_what_was_acknowledged(path: Path) -> None:
    """SQLite itself says "full" at a bound of ours; with room again the same event is taken."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        SqliteJournal.open(path).close()
        journal = SqliteJournal(db, path)
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        (pages,) = db.execute("pragma page_count").fetchone()
        db.execute(f"pragma max_page_count = {pages}")
        seq, code = 0, ""
        while not code:
            try:
                journal.append(event(seq, filler="x" * 500))
                seq += 1
            except RecordsError as error:
                code = error.code
        assert code == "journal-full"
        assert len(journal.replay(VISIT)) == seq
        db.execute("pragma max_page_count = 100000")
        journal.append(event(seq, filler="x" * 500))
        assert len(journal.replay(VISIT)) == seq + 1


def test_a_journal_that_may_not_be_written_still_reads(path: Path) -> None:
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        journal.append(event(0))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as db:
        journal = SqliteJournal(db, path)

        with pytest.raises(RecordsError, match="journal-read-only"):
            journal.append(event(1))
        assert journal.replay(VISIT) == (event(0),)
        assert journal.course(COURSE_HASH) == COURSE


def test_codes_and_sources_are_nowhere_in_the_file(path: Path) -> None:
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        with pytest.raises(RecordsError):
            journal.find("XYZ-234", source="10.20.30.40")
    content = path.read_bytes()

    assert not any(text in content for text in (b"ABC-DEF", b"ABCDEF", b"XYZ-234", b"10.20.30.40"))


def test_two_journals_hash_the_same_code_differently(tmp_path: Path) -> None:
    codes = set()
    for name in ("one", "two"):
        with closing(SqliteJournal.open(tmp_path / name)) as journal:
            journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        with closing(sqlite3.connect(tmp_path / name)) as db:
            codes |= set(db.execute("select code from visit"))

    assert len(codes) == 2


def test_without_the_limit_a_guesser_gets_in(journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin of the limit: the twelfth guess is right."""
    guesses = [*(f"ABC-DE{sign}" for sign in "23456789GHJ"), "ABC-DEF"]

    def guess() -> list[str]:
        said = []
        for code in guesses:
            try:
                said.append(journal.find(code, "guesser"))
            except RecordsError as error:
                said.append(error.code)
        return said

    assert guess() == ["visit-unknown"] * TRIES + ["code-tried-too-often"] * 2
    monkeypatch.setattr("glutatui.records.sqlite.TRIES", 1_000_000)
    assert guess()[-1] == VISIT


@pytest.mark.parametrize("statement", ["update event set kind = 'went'", "update event set seq = seq + 1"])
def test_an_event_never_changes(journal: SqliteJournal, path: Path, statement: str) -> None:
    journal.append(event(0))
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.DatabaseError):
        db.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "stolen"},
        {"id": "not hex"},
        {"seq": -1},
        {"data": {"right": float("nan")}},
        {"at": START.replace(tzinfo=None)},
    ],
    ids=str,
)
def test_what_is_no_event_is_refused_loudly(journal: SqliteJournal, change: dict[str, object]) -> None:
    """These are faults of ours, so no calm error hides them; a number below zero is taken for another screen's."""
    wrong = dataclasses.replace(event(0), **change)  # type: ignore[arg-type]

    with pytest.raises((sqlite3.IntegrityError, ValueError, RecordsError)):
        journal.append(wrong)
    assert journal.replay(VISIT) == ()


def test_times_are_kept_in_utc(journal: SqliteJournal) -> None:
    there = START.astimezone(timezone(timedelta(hours=5, minutes=45)))
    journal.append(dataclasses.replace(event(0), at=there))

    (kept,) = journal.replay(VISIT)

    assert (kept.at, kept.at.utcoffset()) == (START, timedelta(0))


@pytest.mark.parametrize(
    "harm",
    [
        "delete from event where seq = 1",
        "update event set data = '{broken}' where seq = 1",
        "update event set at = '2026-99-99T00:00:00Z' where seq = 1",
        "update event set kind = 'stolen' where seq = 1",
    ],
)
def test_a_harmed_visit_is_told_and_the_others_read_on(journal: SqliteJournal, path: Path, harm: str) -> None:
    journal.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH)
    journal.append(event(0, visit=OTHER))
    for seq in range(3):
        journal.append(event(seq))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("drop trigger event_stays")
        db.execute("pragma ignore_check_constraints = on")
        db.execute(harm)

    with pytest.raises(RecordsError, match="journal-corrupt"):
        journal.replay(VISIT)
    assert journal.replay(OTHER) == (event(0, visit=OTHER),)


def test_a_visit_is_begun_whole_or_not_at_all(path: Path) -> None:
    with closing(SqliteJournal.open(path)) as journal:
        with pytest.raises(sqlite3.IntegrityError):
            journal.begin("no id", "ABC-DEF", COURSE, COURSE_HASH)
        assert journal.visits() == ()
        with pytest.raises(RecordsError):
            journal.course(COURSE_HASH)


def test_closing_twice_is_fine(path: Path) -> None:
    journal = SqliteJournal.open(path)
    journal.close()
    journal.close()

    with pytest.raises(sqlite3.ProgrammingError):
        journal.visits()
