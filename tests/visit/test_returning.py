"""The check after some days: when it is due, what it asks, and that it replays."""

from datetime import UTC, datetime, timedelta

import pytest

from courses import small_course
from glutatui.errors import RecordsError
from glutatui.visit import Answer, Ask, ComeBack, HandOver, Intro, Outcome, Step, Summary, Visit, replay
from glutatui.visit.events import Choice
from glutatui.visit.returning import DAYS, MOST, due_day, hardest, items_due
from visits import SeededDesk, at_random, dice, knowing, new_ids, onward, take, walk

COURSE = small_course()
OVER = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "returned", "due"),
    [
        (0, 0, None),
        (2.99, 0, None),
        (3, 0, 3),
        (13, 0, 3),
        (13, 3, None),
        (14, 3, 14),
        (20, 0, 14),
        (20, 14, None),
        (30, 14, 30),
        (80, 0, 30),
        (80, 30, None),
    ],
)
def test_a_check_is_due_on_the_last_day_that_has_passed(days: float, returned: int, due: int | None) -> None:
    assert due_day(OVER, returned, OVER + timedelta(days=days)) == due


def test_before_the_end_nothing_is_due() -> None:
    assert due_day(None, 0, OVER) is None


def finished(desk: SeededDesk, wrong: str) -> Visit:
    """Return a visit that is over, in which one warning was never right and surely so."""

    def choose(step: Step) -> Choice:
        if not isinstance(step, Ask) or step.warning != wrong:
            return knowing(step)
        others = frozenset(range(len(step.item.options))) - step.item.right
        return Answer(others if step.item.kind == "choose-all" else frozenset({min(others)}), sure=True)

    visit, _ = desk.start("quiz", "en")
    for _ in walk(visit, choose):
        pass
    return visit


def later(desk: SeededDesk, days: int, since: datetime | None = None) -> Visit:
    """Return the visit as it is taken up so many days after its last event, or after a time."""
    now = (since or desk.events[-1].at) + timedelta(days=days)
    state = replay(desk.course, desk.events)
    return Visit(desk.course, state, desk.journal, clock=lambda: now, new_id=new_ids(1000 * state.seq))


def test_it_asks_the_hardest_warnings_first_on_items_that_were_not_used() -> None:
    desk = SeededDesk(COURSE)
    wrong = COURSE.warnings[-1].id
    visit = finished(desk, wrong)
    used = {str(event.data["item"]) for event in desk.events if event.kind == "answered"}
    back = later(desk, 3)
    assert (visit.return_day, back.return_day) == (None, 3)

    take(back, ComeBack(3))
    assert back.step == Intro("return")
    asked = [step for step, _ in walk(back, knowing) if isinstance(step, Ask)]

    assert [step.part for step in asked] == ["return"] * min(MOST, len(COURSE.warnings))
    assert asked[0].warning == wrong
    assert len({step.warning for step in asked}) == len(asked)
    for step in asked:
        assert step.warning
        left = {item.id for item in COURSE.warning_of[step.warning].items} - used
        assert step.item.id in left or not left
    assert isinstance(back.step, Summary)
    assert all(back.step.recalled.values())


def test_what_is_no_longer_known_goes_to_the_care_team_and_is_kept() -> None:
    desk = SeededDesk(COURSE)
    finished(desk, "")
    outcomes = dict(desk.events[-1].data["outcomes"])
    back = later(desk, 14)
    take(back, ComeBack(14))
    take(back, onward(back.step))
    first = back.step
    assert isinstance(first, Ask)
    take(back, Answer(frozenset(), unsure=True))
    take(back, onward(back.step))
    assert back.step == HandOver(str(first.warning))
    for _ in walk(back, knowing):
        pass
    assert isinstance(back.step, Summary)
    assert back.step.recalled[str(first.warning)] is False
    last = desk.events[-1]
    assert (last.kind, last.data["recalled"]) == ("finished", dict(back.step.recalled))
    assert last.data["outcomes"] == outcomes, "the safety check itself stays as it was"
    assert replay(COURSE, desk.events) == back.state


def test_three_checks_and_no_more() -> None:
    desk = SeededDesk(COURSE)
    finished(desk, COURSE.warnings[0].id)
    since = desk.events[-1].at
    for day in DAYS:
        back = later(desk, day, since)
        assert back.return_day == day
        take(back, ComeBack(day))
        for _ in walk(back, at_random(dice(day))):
            pass
        assert back.return_day is None
    assert later(desk, 300).return_day is None


def test_an_interrupted_check_goes_on_where_it_was() -> None:
    desk = SeededDesk(COURSE)
    finished(desk, "")
    back = later(desk, 3)
    take(back, ComeBack(3))
    take(back, onward(back.step))
    again = later(desk, 4)
    assert (again.step, again.return_day) == (back.step, None)


@pytest.mark.parametrize("data", [{"day": 3, "items": []}, {"day": 3, "items": ["nothing"]}, {"day": 4}, {}])
def test_what_is_no_check_of_this_course_is_refused(data: dict[str, object]) -> None:
    desk = SeededDesk(COURSE)
    finished(desk, "")
    back = later(desk, 3)
    event = back.prepare(ComeBack(3))
    bad = type(event)(event.id, event.visit, event.seq, event.at, event.kind, {"to": "intro:return", **data})
    with pytest.raises(RecordsError):
        back.accept(bad)


def test_no_check_before_the_end_and_none_twice() -> None:
    desk = SeededDesk(COURSE)
    visit, _ = desk.start("quiz", "en")
    with pytest.raises(ValueError, match="no choice"):
        visit.prepare(ComeBack(3))
    finished(desk := SeededDesk(COURSE), "")
    back = later(desk, 14)
    take(back, ComeBack(14))
    for _ in walk(back, knowing):
        pass
    with pytest.raises(ValueError, match="no choice"):
        back.prepare(ComeBack(3))


def test_hardest_has_an_order() -> None:
    names = [warning.id for warning in COURSE.warnings]
    outcomes: dict[str, Outcome] = dict.fromkeys(names, "known_at_once")
    outcomes |= {names[1]: "known_after_teaching", names[0]: "to_talk_about"}
    step = Summary(outcomes, frozenset({names[2]}), {names[3]: False})

    order = [warning.id for warning in hardest(COURSE, step)]

    assert order == [names[3], names[0], names[2], names[1]]
    assert len(items_due(COURSE, step, ())) == MOST
