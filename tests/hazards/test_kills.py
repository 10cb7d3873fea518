"""Two hundred writers killed at random moments; the programs that patients see are in ``tests/e2e/test_kills.py``."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CHILD = Path(__file__).with_name("killed_writer.py")
SOAK = int(os.environ.get("GLUTATUI_SOAK_KILLS", "100000"))
"""Read once: the environment of a test is cleared of it."""


def hunted(folder: Path, kills: int, seed: int, *manner: str) -> dict[str, Any]:
    """Kill so many writers; return what came of it."""
    command: list[str | Path] = [sys.executable, CHILD, str(kills), str(seed), folder, *manner]
    path = os.pathsep.join(part for part in sys.path if part)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path})
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("kills", [200, pytest.param(SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(36_000)])])
def test_no_event_is_lost_by_killing_its_writer(
    tmp_path: Path, kills: int, record_property: Callable[[str, object], None]
) -> None:
    found = hunted(tmp_path, kills, 1)
    record_property("counts", f"killed writers: {kills}, {found['events']} events kept, {found['lost']} lost")
    assert found["events"] > kills
    assert (found["lost"], found["whole"]) == (0, True)


def test_a_writer_that_speaks_too_soon_is_seen_to_lose(tmp_path: Path) -> None:
    """The twin."""
    assert hunted(tmp_path, 60, 2, "careless")["lost"] > 0
