"""How staff leave a kiosk: a PIN, and patience with few wrong ones."""

from collections.abc import Callable
from time import monotonic
from typing import Final

TRIES: Final = 3
"""Wrong PINs after which the door is shut for a while."""

SHUT: Final = 60
"""Seconds for which it is shut."""

CHORD: Final = "ctrl+x"
"""The key that asks for the PIN; no patient is told of it."""

LONGEST: Final = 12
"""Digits of a PIN at most."""


class StaffDoor:
    """Counts wrong PINs, whoever sits at the screen."""

    def __init__(self, admits: Callable[[str], bool], clock: Callable[[], float] = monotonic) -> None:
        """Begin open.

        Args:
            admits: Tells whether a PIN is right; may take a while.
            clock: Monotonic seconds.
        """
        self.admits = admits
        self._clock = clock
        self._wrong = 0
        self._shut_until = float("-inf")

    @property
    def shut(self) -> bool:
        """Whether nobody is asked for a PIN now."""
        return self._clock() < self._shut_until

    def close(self, seconds: float) -> None:
        """Ask nobody for so many seconds, because of what happened elsewhere."""
        self._shut_until = max(self._shut_until, self._clock() + seconds)

    def tried(self, *, right: bool) -> None:
        """Note how a try went."""
        self._wrong = 0 if right else self._wrong + 1
        if self._wrong == TRIES:
            self._wrong, self._shut_until = 0, self._clock() + SHUT
