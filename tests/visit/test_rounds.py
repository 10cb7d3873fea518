"""Three rounds: what comes after each miss, and visits that began under two rounds end under two."""

from dataclasses import replace
from datetime import timedelta

import pytest

from courses import small_course
from fakes import MemoryJournal
from glutatui.errors import RecordsError
from glutatui.visit import (
    Again,
    Answer,
    Ask,
    Choice,
    ComeBack,
    Event,
    GoOn,
    HandOver,
    Step,
    Summary,
    Visit,
    replay,
    step_of,
    teaching,
)
from glutatui.visit.teaching import cited_by, pages_teaching
from glutatui.words import LANGUAGES
from visits import CODE, OLD_COURSE, VISIT, SeededDesk, kept_under_two_rounds, knowing, new_ids, onward, take, walk


def unsure(step: Step) -> Choice:
    """Choose as somebody who is never sure."""
    return Answer(frozenset(), unsure=True) if isinstance(step, Ask) else onward(step)


def test_each_miss_is_followed_by_another_teaching_and_the_third_by_a_person() -> None:
    course = small_course(warnings=1)
    desk = SeededDesk(course)
    steps = [step for step, _ in walk(desk.start("quiz", "en")[0], unsure)]
    taught = [step for step in steps if isinstance(step, Again | HandOver)]
    asked = [step.item.id for step in steps if isinstance(step, Ask)]

    assert taught == [Again("w0"), Again("w0", 2), HandOver("w0")]
    assert len(set(asked)) == len(asked) == 6, "each round asks other questions"
    told = [teaching(course, step) for step in taught]
    for language in LANGUAGES.values():
        assert len({language[one.title] for one in told}) == len({language[one.note] for one in told}) == 3
    assert [[page.id for page in one.pages] for one in told] == [[], ["page-1"], []]
    assert desk.events[-1].data["outcomes"] == {"w0": "to_talk_about"}


def test_the_pages_of_the_second_miss_are_those_with_the_card() -> None:
    course = small_course(lessons=1, pages=2)
    carded, plain = course.warnings[:2]
    both = ("01-first#page-1", "01-first#page-2", "01-first#no-such-page")

    assert [page.id for page in pages_teaching(course, replace(carded, taught=both))] == ["page-1"]
    assert [page.id for page in pages_teaching(course, replace(plain, taught=both))] == ["page-1", "page-2"]
    assert cited_by(course, Again("w0")) == (("claim-1",), ())
    assert cited_by(course, Again("w0", 2)) == (("claim-1",), ("conflict-1",))


def test_where_no_page_teaches_it_the_second_explanation_comes_once_more() -> None:
    course = small_course(warnings=1)
    bare = replace(course, warnings=(replace(course.warnings[0], taught=()),))
    told = teaching(bare, Again("w0", 2))
    assert (told.title, told.note, told.pages) == ("again-title", "again-once-more", ())


@pytest.mark.parametrize(
    ("missed", "turns"),
    [
        (1, "A1 B1 C1 D1 D2 D3"),
        (2, "A1 B1 C1 D1 C2 D2 C3 D3"),
        (3, "A1 B1 C1 D1 B2 C2 D2 B3 C3 D3"),
        (4, "A1 B1 C1 A2 B2 C2 A3 B3 C3 D1 D2 D3"),
    ],
)
def test_at_the_end_of_the_quiz_all_that_is_left_comes_first(missed: int, turns: str) -> None:
    """Two turns, which are four questions, stand between a miss and the next round, while so many are left."""
    visit, _ = SeededDesk(small_course()).start("quiz", "en")
    names = {turn.warning: name for turn, name in zip(visit.state.turns, "ABCD", strict=True)}
    never = set("ABCD"[4 - missed :])

    def choose(step: Step) -> Choice:
        lost = isinstance(step, Ask) and names[step.warning or ""] in never
        return unsure(step) if lost else knowing(step)

    asked = [step for step, _ in walk(visit, choose) if isinstance(step, Ask)]
    assert " ".join(f"{names[ask.warning or '']}{ask.round}" for ask in asked[::2]) == turns


def chosen(event: Event) -> Choice:
    """Return what the patient did."""
    data = event.data
    if event.kind == "answered":
        return Answer(frozenset(data["chosen"]), sure=data["sure"], unsure=data["unsure"])
    return GoOn()


def test_a_journal_of_two_rounds_replays_with_two() -> None:
    events = kept_under_two_rounds()
    states = [replay(OLD_COURSE, events[:length]) for length in range(1, len(events) + 1)]
    steps = [step_of(OLD_COURSE, state) for state in states]

    assert {state.policy.rounds for state in states} == {2}
    assert [step for step in steps if isinstance(step, Again)] == [Again("w2"), Again("w1")]
    assert steps[-2] == HandOver("w1")
    assert isinstance(steps[-1], Summary)
    assert dict(steps[-1].outcomes) == events[-1].data["outcomes"]


def test_with_a_third_round_the_same_journal_would_not_replay() -> None:
    """The twin: it is the policy in its first event that holds an old visit to two rounds."""
    first, *others = kept_under_two_rounds()
    three = replace(first, data={**first.data, "policy": {**first.data["policy"], "rounds": 3}})
    with pytest.raises(RecordsError, match="visit-out-of-step"):
        replay(OLD_COURSE, (three, *others))


def test_a_visit_that_began_under_two_rounds_is_taken_up_and_ends_under_two() -> None:
    """Wherever it was left, the same choices lead to the same events, and the second miss to a person."""
    events = kept_under_two_rounds()
    for left in range(1, len(events)):
        desk = SeededDesk(OLD_COURSE)
        assert isinstance(desk.journal, MemoryJournal)
        desk.journal.begin(VISIT, CODE, "{}", "0" * 64)
        for event in events[:left]:
            desk.journal.append(event)
        visit = desk.resume(CODE)
        made = [take(visit, chosen(event)) for event in events[left:]]
        assert [(one.kind, one.data) for one in made] == [(one.kind, one.data) for one in events[left:]]


def test_the_check_after_some_days_of_such_a_visit_stays_what_it_was() -> None:
    journal, events = MemoryJournal(), kept_under_two_rounds()
    journal.begin(VISIT, CODE, "{}", "0" * 64)
    for event in events:
        journal.append(event)
    days = events[-1].at + timedelta(days=3)
    back = Visit(OLD_COURSE, replay(OLD_COURSE, events), journal, clock=lambda: days, new_id=new_ids(1000))
    assert back.return_day == 3

    take(back, ComeBack(3))
    steps = [step for step, _ in walk(back, unsure)]

    used = {event.data["item"] for event in events if event.kind == "answered"}
    asked = [step for step in steps if isinstance(step, Ask)]
    assert [step.warning for step in asked][:2] == ["w1", "w2"], "the hardest first"
    assert not used & {step.item.id for step in asked}
    assert [step.warning for step in steps if isinstance(step, HandOver)] == [step.warning for step in asked]
    assert not [step for step in steps if isinstance(step, Again)]
    assert replay(OLD_COURSE, journal.replay(VISIT)) == back.state
    assert back.state.policy.rounds == 2
