"""A visit that is only offered leaves nothing behind unless the patient does something, or its code is to hold."""

from courses import small_course
from fakes import MemoryJournal
from glutatui.visit import Event, GoOn, Speak, Visit, begin
from glutatui.visit.offered import HeldBack
from visits import VISIT, SeededDesk, new_ids, take, ticking

COURSE = small_course()


def offered(journal: MemoryJournal, *, held: bool = True) -> tuple[Visit, HeldBack]:
    """Return a visit that may begin; without ``held`` its beginning is kept at once, as that of any other visit."""
    SeededDesk(COURSE, journal=(template := MemoryJournal())).start("learn", "en")
    (first,) = template.replay(VISIT)
    journal.begin(VISIT, "ABC-234", "{}", "0" * 64)
    back = HeldBack(journal, first)
    if not held:
        back.keep()
    return Visit(COURSE, begin(COURSE, first), back, clock=ticking(), new_id=new_ids(10)), back


def kinds(journal: MemoryJournal) -> list[str]:
    """Return the kinds of the events kept."""
    return [event.kind for event in journal.replay(VISIT)]


def test_a_visit_that_comes_to_nothing_leaves_nothing() -> None:
    journal = MemoryJournal()
    visit, _ = offered(journal)
    take(visit, Speak("en"))
    assert kinds(journal) == []


def test_kept_at_once_it_would_leave_an_empty_visit() -> None:
    """The twin."""
    journal = MemoryJournal()
    offered(journal, held=False)
    assert kinds(journal) == ["started"]


def test_what_is_done_first_keeps_the_beginning_before_it() -> None:
    journal = MemoryJournal()
    visit, back = offered(journal)
    take(visit, Speak("en"))
    take(visit, GoOn())
    back.keep()
    assert kinds(journal) == ["started", "language", "went"]


def test_whoever_leaves_before_that_may_still_come_back() -> None:
    journal = MemoryJournal()
    _, back = offered(journal)
    back.keep()
    assert kinds(journal) == ["started"]


def test_a_failure_is_tried_again_and_nothing_kept_twice() -> None:
    class Failing(MemoryJournal):
        failures = 1

        def append(self, event: Event) -> None:
            if event.kind == "went" and self.failures:
                self.failures -= 1
                raise OSError("full")
            super().append(event)

    journal = Failing()
    visit, _ = offered(journal)
    event = visit.prepare(GoOn())
    for _ in range(2):
        try:
            visit.keep(event)
        except OSError:
            assert kinds(journal) == ["started"]
    assert kinds(journal) == ["started", "went"]
