"""However a visit ends, the terminal is as it was before, and nothing of the visit is left on it."""

import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM, Open
from e2e.patient import ENTER, Patient, english
from e2e.prepared import at_a_question, at_the_end, events_of, prepared
from e2e.warm import Warm, WarmTerminal
from glutatui.course import Course
from terminal import PATIENCE, Terminal

FAULTS = Path(__file__).with_name("faults.py")
AS_BEFORE = {7, 25}
"""The private modes of a fresh terminal: it wraps, and shows the cursor."""


def restored(terminal: Terminal) -> bool:
    """Tell whether line modes, screen, mouse and cursor are as before."""
    return (
        termios.tcgetattr(terminal.slave) == terminal.modes
        and terminal.display.private_modes == AS_BEFORE
        and not terminal.display.cursor.hidden
    )


def left_behind(terminal: Terminal, course: Course) -> list[str]:
    """Return the words of the visit that the next person could still read."""
    seen = " ".join(terminal.everything().split())
    said = [warning.says["en"] for warning in course.warnings]
    asked = [text["en"] for item in course.items() for text in (item.ask, *(option.text for option in item.options))]
    own = [english(key) for key in ("summary-title", "quiz-title", "not-sure", "hint-help")]
    return [text for text in (*said, *asked, *own) if text in seen]


def bare(text: str) -> str:
    """Return a text without blanks, however a terminal has broken it."""
    return "".join(text.split())


def finish(terminal: Terminal) -> None:
    """Read the summary to its end and finish."""
    terminal.shows(english("summary-title"))
    while True:
        terminal.settle()
        before = terminal.rows()
        last = english("hint-finish") in before[-1]
        terminal.send(ENTER)
        if last:
            return
        terminal.until(lambda: terminal.rows() != before)  # noqa: B023  (used within the round)


def test_finishing_leaves_one_sentence(opened: Open, journal: Path, course: Course) -> None:
    code = prepared(journal, course, at_the_end)
    with opened("quiz", "--visit", code) as terminal:
        finish(terminal)
        assert terminal.ends() == 0
        assert restored(terminal)
        assert left_behind(terminal, course) == []
        assert bare(terminal.everything()) == bare(english("bye-finished", code=code))


def test_a_program_that_does_not_wipe_is_seen(journal: Path, course: Course) -> None:
    """The twin: the same look finds what a careless program leaves."""
    code = prepared(journal, course, at_the_end)
    with Terminal([sys.executable, FAULTS, "unwiped", "quiz", "--records", journal, "--visit", code]) as terminal:
        finish(terminal)
        terminal.ends()
        assert not restored(terminal)
        assert left_behind(terminal, course)


def test_stopping_leaves_one_sentence(opened: Open, journal: Path, course: Course) -> None:
    code = prepared(journal, course, at_a_question)
    with opened("quiz", "--visit", code) as terminal:
        terminal.shows(english("not-sure"))
        terminal.send("q")
        terminal.shows(english("stop-title"))
        terminal.send("2")
        assert terminal.ends() == 0
        assert restored(terminal)
        assert bare(terminal.everything()) == bare(english("bye", code=code))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_calmly(opened: Open, journal: Path, course: Course, number: signal.Signals) -> None:
    code = prepared(journal, course, at_a_question)
    with opened("quiz", "--visit", code) as terminal:
        terminal.shows(english("not-sure"))
        terminal.send("0")
        terminal.shows(english("unsure-title"))
        terminal.kill(number)
        assert terminal.ends() == 0
        assert restored(terminal)
        assert left_behind(terminal, course) == []
    assert events_of(journal, code)[-1].kind == "answered"


def test_a_crash_says_one_sentence(journal: Path, course: Course, tmp_path: Path) -> None:
    """No traceback and no local variable, neither on the screen nor in the log; the visit goes on later."""
    code = prepared(journal, course, at_a_question)
    words: list[str | Path] = ["quiz", "--records", journal, "--visit", code]
    with Terminal([sys.executable, FAULTS, "crashing", *words]) as terminal:
        terminal.shows(english("not-sure"))
        terminal.send("0")
        terminal.shows(english("unsure-title"))
        terminal.send("s")
        assert terminal.ends() == 70
        assert restored(terminal)
        assert left_behind(terminal, course) == []
        assert terminal.everything().split() == english("sorry").split()
        assert b"CANARY" not in terminal.raw
        assert b"Traceback" not in terminal.raw
    (log,) = (tmp_path / "xdg").rglob("*.log")
    assert "ValueError" in log.read_text()
    assert "CANARY" not in log.read_text()
    with Terminal([PROGRAM, *words]) as terminal:
        terminal.shows(english("unsure-title"))


