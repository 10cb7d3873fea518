"""What every test stands on: a clean environment, and a say about what could not be tested."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

REQUIRE_ALL = os.environ.get("GLUTATUI_REQUIRE_ALL") == "1"
"""Read once: the environment of a test is cleared of it."""

PREFIX = "not tested here, because "

# Two cores may be busy with other tests: slowness is no failure of a property.
settings.register_profile("glutatui", deadline=None, print_blob=True)
settings.load_profile("glutatui")


def _can_mount() -> bool:
    """Tell whether this user may mount inside a namespace of its own."""
    if shutil.which("unshare") is None:
        return False
    probe = "mount -t tmpfs none /mnt && mount -o remount,ro /mnt"
    done = subprocess.run(["unshare", "-m", "sh", "-c", probe], check=False, capture_output=True)
    return done.returncode == 0


def _has_postgresql() -> bool:
    """Tell whether there is a server to start; Debian keeps its programs out of the way."""
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


PROBES: dict[str, tuple[Callable[[], bool], str]] = {
    "mount": (_can_mount, "this user may not mount file systems"),
    "postgresql": (_has_postgresql, "postgresql is not installed"),
}
"""What ``needs`` knows beside programs: how to find out, and what to say when it is not there."""


def missing(need: str) -> str | None:
    """Say why ``need`` (a program, or a name in PROBES) is not there; None when it is."""
    if need in PROBES:
        probe, reason = PROBES[need]
        return None if probe() else reason
    return None if shutil.which(need) else f"{need} is not installed"


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers of this suite."""
    config.addinivalue_line("markers", "needs(*names): skipped where a program is missing; with REQUIRE_ALL it fails")
    config.addinivalue_line("markers", "soak: long; run by `make soak` only")
    config.addinivalue_line("markers", "alone: measures time; a soak runs it after all others, with nothing beside it")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or fail, a test that needs what is not here."""
    for mark in item.iter_markers("needs"):
        for need in mark.args:
            reason = missing(need)
            if reason and REQUIRE_ALL:
                pytest.fail(f"{reason}, and GLUTATUI_REQUIRE_ALL is set", pytrace=False)
            if reason:
                pytest.skip(PREFIX + reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End with the counts of the long runs, and with the table of what was not tested."""
    done = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    counts = [value for report in done for name, value in getattr(report, "user_properties", []) if name == "counts"]
    for line in counts:
        terminalreporter.write_line(str(line))
    rows = [
        (report.nodeid, report.longrepr[2].partition(PREFIX)[2])
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and PREFIX in report.longrepr[2]
    ]
    if rows:
        terminalreporter.section("not tested here, because ...")
        width = max(len(name) for name, _ in rows)
        for name, reason in sorted(rows):
            terminalreporter.write_line(f"{name:<{width}}  {reason}")


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """Return a PostgreSQL server (`records.servers.Server`) that tests do no harm to: one for all of them."""
    from records.servers import Server  # noqa: PLC0415  (most tests need no database)

    with Server() as running:
        yield running


@pytest.fixture(autouse=True)
def clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's settings, terminal and home out of every test."""
    for name in os.environ:
        if name.startswith(("GLUTATUI_", "TEXTUAL")) or name in {"NO_COLOR", "COLORTERM"}:
            monkeypatch.delenv(name)
    for name in ("LC_ALL", "LC_CTYPE", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "xdg" / kind.lower()))
