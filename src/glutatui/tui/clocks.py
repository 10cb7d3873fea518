"""Countdowns: one timer each, and nothing that ticks."""

import asyncio
from collections.abc import Callable
from typing import Final

_EARLY: Final = 0.005
"""Seconds that an event loop may call too early."""


class Countdown:
    """Warns once, and ends later, on the event loop's monotonic clock.

    A restart only notes the time: the timer that runs is set anew when it fires.
    """

    def __init__(
        self, length: float | None, warning: float, *, warn: Callable[[], None], end: Callable[[], None]
    ) -> None:
        """Begin stopped.

        Args:
            length: Seconds to the end; None never ends.
            warning: Seconds before the end at which ``warn`` is called; half of a ``length`` that is too short for it.
            warn: Called at most once between two restarts.
            end: Called once; then this stands still until it is restarted.
        """
        self._length = length
        self.warning = min(warning, (length or warning) / 2)
        """Seconds between the warning and the end."""
        self._warn, self._end = warn, end
        self._until = 0.0
        self._warned = False
        self._timer: asyncio.TimerHandle | None = None

    def restart(self) -> None:
        """Begin from the full length, within the running loop."""
        if self._length is None:
            return
        loop = asyncio.get_running_loop()
        self._until, self._warned = loop.time() + self._length, False
        if self._timer is None:
            self._timer = loop.call_at(self._until - self.warning, self._due)

    def stop(self) -> None:
        """Neither warn nor end."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _due(self) -> None:
        """Warn, end, or wait on, as the time is; whoever is late warns first all the same."""
        loop = asyncio.get_running_loop()
        now = loop.time() + _EARLY
        if now < self._until - self.warning:
            self._timer = loop.call_at(self._until - self.warning, self._due)
        elif not self._warned:
            self._warned = True
            self._until = loop.time() + self.warning
            self._timer = loop.call_at(self._until, self._due)
            self._warn()
        else:
            self._timer = None
            self._end()
