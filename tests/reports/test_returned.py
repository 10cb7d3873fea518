"""A check after some days changes nothing about what the visit itself showed; staff are told what came of it."""

from datetime import timedelta

from courses import small_course
from glutatui.records import row_of
from glutatui.reports.card import card_lines, card_text
from glutatui.reports.record import SignOff, record_data, record_of
from glutatui.reports.sittings import Sitting, sittings
from glutatui.visit import Answer, Ask, ComeBack, Event, Visit, replay
from glutatui.words import say
from visits import SeededDesk, knowing, new_ids, onward, take, walk

COURSE = small_course()
UNSIGNED = SignOff("0" * 64, 0, 1)


def sitting(events: tuple[Event, ...]) -> Sitting:
    (found,) = sittings([row_of(event) for event in events], lambda _: COURSE)
    assert isinstance(found, Sitting)
    return found


def test_a_check_is_told_beside_the_record_and_never_in_it() -> None:
    desk = SeededDesk(COURSE)
    visit, _ = desk.start("quiz", "en")
    for _ in walk(visit, knowing):
        pass
    before = sitting(desk.events)
    state, now = replay(COURSE, desk.events), desk.events[-1].at + timedelta(days=3)
    back = Visit(COURSE, state, desk.journal, clock=lambda: now, new_id=new_ids(5000))
    take(back, ComeBack(3))
    for _ in walk(back, lambda step: Answer(frozenset(), unsure=True) if isinstance(step, Ask) else onward(step)):
        pass

    after = sitting(desk.events)
    assert (len(after.marks), after.ended, after.finished) == (len(before.marks), before.ended, before.finished)
    told, plain = (
        record_data(COURSE, record_of(after, UNSIGNED), "en"),
        record_data(COURSE, record_of(before, UNSIGNED), "en"),
    )
    assert {**told, "recalled": {}} == plain
    assert told["recalled"] == {warning.id: False for warning in COURSE.warnings}
    names = ", ".join(told["recalled"])
    card = " ".join(card_text(card_lines(COURSE, record_of(after, UNSIGNED), "en")).split())
    assert say("en", "card-recalled-not", names=names) in card
