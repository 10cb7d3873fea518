"""Each client there is goes the whole way of a visit through each door, and sees the right frames."""

from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.patient import CODE, DOWN, ENTER, Patient, english
from glutatui.content import course_for
from glutatui.course import Item, Option
from serve.conftest import WayInto
from serve.hosts import Host, until
from serve.test_life import begin, events_with
from serve.ways import CLIENTS, DOORS, Way
from terminal import Terminal


def right(_: Item) -> tuple[Callable[[Option], bool], str]:
    """Answer as somebody who knows."""
    return (lambda option: option.right), "sure"


def finish(patient: Patient) -> None:
    """Read the summary to its end and finish."""
    terminal = patient.terminal
    for _ in range(60):
        before = terminal.text()
        terminal.send(ENTER)
        terminal.until(lambda before=before: terminal.text() != before, "the next part of the summary")  # type: ignore[misc]
        if english("welcome-question") in terminal.text():
            return


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("door", DOORS)
def test_a_patient_goes_the_whole_way(
    usual: Host, way_into: WayInto, door: str, client: Callable[[Way], list[str]]
) -> None:
    course, way = course_for(usual.content), way_into(door, usual)
    with Terminal(client(way)) as terminal:
        patient = Patient(terminal, course)
        code = begin(terminal)
        asked = patient.walk(right, until=english("summary-title"))
        terminal.shows(english("summary-known", known=1, of=1))
        first = usual.child()
        finish(patient)

        terminal.shows(english("welcome-question"))
        assert code not in terminal.everything(), "the next patient finds nothing of the last"
        assert not Path(f"/proc/{first}").exists(), "and has a process of their own"
    pages = [page for lesson in course.lessons for page in lesson.pages]
    assert [page.title["en"] for page in pages if not any(page.title["en"] in seen for seen in patient.heard)] == []
    events = events_with(usual, code)
    assert events[-1].kind == "finished"
    assert dict(events[-1].data["outcomes"]) == {"liver": "known_at_once"}
    assert [event.data["item"] for event in events if event.kind == "answered"] == asked
    until(lambda: usual.inside() == 0, "an empty house")
    until(lambda: way.left() == 0, "the end of the server")


@pytest.mark.needs("ssh")
def test_line_by_line_with_a_real_line_mode(usual: Host) -> None:
    """What is typed is echoed and can be erased; the visit ends with the line."""
    with usual.ssh(user="plain") as terminal:
        terminal.until(lambda: CODE.search(terminal.text()), "the code")
        terminal.shows(english("plain-prompt-on"))
        terminal.send("garbage\x7f\x7f\x7f\x7f\x7f\x7f\x7fh" + ENTER)
        terminal.shows(english("plain-help-title"))
        terminal.send("q" + ENTER)
        assert terminal.ends() == 0
        assert not CODE.search(terminal.everything())


@pytest.mark.needs("ssh")
def test_a_terminal_that_cannot_be_drawn_on_gets_lines(usual: Host) -> None:
    with usual.ssh(env={"TERM": "dumb"}) as terminal:
        terminal.shows(english("plain-prompt-on"))


@pytest.mark.needs("ssh")
def test_only_the_quiz_is_offered_to_who_comes_for_it(usual: Host) -> None:
    with usual.ssh(user="quiz") as terminal:
        terminal.shows(english("welcome-quiz"))
        assert english("welcome-learn") not in terminal.text()


@pytest.mark.needs("ssh")
def test_a_resize_arrives(usual: Host) -> None:
    with usual.ssh() as terminal:
        terminal.shows(english("welcome-question"))
        terminal.resize(40, 12)
        terminal.until(lambda: "Glutamine" in terminal.rows()[0] and len(terminal.rows()[0]) == 40, "a small frame")
        terminal.until(lambda: english("hint-help") in terminal.rows()[11], "its last row")
        terminal.send(DOWN)
        terminal.resize(100, 30)
        terminal.until(lambda: english("hint-help") in terminal.rows()[29], "a large frame")
