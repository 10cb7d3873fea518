"""Rows about ``report`` on a large journal: simulated patients of the shipped course, as the tests make them.

The journals take a minute to make, so they are kept in ``build/bench`` for as long as the course is the same.
"""

import hashlib
import json
import sys
from pathlib import Path

from bench.machine import PROGRAM, Spent, environment, spent
from bench.rows import Row, median, spread
from bench.scripted import course
from bench.servers import ROOT
from glutatui.content import course_json

_EVENTS = 1_000_000
_RUNS = 5


def journal(events: int) -> Path:
    """Return a journal of so many events, made where there is none; what is left of older ones goes."""
    if (tests := str(ROOT / "tests")) not in sys.path:
        sys.path.append(tests)
    from reports import crowds  # noqa: PLC0415  (of the tests)

    mark = hashlib.sha256(course_json(course()).encode() + Path(crowds.__file__).read_bytes()).hexdigest()[:12]
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{mark}-{events}.sqlite"
    for old in folder.glob(f"*-{events}.*"):
        if not old.name.startswith(place.name):
            old.unlink()
    if not place.exists():
        part = place.with_suffix(".part")
        crowds.fill(part, course(), crowds.many(course(), events))
        part.rename(place)
    return place


def report(place: Path, home: Path) -> Spent:
    """Return what a report in a process of its own takes."""
    out = home / "report.json"
    found = spent([PROGRAM, "report", "--format", "json", "--records", str(place)], environment(home), out)
    if not json.loads(out.read_text())["visits"]:
        raise RuntimeError("no report")
    return found


def rows(home: Path) -> list[Row]:
    """Measure a fourth of the large journal, and the whole, by turns."""
    fourth, whole = journal(_EVENTS // 4), journal(_EVENTS)
    few, many = zip(*((report(fourth, home), report(whole, home)) for _ in range(_RUNS)), strict=True)
    seconds = [run.seconds for run in many]
    cost = median([run.processor for run in many]) / median([run.processor for run in few])
    return [
        Row("report on 1,000,000 events", median(seconds), "s", 2.0, spread(seconds)),
        Row("  ... its memory at most", max(run.memory for run in many), "MB", 200.0),
        Row("  ... four times the events cost", cost, "x", 5.0, "linear would be 4"),
    ]
