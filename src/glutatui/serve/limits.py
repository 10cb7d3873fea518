"""How much of everything one host gives: settings with defaults, and the policy. Pure: the clock is handed in."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Refusal: TypeAlias = Literal["full", "source-full", "too-fast", "draining"]
"""Why nobody may begin: too many visits, too many from one source, too many at a time, or the service ends."""


_KNOWN: Final = 4096
"""Addresses whose pace is remembered."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for both doors."""

    visits: int = 200
    """Visits at once: 2 GB at 10 MB each (serving.md, section 1)."""
    per_source: int = 50
    """Visits at once from one address; a clinic's kiosks may share one."""
    starts: int = 20
    """Sessions a second that may begin in the long run, and half as many as connections from one address may.

    A handshake takes 5 ms; a session that is refused is told why, a connection only that it is one too many.
    """
    burst: int = 100
    """Sessions that may begin at once."""
    idle: int = 120
    """Seconds without a key until a screen is wiped (kiosk-hazards.md, section 6: 60 to 120)."""
    hard: int = 5400
    """Seconds that one visit may take at most."""
    waiting: int = 256
    """Connections that have not yet proved who they are; each costs about 0.1 MB."""
    waiting_per_source: int = 64
    """... from one address: all kiosks of a clinic may begin at once, and share one."""
    handshake: int = 10
    """Seconds that such a connection has."""
    bytes_in: int = 4096
    """Bytes a second that a terminal may send; a fast typist sends 20."""
    ping: int = 10
    """Seconds between looks whether a visit's process still answers, while somebody types; else see `watch`."""
    silence: int = 10
    """Seconds that it may take to answer before it counts as hung."""


class Bucket:
    """A token bucket: so many at once, so many a second."""

    def __init__(self, burst: float, rate: float, clock: Callable[[], float]) -> None:
        """Begin full; ``clock`` is monotonic seconds."""
        self._burst, self._rate, self._clock = burst, rate, clock
        self._left, self._then = burst, clock()

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._then) * self._rate)
        self._then = now

    def take(self, amount: float = 1) -> bool:
        """Take so much if it is there, else nothing."""
        self._fill()
        if self._left < amount:
            return False
        self._left -= amount
        return True

    def owe(self, amount: float) -> float:
        """Take so much, there or not; return the seconds until the debt is paid."""
        self._fill()
        self._left -= amount
        return max(0.0, -self._left / self._rate)


class Gate:
    """Counts who is in and says who may come in."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        """Begin with nobody; ``clock`` is monotonic seconds."""
        self.limits = limits
        self.closed = False
        """Whether nobody is let in any more."""
        self._inside: Counter[str] = Counter()
        self._starts = Bucket(limits.burst, limits.starts, clock)

    @property
    def inside(self) -> int:
        """How many sessions there are."""
        return self._inside.total()

    def enter(self, address: str) -> Refusal | None:
        """Let a session from an address in, or say why not."""
        if self.closed:
            return "draining"
        if self.inside >= self.limits.visits:
            return "full"
        if self._inside[address] >= self.limits.per_source:
            return "source-full"
        if not self._starts.take():
            return "too-fast"
        self._inside[address] += 1
        return None

    def leave(self, address: str) -> None:
        """Let a session out that had come in."""
        self._inside[address] -= 1
        if self._inside[address] <= 0:
            del self._inside[address]


class Porch:
    """Counts connections that have not yet proved who they are."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        """Begin with nobody; ``clock`` is monotonic seconds."""
        self._limits, self._clock = limits, clock
        self._waiting: Counter[str] = Counter()
        self._starts: dict[str, Bucket] = {}

    def enter(self, address: str) -> bool:
        """Take a connection, or tell that there is no room, or that too many come from there at a time."""
        limits = self._limits
        if self._waiting.total() >= limits.waiting or self._waiting[address] >= limits.waiting_per_source:
            return False
        if len(self._starts) >= _KNOWN:
            self._starts.clear()
        bucket = self._starts.setdefault(address, Bucket(2 * limits.burst, 2 * limits.starts, self._clock))
        if not bucket.take():
            return False
        self._waiting[address] += 1
        return True

    def leave(self, address: str) -> None:
        """Let a connection go on, or away."""
        self._waiting[address] -= 1
        if self._waiting[address] <= 0:
            del self._waiting[address]
