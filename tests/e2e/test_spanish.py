"""A patient who reads Spanish takes the whole shipped course at a real terminal, which says so by its LANG."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM
from glutatui.content import course_for
from glutatui.content.where import CHECKOUT
from glutatui.course import Course
from glutatui.records import SqliteJournal
from glutatui.visit import POLICY
from glutatui.words import LANGUAGES, say
from terminal import Terminal

ENOUGH = 1500
"""Screens after which a visit must have come to its end."""
_ENGLISH = [
    text
    for key, text in LANGUAGES["en"].items()
    if len(text) > 10 and "{" not in text and key.startswith(("welcome", "quiz", "hint", "again", "talk", "summary"))
]


def spanish(key: str, **values: object) -> str:
    """Return one of the program's sentences."""
    return say("es", key, **values)


def squeezed(text: str) -> str:
    """Return a text without its blanks: rows break where they must."""
    return "".join(text.split())


def walked(terminal: Terminal) -> list[str]:
    """Go on to the last screen, answering every question with "No lo sé"; return what was seen of each screen."""
    seen: list[str] = []
    while spanish("summary-title") not in terminal.rows()[0]:
        assert len(seen) < ENOUGH, terminal.text()
        terminal.settle()
        rows = terminal.rows()
        seen.append("\n".join(row.strip() for row in rows[2:-2]))
        asked = f"[ {spanish('not-sure')} ]" in seen[-1]
        terminal.send("0" if asked else "n" if spanish("checklist-title") in rows[0] else "\r")
        _change(terminal, rows)
    return seen


def _change(terminal: Terminal, before: list[str]) -> None:
    terminal.until(lambda: terminal.rows() != before, "another screen")


def read_on(terminal: Terminal) -> str:
    """Return the last screen down to its end."""
    text = []
    while True:
        terminal.settle()
        rows = terminal.rows()
        text.append("\n".join(rows[2:-2]))
        if spanish("hint-finish") in rows[-1]:
            return "\n".join(text)
        terminal.send("\r")
        _change(terminal, rows)


def pages_of(course: Course) -> list[str]:
    """Return the headings of all pages in Spanish."""
    return [page.title["es"] for lesson in course.lessons for page in lesson.pages]


def test_a_visit_in_spanish_goes_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped course: everything is asked, taught again and handed over, and no word of the face is English."""
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    monkeypatch.delenv("GLUTATUI_CONTENT")
    course, journal = course_for(CHECKOUT), tmp_path / "journal.sqlite"
    with Terminal([PROGRAM, "learn", "--records", journal]) as terminal:
        terminal.shows(spanish("language-ask"))
        terminal.send("\r")
        terminal.shows(spanish("welcome-question"))
        assert spanish("unreviewed-all") in terminal.text()
        seen = walked(terminal)
        last = read_on(terminal)
        terminal.send("q")
        terminal.shows(spanish("stop-title"))
        terminal.send("2")
        terminal.shows("Gracias. Sus respuestas están guardadas.")

    told = squeezed("\n".join(seen))
    for title in pages_of(course):
        assert squeezed(title) in told, title
    for warning in course.warnings:
        assert squeezed(warning.says["es"]) in squeezed(last), warning.id
        assert squeezed(warning.again["es"])[:60] in told, warning.id
    asked = {item.id for item in course.items() if squeezed(item.ask["es"])[:40] in told}
    with closing(SqliteJournal.open(journal)) as records:
        (visit,) = records.visits()
        events = records.replay(visit)
    answered = [event.data["item"] for event in events if event.kind == "answered"]
    checks = sum(len(lesson.checks) for lesson in course.lessons)
    assert set(answered) <= asked
    assert len(answered) == len(course.before) + checks + 2 * POLICY.rounds * len(course.warnings)
    assert (events[0].data["language"], events[-1].kind) == ("es", "finished")
    assert spanish("summary-known", known=0, of=len(course.warnings)) in last
    found = re.findall("|".join(map(re.escape, _ENGLISH)), "\n".join((*seen, last)))
    assert not found
