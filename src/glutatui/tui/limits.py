"""How visits end, and how long one on a kiosk may be left alone and may last; free of what takes time to load."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

IDLE: Final = 120
"""Seconds without a key after which a kiosk clears its screen (kiosk-hazards.md, section 6: 60 to 120)."""

HARD: Final = 5400
"""Seconds that a visit on a kiosk may take at most: twice what the whole way takes a slow reader without a miss."""


Ended: TypeAlias = Literal["", "finished", "left", "idle", "hard", "drained", "staff"]
"""How a visit ended: at its end, before it, because nobody was there, because it took too long, because the service
ends, by the staff; empty while none has ended."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a visit, in seconds."""

    idle: float | None = None
    """Without a key or a click; None for any time."""
    hard: float | None = None
    """From its first step on; None for any time."""
    idle_warning: float = 20
    """How long before its end a patient is warned; at least 20 (WCAG 2.2.1), but half of a shorter ``idle``."""
    hard_warning: float = 60
    """The same for ``hard``."""
