"""What a mutant is: one change to one file, as an author's slip would make it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One file with one change."""

    kind: str
    path: str
    text: str | None
    """The whole file after the change; None where it is gone."""
    line: int = 0
    """Where the change is, for a person who looks at one that was not caught."""


def spread(things: Sequence[T], most: int) -> list[T]:
    """Return at most so many members, spread evenly over all of them."""
    if len(things) <= most:
        return list(things)
    return [things[index * len(things) // most] for index in range(most)]
