"""Whatever is pressed: no crash, no question skipped, and what is kept is what was pressed."""

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fakes import MemoryJournal
from glutatui.errors import RecordsError
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.views.question import QuestionView
from glutatui.visit import Ask, Event, Summary, Visit, replay, step_of
from tui.golden_course import GOLDEN
from visits import CODE, VISIT, SeededDesk

KEYS = [*"0123456789tsqdnrm?abx ", "up", "down", "left", "right", "enter", "escape", "backspace", "pageup", "pagedown"]
OFTEN = ["enter"] * 12 + ["down"] * 6 + ["0", "1", "2", "3", "4", "5", "t"] * 3
SIZES = ((80, 24), (40, 12), (20, 8), (120, 40))

presses = st.one_of(
    st.sampled_from([*KEYS, *OFTEN]),
    st.tuples(st.integers(0, 79), st.integers(0, 23)),
)


class OtherDesk(SeededDesk):
    """A desk that knows no code."""

    def resume(self, code: str) -> Visit:
        """Refuse."""
        del code
        raise RecordsError("visit-unknown")


@dataclass
class Patient:
    """Presses keys and notes what should have been kept."""

    journal: MemoryJournal = field(default_factory=MemoryJournal)
    expected: list[tuple[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sit down."""
        self.desk = OtherDesk(GOLDEN, journal=self.journal)
        self.face = Face(self.desk)

    def do(self, what: str | tuple[int, int], look: Look) -> None:
        """Press a key or click, and do the work it leads to."""
        face = self.face
        frame = face.frame(look)
        assert len(frame.rows) <= look.height
        view, visit = face.view, face.visit
        step = visit.step if visit else None
        marks = dict(view.marks) if isinstance(view, QuestionView) else {}
        work = face.press(what, look) if isinstance(what, str) else face.click(*what, look)
        if work is None:
            return
        try:
            result = work.run()
        except RecordsError as error:
            face.failed(error)
            return
        work.then(result)
        if visit is None or face.visit is not visit:
            return
        kept = self.events[-1]
        if isinstance(step, Ask):
            assert isinstance(view, QuestionView)
            chosen = sorted(step.order[position] for position, yes in marks.items() if yes)
            whole = len(marks) == (len(step.order) if step.item.kind == "choose-all" else 1)
            assert kept.kind == "answered"
            assert kept.data["chosen"] == (chosen if whole else [])
            assert whole or kept.data["unsure"]
        else:
            assert kept.kind in {"went", "checklist-done", "finished"}

    @property
    def events(self) -> tuple[Event, ...]:
        """What is kept."""
        return self.journal.replay(VISIT) if self.journal.visits() else ()


@given(st.lists(presses, min_size=100, max_size=100), st.sampled_from(SIZES))
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_a_hundred_keys_of_any_kind(keys: list[str | tuple[int, int]], size: tuple[int, int]) -> None:
    patient, look = Patient(), Look(*size)
    patient.do("1", look)
    for key in keys:
        if patient.face.over:
            break
        patient.do(key, look)
    face, events = patient.face, patient.events
    assert face.visit is not None
    assert replay(GOLDEN, events) == face.visit.state

    for number, event in enumerate(events[1:], 1):
        asked = step_of(GOLDEN, replay(GOLDEN, events[:number]))
        assert isinstance(asked, Ask) == (event.kind == "answered"), "a question was passed without an answer"


@given(st.lists(st.sampled_from([*KEYS, *OFTEN]), max_size=150))
@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_every_visit_of_a_patient_who_goes_on_ends(keys: list[str]) -> None:
    """From anywhere, keys that lead on reach the summary; nothing on the way is a trap."""
    patient, look = Patient(), Look(40, 12)
    for key in keys:
        patient.do(key, look)
        if patient.face.over:
            return
    for _ in range(3000):
        face = patient.face
        if face.over or (face.visit and isinstance(face.visit.step, Summary)):
            return
        patient.do("0" if isinstance(face.view, QuestionView) else "escape" if face.takes_letters else "enter", look)
        if face.visit and face.visit.step.key == "checklist":
            patient.do("n", look)
        if face.visit is None:
            patient.do("1", look)
    pytest.fail("\n".join(row.text for row in patient.face.frame(look).rows))


class Broken(MemoryJournal):
    """A journal that refuses every second event."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = 0

    def append(self, event: Event) -> None:
        """Refuse, or keep."""
        self.turn += 1
        if self.turn % 2 == 0:
            raise RecordsError("journal-full", path="journal")
        super().append(event)


@given(st.lists(st.sampled_from(["enter", "enter", "0", "1", "2", "t", "down", "q", "escape", "n"]), max_size=80))
@settings(max_examples=100)
def test_a_journal_that_fails_often_loses_nothing(keys: list[str]) -> None:
    journal, look = Broken(), Look(80, 24)
    desk = SeededDesk(GOLDEN, journal=journal)
    visit, _ = desk.start("learn", "en")
    face = Face(desk, visit=visit, code=CODE)
    for key in keys:
        if face.over:
            break
        face.frame(look)
        work = face.press(key, look)
        if work is None:
            continue
        before = visit.state
        try:
            result = work.run()
        except RecordsError as error:
            face.failed(error)
            assert visit.state == before
        else:
            work.then(result)
    assert replay(GOLDEN, journal.replay(VISIT)) == visit.state
