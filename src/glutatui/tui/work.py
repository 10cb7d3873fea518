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
    beside: bool = False
    """Whether keys are answered meanwhile; then the view says by itself how far it is."""


Outcome: TypeAlias = Work | None
