"""No key, paste or click on any screen leads out of a kiosk (kiosk-hazards.md, rows 14 and 15)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

OPENED = {"sqlite3.connect journal.sqlite", "sqlite3.connect journal.sqlite?mode=ro"}
ASKED = {"socket.__new__", "socket.connect health.sock"}
CHILD = Path(__file__).with_name("breakout_child.py")


def tried(manner: str) -> dict[str, Any]:
    """Run the child to its end; return what it found."""
    path = os.pathsep.join(part for part in sys.path if part)
    done = subprocess.run(
        [sys.executable, CHILD, manner], check=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.timeout(400)
def test_every_key_and_every_cell_on_every_screen() -> None:
    """Nothing is opened, started or reached, nothing fails, and the program never ends."""
    found = tried("honest")
    assert found["found"] == {}
    assert found["faults"] == []
    assert set(found["came"]) == {"stays", "staff"}
    assert found["events"] > 300
    assert len(found["screens"]) > 50


def test_every_key_and_every_cell_on_the_screens_of_the_staff() -> None:
    """Only the records are opened, only the host's own socket is asked; nothing fails, and the dashboard ends by q."""
    found = tried("staff")
    assert set(found["found"]) == {*OPENED, *ASKED}
    assert found["faults"] == []
    assert set(found["came"]) == {"stays", "staff", "ended: left"}
    assert len(found["screens"]) == 9


def test_what_is_opened_started_or_dropped_would_be_found() -> None:
    found = tried("careless")
    assert found["found"]["subprocess.Popen"] == 1
    assert found["found"]["open breakout_child.py"] == 1
    assert found["came"]["dropped"] > 100
