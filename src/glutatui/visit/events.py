"""What is kept of a visit, and what a face hands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as the journal keeps it (architecture, section 7)."""

    id: str
    """A UUID in hex; a second delivery of the same event is known by it."""
    visit: str
    """128 random bits in hex."""
    seq: int
    """0 for the first event of a visit, then one more each."""
    at: datetime
    """When, in UTC."""
    kind: str
    """``started``, ``went``, ``checklist-done``, ``answered``, ``language`` or ``finished``."""
    data: Mapping[str, Any]
    """The payload, as JSON would hold it."""


class Journal(Protocol):
    """Where events are kept."""

    def append(self, event: Event) -> None:
        """Keep an event durably; return only then.

        Raises:
            RecordsError: It is not kept.
        """

    def replay(self, visit: str) -> Iterable[Event]:
        """Give the events of a visit in order."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """The patient is done with what is shown."""


@dataclass(frozen=True, slots=True)
class Done:
    """The patient is done with the "does any of this apply to you" list."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The patient answered a question."""

    chosen: frozenset[int]
    """Filed indices of the options chosen, or of the lines marked yes."""
    sure: bool = False
    unsure: bool = False
    """"I'm not sure": never right, whatever is chosen."""


@dataclass(frozen=True, slots=True)
class Speak:
    """The patient chose another language."""

    language: str


@dataclass(frozen=True, slots=True)
class ComeBack:
    """The patient is back, days after the visit was over, for a short check."""

    day: int
    """One of `returning.DAYS`."""


Choice: TypeAlias = GoOn | Done | Answer | Speak | ComeBack
"""What a patient can do with a step."""
