"""What a face hands out to be done away from the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Work:
    """Something that may take a while, to be done away from the screen."""

    run: Callable[[], object]
    """Does it; may raise a GlutatuiError."""
    then: Callable[[object], None]
    """Takes the result, back at the screen."""


Outcome: TypeAlias = Work | None
