"""`learn` and `quiz` on a terminal: what the command adds around the Textual face."""

import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from glutatui.words import say
from scripts import CODE, content_flags, glutatui
from small_course import write_course
from terminal import Terminal


@pytest.fixture
def flags(tmp_path: Path) -> list[str]:
    """The flags that name a small course and a journal of its own."""
    root = write_course(tmp_path / "course")
    return ["--records", str(tmp_path / "journal.sqlite"), *content_flags(root)]


def at_terminal(*words: str) -> Terminal:
    """Start the program on a terminal."""
    return Terminal([sys.executable, "-m", "glutatui", *words])


def a_code(flags: Sequence[str]) -> str:
    """Begin a visit in the line face; return its code."""
    said = glutatui("quiz", *flags, typed="\n").stdout.decode()
    return next(found[1] for line in said.splitlines() if (found := CODE.fullmatch(line)))


def test_who_stops_is_told_the_code_once_more(flags: list[str]) -> None:
    code = a_code(flags)
    with at_terminal("quiz", "--visit", code.lower(), *flags) as terminal:
        terminal.shows(say("en", "mark-one"))
        terminal.send("q")
        terminal.shows(say("en", "stop-title"))
        terminal.send("2")
        assert terminal.ends() == 0
        assert say("en", "bye", code=code) in " ".join(terminal.everything().split())


def test_on_a_kiosk_no_code_is_left_behind(flags: list[str]) -> None:
    with at_terminal("quiz", "--kiosk", *flags) as terminal:
        terminal.shows(say("en", "welcome-question"))
        terminal.send("\r")
        terminal.shows(say("en", "quiz-title"))
        terminal.kill(15)
        terminal.ends()
        assert say("en", "bye", code="").split(".")[0] not in terminal.everything()


def test_a_wrong_code_is_told_before_anything_is_drawn(flags: list[str]) -> None:
    with at_terminal("learn", "--visit", "ABC-234", *flags) as terminal:
        assert terminal.ends() == 1
        assert say("en", "error-visit-unknown") in terminal.everything().replace("\n", "")
        assert b"\x1b[?1049h" not in terminal.raw


def test_a_journal_that_is_newer_is_told_before_anything_is_drawn(flags: list[str]) -> None:
    a_code(flags)
    with sqlite3.connect(flags[1]) as db:
        db.execute("pragma user_version = 99")
    db.close()
    with at_terminal("learn", *flags) as terminal:
        assert terminal.ends() == 1
        assert b"\x1b[?1049h" not in terminal.raw


def test_steering_variables_do_not_reach_textual(flags: list[str], tmp_path: Path) -> None:
    spied = tmp_path / "textual.log"
    env = {"TEXTUAL_LOG": str(spied), "TEXTUAL_PRESS": "enter"}
    with Terminal([sys.executable, "-m", "glutatui", "learn", *flags], env=env) as terminal:
        terminal.shows(say("en", "welcome-question"))
        assert not spied.exists()
