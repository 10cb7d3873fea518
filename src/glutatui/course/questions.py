"""Warnings and the questions that verify them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from glutatui.course.texts import Texts

Level: TypeAlias = Literal["stop", "ask", "watch"]
"""Stop: do not take it. Ask: get an answer first. Watch: be careful."""

LEVELS: tuple[Level, ...] = ("stop", "ask", "watch")


@dataclass(frozen=True)
class Option:
    """One option of a choose-one, or one line of a choose-all."""

    text: Texts
    because: Texts
    """Why, and the safe action."""
    right: bool = False
    trap: str | None = None
    """The mistaken belief that this option catches."""
    part: str | None = None
    """The part of the warning that this line covers."""


@dataclass(frozen=True)
class Item:
    """One question."""

    id: str
    kind: Literal["choose-one", "choose-all"]
    ask: Texts
    unsure: Texts
    """What is shown after "I'm not sure"."""
    options: tuple[Option, ...]
    claims: tuple[str, ...] = ()
    use: str | None = None
    """``pair-N``, ``before``, or None for a quick check."""
    basis: Literal["ledger", "general"] = "ledger"
    """``general``: the right answer rests on general medicine safety and is shown as unreviewed."""
    warning: str | None = None
    part: str | None = None
    cautious: bool = False
    decoy: bool = False
    revision: int = 1

    @property
    def right(self) -> frozenset[int]:
        """The filed indices of the options to choose."""
        return frozenset(index for index, option in enumerate(self.options) if option.right)


@dataclass(frozen=True)
class Part:
    """One level or sort of reader within a warning."""

    id: str
    level: Level
    when: Texts
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Applies:
    """One line of the "does any of this apply to you?" list."""

    id: str
    text: Texts


@dataclass(frozen=True)
class Trap:
    """A mistaken belief that wrong options catch."""

    id: str
    belief: Texts


@dataclass(frozen=True)
class Warning:  # noqa: A001  (the project's own term; Python's Warning is not used here)
    """One safety idea that the quiz verifies."""

    id: str
    level: Level
    says: Texts
    again: Texts
    """A second explanation in other words, shown after a miss."""
    claims: tuple[str, ...]
    taught: tuple[str, ...]
    """Where it is taught, as ``LESSON#PAGE``."""
    items: tuple[Item, ...]
    """The items of its pairs, as filed."""
    parts: tuple[Part, ...] = ()
    applies: tuple[Applies, ...] = ()
    traps: tuple[Trap, ...] = ()
    ask_back: Texts | None = None
    """An open question by which staff hear the warning in the patient's own words (teach-back)."""

    @property
    def told(self) -> tuple[Texts, ...]:
        """What is said of the warning as a whole: its line, the second explanation, the teach-back question."""
        return (self.says, self.again) if self.ask_back is None else (self.says, self.again, self.ask_back)

    @cached_property
    def pairs(self) -> tuple[tuple[Item, Item], ...]:
        """Scenario and five lines of each round, in the order of their numbers."""
        found: dict[str, dict[str, Item]] = {}
        for item in self.items:
            if item.use:
                found.setdefault(item.use, {})[item.kind] = item
        whole = [pair for _, pair in sorted(found.items()) if len(pair) == 2]  # noqa: PLR2004  (a pair)
        return tuple((pair["choose-one"], pair["choose-all"]) for pair in whole)
