"""Rows about starting a command, beside what it cannot be quicker than."""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from bench.machine import PROGRAM, PYTHON, environment
from bench.rows import Row, alternating, median, spread
from bench.terminal import Run


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


def rows(home: Path, rounds: int) -> list[Row]:
    """Measure starts."""
    env = environment(home)
    no_cache = {**env, "XDG_CACHE_HOME": "/dev/null/none"}
    found = alternating(
        {
            "python -c pass": lambda: timed([PYTHON, "-c", "pass"], env),
            "import textual.app": lambda: timed([PYTHON, "-c", "import textual.app"], env),
            "start of learn, to its first frame": lambda: first_frame(env),
            "start of --version": lambda: timed([PROGRAM, "--version"], env),
            "check of the course, compiled": lambda: timed([PROGRAM, "check"], env),
            "check of the course, in full": lambda: timed([PROGRAM, "check"], no_cache),
        },
        rounds,
    )
    goals = {
        "start of --version": 60.0,
        "check of the course, compiled": 300.0,
        "check of the course, in full": 1000.0,
    }
    lines = [Row(name, median(figures), "ms", goals.get(name), spread(figures)) for name, figures in found.items()]
    ratio = median(found["start of learn, to its first frame"]) / median(found["import textual.app"])
    return [*lines, Row("  ... learn against import textual.app", ratio, "x", 1.5)]
