"""An answer that cannot be kept is tried again as it is; nothing is shown before it is kept."""

from io import StringIO

import pytest

from courses import small_course
from fakes import MemoryJournal
from glutatui.errors import RecordsError
from glutatui.plain import run_plain
from glutatui.visit import Event, Visit
from glutatui.words import say
from visits import CODE, SeededDesk, onward, take

COURSE = small_course()


def talk(visit: Visit, typed: str) -> str:
    """Let somebody type; return all that was printed, as running text."""
    out = StringIO()
    assert run_plain(visit, code=CODE, language="en", lines_in=StringIO(typed), out=out) == 0
    return " ".join(out.getvalue().split())


def kinds(desk: SeededDesk) -> list[str]:
    """Return the kinds of the events kept."""
    return [event.kind for event in desk.events]


class Failing(MemoryJournal):
    """A journal that fails for a while, before or after it has kept the event."""

    def __init__(self, failures: int, *, keeps: bool = False, code: str = "journal-full") -> None:
        super().__init__()
        self.failures, self.keeps, self.code = failures, keeps, code
        self.offered: list[Event] = []

    def append(self, event: Event) -> None:
        self.offered.append(event)
        if event.seq and self.failures:
            self.failures -= 1
            if self.keeps:
                super().append(event)
            raise RecordsError(self.code, path="x", visit=event.visit, seq=event.seq)
        super().append(event)


@pytest.mark.parametrize("keeps", [False, True])
@pytest.mark.parametrize("again", ["\n", "2\n", "1\nx\n\n"])
def test_an_answer_that_is_not_saved_is_tried_again_as_it_is(again: str, *, keeps: bool) -> None:
    journal = Failing(2, keeps=keeps)
    desk = SeededDesk(COURSE, journal=journal)
    visit, _ = desk.start("learn", "en")
    journal.failures = 0
    take(visit, onward(visit.step))
    journal.failures = 2
    said = talk(visit, f"2\n{again}\nq\n")

    assert said.count(say("en", "not-saved")) == 2
    assert kinds(desk) == ["started", "went", "answered"]
    assert len({event.id for event in journal.offered if event.kind == "answered"}) == 1


def test_feedback_waits_until_the_answer_is_saved() -> None:
    journal = Failing(10)
    desk = SeededDesk(COURSE, journal=journal)
    visit, _ = desk.start("learn", "en")
    said = talk(visit, "\n\n\n\n")
    assert "Question 1" not in said
    assert kinds(desk) == ["started"]


def test_a_visit_that_is_open_elsewhere_ends_here() -> None:
    journal = Failing(1, code="visit-elsewhere")
    visit, _ = SeededDesk(COURSE, journal=journal).start("learn", "en")
    with pytest.raises(RecordsError, match="visit-elsewhere"):
        run_plain(visit, code=CODE, language="en", lines_in=StringIO("\n\n"), out=StringIO())
