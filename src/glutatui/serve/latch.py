"""The staff's PIN, judged for all visits of the host: who comes again has no new tries."""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from glutatui.serve.log import Log
from glutatui.serve.wire import Unlocked
from glutatui.tui.staff import SHUT, TRIES

_KNOWN: Final = 4096
"""Sources whose wrong PINs are remembered."""


class Latch:
    """Tells whether a PIN is right, and counts wrong ones by where they come from."""

    def __init__(
        self,
        admits: Callable[[str], bool] | None = None,
        log: Log | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nobody who tried.

        Args:
            admits: Tells whether a PIN is right; takes a tenth of a second. None where there is no PIN.
            log: Is told of each try, never of the PIN.
            clock: Monotonic seconds.
        """
        self._admits, self._log, self._clock = admits, log, clock
        self._wrong: dict[str, int] = {}
        self._shut_until: dict[str, float] = {}
        self._turn = asyncio.Lock()

    def shut(self, source: str) -> int:
        """Return for how many seconds nobody from there is asked for a PIN."""
        return max(0, -int(-(self._shut_until.get(source, 0.0) - self._clock()) // 1))

    async def tries(self, source: str, pin: str) -> Unlocked:
        """Judge a PIN; each try is counted before it is judged, so that many at once are not more than a few."""
        if self._admits is None or self.shut(source):
            return Unlocked(right=False, shut=self.shut(source))
        if len(self._wrong) + len(self._shut_until) >= _KNOWN:
            self._wrong.clear()
            self._shut_until.clear()
        wrong = self._wrong[source] = self._wrong.get(source, 0) + 1
        if wrong >= TRIES:
            del self._wrong[source]
            self._shut_until[source] = self._clock() + SHUT
        async with self._turn:
            right = await asyncio.to_thread(self._admits, pin)
        if right:
            self._wrong.pop(source, None)
            self._shut_until.pop(source, None)
        if self._log:
            self._log.tell("staff-pin", right=right, source=self._log.source(source))
        return Unlocked(right=right, shut=self.shut(source))
