"""The clock of the machine is set forward and back by a day while a patient sits at a kiosk."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM
from e2e.conftest import cache as cache  # noqa: PLC0414  (a fixture)
from e2e.conftest import one_language as one_language  # noqa: PLC0414  (a fixture)
from e2e.conftest import shared_cache as shared_cache  # noqa: PLC0414  (a fixture)
from e2e.patient import CODE, ENTER, english
from e2e.prepared import events_of
from terminal import PATIENCE, Terminal

pytestmark = pytest.mark.needs("faketime")

IDLE = 5.0
GRACE = 2.0
"""Seconds beyond the limit that the end of a visit may take (kiosk-hazards.md, section 9)."""
CALM = 1.0
"""Seconds in which nothing may happen after the clock was set; the warning comes later than that."""

_LONG = 3600.0
"""Seconds after which no test is warned, but by a clock that jumps."""


def set_clock(setting: Path, to: str) -> None:
    """Set the clock at once: a file that is empty for a moment would end the program."""
    new = setting.with_suffix(".new")
    new.write_text(to)
    new.replace(setting)


def under_a_clock(journal: Path, setting: Path, idle: float = IDLE, **more: str) -> Terminal:
    """Return a kiosk whose clock stands as the file ``setting`` says."""
    set_clock(setting, "+0")
    (library,) = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    env: Mapping[str, str] = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(setting),
        "FAKETIME_NO_CACHE": "1",
        **more,
    }
    return Terminal([PROGRAM, "quiz", "--kiosk", "--idle", str(int(idle)), "--records", journal], env=env)


def at_a_question(terminal: Terminal) -> str:
    """Begin the quiz; return its code."""
    terminal.shows(english("welcome-privacy"))
    terminal.settle()
    terminal.send(ENTER)
    terminal.until(lambda: CODE.search(terminal.text()), "the code")
    code = CODE.findall(terminal.text())[0]
    terminal.settle()
    terminal.send(ENTER)
    terminal.shows(english("not-sure"))
    terminal.settle()
    return str(code)


def warned(terminal: Terminal, seconds: float = CALM) -> bool:
    """Wake the program with an empty paste, no sign of a patient; tell whether the warning stands there soon."""
    terminal.send("\x1b[200~\x1b[201~")
    warnings = (
        english("kiosk-idle-title"),
        english("kiosk-end-title"),
    )  # of the two that are due one stands over the other
    return terminal.holds(lambda: any(title in terminal.text() for title in warnings), seconds)


def test_a_clock_that_jumps_clears_no_screen_and_keeps_none(tmp_path: Path) -> None:
    journal, setting = tmp_path / "journal.sqlite", tmp_path / "clock"
    with under_a_clock(journal, setting, FAKETIME_DONT_FAKE_MONOTONIC="1") as terminal:
        code = at_a_question(terminal)
        set_clock(setting, "+1d")
        assert not warned(terminal)
        terminal.send("0")
        terminal.shows(english("unsure-title"))
        set_clock(setting, "-1d")
        assert not warned(terminal)
        left = time.monotonic()
        terminal.shows(english("welcome-privacy"))
        assert time.monotonic() - left < IDLE + GRACE
    events = events_of(journal, code)
    assert [event.seq for event in events] == list(range(len(events)))
    assert (events[-1].at - datetime.now(UTC)).total_seconds() > 3600, "the clock of the program was set"


def test_a_countdown_on_that_clock_would_be_seen(tmp_path: Path) -> None:
    """The twin: where what should be monotonic jumps as well, the warning comes at once."""
    journal, setting = tmp_path / "journal.sqlite", tmp_path / "clock"
    with under_a_clock(journal, setting, _LONG, FAKETIME_DONT_FAKE_MONOTONIC="0") as terminal:
        at_a_question(terminal)
        set_clock(setting, "+1d")
        assert warned(terminal, PATIENCE)
