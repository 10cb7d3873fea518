"""Rows about ``report`` on a large journal: simulated patients of the shipped course, as the tests make them.

The journals take a minute to make, so they are kept in ``build/bench`` for as long as the course is the same.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from bench.machine import PROGRAM, environment
from bench.rows import Row, median, spread
from bench.scripted import course
from bench.servers import ROOT
from glutatui.content import course_json

_EVENTS = 1_000_000
_RUNS = 3


def journal(events: int) -> Path:
    """Return a journal of so many events; made where there is none."""
    if (tests := str(ROOT / "tests")) not in sys.path:
        sys.path.append(tests)
    from reports import crowds  # noqa: PLC0415  (of the tests)

    mark = hashlib.sha256(course_json(course()).encode() + Path(crowds.__file__).read_bytes()).hexdigest()[:12]
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{mark}-{events}.sqlite"
    if not place.exists():
        for old in folder.glob(f"*-{events}.sqlite*"):
            old.unlink()
        part = place.with_suffix(".part")
        part.unlink(missing_ok=True)
        crowds.fill(part, course(), crowds.many(course(), events))
        part.rename(place)
    return place


def report(place: Path, home: Path) -> tuple[float, float, float]:
    """Return the seconds, the processor seconds and the MB of memory at most of a report in a process of its own."""
    began = perf_counter()
    words = [PROGRAM, "report", "--format", "json", "--records", str(place)]
    with (home / "report.json").open("w") as out:
        process = subprocess.Popen(words, env=environment(home), stdout=out)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - began
    if process.returncode or not json.loads((home / "report.json").read_text())["visits"]:
        raise RuntimeError("no report")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def rows(home: Path) -> list[Row]:
    """Measure a fourth of the large journal, and the whole."""
    found: dict[int, list[tuple[float, float, float]]] = {_EVENTS // 4: [], _EVENTS: []}
    for events in found:
        journal(events)
    for _ in range(_RUNS):
        for events, runs in found.items():
            runs.append(report(journal(events), home))
    seconds, processor, memory = zip(*found[_EVENTS], strict=True)
    fourth = [run[1] for run in found[_EVENTS // 4]]
    return [
        Row("report on 1,000,000 events", median(seconds), "s", 2.0, spread(seconds)),
        Row("  ... its memory at most", max(memory), "MB", 200.0),
        Row("  ... four times the events cost", median(processor) / median(fourth), "x", 5.0, "linear would be 4"),
    ]
