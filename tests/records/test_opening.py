"""Opening a journal: new, old, newer, foreign, broken, locked; nothing that is there is ever harmed."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, back_up, opening, verify
from glutatui.records.opening import connect, migrate, set_up
from glutatui.records.schema import KINDS, MIGRATIONS
from glutatui.records.troubles import code_of, told
from records.forks import forked
from records_samples import COURSE, COURSE_HASH, VISIT, event

NEXT = (*MIGRATIONS, ("create table note (text text not null) strict",))
NEWER = len(NEXT)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(RecordsError) as caught:
        act()
    return caught.value.code


def fill(path: Path) -> None:
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        journal.append(event(0))


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("pragma user_version").fetchone()[0])


def found_elsewhere(path: Path) -> int:
    """Return how many events a program finds that opens a journal, reads it, and closes it."""
    read = "db = sqlite3.connect(sys.argv[1]); print(*db.execute('select count(*) from event').fetchone()); db.close()"
    command = [sys.executable, "-I", "-S", "-c", f"import sqlite3, sys; {read}", str(path)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)


def test_the_connection_that_appends_syncs_every_commit(path: Path) -> None:
    with closing(connect(path)) as db:
        journal = SqliteJournal(db, path)
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        journal.append(event(0))
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout")
        settings = [db.execute(f"pragma {name}").fetchone()[0] for name in pragmas]

    assert settings == ["wal", 2, 1, 0, 10_000]


def test_every_table_is_strict(path: Path) -> None:
    with closing(connect(path)) as db:
        tables = db.execute("select name, strict from pragma_table_list where schema = 'main' and type = 'table'")

        assert {name for name, strict in tables if not strict} == {"sqlite_schema"}


def test_the_table_of_events_knows_the_same_kinds(path: Path) -> None:
    with closing(connect(path)) as db:
        (made,) = db.execute("select sql from sqlite_schema where name = 'event'").fetchone()

    assert all(f"'{kind}'" in made for kind in KINDS)


def test_a_new_file_is_its_owners_alone(path: Path) -> None:
    journal = SqliteJournal.open(path)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.glob("journal.sqlite*")}
    journal.close()

    assert modes == {0o600}


def test_opening_again_changes_nothing(path: Path) -> None:
    fill(path)
    before = path.read_bytes()
    SqliteJournal.open(path).close()

    assert path.read_bytes() == before


def test_a_migration_keeps_a_copy_and_every_event(path: Path) -> None:
    fill(path)
    with closing(SqliteJournal.open(path, migrations=NEXT)) as journal:
        assert journal.replay(VISIT) == (event(0),)
    copy = path.with_name(f"journal.sqlite.before-version-{NEWER}")

    assert (version_of(path), version_of(copy)) == (NEWER, NEWER - 1)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(SqliteJournal.open(copy)) as old:
        assert old.replay(VISIT) == (event(0),)


def test_an_old_journal_keeps_a_copy_for_each_step(path: Path) -> None:
    with closing(SqliteJournal.open(path, migrations=NEXT[:1])) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        journal.append(event(0))
    connect(path, migrations=NEXT).close()
    copies = {copy.name: (version_of(copy), events_in(copy)) for copy in path.parent.glob("*.before-version-*")}

    assert copies == {f"journal.sqlite.before-version-{n}": (n - 1, 1) for n in range(2, NEWER + 1)}


def events_in(path: Path) -> int:
    """Return how many events a copy holds."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("select count(*) from event").fetchone()[0])


def test_a_new_journal_lies_there_alone(path: Path) -> None:
    """Copies beside it would make whoever looks after it wonder what they are of."""
    connect(path).close()

    assert list(path.parent.iterdir()) == [path]


def test_a_new_journal_is_never_seen_half(path: Path) -> None:
    with closing(sqlite3.connect(path)) as empty:
        set_up(empty, path)
    with closing(sqlite3.connect(path, isolation_level=None, factory=Watched)) as making:
        migrate(making, path, MIGRATIONS)

    assert making.seen == {0, len(MIGRATIONS)}


class Watched(sqlite3.Connection):
    """A connection beside which another process looks, after each statement, at the version of the journal."""

    seen = frozenset[int]()

    def execute(self, sql: str, parameters: object = (), /) -> sqlite3.Cursor:
        """Look."""
        done = super().execute(sql, parameters)  # type: ignore[arg-type]
        (name,) = super().execute("select file from pragma_database_list").fetchone()
        self.seen |= {version_of(Path(name))}
        return done


def test_many_that_make_a_journal_at_once_have_one(path: Path) -> None:
    """Eight processes: each finds all the tables, begins a visit, and no copy of nothing is left."""
    start, go = os.pipe()

    def begin(number: int) -> None:
        os.close(go)
        os.read(start, 1)  # until all are there
        with closing(SqliteJournal.open(path)) as journal:
            journal.begin(f"{number:032x}", f"ABC-DE{number + 2}", COURSE, COURSE_HASH)

    pids = [forked(partial(begin, number)) for number in range(8)]
    os.close(go)
    os.close(start)

    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * 8
    assert list(path.parent.iterdir()) == [path]
    assert verify(path).visits == 8


def appended_between_two_others(path: Path) -> tuple[int, int]:
    """Open a journal twice and close it once; append while other programs come and go.

    Returns:
        How many events the journal says are kept, and how many another program finds.
    """
    fill(path)
    with closing(SqliteJournal.open(path)) as journal:
        SqliteJournal.open(path).close()
        assert found_elsewhere(path) == 1
        journal.append(event(1))

        return journal.count(), found_elsewhere(path)