def test_a_terminal_that_is_gone_ends_it(opened: Open, journal: Path, course: Course) -> None:
    code = prepared(journal, course, at_a_question)
    with opened("quiz", "--visit", code) as terminal:
        terminal.shows(english("not-sure"))
        terminal.hang_up()
        terminal.process.wait(PATIENCE)
    assert len(events_of(journal, code)) >= 2


def test_a_kiosk_is_ready_for_the_next_patient(opened: Open, course: Course) -> None:
    """After the end the welcome stands there again, with nothing of the visit, and another code."""
    with opened("quiz", "--kiosk") as terminal:
        first = Patient(terminal, course)
        code = admitted(first)
        first.walk(lambda _: ((lambda _: False), "not-sure"), until=english("summary-title"))
        finish(terminal)
        terminal.shows(english("welcome-privacy"))
        terminal.settle()
        assert [text for text in left_behind(terminal, course) if text != english("hint-help")] == []
        assert bare(code) not in bare(terminal.everything())
        terminal.quiet(0.6)  # the next patient is there when this one types no more
        assert admitted(Patient(terminal, course)) != code


def admitted(patient: Patient) -> str:
    """Begin the quiz; return the code."""
    patient.terminal.shows(english("welcome-privacy"))
    patient.terminal.settle()
    patient.press(ENTER)
    patient.terminal.shows(english("quiz-intro-pass"))
    return patient.code()


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    """The words that lead to a tmux of our own; it is gone after the test."""
    words = ["tmux", "-S", str(tmp_path / "tmux"), "-f", os.devnull]
    yield words
    subprocess.run([*words, "kill-server"], check=False, capture_output=True)


@pytest.mark.needs("tmux")
def test_the_scrollback_of_tmux_holds_nothing(tmux: list[str], journal: Path, course: Course) -> None:
    """A terminal that somebody else wrote agrees: after the end neither screen nor scrollback tell anything."""
    code = prepared(journal, course, at_the_end)
    command = f"{PROGRAM} quiz --records {journal} --visit {code}; exec cat"
    subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "24", command], check=True)

    def captured(*more: str) -> str:
        done = subprocess.run([*tmux, "capture-pane", "-p", *more], check=True, capture_output=True, text=True)
        return " ".join(done.stdout.split())

    def until(text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in captured():
            assert time.monotonic() < end, captured()

    until(english("summary-title"))
    bye = english("bye-finished", code=code)
    end = time.monotonic() + PATIENCE
    while bye not in captured():
        assert time.monotonic() < end, captured()
        if english("hint-finish") in captured() or english("hint-more") in captured():
            subprocess.run([*tmux, "send-keys", "Enter"], check=True)
    assert captured("-S", "-") == bye


def stopped_by_ctrl_s(fault: tuple[str, ...], folder: Path) -> bool:
    """Keep Ctrl+S pressed while a visit ends; tell whether the program stays until Ctrl+Q."""
    with Warm(*fault) as warm, WarmTerminal(warm, ["learn", "--records", folder / "journal.sqlite"]) as terminal:
        terminal.shows(english("welcome-privacy"))
        terminal.send("1")
        terminal.shows(english("hint-next"))
        terminal.send("q")
        terminal.shows(english("stop-title"))
        terminal.send("2")
        end = time.monotonic() + 2
        while terminal.process.poll() is None and time.monotonic() < end:
            terminal.send("\x13")
            terminal.read(0.0005)
        stayed = terminal.process.poll() is None
        terminal.send("\x11")
        assert terminal.ends() == 0
    return stayed


def test_ctrl_s_at_the_end_stops_no_program(tmp_path: Path) -> None:
    """A terminal of lines obeys it: who writes then waits for a Ctrl+Q that nobody presses."""
    assert not [turn for turn in range(3) if stopped_by_ctrl_s((), tmp_path)]


def test_ctrl_s_would_stop_who_writes_afterwards(tmp_path: Path) -> None:
    """The twin: last words that are printed when the terminal has been given back."""
    assert any(stopped_by_ctrl_s(("lingering",), tmp_path) for _ in range(5))
