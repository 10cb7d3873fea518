"""Patients who work while others attack: each key and each wait is kept."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import asyncssh

from e2e.patient import english
from serve.crowd import Seat
from serve.ways import Way

_SCRIPT = Path(__file__).with_name("attackers.py")
_WELCOME = english("welcome-quiz")
_UNSURE = f"[ {english('not-sure')}"


@dataclass
class Worked:
    """What patients met."""

    waits: list[float] = field(default_factory=list)
    """Seconds from each key to the screen that it led to."""
    unanswered: int = 0
    dropped: int = 0
    """Lines that were cut."""

    def share(self, part: float, since: int = 0) -> float:
        """Return how long so many of all keys took at most in milliseconds, beginning with one of them."""
        waits = sorted(self.waits[since:])
        return waits[min(int(len(waits) * part), len(waits) - 1)] * 1000


async def _work(
    conn: asyncssh.SSHClientConnection, seat: Seat, pace: float, over: asyncio.Event, found: Worked
) -> None:
    """Go through visit after visit: eight keys that move, then one that answers."""
    silent = 0
    moves = cycle([*["\x1b[B", "\x1b[A"] * 4, "0"])
    try:
        while not over.is_set():
            await seat.awake()
            before = seat.glass.text()
            begun = time.monotonic()
            await seat.press(next(moves) if _UNSURE in before else "\r")
            silent = silent + 1 if seat.glass.text() == before else 0
            if silent:
                found.unanswered += silent > 1  # one key may lead nowhere, but not the next as well
            elif _WELCOME not in before:  # a visit's beginning computes on purpose
                found.waits.append(time.monotonic() - begun)
            await asyncio.sleep(pace)
    except OSError:
        found.dropped += 1
    found.dropped += conn.is_closed()


async def working(
    way: Way, number: int, pace: float, attack: Mapping[str, int], enough: Callable[[Worked], object]
) -> tuple[Worked, dict[str, int]]:
    """Let so many patients begin, then attack and let them work; return what they met, and what attackers did.

    Args:
        way: The door, for all of them.
        number: Patients.
        pace: Seconds that each thinks before a key.
        attack: Attackers of each kind (`attackers.py`).
        enough: Asked in a thread while they are there; all end when it returns.
    """
    found, over, begun = Worked(), asyncio.Event(), asyncio.Barrier(number + 1)

    async def one(place: int) -> None:
        async with asyncssh.connect(**connection(way)) as conn:
            seat = await Seat.at(conn)
            await seat.begin()
            await begun.wait()
            await asyncio.sleep(pace * place / number)
            await _work(conn, seat, pace, over, found)

    async with asyncio.TaskGroup() as group:
        for place in range(number):
            group.create_task(one(place))
        await begun.wait()
        with attackers(way, attack) as attacking:
            assert attacking.stdout
            await asyncio.to_thread(attacking.stdout.readline)
            await asyncio.to_thread(enough, found)
            over.set()
            done, _ = await asyncio.to_thread(attacking.communicate, b"")
    return found, json.loads(done)


def connection(way: Way) -> dict[str, Any]:
    """Return how asyncssh connects to a door."""
    keys = [str(way.key)] if way.key else None
    known = {"username": way.user, "known_hosts": None, "client_keys": keys, "config": None, "login_timeout": 60}
    return {"host": "127.0.0.1", "port": way.port, **known}


@contextmanager
def attackers(way: Way, attack: Mapping[str, int]) -> "Iterator[subprocess.Popen[bytes]]":
    """Start attackers; they say a line once all attack, and end with their stdin."""
    command = [sys.executable, str(_SCRIPT), str(way.port), way.user, str(way.key or "")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        assert started.stdin
        started.stdin.write(json.dumps(attack).encode() + b"\n")
        started.stdin.flush()
        try:
            yield started
        finally:
            started.kill()
