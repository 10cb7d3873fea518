"""Exit statuses and streams (architecture, section 5)."""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from glutatui import __version__
from glutatui.cli import main, tutor
from glutatui.records import SqliteJournal
from glutatui.words import say
from scripts import glutatui, without_patience
from small_course import LIVER, write_course


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one sentence on stderr; stdout must be empty."""
    out, said = capsys.readouterr()
    err = without_patience(said)
    assert out == ""
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert err.startswith("glutatui: ")
    return err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"glutatui {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["export"],
        ["learn", "--nonsense"],
        ["check", "--format", "pdf"],
        ["--rec", "x"],
        ["learn", "--kiosk", "--staff"],
    ],
)
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: glutatui")


@pytest.mark.parametrize("flags", [[], ["--staff"]])
def test_staff_alone_open_what_is_for_the_care_team(
    flags: list[str], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("l\n2\nq\n"))
    words = ["learn", "--plain", "--content", str(root), "--records", str(tmp_path / "j.db"), *flags]

    assert main(words) == 0
    assert ("A hospital has an amount." in capsys.readouterr().out) == bool(flags)


def test_check_is_0_or_1_with_its_report_on_stdout(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(root)]) == 0
    (root / LIVER).write_text("warning: liver\n")
    capsys.readouterr()
    assert main(["check", str(root), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert (report["ok"], without_patience(err)) == (False, "")
    assert {"path", "line", "column", "code", "severity", "message"} <= report["problems"][0].keys()
    assert main(["check", str(root), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=")


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "path-words"]) == 0
    assert capsys.readouterr().out.startswith("path-words: ")
    assert main(["check", "--explain", "nonsense"]) == 2
    assert "nonsense" in told(capsys)


def test_export_is_one_line_of_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "course", "--content", str(root)]) == 0
    course = json.loads(capsys.readouterr().out)
    assert {"title", "language", "hash", "lessons", "library", "before", "warnings", "claims", "conflicts"} <= set(
        course
    )


def test_export_is_utf8_whatever_the_locale(root: Path) -> None:
    lesson = root / "lessons/en/01-start.md"
    lesson.write_text(lesson.read_text().replace("That is no dose.", "That’s no dose."), encoding="utf-8")
    done = glutatui("export", "course", "--content", str(root), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    course = json.loads(done.stdout.decode("utf-8"))
    assert "That’s no dose." in course["lessons"][0]["pages"][1]["text"]
    assert len(course["hash"]) == 64


@pytest.mark.parametrize("command", [["learn"], ["quiz"], ["export", "course"]])
def test_nothing_starts_on_a_broken_course(command: list[str], root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / LIVER).write_text("warning: [\n")
    assert main([*command, "--content", str(root)]) == 1
    assert "glutatui check" in told(capsys)


def test_a_missing_course_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--content", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in told(capsys)


def a_folder(path: Path) -> None:
    path.mkdir()


def some_text(path: Path) -> None:
    path.write_text("shopping list " * 100)


def a_newer_journal(path: Path) -> None:
    SqliteJournal.open(path).close()
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 99")
    db.close()


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("create table shopping (item)")
    db.close()


@pytest.mark.parametrize("make", [a_folder, some_text, a_newer_journal, another_database])
@pytest.mark.parametrize("command", [["learn"], ["quiz", "--visit", "ABC-234"], ["records", "verify"]])
def test_records_that_cannot_be_used_are_told_before_anything_begins(
    make: Callable[[Path], None], command: list[str], root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "records"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    flags = ["--content", str(root)] if command[0] != "records" else []
    assert main([*command, "--records", str(path), *flags]) == 1
    assert str(path) in told(capsys)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_records_of_another_kind_are_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--content", str(root), "--records", "mysql://clinic/x"]) == 2
    assert "mysql://clinic/x" in told(capsys)


@pytest.mark.parametrize("code", ["ABC-234", "nonsense", "", "\x1b[31m", "A" * 5000])
def test_an_unknown_code_is_1(code: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--content", str(root), "--records", str(tmp_path / "j"), "--visit", code]) == 1
    assert "code" in told(capsys)


def test_a_language_that_the_course_has_not_is_2(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--content", str(root), "--lang", "tlh"]) == 2
    assert "tlh" in told(capsys)


@pytest.mark.parametrize("flags", [["--kiosk"], ["--kiosk", "--plain"]])
def test_a_kiosk_needs_a_terminal(flags: list[str], root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "--content", str(root), *flags]) == 2
    assert "--kiosk" in told(capsys)


class Terminal(StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("streams", "term", "flags", "face"),
    [
        ((Terminal, Terminal), "xterm-256color", [], "drawn"),
        ((StringIO, Terminal), "xterm-256color", [], "plain"),
        ((Terminal, StringIO), "xterm-256color", [], "plain"),
        ((Terminal, Terminal), "dumb", [], "plain"),
        ((Terminal, Terminal), "", [], "plain"),
        ((Terminal, Terminal), "xterm-256color", ["--plain"], "plain"),
    ],
)
def test_which_face_is_shown(
    streams: tuple[type[StringIO], type[StringIO]],
    term: str,
    flags: list[str],
    face: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faces: list[str] = []

    def note(name: str) -> Callable[..., int]:
        def face(*_: object, **__: object) -> int:
            faces.append(name)
            return 0

        return face

    monkeypatch.setattr(tutor, "_plain", note("plain"))
    monkeypatch.setattr(tutor, "_drawn", note("drawn"))
    monkeypatch.setattr(sys, "stdin", streams[0]())
    monkeypatch.setattr(sys, "stdout", streams[1]())
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("GLUTATUI_CONTENT", str(write_course(Path(os.environ["XDG_DATA_HOME"]))))
    assert main(["learn", *flags]) == 0
    assert faces == [face]


def test_streams_that_are_closed_are_no_terminal(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = StringIO()
    closed.close()
    out = StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    for stdin in (None, closed):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert main(["--content", str(root), "--records", str(tmp_path / "j")]) == 0
    assert out.getvalue().count("Your answers are kept.") == 2


def test_without_a_command_the_lessons_begin(root: Path, tmp_path: Path) -> None:
    done = glutatui("--content", str(root), "--records", str(tmp_path / "j"), typed="q\n")
    assert done.returncode == 0
    assert "Code: " in done.stdout.decode()


@pytest.mark.parametrize(
    ("command", "code"), [("records verify --records", "journal-unreadable"), ("preview", "preview-missing")]
)
def test_a_name_that_no_file_can_have_is_told(command: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "x" * 300]) == 1
    assert say("en", f"error-{code}", path="").strip()[-30:] in told(capsys)


def test_records_verify_counts(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "j"
    glutatui("learn", "--content", str(root), "--records", str(path), typed="\n")
    assert main(["records", "verify", "--records", str(path)]) == 0
    assert capsys.readouterr().out == say("en", "records-whole", visits=1, events=2) + "\n"
    with sqlite3.connect(path) as db:
        db.execute("delete from event where seq = 0")
    db.close()
    assert main(["records", "verify", "--records", str(path)]) == 1
    out, err = capsys.readouterr()
    assert "not whole" in out
    assert err.count("\n") == 1
