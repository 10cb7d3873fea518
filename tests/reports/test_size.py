"""A report on many visits streams: its memory does not grow with them, and a million events take two seconds."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from courses import small_course
from glutatui.content import course_for, root_for
from glutatui.course import Course
from reports.crowds import fill, many

_MEASURED = """
import io, json, sys, time
from contextlib import redirect_stdout
from glutatui.cli import main
began = time.perf_counter()
with redirect_stdout(io.StringIO()) as out:
    status = main(["report", "--format", "json", "--records", sys.argv[1]])
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"status": status, "seconds": time.perf_counter() - began, "cpu": time.process_time(),
                  "megabytes": peak / 1024, "visits": json.loads(out.getvalue())["visits"]}))
"""


def measured(journal: Path) -> dict[str, float]:
    """Return what the report on a journal takes, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(journal)], capture_output=True, text=True, check=True, timeout=600
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def test_memory_does_not_grow_with_the_visits(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    course: Course = small_course(warnings=3)
    fill(tmp_path / "few.sqlite", course, many(course, 1_000, distinct=10))
    fill(tmp_path / "many.sqlite", course, many(course, 20_000, distinct=10))

    few, more = measured(tmp_path / "few.sqlite"), measured(tmp_path / "many.sqlite")

    record_property("counts", f"report on {more['visits']} visits: {more['cpu']:.2f} s CPU, {more['megabytes']:.0f} MB")
    assert more["visits"] > 15 * few["visits"]
    assert more["megabytes"] - few["megabytes"] < 8
    assert more["cpu"] < 5


@pytest.mark.soak
@pytest.mark.alone
def test_a_million_events_take_two_seconds_and_200_megabytes(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    course = course_for(root_for(None))
    fill(tmp_path / "j.sqlite", course, many(course, 1_000_000))
    runs = [measured(tmp_path / "j.sqlite") for _ in range(3)]
    best = min(runs, key=lambda run: run["seconds"])

    record_property("counts", f"report on 1,000,000 events: {best['seconds']:.2f} s, {best['megabytes']:.0f} MB")
    assert best["seconds"] < 2
    assert max(run["megabytes"] for run in runs) < 200
