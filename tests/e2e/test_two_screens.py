"""One visit on two terminals: the second is told, and no event is lost or doubled."""

from pathlib import Path

from e2e.conftest import Open
from e2e.patient import ENTER, english
from e2e.prepared import at_a_question, events_of, prepared
from glutatui.course import Course
from glutatui.records import verify


def test_the_second_screen_is_told(opened: Open, journal: Path, course: Course) -> None:
    code = prepared(journal, course, at_a_question)
    before = len(events_of(journal, code))
    with opened("quiz", "--visit", code) as first, opened("quiz", "--visit", code) as second:
        for terminal in (first, second):
            terminal.shows(english("not-sure"))
        first.send("0")
        first.shows(english("unsure-title"))
        second.send("0")
        second.shows(english("error-visit-elsewhere"))
        assert len(events_of(journal, code)) == before + 1

        second.settle()
        second.send(ENTER)
        second.until(lambda: english("error-visit-elsewhere") not in second.text())
        second.settle()
        second.send("0")
        second.shows(english("error-visit-elsewhere"))
        first.settle()
        first.send(ENTER)
        first.until(lambda: english("unsure-title") not in first.text())
    events = events_of(journal, code)
    assert [event.kind for event in events[before:]] == ["answered", "went"]
    assert verify(journal).whole
