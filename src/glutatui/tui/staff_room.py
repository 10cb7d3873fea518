"""What staff see, as data: the command line fills it from the records, the dashboard draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Shares:
    """What came of a warning in a period."""

    name: str
    """Its level and its id."""
    parts: tuple[int, ...]
    """Visits in which it was known at once, known after teaching again, to talk about, not reached."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period."""

    line: str
    """The period with its visits, as a sentence."""
    name: str
    shares: tuple[Shares, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the dashboard tells; counts and names of warnings, and nothing of one visit."""

    made: str
    spans: tuple[Span, ...]
    """Today, then the last 30 days."""
    days: tuple[int, ...]
    """Visits of each of those days, today last."""
    live: int | None
    """Sessions that are open now, that of the reader included; None where it cannot be told."""
    waiting: tuple[str, ...]
    """What these figures lack, because it has not reached the shared records, as sentences."""
    suspects: tuple[str, ...]
    """What may be faulty in the questions, as sentences."""
    notes: tuple[str, ...]
    """What is said once: whether the course is signed, what a pass is not."""


class StaffRoom(Protocol):
    """Where the dashboard gets its data from; each look leaves an audit row first."""

    def overview(self, told: Callable[[int], None]) -> Overview:
        """Return what there is to tell now.

        Args:
            told: Hears meanwhile how far it is, in percent.

        Raises:
            RecordsError: It cannot be read, or the look cannot be noted.
        """

    def card(self, code: str, width: int, rows: int) -> tuple[str, ...]:
        """Return the lines of the card of one visit.

        Args:
            code: As somebody typed it.
            width: Cells of a line.
            rows: Lines at most at a width of 80.

        Raises:
            RecordsError: The code is unknown or was tried too often, or the look cannot be noted.
        """
