"""One visit in progress: the pure fold with a journal, a clock and ids handed in."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from glutatui.course import Course
from glutatui.visit.about import About
from glutatui.visit.events import Choice, Event, Journal
from glutatui.visit.fold import State, advance, decide, step_of
from glutatui.visit.returning import due_day
from glutatui.visit.steps import Step
from glutatui.visit.take_home import Printer

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""The 31 signs of a visit's code: no 0 or O, no 1, I or L, because people mistake them for each other."""
CODE_LENGTH = 6
"""Signs in a code, written in two groups as ``XXX-XXX``: 31**6 = 887,503,681 codes, about 2**29.7."""


class Visit:
    """A visit that a face draws.

    A face shows `step`, turns what the patient did into an event with `prepare`, keeps that event with `keep`
    (which may wait for the disk, so a face may call it in a thread), and moves on with `accept`.
    An event that could not be kept is offered again as it is: its id tells the journal that it is the same.
    """

    def __init__(
        self,
        course: Course,
        state: State,
        journal: Journal,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        """Take up a visit at a state."""
        self.course = course
        self.state = state
        self._journal = journal
        self._clock = clock
        self._new_id = new_id

    @property
    def step(self) -> Step:
        """What to show now."""
        return step_of(self.course, self.state)

    @property
    def return_day(self) -> int | None:
        """The day whose short check is due now that the patient is back with the code; None where none is."""
        if not self.state.finished:
            return None
        return due_day(self.state.over_since, self.state.returned, self._clock())

    def prepare(self, choice: Choice) -> Event:
        """Return the event that a choice makes; nothing is kept yet."""
        kind, data = decide(self.course, self.state, choice)
        return Event(self._new_id(), self.state.visit, self.state.seq, self._clock(), kind, data)

    def keep(self, event: Event) -> None:
        """Keep an event durably.

        Raises:
            RecordsError: It is not kept.
        """
        self._journal.append(event)

    def accept(self, event: Event) -> None:
        """Move on by an event that is kept."""
        self.state = advance(self.course, self.state, event)


class Desk(Protocol):
    """Where a face gets its visit from."""

    @property
    def course(self) -> Course:
        """The course that a new visit is about."""

    @property
    def about(self) -> About:
        """What there is to say about that course."""
        return About()

    @property
    def printer(self) -> Printer | None:
        """Prints what a patient takes home; None where there is no printer."""
        return None

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        """Begin a visit (``learn`` or ``quiz``); return it and the code that the patient writes down."""

    def resume(self, code: str) -> Visit:
        """Go on with a visit, on its own course.

        Raises:
            RecordsError: The code is unknown, or the records cannot be read.
        """


def about_of(desk: Desk, visit: Visit | None) -> About:
    """Return what there is to say about the course of a visit, or without one about that of new visits.

    Who has signed is known of the present course alone: a visit may go on with an older one.
    """
    about = desk.about
    if visit is None or visit.state.course == about.course:
        return about
    return About(version=about.version, course=visit.state.course)
