"""Where a face gets its visit from."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import ClassVar

import pytest

from courses import small_course, text
from fakes import MemoryJournal
from glutatui import __version__
from glutatui.cli.desk import TutorDesk, sign_offs_of, written
from glutatui.cli.minutes import minutes_of
from glutatui.content import course_hash, course_json, hash_of
from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.visit import POLICY, About, Answer, Ask, Choice, Event, GoOn, Policy, SignOff, Step, sign_off_said
from glutatui.words import say
from visits import knowing, new_ids, take, ticking, walk

COURSE = small_course()


def desk_for(course: Course, journal: MemoryJournal) -> TutorDesk:
    """Return a desk without chance."""
    return TutorDesk(course, journal, clock=ticking(), new_id=new_ids(), random_bytes=counted_bytes())


def counted_bytes() -> Callable[[int], bytes]:
    """Return a maker of bytes that differ each time."""
    numbers = count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


def drawing(*first: bytes) -> Callable[[int], bytes]:
    """Return a maker of bytes that gives some first."""
    draws, others = iter(first), counted_bytes()
    return lambda size: next(draws, None) or others(size)


def never_sure(step: Step) -> Choice:
    """Choose as somebody who is never sure."""
    return Answer(frozenset(), unsure=True) if isinstance(step, Ask) else GoOn()


def test_a_visit_begins_with_all_that_its_replay_needs() -> None:
    journal = MemoryJournal()
    visit, code = desk_for(COURSE, journal).start("quiz", "en")

    (event,) = journal.replay(visit.state.visit)
    assert journal.find(code) == visit.state.visit
    assert journal.course(course_hash(COURSE)) == course_json(COURSE)
    assert event.kind == "started"
    assert event.data["course"] == course_hash(COURSE)
    assert event.data["policy"]["program"] == __version__
    assert event.data["policy"]["guess_pass"] <= 0.035
    assert len(event.data["seed"]) == 32


def test_two_visits_have_two_codes_and_two_seeds() -> None:
    journal = MemoryJournal()
    desk = desk_for(COURSE, journal)
    (one, first), (other, second) = desk.start("learn", "en"), desk.start("learn", "en")
    assert first != second
    assert one.state.seed != other.state.seed
    assert one.state.visit != other.state.visit


def test_a_visit_that_was_foreseen_is_the_next_one_and_kept_only_then() -> None:
    """Else the code that a patient writes down would not be the one whose hash was made."""

    class Noting(MemoryJournal):
        foreseen: ClassVar[list[str]] = []

        def foresee(self, code: str) -> None:
            self.foreseen.append(code)

    journal = Noting()
    desk = desk_for(COURSE, journal)
    desk.foresee()
    desk.foresee()
    assert journal.visits() == ()
    (_, first), (_, second) = desk.start("quiz", "en"), desk.start("quiz", "en")
    assert [first] == journal.foreseen
    assert first != second


def test_two_desks_that_foresaw_one_code_begin_two_visits() -> None:
    """One code in 887 million; the journal's rule holds as it does without."""
    journal, desks = MemoryJournal(), []
    for number in (1, 2):
        chance = drawing(bytes([number] * 16), bytes(16))
        desks.append(TutorDesk(COURSE, journal, clock=ticking(), new_id=new_ids(100 * number), random_bytes=chance))
        desks[-1].foresee()
    (one, first), (other, second) = (desk.start("learn", "en") for desk in desks)
    assert first == "222-222"
    assert second != first
    assert journal.find(first) == one.state.visit
    assert journal.find(second) == other.state.visit


def test_where_a_journal_cannot_be_read_the_next_visit_is_drawn_when_it_begins() -> None:
    class Locked(MemoryJournal):
        def foresee(self, code: str) -> None:
            raise RecordsError("journal-locked", path=code)

    desk = desk_for(COURSE, Locked())
    with pytest.raises(RecordsError, match="journal-locked"):
        desk.foresee()
    visit, code = desk.start("learn", "en")
    assert desk.resume(code).state == visit.state


def test_a_visit_is_taken_up_on_its_step() -> None:
    desk = desk_for(COURSE, MemoryJournal())
    visit, code = desk.start("quiz", "en")
    for _ in range(5):
        take(visit, knowing(visit.step))
    again = desk.resume(code.lower())
    assert (again.state, again.step) == (visit.state, visit.step)


