"""What a visit refuses, and what it keeps beside answers."""

from dataclasses import replace
from typing import Any

import pytest

from courses import small_course
from glutatui.errors import RecordsError
from glutatui.visit import (
    Answer,
    Ask,
    Checklist,
    Done,
    Event,
    Feedback,
    GoOn,
    Intro,
    PageStep,
    Speak,
    Step,
    Summary,
    Visit,
    advance,
    begin,
    trail,
)
from visits import SeededDesk, knowing, take, walk

COURSE = replace(small_course(), languages=("en", "es"))


def visit_at(kind: type[Step], mode: str = "learn") -> Visit:
    """Return a visit at its first step of a kind."""
    visit, _ = SeededDesk(COURSE).start(mode, "en")
    while not isinstance(visit.step, kind):
        take(visit, knowing(visit.step))
    return visit


@pytest.mark.parametrize(
    ("kind", "choice"),
    [
        (Intro, Done()),
        (Intro, Answer(frozenset({0}))),
        (Ask, GoOn()),
        (Ask, Done()),
        (Ask, Answer(frozenset())),
        (Ask, Answer(frozenset({0, 1}))),
        (Ask, Answer(frozenset({7}))),
        (Ask, Answer(frozenset({-1}))),
        (Ask, Answer(frozenset({0}), sure=True, unsure=True)),
        (Checklist, GoOn()),
        (PageStep, Answer(frozenset())),
        (Feedback, Done()),
        (Summary, GoOn()),
        (Summary, Speak("es")),
        (Intro, Speak("tlh")),
    ],
)
def test_a_choice_that_the_step_does_not_have_is_refused(kind: type[Step], choice: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match="is no choice at"):
        visit_at(kind).prepare(choice)


def an_event(visit: Visit, kind: str, data: dict[str, Any], *, seq: int | None = None, of: str = "") -> Event:
    """Return an event that may not fit."""
    prepared = Event("0" * 32, of or visit.state.visit, visit.state.seq, None, kind, data)  # type: ignore[arg-type]
    return prepared if seq is None else replace(prepared, seq=seq)


def test_events_that_do_not_fit_the_step_are_refused() -> None:
    visit = visit_at(Ask)
    misfits = [
        an_event(visit, "went", {"to": "page"}),
        an_event(visit, "checklist-done", {}),
        an_event(visit, "finished", {}),
        an_event(visit, "unheard-of", {}),
        an_event(visit, "language", {"language": "es"}, seq=visit.state.seq + 1),
        an_event(visit, "language", {"language": "es"}, of="f" * 32),
    ]
    for event in misfits:
        with pytest.raises(RecordsError, match="visit-out-of-step"):
            advance(COURSE, visit.state, event)


def test_only_the_last_step_finishes() -> None:
    visit = visit_at(Intro)
    with pytest.raises(RecordsError, match="visit-out-of-step"):
        advance(COURSE, visit.state, an_event(visit, "finished", {}))


@pytest.mark.parametrize("change", [{"kind": "went"}, {"seq": 1}, {"data": {"mode": "nap"}}])
def test_a_visit_begins_with_its_start(change: dict[str, Any]) -> None:
    desk = SeededDesk(COURSE)
    desk.start("learn", "en")
    with pytest.raises(RecordsError, match="visit-out-of-step"):
        begin(COURSE, replace(desk.events[0], **change))


def test_a_change_of_language_is_kept_and_moves_nothing() -> None:
    visit = visit_at(Ask)
    step = visit.step
    take(visit, Speak("es"))
    assert (visit.state.language, visit.step) == ("es", step)


def test_no_step_has_the_name_of_another_kind() -> None:
    visit, _ = SeededDesk(COURSE).start("learn", "en")
    keys = {step.key: type(step) for step, _ in walk(visit, knowing)} | {visit.step.key: type(visit.step)}
    assert {name.partition(":")[0] for name in keys} == {"intro", "ask", "feedback", "checklist", "page", "summary"}


def test_pages_can_be_looked_back_at_until_the_quiz_asks() -> None:
    assert trail(visit_at(Checklist).state) == ()
    at_page = visit_at(PageStep)
    assert trail(at_page.state) == (at_page.step,)
    visit = at_page
    seen: list[Step] = []
    for step, _ in walk(visit, knowing):
        if isinstance(step, Ask) and step.part == "quiz":
            break
        seen.append(step)
    assert trail(visit.state) == ()
    assert len([step for step in seen if isinstance(step, PageStep)]) == 4


def test_the_quiz_alone_has_no_lessons() -> None:
    visit, _ = SeededDesk(COURSE).start("quiz", "en")
    kinds = {type(step) for step, _ in walk(visit, knowing)}
    assert kinds == {Intro, Ask, Feedback}
