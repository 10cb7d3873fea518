"""Measure glutatui beside its floors and print a table; ``--json FILE`` writes the numbers too.

Rows that depend on the machine are medians of alternating runs, with the spread from the quartiles.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE)]  # `python bench` puts only its own folder there

from bench.terminal import QUIET, Run  # noqa: E402
from bench.walking import Walker  # noqa: E402

BIN = Path(sys.executable).parent
PROGRAM = str(BIN / "glutatui")
PYTHON = sys.executable


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    note: str = ""

    @property
    def met(self) -> str:
        """Whether the goal is met, as a word."""
        return "" if self.goal is None else "met" if self.value <= self.goal else "NOT MET"


def environment(home: Path) -> dict[str, str]:
    """Return a clean environment with a home of its own."""
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


def timed(command: list[str], env: Mapping[str, str]) -> float:
    """Return how long a command takes, in milliseconds."""
    start = time.perf_counter()
    subprocess.run(command, env=dict(env), check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000


def first_frame(env: Mapping[str, str]) -> float:
    """Return how long ``glutatui learn`` takes to its whole first frame, in milliseconds."""
    run = Run([PROGRAM, "learn"], env)
    try:
        run.until(b"help")  # the last row of the welcome is drawn last
        return (time.perf_counter() - run.started) * 1000
    finally:
        run.end()


def alternating(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Return the figures of several measures taken in turn, the first round thrown away."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds + 1):
        for name, measure in measures.items():
            figure = measure()
            if number:
                found[name].append(figure)
    return found


def starting(home: Path, rounds: int) -> list[Line]:
    """Measure starts beside what they cannot be quicker than."""
    env = environment(home)
    no_cache = {**env, "XDG_CACHE_HOME": "/dev/null/none"}
    found = alternating(
        {
            "python -c pass": lambda: timed([PYTHON, "-c", "pass"], env),
            "import textual.app": lambda: timed([PYTHON, "-c", "import textual.app"], env),
            "first frame of learn": lambda: first_frame(env),
            "--version": lambda: timed([PROGRAM, "--version"], env),
            "check, compiled": lambda: timed([PROGRAM, "check"], env),
            "check, in full": lambda: timed([PROGRAM, "check"], no_cache),
        },
        rounds,
    )
    goals = {"--version": 60.0, "check, compiled": 300.0, "check, in full": 1000.0}
    lines = [
        Line(name, statistics.median(figures), "ms", goals.get(name), _spread(figures))
        for name, figures in found.items()
    ]
    ratio = statistics.median(found["first frame of learn"]) / statistics.median(found["import textual.app"])
    return [*lines, Line("first frame of learn / import textual.app", ratio, "x", 1.5)]


def _spread(figures: list[float]) -> str:
    low, _, high = statistics.quantiles(figures, n=4)
    return f"quartiles {low:.0f} to {high:.0f}, {len(figures)} runs"


def visiting(home: Path, idle: float) -> list[Line]:
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
        lines = [
            Line("first frame", first / 1000, "KB", 6.0),
            Line(f"idle, {idle:g} s", quiet, "bytes", 0),
            Line(
                "a key, mean",
                total / costs.keys / 1000,
                "KB",
                1.2,
                f"{costs.keys} keys, {costs.silent} changed nothing",
            ),
            Line("a whole visit", (first + total) / 1000, "KB", 250.0),
            Line("CPU a key, mean", costs.seconds / costs.keys * 1000, "ms", 3.5, "all threads, journal included"),
            Line("memory at the end (PSS)", run.memory(), "MB"),
        ]
        for does, some in sorted(costs.bytes.items()):
            lines.append(Line(f"  {does}", statistics.mean(some) / 1000, "KB a key", None, f"{len(some)} keys"))
        return lines
    finally:
        run.end()


def table(lines: list[Line]) -> str:
    """Return the lines as a table."""
    rows = [f"{'what':<44}{'measured':>12} {'unit':<9}{'goal':>8}  {'':<8} note"]
    for line in lines:
        goal = "" if line.goal is None else f"{line.goal:g}"
        rows.append(f"{line.what:<44}{line.value:>12.2f} {line.unit:<9}{goal:>8}  {line.met:<8} {line.note}".rstrip())
    return "\n".join(rows)


def main() -> int:
    """Run the benchmark; return 1 where a goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each start (default 15)")
    parser.add_argument("--idle", type=float, default=5.0, help="seconds to watch an idle screen (default 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        lines = [*visiting(home, options.idle), *starting(home, options.rounds)]
    print(table(lines))
    if options.json:
        options.json.write_text(json.dumps([asdict(line) | {"met": line.met} for line in lines], indent=2) + "\n")
    return any(line.met == "NOT MET" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
