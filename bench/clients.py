"""Patients over SSH: they record when which bytes came, and are judged when nothing is measured any more."""

import asyncio
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from time import perf_counter

import asyncssh

from bench.scripted import SIZE, Screen, Stroke
from glutatui.words import say

DEADLINE = 20.0
"""Seconds after which a screen that was not seen counts as failed."""
_WORKING = say("en", "working").encode()
_PATIENT = 20.0
"""Seconds after which somebody presses the next key, whatever came of the last."""
_QUIET = 0.03
"""Seconds without a byte after which a screen is looked at."""


class Client(asyncssh.SSHClientSession[bytes]):
    """One patient."""

    def __init__(self) -> None:
        """Have seen nothing."""
        self.begun = perf_counter()
        """Before the connection."""
        self.chunks: list[tuple[float, bytes]] = []
        self.keys: list[tuple[float, Stroke]] = []
        self._came = asyncio.Event()
        self._screen, self._at = Screen(), 0
        """What has been judged: the screen after so many chunks."""
        self._waits: list[float | None] = []
        self._conn: asyncssh.SSHClientConnection | None = None
        self._chan: asyncssh.SSHClientChannel[bytes] | None = None

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        """Keep what came, and when."""
        self.chunks.append((perf_counter(), data))
        self._came.set()

    async def open(self, port: int, key: Path | None = None, user: str = "learn") -> None:
        """Connect and ask for a terminal."""
        self.begun = perf_counter()
        keys = None if key is None else [str(key)]
        self._conn = await asyncssh.connect(
            "127.0.0.1", port, username=user, known_hosts=None, config=None, client_keys=keys, agent_path=None
        )
        self._chan, _ = await self._conn.create_session(
            lambda: self, term_type="xterm-256color", term_size=SIZE, encoding=None
        )

    async def close(self) -> None:
        """Hang up."""
        if self._conn:
            self._conn.abort()
            await self._conn.wait_closed()

    def press(self, stroke: Stroke) -> None:
        """Press a key."""
        assert self._chan is not None  # noqa: S101  (`open` was first)
        self.keys.append((perf_counter(), stroke))
        self._chan.write(stroke.key)

    @property
    def answered(self) -> bool:
        """Whether the last key was answered, by more than a word of patience; who waits for long tries again."""
        if not self.keys:
            return True
        pressed = self.keys[-1][0]
        came = takewhile(lambda chunk: chunk[0] > pressed, reversed(self.chunks))
        return any(_WORKING not in data for _, data in came) or perf_counter() - pressed > _PATIENT

    @property
    def bytes(self) -> int:
        """How many bytes came."""
        return sum(len(data) for _, data in self.chunks)

    async def sees(self, rows: frozenset[str], since: float | None = None) -> float | None:
        """Wait for a screen; return the seconds until the bytes that completed it came, None where it never was."""
        since = self.begun if since is None else since
        end = perf_counter() + DEADLINE
        while perf_counter() < end:
            self._came.clear()
            try:
                await asyncio.wait_for(self._came.wait(), _QUIET)
            except TimeoutError:
                if (when := _painted(self.chunks, rows, since)) is not None:
                    return when - since
        return None

    def judged(self) -> list[float | None]:
        """Return for each key the seconds until its screen was there; None where it was not before the next key.

        What came is looked at once: who asks again later hears the same about the keys of before.
        """
        screen, chunks = self._screen, self.chunks
        while self._at < len(chunks) and self.keys and chunks[self._at][0] < self.keys[0][0]:
            screen.feed(chunks[self._at][1])
            self._at += 1
        for number in range(len(self._waits), len(self.keys)):
            pressed, stroke = self.keys[number]
            until = self.keys[number + 1][0] if number + 1 < len(self.keys) else float("inf")
            seen: float | None = None
            while self._at < len(chunks) and chunks[self._at][0] < until:
                screen.feed(chunks[self._at][1])
                if seen is None and screen.shows(stroke.shows):
                    seen = chunks[self._at][0] - pressed
                self._at += 1
            self._waits.append(seen)
        return self._waits


def _painted(chunks: Sequence[tuple[float, bytes]], rows: frozenset[str], since: float) -> float | None:
    """Return when a screen was complete for the first time after a moment."""
    screen = Screen()
    for when, data in chunks:
        screen.feed(data)
        if when >= since and screen.shows(rows):
            return when
    return None
