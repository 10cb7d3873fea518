"""Rows about many patients at once: key to paint, processor time, memory, idling, throughput."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from bench.clients import Client
from bench.floor import text
from bench.machine import name_of, processor, pss
from bench.rows import Row, median, share
from bench.scripted import Stroke, first_bytes, first_screen, strokes
from bench.servers import Server, Sshd, floor, host
from glutatui.serve.limits import Limits
from glutatui.serve.watch import RARELY

_PACE = 100.0
"""Keys a second of all patients together, while waits are measured."""
_BEGIN = 5
"""Keys of each patient with which visits begin; they are measured apart, as they are 1 in 70 of a visit's keys."""
_CALM = 2.0
"""Seconds after the last login in which the host forks ahead of need again."""
_QUIET = Limits().ping + 2.0
"""Seconds after the last key in which all visits have been asked whether they are there."""
_ROUND = float(RARELY * Limits().ping)
"""Seconds in which a visit to which nobody types is asked once: idling is watched for a whole round."""
_RAMP = (150, 250, 350, 450, 550, 650)
"""Keys a second that are tried one after another."""
_SLOW = 0.1
"""Seconds that one key in a hundred may wait at most."""
_STEP = 4.0
"""Seconds that each pace is held."""


@contextmanager
def _on_the_other_core() -> Iterator[None]:
    """Leave core 0 to the server, where there are several."""
    cores = os.sched_getaffinity(0)
    if len(cores) > 1:
        os.sched_setaffinity(0, cores - {0})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


@dataclass
class Crowd:
    """Patients who have a terminal each."""

    port: int
    keys: Sequence[Stroke] = field(default_factory=strokes)
    clients: list[Client] = field(default_factory=list)
    _next: int = -1

    async def grow(self, count: int) -> None:
        """Let patients in until there are so many."""
        while len(self.clients) < count:
            client = Client()
            await client.open(self.port)
            if await client.sees(first_screen()) is None:
                raise RuntimeError("a welcome was never seen")
            self.clients.append(client)

    def _turn(self) -> Iterator[Client]:
        """Give all patients, beginning after the last one who had a turn."""
        for _ in self.clients:
            self._next = (self._next + 1) % len(self.clients)
            yield self.clients[self._next]

    async def press(self, rate: float, seconds: float) -> list[float | None]:
        """Have keys pressed, in turn, at so many a second; return the waits in milliseconds, None for a failure.

        Nobody presses a key before the last one is answered, as the program drops those on purpose: where all wait,
        fewer are pressed.
        """
        begun, number = perf_counter(), 0
        before = [len(client.keys) for client in self.clients]
        while (due := begun + number / rate) < begun + seconds:
            if (left := due - perf_counter()) > 0:
                await asyncio.sleep(left)
            number += 1
            ready = (client for client in self._turn() if client.answered and len(client.keys) < len(self.keys))
            if client := next(ready, None):
                client.press(self.keys[len(client.keys)])
        await asyncio.sleep(1.0)
        waits: list[float | None] = []
        for client, first in zip(self.clients, before, strict=True):
            waits += [None if wait is None else wait * 1000 for wait in client.judged()[first:]]
        return waits

    def bytes(self) -> int:
        """Return how many bytes all have got."""
        return sum(client.bytes for client in self.clients)

    async def leave(self) -> None:
        """Hang up."""
        await asyncio.gather(*(client.close() for client in self.clients))


def rows(home: Path, idle: float) -> list[Row]:
    """Measure crowds."""
    with _on_the_other_core():
        with host(home / "crowd", core=0) as server:
            found = asyncio.run(_crowd(server, idle))
        with floor(home / "floor", first_bytes(), core=0) as server:
            found += asyncio.run(_floor(server))
        with host(home / "behind") as server, Sshd(home / "sshd", "", shipped=home / "behind/data/attach.sock") as sshd:
            return [*found, *asyncio.run(_behind(server, sshd))]


async def _crowd(server: Server, idle: float) -> list[Row]:
    crowd, found, before = Crowd(server.port), list[Row](), len(server.pids())
    for count, seconds in ((1, 4.0), (50, 6.0), (200, 8.0)):
        await crowd.grow(count)
        await asyncio.sleep(_CALM)
        pace = min(_PACE, 8.0 * count)
        begun, _ = await _spent(crowd, server, pace, _BEGIN * count / pace)
        found += [replace(row, what=f"{row.what}, as visits begin", goal=None) for row in _waits(count, begun)]
        waits, spent = await _spent(crowd, server, pace, seconds)
        found += _waits(count, waits)
        if count > 1:
            found.append(Row(f"memory a visit, embedded, {count} visits", *_memory(server, count)))
        if count == 50:  # noqa: PLR2004  (one of the three)
            found.append(Row("CPU a key, SSH included", spent / len(waits) * 1000, "ms", 3.5, "all its processes"))
    found += await _idling(crowd, server, idle)
    found.append(await _throughput(crowd))
    await crowd.leave()
    return [*found, await _left(server, before)]


