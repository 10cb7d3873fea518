"""Copying, dropping and delivering, as whoever runs the program does it."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from glutatui.cli import main
from glutatui.cli.keeping import account
from glutatui.records import SqliteJournal, verify
from glutatui.records.outbox import Outbox, spool_of
from glutatui.records.postgres import PostgresJournal
from glutatui.records.purging import RETENTION
from glutatui.reports.tables import waiting
from glutatui.words import say
from records.servers import Server
from records_samples import COURSE, COURSE_HASH, OTHER, VISIT, event
from small_course import write_course

NOW = datetime.now(UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return a journal with one old visit of two events, and a new one."""
    path = tmp_path / "journal.sqlite"
    with closing(SqliteJournal.open(path)) as records:
        records.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        for seq in range(2):
            records.append(replace(event(seq), at=NOW - timedelta(days=RETENTION + 1)))
        records.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH)
        records.append(replace(event(0, visit=OTHER), at=NOW))
    return path


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs ``glutatui records`` and gives status, stdout and stderr."""

    def run_it(*words: object) -> tuple[int, str, str]:
        status = main(["records", *map(str, words)])
        return status, *capsys.readouterr()

    return run_it


def test_the_help_says_the_retention_that_holds() -> None:
    assert f"({RETENTION})" in say("en", "usage-days")


def test_a_copy_is_whole_and_noted(journal: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "copy.sqlite"
    status, said, _ = run("backup", target, "--records", journal)

    assert (status, said) == (0, say("en", "records-backed-up", path=target, visits=2, events=3) + "\n")
    assert verify(target).whole
    with closing(SqliteJournal.open(journal)) as records:
        assert [note.what for note in records.notes()] == ["backed-up"]


def test_nothing_is_overwritten(journal: Path, run: Run) -> None:
    before = journal.read_bytes()

    status, _, said = run("backup", journal, "--records", journal)

    assert status == 2
    assert say("en", "error-backup-there", path=journal) in said
    assert journal.read_bytes() == before


@pytest.mark.parametrize("name", ["missing/copy.sqlite", "x" * 300])
def test_a_copy_that_cannot_be_written_is_told(name: str, journal: Path, tmp_path: Path, run: Run) -> None:
    status, out, said = run("backup", tmp_path / name, "--records", journal)

    assert (status, out) == (1, "")
    assert said == f"glutatui: {say('en', 'error-backup-unwritten', path=tmp_path / name)}\n"


def test_what_is_old_goes_only_when_told_to(journal: Path, run: Run) -> None:
    values = {"visits": 1, "events": 2, "courses": 0, "days": RETENTION}
    assert run("purge", "--records", journal)[:2] == (0, say("en", "records-would-go", **values) + "\n")
    assert verify(journal).visits == 2
    assert run("purge", "--records", journal, "--yes")[:2] == (0, say("en", "records-gone", **values) + "\n")

    assert verify(journal).visits == 1
    with closing(SqliteJournal.open(journal)) as records:
        assert [note.what for note in records.notes()] == ["purged"]


@pytest.mark.parametrize("days", ["0", "-1", "many", "999999999"])
def test_days_that_are_none_are_told(journal: Path, run: Run, days: str) -> None:
    status, _, said = run("purge", "--records", journal, f"--days={days}")

    assert status == 2
    assert days in said


@pytest.mark.needs("postgresql")
def test_what_waits_is_told_and_brought(journal: Path, server: Server, run: Run) -> None:
    url, folder = server.emptied(), journal.parent
    assert run("spool", "--records", url, "--data", folder)[1].startswith("3 events of 2 visits wait")
    assert run("purge", "--records", url, "--data", folder, "--yes")[1].endswith(
        say("en", "records-purge-waits", visits=1) + "\n"
    )
    said = run("deliver", "--records", url, "--data", folder)[1]
    assert said == say("en", "records-delivered", events=3, strays=0) + "\n"
    assert run("spool", "--records", url, "--data", folder)[1] == say("en", "records-spool-empty") + "\n"

    assert run("purge", "--records", url, "--yes")[0] == 0
    with closing(PostgresJournal.open(url)) as shared:
        assert shared.visits() == (OTHER,)
        assert [note.what for note in shared.notes()] == ["purged"]


def test_what_the_shared_records_refuse_is_told_wherever_somebody_looks(
    journal: Path, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many and why: by the spool, the doctor, the health of a host, the dashboard and the report."""
    with closing(Outbox.existing(journal)) as outbox:
        outbox.set_aside(VISIT, "23514")
    aside = {"events": 2, "visits": 1, "why": "23514"}
    url = "postgresql://nurse@/none?host=/nowhere"
    told = {
        ("records", "spool"): say("en", "records-refused", **aside),
        ("doctor", "--content", str(write_course(tmp_path / "course"))): say(
            "en", "doctor-refused", path=journal, **aside
        ),
        ("report",): say("en", "report-refused", **aside),
    }
    for words, line in told.items():
        place = ["--records", str(journal)] if words[0] == "doctor" else ["--records", url, "--data", str(tmp_path)]
        main([*words, *place])
        assert line in " ".join("".join(capsys.readouterr()).split()), words
    assert main(["health", "--data", str(tmp_path)]) == 3
    assert say("en", "health-refused", **aside) in capsys.readouterr().out
    assert list(waiting(spool_of(journal), NOW, "en")) == [say("en", "report-refused", **aside)]
    assert run("purge", "--records", url, "--data", tmp_path, "--yes")[1].endswith(
        say("en", "records-purge-waits", visits=1) + "\n"
    )


@pytest.mark.needs("postgresql")
def test_a_delivery_that_is_refused_ends_with_1(journal: Path, server: Server, run: Run) -> None:
    url, folder = server.emptied(), journal.parent
    PostgresJournal.open(url).close()
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(f"alter table glutatui.event add constraint c check (visit <> '{VISIT}')")
    status, said, _ = run("deliver", "--records", url, "--data", folder)

    assert status == 1
    assert said.splitlines() == [
        say("en", "records-delivered", events=1, strays=0),
        say("en", "records-refused", events=2, visits=1, why="23514"),
    ]


def test_records_of_one_host_are_not_delivered(journal: Path, run: Run) -> None:
    status, _, said = run("deliver", "--records", journal)

    assert status == 2
    assert say("en", "error-records-not-shared") in said


def test_a_database_that_is_not_there_is_told_without_its_secrets(journal: Path, run: Run) -> None:
    url = "postgresql://nurse:secret@/none?host=/nowhere"
    status, _, said = run("deliver", "--records", url, "--data", journal.parent)

    assert status == 1
    assert "postgresql:///none" in said
    assert "secret" not in said


def test_every_look_of_staff_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(SqliteJournal.open(path)):
        pass
    assert main(["report", "--records", str(path)]) == 0
    assert main(["export", "records", "--format", "csv", "--records", str(path)]) == 0
    assert capsys.readouterr().out
    with closing(SqliteJournal.open(path)) as records:
        assert [(note.who, note.what) for note in records.notes()] == [
            (account(), "reported"),
            (account(), "exported"),
        ]
