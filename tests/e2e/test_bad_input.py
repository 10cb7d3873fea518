"""Bad input meets one sentence that says what to do, the documented status, and no loss."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM, Open
from e2e.patient import ENTER, english
from e2e.prepared import at_a_question, events_of, prepared
from glutatui.content import root_for
from glutatui.course import Course
from glutatui.records import verify
from terminal import Terminal

WRONG = 1
"""The exit status for content, records or a code that are wrong (architecture, section 5)."""


def refusal(tmp_path: Path, *command: str | Path) -> tuple[int, str]:
    """Start a command on a terminal that it must not draw on; return its status and its sentence on stderr."""
    errors = tmp_path / "stderr"
    with errors.open("wb") as stderr, Terminal(command, stderr=stderr) as terminal:
        status = terminal.ends()
        assert b"\x1b" not in terminal.raw
        assert b"Traceback" not in terminal.raw
    lines = [line for line in errors.read_text().splitlines() if line != english("working")]
    assert len(lines) == 1, lines
    assert lines[0].startswith("glutatui: ")
    assert lines[0].endswith(".")
    return status, lines[0].removeprefix("glutatui: ")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the course, to be broken."""
    for name in ("lessons", "quizzes"):
        shutil.copytree(root_for() / name, tmp_path / "content" / name)
    return tmp_path / "content"


def _append(path: Path, data: bytes) -> None:
    with path.open("ab") as out:
        out.write(data)


def _folder_for(path: Path) -> None:
    path.unlink()
    path.mkdir()


BREAKING: dict[str, Callable[[Path], object]] = {
    "yaml that is none": lambda root: _append(root / "quizzes/en/liver.yaml", b"\titems: [\n"),
    "an alias": lambda root: _append(root / "quizzes/en/liver.yaml", b"more: &a [*a]\n"),
    "raw html": lambda root: _append(root / "lessons/en/04-foods.md", b"\n<script>x</script>\n"),
    "an unknown claim": lambda root: _append(root / "lessons/en/04-foods.md", b"\nEggs are round.[^no-such-claim]\n"),
    "bytes that are no text": lambda root: (root / "lessons/claims.yaml").write_bytes(b"\xff\xfe\x00"),
    "a folder in place of a file": lambda root: _folder_for(root / "lessons/sources.yaml"),
    "a missing file": lambda root: (root / "lessons/conflicts.yaml").unlink(),
    "an empty quiz": lambda root: (root / "quizzes/en/liver.yaml").write_bytes(b""),
    "no quizzes": lambda root: shutil.rmtree(root / "quizzes"),
}


@pytest.mark.parametrize("how", BREAKING)
def test_a_broken_course_is_not_taught(tmp_path: Path, broken: Path, journal: Path, how: str) -> None:
    BREAKING[how](broken)
    status, said = refusal(tmp_path, PROGRAM, "learn", "--content", broken, "--records", journal)
    assert status == WRONG
    assert str(broken) in said
    assert "glutatui check" in said


def test_a_missing_course_is_said(tmp_path: Path, journal: Path) -> None:
    status, said = refusal(tmp_path, PROGRAM, "learn", "--content", tmp_path / "nowhere", "--records", journal)
    assert status == WRONG
    assert "nowhere" in said


def test_an_unknown_code_is_said(tmp_path: Path, journal: Path) -> None:
    status, said = refusal(tmp_path, PROGRAM, "learn", "--records", journal, "--visit", "ABC-DEF")
    assert (status, said) == (WRONG, english("error-visit-unknown"))


def test_an_unknown_code_on_screen_is_said(opened: Open) -> None:
    """Typed into the welcome screen's code entry it is said there, and another can be typed."""
    with opened("learn") as terminal:
        terminal.shows(english("welcome-resume"))
        terminal.send("3")
        terminal.shows(english("resume-title"))
        terminal.send("abcdef" + ENTER)
        terminal.shows(english("error-visit-unknown"))


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "journal.sqlite"
    status, said = refusal(tmp_path, PROGRAM, "learn", "--records", place)
    assert (status, said) == (WRONG, english("error-journal-no-folder", path=place))


def test_another_kind_of_file_is_left_alone(tmp_path: Path, journal: Path) -> None:
    journal.write_text("minutes of a meeting\n" * 100)
    status, said = refusal(tmp_path, PROGRAM, "learn", "--records", journal)
    assert (status, said) == (WRONG, english("error-journal-unreadable", path=journal))
    assert journal.read_text() == "minutes of a meeting\n" * 100


