"""What a patient can be shown, one thing at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from glutatui.course import Item

Outcome: TypeAlias = Literal["known_at_once", "known_after_teaching", "to_talk_about"]
"""What came of a warning."""


@dataclass(frozen=True, slots=True)
class Intro:
    """A screen that says what comes next."""

    part: Literal["before", "quiz", "return"]

    @property
    def key(self) -> str:
        """The name of this step in the journal."""
        return f"intro:{self.part}"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to answer."""

    item: Item
    order: tuple[int, ...]
    """Filed indices of the options in the order to show."""
    part: Literal["before", "check", "quiz", "return"]
    number: int
    """Which one it is, from 1; in the quiz: the warnings settled, and this one."""
    of: int
    """Of how many; in the quiz: warnings."""
    lesson: str | None = None
    """The lesson that a quick check belongs to."""
    warning: str | None = None
    """The warning that a quiz item verifies."""
    round: int = 1
    """The round of the warning, from 1."""

    @property
    def key(self) -> str:
        """The name of this step in the journal."""
        return f"ask:{self.item.id}"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was right in an answer, and why."""

    ask: Ask
    chosen: frozenset[int]
    unsure: bool
    sure: bool
    right: bool

    @property
    def key(self) -> str:
        """The name of this step in the journal."""
        return f"feedback:{self.ask.item.id}"


@dataclass(frozen=True, slots=True)
class Again:
    """A warning taught again after a miss: first in other words, then as the lessons have it."""

    warning: str
    round: int = 1
    """The round that was missed, from 1."""

    @property
    def key(self) -> str:
        """The name of this step in the journal."""
        return f"again:{self.warning}" if self.round == 1 else f"again:{self.warning}:{self.round}"


@dataclass(frozen=True, slots=True)
class HandOver:
    """A warning that a person will go over with the patient."""

    warning: str

    @property
    def key(self) -> str:
        """The name of this step in the journal."""
        return f"talk:{self.warning}"


@dataclass(frozen=True, slots=True)
class Checklist:
    """The "does any of this apply to you" list; what is marked stays with the face."""

    @property
    def key(self) -> str:
        """The name of this step in the journal."""
        return "checklist"


@dataclass(frozen=True, slots=True)
class PageStep:
    """A page of a lesson."""

    lesson: str
    page: str
    number: int
    """Which page of its lesson, from 1."""
    of: int
    lesson_number: int
    """Which lesson, from 1."""
    lessons: int

    @property
    def key(self) -> str:
        """The name of this step in the journal."""
        return f"page:{self.lesson}#{self.page}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What the patient knows now, and what to talk about; the visit is over."""

    outcomes: Mapping[str, Outcome]
    """What came of each warning, in the order of the course."""
    sure_and_wrong: frozenset[str]
    """Warnings on which a quiz answer was sure and not right."""
    recalled: Mapping[str, bool] = field(default_factory=dict)
    """What came of the last check after some days, by warning: whether it was still known."""

    @property
    def key(self) -> str:
        """The name of this step in the journal."""
        return "summary"


Step: TypeAlias = Intro | Ask | Feedback | Again | HandOver | Checklist | PageStep | Summary
