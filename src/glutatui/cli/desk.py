"""Where a face gets its visit from: the course, the journal, the clock and chance, put together."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

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


class TutorDesk:
    """Begins visits and takes them up again (`visit.Desk`); may be used in a worker thread."""

    def __init__(
        self,
        course: Course,
        records: Records,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        random_bytes: Callable[[int], bytes],
        policy: Policy = POLICY,
        source: Callable[[], str] = str,
        text: tuple[str, str] | None = None,
        sign_offs: Mapping[str, SignOff] = MappingProxyType({}),
        printer: Printer | None = None,
    ) -> None:
        """Offer a course.

        Args:
            course: What new visits are about.
            records: Where they are kept.
            clock: Returns the time in UTC.
            new_id: Returns a new UUID in hex.
            random_bytes: Returns that many unpredictable bytes (``secrets.token_bytes``).
            policy: How the quiz goes on after a miss.
            text: What `course_text` says about the course, where that is known already.
            source: Returns where codes are typed, by which wrong ones are counted.
            printer: Prints what patients take home; None where there is no printer.
            sign_offs: Who has signed the course, by language.
        """
        self._course = course
        self._records = records
        self._clock = clock
        self._new_id = new_id
        self._random_bytes = random_bytes
        self._policy = policy
        self._source = source
        self._text = text
        self._sign_offs = sign_offs
        self.printer: Final = printer
        self._drawn: Drawn | None = None
        """Of the next visit, where it is foreseen."""
        self._drawing = Lock()

    @property
    def course(self) -> Course:
        """The course that a new visit is about."""
        return self._course

    @property
    def about(self) -> About:
        """What there is to say about that course."""
        return About(version=__version__, course=self._canonical[1], sign_offs=self._sign_offs)

    @cached_property
    def _canonical(self) -> tuple[str, str]:
        """The course as the journal keeps it, and its hash."""
        return self._text or course_text(self._course)

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        """Begin a visit; return it and the code that the patient writes down.

        Raises:
            RecordsError: It cannot be kept.
        """
        event, code = self._admitted(mode, language, at_once=True)
        return self._visit(event, self._records), code

    def offer(self, mode: str, language: str) -> Offer:
        """Offer a visit that begins with what the patient does.

        Raises:
            RecordsError: There is no room for it.
        """
        event, code = self._admitted(mode, language, at_once=False)
        held = HeldBack(self._records, event)
        return Offer(self._visit(event, held), code, held.keep)

    def _admitted(self, mode: str, language: str, *, at_once: bool) -> tuple[Event, str]:
        """Return how a new visit begins, kept where that is to be done at once, and its code, which is taken now."""
        events: dict[str, Event] = {}

        def first(visit: str) -> Event:
            return events.setdefault(visit, self._first(visit, mode, language))

        with self._drawing:
            drawn, self._drawn = self._drawn, None
            kept = first if at_once else lambda _: None
            visit, code = admit(self._records, *self._canonical, self._random_bytes, drawn=drawn, first=kept)
        return first(visit), code

    def _first(self, visit: str, mode: str, language: str) -> Event:
        """Return how a visit begins."""
        payload = started(
            self._course,
            seed=self._random_bytes(SEED_BYTES).hex(),
            mode=mode,
            language=language,
            course_hash=self._canonical[1],
            policy=self._policy,
            program=__version__,
        )
        return Event(self._new_id(), visit, 0, self._clock(), "started", payload)

    def _visit(self, event: Event, journal: Journal) -> Visit:
        """Return a visit that begins, with what is to keep it."""
        state = begin(self._course, event)
        return Visit(self._course, state, journal, clock=self._clock, new_id=self._new_id)

    def foresee(self) -> None:
        """Draw the next visit and its code ahead of need, and make the code's hash; nothing of it is kept.

        Raises:
            RecordsError: The journal cannot be read.
        """
        with self._drawing:
            if self._drawn is None:
                drawn = draw(self._random_bytes)
                self._records.foresee(drawn[1])
                first = self._first(drawn[0], "learn", self._course.languages[0])
                self._visit(first, self._records)  # let go: what it took of memory is the process's own from now on
                self._drawn = drawn

    def resume(self, code: str) -> Visit:
        """Go on with a visit, on its own course, whatever has been edited since.

        Raises:
            RecordsError: ``visit-unknown`` where no visit has the code, or the records cannot be read.
        """
        events = self._records.replay(self._records.find(code, self._source()))
        if not events:  # the code was drawn, but its visit never began and nobody was told it
            raise RecordsError("visit-unknown")
        course = self._course_of(events[0])
        return Visit(course, replay(course, events), self._records, clock=self._clock, new_id=self._new_id)

    def _course_of(self, event: Event) -> Course:
        digest = str(event.data.get("course", ""))
        if digest == self._canonical[1]:
            return self._course
        text = self._records.course(digest)
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
