"""Where a face gets its visit from: the course, the journal, the clock and chance, put together."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any

from glutatui import __version__
from glutatui.content import course_from_json, course_json, hash_of
from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.records import Drawn, Records, admit, draw, read_code
from glutatui.visit import POLICY, About, Event, Journal, Policy, SignOff, Visit, begin, replay, started
from glutatui.visit.offered import HeldBack, Offer
from glutatui.visit.take_home import Printer

SEED_BYTES = 16
"""Random bytes of the seed from which all orders of a visit follow."""


def sign_offs_of(course: Course, coverage: Mapping[str, Any]) -> Mapping[str, SignOff]:
    """Return who has signed a course in each of its languages, from what `check` says that it covers."""
    first, *others = course.languages
    found = {first: coverage["reviews"], **{name: coverage["languages"][name]["reviews"] for name in others}}
    return {
        language: SignOff(reviews["signed"], reviews["total"], tuple(reviews["reviewers"]))
        for language, reviews in found.items()
    }


@dataclass(eq=False, repr=False)
class TutorDesk:
    """Begins visits and takes them up again (`visit.Desk`); may be used in a worker thread."""

    course: Course
    """What new visits are about."""
    records: Records
    """Where they are kept."""
    _: KW_ONLY
    clock: Callable[[], datetime]
    """Returns the time in UTC."""
    new_id: Callable[[], str]
    """Returns a new UUID in hex."""
    random_bytes: Callable[[int], bytes]
    """Returns that many unpredictable bytes (``secrets.token_bytes``)."""
    policy: Policy = POLICY
    """How the quiz goes on after a miss."""
    source: Callable[[], str] = str
    """Returns where codes are typed, by which wrong ones are counted."""
    text: tuple[str, str] | None = None
    """What `course_text` says about the course, where that is known already."""
    sign_offs: Mapping[str, SignOff] = field(default_factory=dict)
    """Who has signed the course, by language."""
    printer: Printer | None = None
    """Prints what patients take home; None where there is no printer."""
    _drawn: Drawn | None = field(default=None, init=False)
    """Of the next visit, where it is foreseen."""
    _drawing: Lock = field(default_factory=Lock, init=False)

    @property
    def about(self) -> About:
        """What there is to say about that course."""
        return About(version=__version__, course=self._canonical[1], sign_offs=self.sign_offs)

    @cached_property
    def _canonical(self) -> tuple[str, str]:
        """The course as the journal keeps it, and its hash."""
        return self.text or course_text(self.course)

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        """Begin a visit; return it and the code that the patient writes down.

        Raises:
            RecordsError: It cannot be kept.
        """
        event, code = self._admitted(mode, language, at_once=True)
        return self._visit(event, self.records), code

    def offer(self, mode: str, language: str) -> Offer:
        """Offer a visit that begins with what the patient does.

        Raises:
            RecordsError: There is no room for it.
        """
        event, code = self._admitted(mode, language, at_once=False)
        held = HeldBack(self.records, event)
        return Offer(self._visit(event, held), code, held.keep)

    def _admitted(self, mode: str, language: str, *, at_once: bool) -> tuple[Event, str]:
        """Return how a new visit begins, kept where that is to be done at once, and its code, which is taken now."""
        events: dict[str, Event] = {}

        def first(visit: str) -> Event:
            return events.setdefault(visit, self._first(visit, mode, language))

        with self._drawing:
            drawn, self._drawn = self._drawn, None
            kept = first if at_once else lambda _: None
            visit, code = admit(self.records, *self._canonical, self.random_bytes, drawn=drawn, first=kept)
        return first(visit), code

    def _first(self, visit: str, mode: str, language: str) -> Event:
        """Return how a visit begins."""
        payload = started(
            self.course,
            seed=self.random_bytes(SEED_BYTES).hex(),
            mode=mode,
            language=language,
            course_hash=self._canonical[1],
            policy=self.policy,
            program=__version__,
        )
        return Event(self.new_id(), visit, 0, self.clock(), "started", payload)

    def _visit(self, event: Event, journal: Journal) -> Visit:
        """Return a visit that begins, with what is to keep it."""
        state = begin(self.course, event)
        return Visit(self.course, state, journal, clock=self.clock, new_id=self.new_id)

    def foresee(self) -> None:
        """Draw the next visit and its code ahead of need, and make the code's hash; nothing of it is kept.

        Raises:
            RecordsError: The journal cannot be read.
        """
        with self._drawing:
            if self._drawn is None:
                drawn = draw(self.random_bytes)
                self.records.foresee(drawn[1])
                first = self._first(drawn[0], "learn", self.course.languages[0])
                self._visit(first, self.records)  # let go: what it took of memory is the process's own from now on
                self._drawn = drawn

    def resume(self, code: str) -> Visit:
        """Go on with a visit, on its own course, whatever has been edited since.

        Raises:
            RecordsError: ``visit-unknown`` where no visit has the code, or the records cannot be read.
        """
        events = self.records.replay(self.records.find(code, self.source()))
        if not events:  # the code was drawn, but its visit never began and nobody was told it
            raise RecordsError("visit-unknown")
        course = self._course_of(events[0])
        return Visit(course, replay(course, events), self.records, clock=self.clock, new_id=self.new_id)

    def _course_of(self, event: Event) -> Course:
        digest = str(event.data.get("course", ""))
        if digest == self._canonical[1]:
            return self.course
        text = self.records.course(digest)
        try:
            return course_from_json(text)
        except (ValueError, KeyError, TypeError) as error:
            raise RecordsError("course-unreadable", visit=event.visit) from error


def course_text(course: Course) -> tuple[str, str]:
    """Return a course as the journal keeps it, and its hash."""
    text = course_json(course)
    return text, hash_of(text)


def written(code: str) -> str:
    """Return a code as it is written down: ``abc 234`` is ``ABC-234``."""
    return read_code(code) or code
