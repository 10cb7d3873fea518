"""The proof finds every harm, and harms nothing itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, verify
from glutatui.records.schema import MIGRATIONS
from records_samples import COURSE, COURSE_HASH, OTHER, VISIT, event


@pytest.fixture
def filled(path: Path) -> Path:
    """Return a closed journal of two visits with three events each."""
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        journal.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH)
        for seq in range(3):
            journal.append(event(seq))
            journal.append(event(seq, visit=OTHER))
    return path


def harm(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("drop trigger event_stays")
        db.execute("pragma ignore_check_constraints = on")
        for statement in statements:
            db.execute(statement)


def test_a_whole_journal_is_counted(filled: Path) -> None:
    before = filled.read_bytes()
    proof = verify(filled)

    assert (proof.visits, proof.events, proof.problems, proof.whole) == (2, 6, (), True)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("quick", [False, True])
def test_a_file_that_is_no_journal_yet_is_told(path: Path, quick: bool) -> None:  # noqa: FBT001
    path.touch()
    with pytest.raises(RecordsError) as caught:
        verify(path, quick=quick)

    assert (caught.value.code, path.stat().st_size) == ("journal-missing", 0)


def test_a_journal_in_use_is_checked_with_its_latest_event(filled: Path) -> None:
    with closing(SqliteJournal.open(filled)) as journal:
        journal.append(event(3))

        assert verify(filled).events == 7


@pytest.mark.parametrize(
    ("statement", "code", "seq"),
    [
        ("delete from event where seq = 1 and visit glob '01*'", "visit-gap", 1),
        ("delete from event where seq = 0 and visit glob '01*'", "visit-gap", 0),
        ("update event set data = '{broken}' where seq = 2 and visit glob '01*'", "event-unreadable", 2),
        ("update event set data = '[]' where seq = 2 and visit glob '01*'", "event-unreadable", 2),
        ("update event set kind = 'stolen' where seq = 2 and visit glob '01*'", "event-unreadable", 2),
    ],
)
def test_a_harmed_visit_is_named(filled: Path, statement: str, code: str, seq: int) -> None:
    harm(filled, statement)
    named = [problem for problem in verify(filled).problems if problem.code != "journal-corrupt"]

    assert [(one.code, dict(one.values)) for one in named] == [(code, {"visit": VISIT, "seq": seq})]


def test_an_event_without_its_visit_is_found(filled: Path) -> None:
    harm(filled, "delete from visit")

    assert {problem.code for problem in verify(filled).problems} == {"journal-corrupt"}


@pytest.mark.parametrize("page", range(1, 12))
def test_no_broken_page_goes_unnoticed(filled: Path, page: int) -> None:
    """A page of 64 wrong bytes at its head, one after the other."""
    content = bytearray(filled.read_bytes())
    assert len(content) > page * 4096
    content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    filled.write_bytes(content)

    assert not verify(filled).whole


def test_a_flipped_bit_that_still_reads_is_found(filled: Path) -> None:
    """An id stands in the table and in its index; where the two differ, one has been harmed."""
    name = event(1).id.encode()
    other = bytes([name[0] ^ 1]) + name[1:]
    filled.write_bytes(filled.read_bytes().replace(name, other, 1))

    assert {problem.code for problem in verify(filled).problems} == {"journal-corrupt"}


def test_what_cannot_be_checked_is_told(tmp_path: Path, path: Path) -> None:
    codes = []
    (tmp_path / "letters").write_text("my letters\n" * 100)
    SqliteJournal.open(path, migrations=(*MIGRATIONS, ())).close()
    for name in ("none", "letters", "journal.sqlite"):
        with pytest.raises(RecordsError) as caught:
            verify(tmp_path / name)
        codes.append(caught.value.code)

    assert codes == ["journal-missing", "journal-unreadable", "journal-newer"]
    assert not (tmp_path / "none").exists()