async def _spent(crowd: Crowd, server: Server, pace: float, seconds: float) -> tuple[list[float | None], float]:
    """Have keys pressed; return the waits, and the processor time of all processes of the host."""
    used = processor(server.pids())
    waits = await crowd.press(pace, seconds)
    return waits, processor(server.pids()) - used


async def _floor(server: Server, count: int = 200) -> list[Row]:
    """Measure keys at the floor, to which a stored line is the answer."""
    crowd = Crowd(server.port, tuple(Stroke(b"x", frozenset({text(number)})) for number in range(1, 100)))
    await crowd.grow(count)
    await asyncio.sleep(_CALM)
    waits = await crowd.press(_PACE, 8.0)
    await crowd.leave()
    named = [(row.what.replace("key to paint", "key to paint at the floor"), row) for row in _waits(count, waits)]
    return [Row(what, row.value, row.unit, None, row.note) for what, row in named]


async def _left(server: Server, before: int, patience: float = 15.0) -> Row:
    """Count the processes that are left of visits that have ended, beyond those that wait for a patient."""
    end = perf_counter() + patience
    while (left := len(server.pids()) - before) > 0 and perf_counter() < end:  # noqa: ASYNC110  (nobody tells)
        await asyncio.sleep(0.2)
    return Row("processes left of visits that have ended", max(left, 0), "", 0)


def _waits(count: int, waits: Sequence[float | None]) -> list[Row]:
    seen = [wait for wait in waits if wait is not None]
    goals = (4.0, 15.0) if count == 200 else (None, None)  # noqa: PLR2004  (the goal is named for 200)
    note = f"{len(seen)} of {len(waits)} keys seen"
    return [
        Row(f"key to paint, {count} visits, p50", median(seen), "ms", goals[0], note),
        Row(f"key to paint, {count} visits, p99", share(seen, 0.99), "ms", goals[1], note),
    ]


def _memory(server: Server, count: int) -> tuple[float, str, float, str]:
    """Return what the visits' own processes take each; those that still wait for a patient are the smallest."""
    zygote, front, *others = server.pids()  # in the order in which they were started
    own = pss((zygote, front))
    visits = sorted(pss([pid]) for pid in others)[-count:]
    return sum(visits) / count, "MB", 10.0, f"the host's own two processes {own:.0f} MB more, once"


async def _idling(crowd: Crowd, server: Server, seconds: float) -> list[Row]:
    await asyncio.sleep(_QUIET)
    pids, count, seconds = server.pids(), len(crowd.clients), max(seconds, _ROUND)
    before, written = processor(pids), crowd.bytes()
    await asyncio.sleep(seconds)
    cores, written = (processor(pids) - before) / seconds, crowd.bytes() - written
    return [
        Row(f"idle, {count} visits, processor", cores, "cores", 0.005, f"{seconds:g} s; printed as 0.00"),
        Row(f"idle, {count} visits, written", written, "bytes", 0),
    ]


async def _throughput(crowd: Crowd) -> Row:
    """Raise the pace until one key in a hundred waits too long, or is not painted at all."""
    best, note = 0.0, ""
    for rate in _RAMP:
        if len(crowd.clients[0].keys) + rate * _STEP / len(crowd.clients) > len(strokes()):
            break
        waits = await crowd.press(rate, _STEP)
        seen = [wait for wait in waits if wait is not None]
        slow = share(seen, 0.99)
        held = len(waits) / _STEP
        if len(seen) < len(waits) * 0.99 or slow > _SLOW * 1000 or held < rate * 0.95:
            note = f"at {rate} keys/s: {held:.0f} pressed, p99 {slow:.0f} ms, {len(seen)} of {len(waits)} seen"
            break
        best, note = rate, f"p99 {slow:.0f} ms"
    return Row("throughput of one core at p99 < 100 ms", best, "keys/s", 350.0, note, at_least=True)


async def _behind(server: Server, sshd: Sshd, count: int = 50) -> list[Row]:
    """Measure the memory of visits behind sshd."""
    clients: list[Client] = []
    for _ in range(count):
        client = Client()
        await client.open(sshd.port, sshd.key, _user())
        if await client.sees(first_screen()) is None:
            raise RuntimeError("a welcome was never seen behind sshd")
        for stroke in strokes()[:12]:
            client.press(stroke)
            await client.sees(stroke.shows, client.keys[-1][0])
        clients.append(client)
    each, unit, _, _ = _memory(server, count)
    pids = sshd.pids()
    theirs = pss(pid for pid in pids if "sshd" in name_of(pid).split(" ")[0]) / count
    attach = pss(pids) / count - theirs
    await asyncio.gather(*(client.close() for client in clients))
    note = f"of that sshd itself {theirs:.1f}, the attach client {attach:.1f}"
    return [Row(f"memory a visit, behind sshd, {count} visits", each + theirs + attach, unit, 12.0, note)]


def _user() -> str:
    from getpass import getuser  # noqa: PLC0415  (only for sshd)

    return getuser()
