"""Rows about one visit on a pty: what each key costs."""

import statistics
from pathlib import Path

from bench.machine import PROGRAM, environment
from bench.rows import Row
from bench.starting import timed
from bench.terminal import QUIET, Run
from bench.walking import Walker


def rows(home: Path, idle: float) -> list[Row]:
    """Measure a whole visit, right on every question, on a pty of 80x24 with 256 colours."""
    records = home / "visit.sqlite"
    timed([PROGRAM, "check"], environment(home))  # the course is compiled, as it is for all but the first start
    run = Run([PROGRAM, "learn", "--records", str(records)], environment(home))
    try:
        first = len(run.until(b"help") + run.settled(QUIET))
        quiet = len(run.settled(idle))
        walker = Walker(run, records)
        walker.walk()
        costs = walker.costs
        total = sum(sum(some) for some in costs.bytes.values())
        keys = f"{costs.keys} keys, {costs.silent} changed nothing"
        lines = [
            Row("bytes of the first frame", first / 1000, "KB", 6.0),
            Row(f"bytes while idle, {idle:g} s", quiet, "bytes", 0),
            Row("bytes a key, mean", total / costs.keys / 1000, "KB", 1.2, keys),
            Row("bytes of a whole visit", (first + total) / 1000, "KB", 250.0),
            Row("CPU a key, on a terminal", costs.seconds / costs.keys * 1000, "ms", 3.5, "journal included"),
        ]
        for does, some in sorted(costs.bytes.items()):
            lines.append(Row(f"  bytes of: {does}", statistics.mean(some) / 1000, "KB", None, f"{len(some)} keys"))
        return lines
    finally:
        run.end()
