"""A person at a real terminal takes the course: with arrows and Enter, on a small screen, with the mouse alone."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from e2e.conftest import Open
from e2e.patient import ENTER, Patient, english
from glutatui.content.loading import load
from glutatui.course import Course, Item, Option
from glutatui.records import SqliteJournal, verify
from glutatui.tui.signs import ASCII
from glutatui.visit import Event
from small_course import write_course

MISSED = "liver"
"""The warning whose first scenario is answered wrongly on purpose."""

Answers = Callable[[Item], tuple[Callable[[Option], bool], str]]


def right(_: Item) -> tuple[Callable[[Option], bool], str]:
    """Answer as somebody who knows."""
    return (lambda option: option.right), "sure"


def missing_once(course: Course) -> Answers:
    """Answer as somebody who knows, but for the first scenario of one warning."""
    wrong_so_far: list[str] = []

    def answer(item: Item) -> tuple[Callable[[Option], bool], str]:
        if item.warning == MISSED and not wrong_so_far:
            wrong_so_far.append(item.id)
            wrong = next(option for option in item.options if not option.right)
            return (lambda option: option == wrong), "think-so"
        return right(item)

    assert MISSED in course.warning_of
    return answer


def kept(journal: Path) -> tuple[Event, ...]:
    """Return the events of the only visit in a journal."""
    assert verify(journal).whole
    with closing(SqliteJournal.open(journal)) as records:
        (visit,) = records.visits()
        return records.replay(visit)


def begin(patient: Patient, welcome: str = "welcome-learn") -> None:
    """Choose the way on the welcome screen."""
    patient.terminal.shows(english(welcome))
    patient.terminal.settle()
    if patient.mouse:
        words = english(welcome)
        patient.change(
            lambda: patient.terminal.click(20, next(n for n, row in enumerate(patient.terminal.rows()) if words in row))
        )
    else:
        patient.press(ENTER)


def read_through(patient: Patient) -> str:
    """Return all that stands on a screen that is longer than it is high, row by row and each row once."""
    rows: list[str] = []
    while True:
        body = [row.strip() for row in patient.body]
        fresh = next(n for n in range(len(body) + 1) if rows[len(rows) - len(body) + n :] == body[: len(body) - n])
        rows += body[len(body) - fresh :]
        if english("hint-more") not in patient.terminal.rows()[-1]:
            return " ".join(" ".join(rows).split())
        patient.press(ENTER)


def test_the_whole_way_with_arrows_and_enter(opened: Open, course: Course, journal: Path) -> None:
    """A warning is missed, taught again, asked with the other pair, and known at the end."""
    with opened("learn") as terminal:
        patient = Patient(terminal, course)
        begin(patient)
        asked = patient.walk(missing_once(course), until=english("summary-title"))

        expected = len(course.before) + sum(len(lesson.checks) for lesson in course.lessons)
        assert len(asked) == expected + 2 * len(course.warnings) + 2
        told = "\n".join(patient.heard)
        assert english("wrong") in told
        assert english("again-title") in told
        again = " ".join(course.warning_of[MISSED].again["en"].split())
        assert again in told
        for lesson in course.lessons:
            for page in lesson.pages:
                assert any(page.title["en"] in seen for seen in patient.heard), page.id
        terminal.shows(english("summary-known", known=len(course.warnings), of=len(course.warnings)))

        assert " ".join(course.warning_of[MISSED].says["en"].split()) in read_through(patient)

        of_missed = [item for item in asked if item in {item.id for item in course.warning_of[MISSED].items}]
        assert len(of_missed) == len(set(of_missed)) == 4, "a second round asks the other pair"
        between = asked.index(of_missed[2]) - asked.index(of_missed[1]) - 1
        later = asked[asked.index(of_missed[1]) + 1 :]
        assert between >= 3 or len(later) <= 3 + 2

    events = kept(journal)
    assert events[-1].kind == "finished"
    outcomes = dict(events[-1].data["outcomes"])
    assert outcomes.pop(MISSED) == "known_after_teaching"
    assert set(outcomes.values()) == {"known_at_once"}
    assert [event.data["item"] for event in events if event.kind == "answered"] == asked


def test_the_summary_names_what_was_missed_twice(opened: Open, course: Course, journal: Path) -> None:
    """Somebody who is never sure is taught and handed over, and reads every warning in the summary."""
    with opened("quiz") as terminal:
        patient = Patient(terminal, course)
        begin(patient, "welcome-quiz")
        patient.walk(lambda _: ((lambda _: False), "not-sure"), until=english("summary-title"))
        assert english("talk-title") in "\n".join(patient.heard)
        seen = read_through(patient)
        assert english("summary-talk") in seen
        for warning in course.warnings:
            assert " ".join(warning.says["en"].split()) in seen
    outcomes = kept(journal)[-1].data["outcomes"]
    assert set(outcomes.values()) == {"to_talk_about"}
    assert len(outcomes) == len(course.warnings)


def test_the_quiz_on_40_by_12_with_eight_colours(opened: Open, course: Course, journal: Path) -> None:
    """Arrows and Enter are enough on the smallest screen, too; a Linux console gets black, white and plain signs."""
    with opened("quiz", size=(40, 12), env={"TERM": "linux"}) as terminal:
        patient = Patient(terminal, course, signs=ASCII)
        begin(patient, "welcome-quiz")
        patient.walk(missing_once(course), until=english("summary-title"))
        sent = b";".join(re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.raw)))
        assert set(sent.split(b";")) <= {b"", b"0", b"1", b"7", b"22", b"27", b"37", b"40", b"39", b"49"}
    outcomes = dict(kept(journal)[-1].data["outcomes"])
    assert outcomes.pop(MISSED) == "known_after_teaching"
    assert set(outcomes.values()) == {"known_at_once"}


def test_the_whole_way_with_the_mouse_alone(opened: Open, journal: Path, tmp_path: Path) -> None:
    """Whoever only points reaches the end, and all answers are what was pointed at; on a small course."""
    root = write_course(tmp_path / "course")
    course = load(root).course
    assert course is not None
    with opened("learn", "--content", root) as terminal:
        patient = Patient(terminal, course, mouse=True)
        begin(patient)
        asked = patient.walk(right, until=english("summary-title"))
    events = kept(journal)
    assert events[-1].kind == "finished"
    assert [event.data["item"] for event in events if event.kind == "answered"] == asked
    assert set(events[-1].data["outcomes"].values()) == {"known_at_once"}
    assert all(event.data["right"] for event in events if event.kind == "answered")


def test_a_code_that_is_typed_leads_back(opened: Open, course: Course, journal: Path) -> None:
    """Somebody stops after the first answer, comes back with the code on paper, and is where they were."""
    with opened("learn") as terminal:
        patient = Patient(terminal, course)
        begin(patient)
        terminal.shows(english("before-intro"))
        code = patient.code()
        patient.press(ENTER)
        patient.answer(lambda option: option.right)
        there = terminal.rows()
        patient.press("q")
        terminal.send("2")
        assert terminal.ends() == 0
    with opened("learn") as terminal:
        terminal.shows(english("welcome-resume"))
        terminal.send("3")
        terminal.shows(english("resume-title"))
        terminal.send(code.lower() + ENTER)
        terminal.until(lambda: terminal.rows() == there, "the step that was left")
    assert [event.kind for event in kept(journal)] == ["started", "went", "answered"]
