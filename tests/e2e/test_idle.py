"""A screen that nobody touches writes nothing and starts nothing."""

from pathlib import Path

from e2e.conftest import Open
from e2e.patient import english
from e2e.prepared import at_a_question, prepared
from glutatui.course import Course

WATCHED = 2.0
"""Seconds."""


def test_an_idle_screen_is_silent(opened: Open, journal: Path, course: Course) -> None:
    """0 bytes and one thread before the first answer; 0 bytes and the thread that waits for the disk after it."""
    code = prepared(journal, course, at_a_question)
    with opened("quiz", "--visit", code) as terminal:
        terminal.shows(english("not-sure"))
        terminal.settle()
        assert terminal.quiet(WATCHED) == 0
        assert terminal.threads() == 1
        terminal.send("0")
        terminal.shows(english("unsure-title"))
        terminal.settle()
        assert terminal.quiet(WATCHED) == 0
        assert terminal.threads() <= 2, "one worker thread stays, asleep, for the next answer"