def test_what_is_kept_stays_where_a_journal_is_opened_twice(path: Path) -> None:
    """As staff do, who read beside a visit of their own."""
    assert appended_between_two_others(path) == (2, 2)


def test_the_twin_that_touches_the_file_loses_what_it_keeps(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_make", lambda path: os.close(os.open(path, os.O_RDWR | os.O_CREAT)))

    assert appended_between_two_others(path) == (2, 1)


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_journal_of_every_version_comes_along(path: Path, version: int) -> None:
    with closing(SqliteJournal.open(path, migrations=MIGRATIONS[:version])) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        journal.append(event(0))
    with closing(SqliteJournal.open(path)) as journal:
        journal.append(event(1))
        assert journal.replay(journal.find("ABC-DEF")) == (event(0), event(1))
        assert journal.notes() == ()


def test_a_migration_that_fails_leaves_the_journal_as_it_was(path: Path) -> None:
    fill(path)
    wrong = (*MIGRATIONS, ("create table other (text text) strict", "no SQL"))

    with pytest.raises(sqlite3.OperationalError, match="syntax error"):
        SqliteJournal.open(path, migrations=wrong)

    with closing(SqliteJournal.open(path)) as journal:
        assert journal.replay(VISIT) == (event(0),)
    with closing(SqliteJournal.open(path, migrations=NEXT)):
        assert version_of(path) == NEWER


def test_a_migration_that_another_process_has_run_is_not_run_again(path: Path) -> None:
    """Both saw the old version; the second finds the new one once it has the write lock."""
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None, factory=Overtaken)) as late:
        migrate(late, path, NEXT)

    assert version_of(path) == NEWER


class Overtaken(sqlite3.Connection):
    """A connection that is always late: another process migrates just before it gets the write lock."""

    def execute(self, sql: str, parameters: object = (), /) -> sqlite3.Cursor:
        """Let the other one go first."""
        if sql == "begin immediate":
            (name,) = super().execute("select file from pragma_database_list").fetchone()
            connect(Path(name), migrations=NEXT).close()
        return super().execute(sql, parameters)  # type: ignore[arg-type]


def test_a_journal_of_a_newer_version_is_left_alone(path: Path) -> None:
    with closing(SqliteJournal.open(path, migrations=NEXT)):
        pass
    before = path.read_bytes()

    assert refused(lambda: SqliteJournal.open(path)) == "journal-newer"
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table theirs (a)")
    before = path.read_bytes()

    assert refused(lambda: SqliteJournal.open(path)) == "journal-unreadable"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    path.write_text("my letters\n" * 100)

    assert refused(lambda: SqliteJournal.open(path)) == "journal-unreadable"
    assert path.read_text() == "my letters\n" * 100


def test_an_empty_file_becomes_a_journal(path: Path) -> None:
    path.touch()
    fill(path)

    assert verify(path).whole


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert refused(lambda: SqliteJournal.open(tmp_path / "none" / "journal.sqlite")) == "journal-no-folder"
    assert refused(lambda: SqliteJournal.open(tmp_path / "file" / "journal.sqlite")) == "journal-no-folder"
    assert refused(lambda: SqliteJournal.open(tmp_path)) == "journal-unreadable"


def test_a_journal_that_another_program_holds_is_told_and_then_opens(path: Path) -> None:
    fill(path)
    with closing(SqliteJournal.open(path, busy_timeout=20)) as journal, closing(sqlite3.connect(path)) as other:
        other.execute("begin immediate")
        assert refused(lambda: journal.append(event(1))) == "journal-locked"
        assert refused(lambda: SqliteJournal.open(path, busy_timeout=20, migrations=NEXT)) == "journal-locked"
        other.execute("rollback")
        journal.append(event(1))

        assert journal.replay(VISIT) == (event(0), event(1))


def test_a_broken_page_is_told(path: Path) -> None:
    fill(path)
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    path.write_bytes(content)

    with closing(SqliteJournal.open(path)) as journal:
        assert refused(lambda: journal.replay(VISIT)) == "journal-corrupt"


def test_a_file_system_without_a_write_ahead_log_is_told(path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        assert refused(lambda: set_up(db, path)) == "journal-unreadable"


def test_a_backup_is_whole_while_others_write(path: Path, tmp_path: Path) -> None:
    """A half-done copy of an earlier try is in nobody's way; a plain copy of the file misses the log."""
    fill(path)
    copy = tmp_path / "copy.sqlite"
    copy.with_name("copy.sqlite.part").write_text("half")
    with closing(SqliteJournal.open(path)) as journal:
        journal.append(event(1))
        back_up(path, copy)
        plain = tmp_path / "plain.sqlite"
        plain.write_bytes(path.read_bytes())

    assert (verify(copy).events, verify(plain).events) == (2, 1)


def test_a_backup_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """A copy that was begun holds answers, and nobody would look for it."""
    other = tmp_path / "no-journal"
    other.write_text("nothing of ours" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        back_up(other, tmp_path / "copy.sqlite")

    assert list(tmp_path.iterdir()) == [other]


def test_our_own_faults_are_not_dressed_up(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), told(path), closing(connect(path)) as db:
        db.execute("no SQL")
    with pytest.raises(sqlite3.ProgrammingError), told(path):
        db.execute("select 1")


def test_a_disk_that_cannot_be_asked_is_no_full_disk(tmp_path: Path) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE

    assert code_of(error, tmp_path / "none" / "journal.sqlite") == "journal-unreadable"


def test_a_full_disk_shows_in_odd_ways(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says "disk I/O error" where its shared index cannot grow."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE

    class Room:
        f_bavail, f_frsize = 0, 4096

    monkeypatch.setattr("os.statvfs", lambda _: Room)

    assert code_of(error, path) == "journal-full"
