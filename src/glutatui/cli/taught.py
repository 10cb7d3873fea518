"""The course that a host teaches, and what follows from it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from glutatui import __version__
from glutatui.cli.desk import course_text, sign_offs_of
from glutatui.cli.minutes import minutes_of
from glutatui.content import course_and_report, root_for
from glutatui.course import Course
from glutatui.errors import ServiceError
from glutatui.reports import record
from glutatui.serve.service import Signing
from glutatui.visit import About, SignOff

T = TypeVar("T")


class Taught:
    """Reads the course and tells what is known about it; what takes long is computed once, by `prepare`.

    A reload reads in a process of its own and hands over the course alone: who has signed which page of that one is
    not known here, and nothing counts as signed.
    """

    def __init__(self, content: Path | None, *, signed: bool) -> None:
        """Read nothing yet.

        Args:
            content: The folder of the course; None for the one that the program brings along.
            signed: Whether clinicians must have signed all of it.
        """
        self._content, self._signed = content, signed
        self._text = _Once(course_text)
        self._minutes = _Once(lambda course: {language: minutes_of(course, language) for language in course.languages})
        self._read: tuple[Course, Mapping[str, Any]] | None = None
        """The course that was read last in this process, and what `check` says that it covers."""

    def read(self) -> tuple[Course, Signing]:
        """Return the course as its files have it now, and how far it is signed.

        Raises:
            ContentError: It is wrong.
            ServiceError: ``not-signed`` (``signed``, ``total``), where it must be.
        """
        course, report = course_and_report(root_for(self._content))
        reviews = report.coverage["reviews"]
        if self._signed and reviews["status"] != "reviewed":
            raise ServiceError("not-signed", signed=reviews["signed"], total=reviews["total"])
        self._read = course, report.coverage
        return course, Signing(reviews["status"], reviews["signed"], reviews["total"])

    def prepare(self, course: Course) -> None:
        """Compute what visits of a course share: before the fork, in memory that they share as well."""
        self._text(course)
        self._minutes(course)

    def text(self, course: Course) -> tuple[str, str]:
        """Return a course as the journal keeps it, and its hash."""
        return self._text(course)

    def hash_of(self, course: Course) -> str:
        """Return the hash of a course."""
        return self._text(course)[1]

    def minutes_of(self, course: Course, language: str) -> Mapping[str, int]:
        """Return about how long each mode takes."""
        return self._minutes(course)[language]

    def sign_offs(self, course: Course) -> Mapping[str, SignOff]:
        """Return who has signed which page or question."""
        return sign_offs_of(course, self._coverage(course)) if self._coverage(course) else {}

    def about(self, course: Course) -> About:
        """Return what patients are told about the course."""
        return About(__version__, self.hash_of(course), self.sign_offs(course))

    def sign_off(self, course: Course) -> record.SignOff:
        """Return how much is signed, as reports tell it."""
        reviews = self._coverage(course).get("reviews", {})
        return record.SignOff(self.hash_of(course), int(reviews.get("signed", 0)), int(reviews.get("total", 0)))

    def _coverage(self, course: Course) -> Mapping[str, Any]:
        """Return what `check` says that a course covers; nothing of one that was read elsewhere."""
        return self._read[1] if self._read and self._read[0] is course else {}


class _Once(Generic[T]):
    """A function of the course that is taught, computed once for each."""

    def __init__(self, of: Callable[[Course], T]) -> None:
        self._of = of
        self._last: tuple[Course, T] | None = None

    def __call__(self, course: Course) -> T:
        if self._last is None or self._last[0] is not course:
            self._last = (course, self._of(course))
        return self._last[1]
