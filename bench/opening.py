"""Rows about the first frame: each door beside its floor, and beside a Python process for each login."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path

from bench.clients import Client
from bench.machine import PYTHON
from bench.rows import Row, median, spread
from bench.scripted import first_bytes, first_screen, strokes
from bench.servers import Sshd, floor, host

_REST = 0.6
"""Seconds between two logins, in which the host refills its pool."""


async def frame_at(port: int, key: Path | None = None) -> float:
    """Return the milliseconds from before the connection to the welcome."""
    client = Client()
    try:
        await client.open(port, key, "learn" if key is None else _user())
        return _milliseconds(await client.sees(first_screen()))
    finally:
        await client.close()


async def key_at(port: int) -> float:
    """Return the milliseconds from before the connection to the screen that the first key leads to."""
    client, stroke = Client(), strokes()[0]
    try:
        await client.open(port)
        while not client.chunks:  # noqa: ASYNC110  (no more than a frame)
            await asyncio.sleep(0.0005)
        client.press(stroke)
        return _milliseconds(await client.sees(stroke.shows))
    finally:
        await client.close()


def _milliseconds(seconds: float | None) -> float:
    if seconds is None:
        raise RuntimeError("a screen was never seen")
    return seconds * 1000


def _user() -> str:
    from getpass import getuser  # noqa: PLC0415  (only for sshd)

    return getuser()


async def _in_turn(measures: dict[str, Callable[[], Awaitable[float]]], rounds: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds + 1):
        for name, measure in measures.items():
            figure = await measure()
            if number:
                found[name].append(figure)
            await asyncio.sleep(_REST)
    return found


async def _burst(port: int, count: int) -> tuple[float, int]:
    """Return the seconds until all of many logins at once see the welcome, and how many do."""
    times = await asyncio.gather(*(frame_at(port) for _ in range(count)), return_exceptions=True)
    seen = [time for time in times if isinstance(time, float)]
    return max(seen, default=float("nan")) / 1000, len(seen)


def rows(home: Path, rounds: int) -> list[Row]:
    """Measure first frames."""
    still = first_bytes()
    (home / "still").write_bytes(still)
    with ExitStack() as stack:
        warm = stack.enter_context(host(home / "warm"))
        cold = stack.enter_context(host(home / "cold", "--warm", "0"))
        stored = stack.enter_context(floor(home / "floor", still))
        static = stack.enter_context(Sshd(home / "static", f"exec cat {home / 'still'} -"))
        shipped = stack.enter_context(Sshd(home / "door", "", shipped=home / "warm" / "data" / "attach.sock"))
        slow = stack.enter_context(Sshd(home / "cold-door", "", shipped=home / "cold" / "data" / "attach.sock"))
        fresh = stack.enter_context(Sshd(home / "fresh", _fresh(home)))
        found = asyncio.run(
            _in_turn(
                {
                    "floor": lambda: frame_at(stored.port),
                    "warm": lambda: frame_at(warm.port),
                    "cold": lambda: frame_at(cold.port),
                    "key": lambda: key_at(warm.port),
                    "key cold": lambda: key_at(cold.port),
                    "sshd floor": lambda: frame_at(static.port, static.key),
                    "sshd warm": lambda: frame_at(shipped.port, shipped.key),
                    "sshd cold": lambda: frame_at(slow.port, slow.key),
                    "fresh": lambda: frame_at(fresh.port, fresh.key),
                },
                rounds,
            )
        )
        burst, seen = asyncio.run(_burst(warm.port, 50))
    return [
        *_beside(found, "floor", "embedded", "a stored frame from the same asyncssh settings"),
        *_beside(found, "sshd floor", "sshd", "a static program behind the same sshd"),
        Row("first key answered, warm", median(found["key"]), "ms", None, spread(found["key"])),
        Row("first key answered, cold", median(found["key cold"]), "ms", None, spread(found["key cold"])),
        Row("a Python process started for each login", median(found["fresh"]), "ms", None, spread(found["fresh"])),
        Row("50 logins at once: all painted after", burst, "s", 1.5, f"{seen} of 50 seen"),
    ]


def _fresh(home: Path) -> str:
    words = [PYTHON, "-m", "glutatui", "learn", "--records", str(home / "fresh" / "journal.sqlite")]
    return " ".join(["exec env LANG=C.UTF-8", *words])


def _beside(found: dict[str, list[float]], low: str, door: str, what: str) -> list[Row]:
    """Return the rows of one door."""
    base = median(found[low])
    lines = [Row(f"floor, {door}", base, "ms", None, f"{what}; {spread(found[low])}")]
    goals = {"embedded": {"warm": 1.15, "cold": 3.0}, "sshd": {"sshd warm": 1.15, "sshd cold": 3.0}}[door]
    for name, goal in goals.items():
        figures = found[name]
        lines.append(Row(f"first frame, {door}, {name.split()[-1]}", median(figures), "ms", None, spread(figures)))
        lines.append(Row(f"  ... against its floor, {name.split()[-1]}", median(figures) / base, "x", goal))
    return lines
