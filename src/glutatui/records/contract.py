"""What every journal can do, whatever it is kept in; one suite of tests holds for all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, TypeAlias

from glutatui.errors import RecordsError
from glutatui.records.codes import CODE_BYTES, new_code, new_visit_id
from glutatui.records.schema import KINDS
from glutatui.visit import Event

DRAWS: Final = 8
"""Codes drawn for a visit before giving up; even with a million codes taken, eight in a row are never taken."""

TRIES: Final = 10
"""Wrong codes from one source inside the window before it has to wait."""

WINDOW: Final = 15 * 60
"""Seconds in which wrong codes are counted: 960 tries a day against 887 million codes."""

Kept: TypeAlias = tuple[str, str, int, str, str, str]
"""An event as it is kept: id, visit, number, time (``2026-11-22T09:30:00.000000Z``), kind, payload as JSON.

A report reads a million of them, so they are given as they are; few need an `Event` of each.
"""


@dataclass(frozen=True, slots=True)
class Audited:
    """One look of staff at records: who, when, what; never what was found."""

    at: str
    """In UTC, as `Kept` has it."""
    who: str
    """As the system knows them: the name of an account, or of an enrolled key."""
    what: str
    """``looked-up``, ``exported``, ``reported``, ``purged`` or ``backed-up``."""
    visit: str | None
    """Where it was about one visit: its id."""


class Records(Protocol):
    """A journal with its courses and codes; `visit.Journal` is the part of it that a face uses."""

    def append(self, event: Event) -> None:
        """Keep an event; it is durable when this returns.

        The same event (by its id) may be delivered again: nothing happens then.

        Raises:
            RecordsError: It is not kept. ``visit-elsewhere`` where another event has its place in the visit,
                ``visit-out-of-step`` where events before it are missing, ``visit-unknown``, or a ``journal-...``.
        """

    def replay(self, visit: str) -> tuple[Event, ...]:
        """Return the events of a visit, in order and without a gap.

        Raises:
            RecordsError: ``visit-unknown``, ``journal-corrupt``, or another ``journal-...``.
        """

    def begin(self, visit: str, code: str, course_json: str, course_hash: str, first: Event | None = None) -> None:
        """Open a visit: all of it is kept, or nothing. The course is kept once for each hash.

        Args:
            visit: Its id.
            code: What the patient writes down.
            course_json: The course as canonical JSON.
            course_hash: Its SHA-256 in hex.
            first: How it begins, where that is to be kept at once: the patient then waits for the disk once, not twice.

        Raises:
            RecordsError: ``code-taken`` where another visit has the code or the id, or as `append`.
        """

    def foresee(self, code: str) -> None:
        """Do ahead of need what is slow about `begin` with a code: its hash; nothing of it is kept in the journal.

        Raises:
            RecordsError: A ``journal-...``.
        """

    def find(self, code: str, source: str = "") -> str:
        """Return the id of the visit that a code, as somebody typed it, belongs to.

        Args:
            code: What was typed.
            source: Where it was typed (an address, say); kept hashed, and only while tries are counted.

        Raises:
            RecordsError: ``visit-unknown``; ``code-tried-too-often`` (``minutes`` to wait at most), whether or not
                the code is right; or a ``journal-...``.
        """

    def course(self, course_hash: str) -> str:
        """Return the JSON of a course that visits were begun with.

        Raises:
            RecordsError: ``journal-corrupt`` where it is not there.
        """

    def visits(self) -> tuple[str, ...]:
        """Return the ids of all visits in the order in which they began."""

    def read(self, since: datetime | None = None, kinds: Sequence[str] = KINDS) -> Iterator[Kept]:
        """Give the events of all visits, one visit after the other in the order in which they began.

        What is read is one moment; patients go on meanwhile.

        Args:
            since: Leaves out visits that began before; None for all.
            kinds: Leaves out events of other kinds.

        Raises:
            RecordsError: A ``journal-...``.
        """

    def count(self) -> int:
        """Return how many events there are."""

    def note(self, who: str, what: str, visit: str | None = None) -> None:
        """Keep that somebody looked something up or took something away (`Audited`).

        Raises:
            RecordsError: A ``journal-...``: then nothing may be shown either.
        """

    def notes(self) -> tuple[Audited, ...]:
        """Return what `note` kept, in order."""

    def close(self) -> None:
        """Let go of the journal; closing twice is fine."""


Drawn: TypeAlias = tuple[str, str]
"""The id of a visit and its code, which nobody has been told yet."""


def draw(random_bytes: Callable[[int], bytes]) -> Drawn:
    """Draw a visit, without asking any journal.

    Args:
        random_bytes: Returns that many unpredictable bytes (``secrets.token_bytes``).
    """
    return new_visit_id(random_bytes(16)), new_code(random_bytes(CODE_BYTES))


def admit(
    records: Records,
    course_json: str,
    course_hash: str,
    random_bytes: Callable[[int], bytes],
    *,
    drawn: Drawn | None = None,
    first: Callable[[str], Event | None] = lambda _: None,
) -> Drawn:
    """Open a visit under a code that is free; return its id and the code to write down.

    Args:
        records: Where the visit is kept.
        course_json: The course as canonical JSON.
        course_hash: Its SHA-256 in hex.
        random_bytes: As `draw` has it.
        drawn: What was drawn ahead of need; it is tried first.
        first: Returns how the visit with an id begins, where that is to be kept as well.

    Raises:
        RecordsError: As `Records.begin`.
    """
    for draws_left in reversed(range(DRAWS)):
        (visit, code), drawn = drawn or draw(random_bytes), None
        try:
            records.begin(visit, code, course_json, course_hash, first(visit))
        except RecordsError as error:
            if error.code != "code-taken" or not draws_left:
                raise
        else:
            return visit, code
    raise AssertionError("unreachable: the last draw returns or raises")  # pragma: no cover