@pytest.mark.parametrize("rounds", [2, POLICY.rounds])
def test_a_visit_ends_under_the_policy_it_began_with(rounds: int) -> None:
    """Whatever the program has in which it is taken up."""
    journal, chance = MemoryJournal(), counted_bytes()
    began, now = (
        TutorDesk(COURSE, journal, clock=ticking(), new_id=new_ids(first), random_bytes=chance, policy=policy)
        for first, policy in ((1, Policy(rounds)), (1000, POLICY))
    )
    visit, code = began.start("quiz", "en")
    take(visit, GoOn())
    steps = [step for step, _ in walk(now.resume(code), never_sure)]
    assert max(step.round for step in steps if isinstance(step, Ask)) == rounds


def test_a_finished_visit_shows_its_summary() -> None:
    desk = desk_for(COURSE, MemoryJournal())
    visit, code = desk.start("quiz", "en")
    for _ in walk(visit, knowing):
        pass
    assert desk.resume(code).step == visit.step


def test_a_visit_keeps_its_own_course() -> None:
    journal = MemoryJournal()
    visit, code = desk_for(COURSE, journal).start("quiz", "en")
    first, *others = COURSE.warnings
    edited = replace(COURSE, warnings=(replace(first, says=text("It now says that.")), *others))
    resumed = desk_for(edited, journal).resume(code)
    assert resumed.course == COURSE
    assert resumed.step == visit.step


def test_a_code_of_no_visit_is_unknown() -> None:
    desk = desk_for(COURSE, MemoryJournal())
    with pytest.raises(RecordsError, match="visit-unknown"):
        desk.resume("ABC-234")


def test_a_code_whose_visit_never_began_is_unknown() -> None:
    class Full(MemoryJournal):
        def append(self, event: Event) -> None:
            raise RecordsError("journal-full", path=event.visit)

    journal = Full()
    offer = desk_for(COURSE, journal).offer("learn", "en")
    with pytest.raises(RecordsError, match="journal-full"):
        offer.keep()
    with pytest.raises(RecordsError, match="visit-unknown"):
        desk_for(COURSE, journal).resume(offer.code)
    (visit,) = journal.visits()
    journal.begin(visit[::-1], "ABC-234", "{}", "0" * 64)
    with pytest.raises(RecordsError, match="visit-unknown"):
        desk_for(COURSE, journal).resume("ABC-234")


def test_a_visit_that_cannot_be_kept_leaves_nothing() -> None:
    class Full(MemoryJournal):
        def append(self, event: Event) -> None:
            raise RecordsError("journal-full", path=event.visit)

    journal = Full()
    with pytest.raises(RecordsError, match="journal-full"):
        desk_for(COURSE, journal).start("learn", "en")
    assert journal.visits() == ()


@pytest.mark.parametrize("kept", ["{}", "[]", "nonsense", '{"en": {}}', '{"en": 1}'])
def test_a_kept_course_that_is_none_is_told(kept: str) -> None:
    class Odd(MemoryJournal):
        def course(self, course_hash: str) -> str:
            del course_hash
            return kept

    journal = Odd()
    _, code = desk_for(COURSE, journal).start("learn", "en")
    with pytest.raises(RecordsError, match="course-unreadable"):
        desk_for(small_course(warnings=2), journal).resume(code)


def test_a_code_is_written_in_one_way() -> None:
    assert (written("abc234"), written("nonsense")) == ("ABC-234", "nonsense")


def test_minutes_grow_with_the_course() -> None:
    short, long = (minutes_of(small_course(warnings=number), "en") for number in (2, 20))
    assert 0 < short["quiz"] < long["quiz"] < long["learn"]


def test_what_is_said_about_the_course_is_its_version_its_hash_and_who_has_signed_it() -> None:
    course, reviews = small_course(), {"signed": 2, "total": 3, "reviewers": ["Dr. A, pharmacist, 2026-05-31"]}
    found = sign_offs_of(course, {"reviews": reviews})
    desk = TutorDesk(
        course, MemoryJournal(), clock=ticking(), new_id=new_ids(), random_bytes=counted_bytes(), sign_offs=found
    )
    about = desk.about

    assert (about.version, about.course) == (__version__, hash_of(course_json(course)))
    assert about.signed_in("en") == SignOff(2, 3, ("Dr. A, pharmacist, 2026-05-31",))
    assert not about.signed_in("en").reviewed


def test_each_language_is_signed_for_itself() -> None:
    """Whoever read the English has not read the Spanish."""
    nobody: dict[str, object] = {"signed": 0, "total": 3, "reviewers": []}
    coverage = {"reviews": {"signed": 3, "total": 3, "reviewers": ["Dr. A"]}, "languages": {"es": {"reviews": nobody}}}
    found = About(sign_offs=sign_offs_of(replace(small_course(), languages=("en", "es")), coverage))
    assert sign_off_said(found, "en") == say("en", "signed-all")
    assert sign_off_said(found, "es") == say("es", "unreviewed-all")
