"""Errors that are told, faults that are kept in a log, and commands that are left."""

import errno
import io
import os
import re
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from traceback import TracebackException
from typing import NoReturn

import pytest

from glutatui.cli import arguments, authoring, main, mishaps
from glutatui.cli.mishaps import log, log_file, patience
from glutatui.errors import GlutatuiError, RecordsError
from glutatui.records import SqliteJournal
from glutatui.words import LANGUAGES, say
from scripts import without_patience
from small_course import write_course

PARSE = arguments.parse


def faulty(left: str, *, kept: bool = True) -> str:
    """Return what whoever is no patient reads of a fault."""
    details = say("en", "fault-details" if kept else "fault-details-lost", path=log_file())
    return f"{say('en', 'fault')} {say('en', f'fault-{left}')} {details}"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("check lessons", "nothing"),
        ("check --confirm-wordings", "files"),
        ("check lessons --confirm-wordings", "files"),
        ("new lesson kidneys", "files"),
        ("translated es liver", "files"),
        ("preview lessons/en/01.md", "nothing"),
        ("export course", "nothing"),
        ("export quiz", "nothing"),
        ("export records", "audit"),
        ("import quiz -", "nothing"),
        ("report --visit ABC-DEF", "audit"),
        ("records verify", "records"),
        ("records purge --yes", "records"),
        ("serve --port 0", "answers"),
        ("doctor", "nothing"),
        ("health", "nothing"),
        ("staff-pin", "nothing"),
        *((patient, "") for patient in ("", "learn", "quiz --plain", "--plain", "--kiosk")),
    ],
)
def test_whoever_is_no_patient_is_told_what_was_changed_and_where_the_details_are(
    words: str, left: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the command; a patient's sentence stays as it is."""

    def broken(_: object) -> NoReturn:
        raise RuntimeError

    monkeypatch.setattr(arguments, "parse", lambda argv: parsed(argv, broken))
    assert main(words.split()) == 70
    assert capsys.readouterr().err == (faulty(left) if left else say("en", "sorry")) + "\n"


def parsed(argv: list[str], run: Callable[[Namespace], int]) -> Namespace:
    """Return what was typed, as it is understood, but for what it leads to."""
    found = PARSE(argv)
    found.run = run
    return found


def test_every_command_has_its_sentence() -> None:
    """Found in what can be typed, so that a new command is not told as a patient is."""
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit):
        PARSE(["--help"])
    commands = set(re.findall(r"^    ([a-z-]+)", out.getvalue(), re.MULTILINE))
    assert commands == {known[0] for known in mishaps._LEFT} | {"learn", "quiz", "attach"}  # noqa: SLF001


def test_a_fault_of_ours_is_a_calm_sentence_and_a_log_without_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_root: Path, **_: object) -> NoReturn:
        secret = "".join(reversed("YRANAC"))
        raise RuntimeError(len(secret))

    monkeypatch.setattr(authoring, "check", broken)
    assert main(["check"]) == 70
    assert capsys.readouterr() == ("", faulty("nothing") + "\n")
    kept = log_file().read_text()
    assert "RuntimeError: 6" in kept
    assert "CANARY" not in kept
    assert log_file().stat().st_mode & 0o077 == 0
    with pytest.raises(RuntimeError) as fault:  # the twin: with values, the log would tell
        broken(Path())
    assert "CANARY" in "".join(TracebackException.from_exception(fault.value, capture_locals=True).format())


def test_a_log_does_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mishaps, "LARGEST_LOG", 1000)
    for _ in range(100):
        log("x" * 90)
    assert log_file().stat().st_size < 1300


def test_a_log_that_cannot_be_written_is_no_second_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    mishaps.keep(RuntimeError())
    mishaps.keep(RuntimeError(), ["check"])
    assert capsys.readouterr().err.splitlines() == [say("en", "sorry"), faulty("nothing", kept=False)]


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt, 130), (BrokenPipeError, 0)])
def test_a_command_that_is_left_ends_calmly(
    error: type[BaseException], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def left(_root: Path, **_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(authoring, "check", left)
    monkeypatch.setattr(mishaps, "no_more_output", lambda: None)
    assert main(["check"]) == status
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_leaves_early_does_no_harm(tmp_path: Path) -> None:
    root = write_course(tmp_path)
    command = f"{sys.executable} -m glutatui export course --content {root} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, len(done.stdout), without_patience(done.stderr.decode())) == (0, 10, "")


@pytest.mark.parametrize("words", ["--version", "export course"])
def test_output_that_cannot_be_written_is_told(words: str) -> None:
    command = [sys.executable, "-m", "glutatui", *words.split()]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)

    why = os.strerror(errno.ENOSPC)
    assert without_patience(done.stderr.decode()) == f"glutatui: {say('en', 'error-output-unwritten', why=why)}\n"
    assert done.returncode == 1


@pytest.mark.parametrize(("words", "status"), [("--version", 0), ("health", 3), ("nonsense", 2)])
def test_streams_that_are_closed_change_nothing(words: str, status: int) -> None:
    """Whoever closes them reads nothing: the exit status still tells."""
    command = f"exec {sys.executable} -m glutatui {words} <&- >&- 2>&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")
    assert not log_file().exists()


@pytest.mark.parametrize("words", ["records backup", "doctor --format json --records"])
def test_what_an_encoding_lacks_is_no_fault(words: str, tmp_path: Path) -> None:
    name = tmp_path / "año.sqlite"
    journal = tmp_path / "journal.sqlite"
    SqliteJournal.open(journal).close()
    command: list[str | Path] = [sys.executable, "-m", "glutatui", *words.split(), name]
    command += ["--records", journal] if "backup" in words else []
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"})

    assert (done.returncode, without_patience(done.stderr.decode())) == (0, "")
    assert ("año" if "json" in words else r"a\xf1o") in done.stdout.decode()


def test_work_that_takes_long_is_said_to(capsys: pytest.CaptureFixture[str]) -> None:
    said = threading.Event()

    def write(_text: str) -> None:
        said.set()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mishaps, "_err", write)
        with patience(0.01):
            assert said.wait(20)
        said.clear()
        with patience(60):
            pass
    assert not said.is_set()
    assert capsys.readouterr() == ("", "")


def test_hostile_values_in_an_error_steer_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    error: GlutatuiError = RecordsError("journal-newer", path="a\x1b]0;x\x07\nb\u202e\ud800")
    mishaps.tell(error)
    out, err = capsys.readouterr()
    assert (out, err.rstrip("\n").isprintable()) == ("", True)


def test_every_error_that_can_be_raised_has_its_sentence() -> None:
    """Found in the source, so that a new code cannot be forgotten."""
    package = Path(mishaps.__file__).parents[1]
    source = "\n".join(path.read_text() for path in package.rglob("*.py"))
    codes = set(re.findall(r'(?:Usage|Content|Records|Service|Print|Output)Error\(\s*"([a-z-]+)"', source))
    codes |= set(re.findall(r'"(journal-[a-z-]+)"', source))
    assert len(codes) > 15
    for table in LANGUAGES.values():
        assert {f"error-{code}" for code in codes} <= table.keys()