def test_a_newer_journal_is_left_alone(tmp_path: Path, journal: Path, course: Course) -> None:
    code = prepared(journal, course, at_a_question)
    with closing(sqlite3.connect(journal)) as db:
        db.execute("pragma user_version = 99")
        db.execute("pragma wal_checkpoint(truncate)")
    before = journal.read_bytes()
    status, said = refusal(tmp_path, PROGRAM, "learn", "--records", journal, "--visit", code)
    assert (status, said) == (WRONG, english("error-journal-newer", path=journal))
    assert journal.read_bytes() == before


def test_a_locked_journal_is_said(tmp_path: Path, journal: Path, course: Course) -> None:
    """After the 10 seconds that another program may take; nothing is lost by it."""
    code = prepared(journal, course, at_a_question)
    with closing(sqlite3.connect(journal, isolation_level=None)) as db:
        db.execute("pragma locking_mode = exclusive")
        db.execute("begin exclusive")
        db.execute("delete from attempt")
        status, said = refusal(tmp_path, PROGRAM, "learn", "--records", journal, "--visit", code)
        db.execute("rollback")
    assert (status, said) == (WRONG, english("error-journal-locked", path=journal))
    assert len(events_of(journal, code)) == 2


def test_an_answer_waits_for_a_lock(opened: Open, journal: Path, course: Course) -> None:
    """While another program writes, the patient reads that it takes a moment; then the answer is kept, once."""
    code = prepared(journal, course, at_a_question)
    with opened("quiz", "--visit", code) as terminal, closing(sqlite3.connect(journal, isolation_level=None)) as db:
        terminal.shows(english("not-sure"))
        db.execute("begin immediate")
        terminal.send("0")
        terminal.shows(english("working"))
        assert english("unsure-title") not in terminal.text()
        db.execute("rollback")
        terminal.shows(english("unsure-title"))
    assert [event.kind for event in events_of(journal, code)] == ["started", "went", "answered"]


@pytest.fixture
def small_disk(tmp_path: Path) -> list[str]:
    """The words that start a command with 1 MB of disk in ``tmp_path/disk``, which only it sees."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=1m none {disk} && eval "$1" && shift && exec "$@"'
    return ["unshare", "-m", "sh", "-c", mount, "sh"]


def _fill(folder: Path) -> None:
    """Leave no byte free."""
    with (folder / "ballast").open("wb", buffering=0) as out:
        size = 65536
        while size:
            try:
                out.write(b"x" * size)
            except OSError:
                size //= 2


@pytest.mark.needs("mount")
def test_a_full_disk_at_the_start_is_said(tmp_path: Path, small_disk: list[str]) -> None:
    disk = tmp_path / "disk"
    fill = f"dd if=/dev/zero of={disk}/ballast 2>{os.devnull} || true"
    place = disk / "journal.sqlite"
    status, said = refusal(tmp_path, *small_disk, fill, PROGRAM, "learn", "--records", place)
    assert (status, said) == (WRONG, english("error-journal-full", path=place))


@pytest.mark.needs("mount")
def test_a_disk_that_cannot_be_written_is_said(tmp_path: Path, small_disk: list[str]) -> None:
    disk = tmp_path / "disk"
    place = disk / "journal.sqlite"
    close = f"mount -o remount,ro {disk}"
    status, said = refusal(tmp_path, *small_disk, close, PROGRAM, "learn", "--records", place)
    assert (status, said) == (WRONG, english("error-journal-read-only", path=place))


@pytest.mark.needs("mount")
def test_a_disk_that_fills_loses_nothing(tmp_path: Path, small_disk: list[str], course: Course) -> None:
    """The answer is not acknowledged while there is no room, and kept once, with Enter, when there is."""
    journal = tmp_path / "journal.sqlite"
    code = prepared(journal, course, at_a_question)
    place = tmp_path / "disk" / "journal.sqlite"
    copy = f"cp {journal} {place}"
    with Terminal([*small_disk, copy, PROGRAM, "quiz", "--records", place, "--visit", code]) as terminal:
        terminal.shows(english("not-sure"))
        inside = Path(f"/proc/{terminal.pid}/root/{tmp_path}/disk")
        _fill(inside)
        kept = 0
        for key in ["0", ENTER] * 20:
            terminal.settle()
            before = terminal.rows()
            terminal.send(key)
            terminal.until(lambda: terminal.rows() != before)  # noqa: B023  (used within the round)
            terminal.settle()
            if english("not-saved") in terminal.text():
                break
            kept += 1
        assert english("not-saved") in terminal.text()
        (inside / "ballast").unlink()
        terminal.send(ENTER)
        terminal.until(lambda: english("not-saved") not in terminal.text())
        terminal.settle()
        subprocess.run(["cp", *inside.glob("journal.sqlite*"), tmp_path], check=True)
    assert verify(journal).whole
    assert len(events_of(journal, code)) == 2 + kept + 1
