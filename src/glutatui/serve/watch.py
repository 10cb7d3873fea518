"""Sees from outside to it that a visit's process answers, and that it does not stay too long."""

import asyncio
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from glutatui.serve.control import Control
from glutatui.serve.limits import Limits

Why: TypeAlias = Literal["hung", "hard", "late"]
"""Why a visit is ended from outside."""

GRACE: Final = 5
"""Seconds beyond its own limit after which a visit is ended from outside."""
RARELY: Final = 6
"""How many times as long a process is left alone to which nobody has typed since it last answered."""
_LATE: Final = 1
"""Seconds beyond the idle limit in which a process that is well has wiped its screen and is gone."""


class Watch:
    """Asks one visit's process whether it is there, and ends it where it does not answer or overstays.

    Somebody sits before a process to which keys are sent, so that one is asked soon after the first of them. One to
    which nobody types is asked rarely, as 200 of those would keep a processor awake, and once more right after the
    idle limit, when its screen should have been wiped.
    """

    def __init__(self, control: Control, limits: Limits, kill: Callable[[Why], None], *, hears: bool) -> None:
        """Ask for the first time, within the running loop.

        Args:
            control: Of the visit's process.
            limits: How often, and for how long.
            kill: Ends the visit; called once at most.
            hears: Whether `typed` is told of keys; where it is not, the process is asked as if somebody typed.
        """
        self._control, self._limits, self._kill, self._hears = control, limits, kill, hears
        self._loop = asyncio.get_running_loop()
        self._asked = self._typed = False
        self._key = -float("inf")
        """When the last key was, in seconds of the loop."""
        self._ends: list[asyncio.TimerHandle] = []
        self.why: Why | None = None
        """Why it was ended from outside; None: it was not."""
        control.answered = self._answered
        if limits.hard:
            self.end_within(limits.hard + GRACE, "hard")
        self._next: asyncio.Handle = self._loop.call_soon(self._ask)

    def typed(self) -> None:
        """Somebody has typed."""
        self._key = self._loop.time()
        if not self._typed:
            self._typed = True
            if not self._asked:
                self._wait(self._limits.ping, self._ask)

    def end_within(self, seconds: float, why: Why) -> None:
        """End the visit when it is still there after some seconds."""
        self._ends.append(self._loop.call_later(seconds, self._end, why))

    def close(self) -> None:
        """Look no more."""
        for timer in (self._next, *self._ends):
            timer.cancel()

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        self._next.cancel()
        self._next = self._loop.call_later(seconds, then)

    def _ask(self) -> None:
        self._asked, self._typed = True, False
        self._control.ping()
        self._wait(self._limits.ping + self._limits.silence, self._hung)

    def _answered(self) -> None:
        if self._asked:
            self._asked = False
            self._wait(self._limits.ping if self._typed or not self._hears else self._pause(), self._ask)

    def _pause(self) -> float:
        """Return how long a process may be left alone to which nobody types, in seconds."""
        pause = float(RARELY * self._limits.ping)
        wiped = self._key + self._limits.idle + _LATE - self._loop.time()
        return min(pause, wiped) if self._limits.idle and wiped > 0 else pause

    def _hung(self) -> None:
        self._end("hung")

    def _end(self, why: Why) -> None:
        if self.why is None:
            self.why = why
            self.close()
            self._kill(why)
