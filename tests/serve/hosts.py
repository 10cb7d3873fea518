"""A real session host for tests: started as a person starts it, on a free port, and gone afterwards."""

import json
import os
import secrets
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

import pytest

from small_course import write_course
from terminal import Terminal

PATIENCE = 20.0
"""Seconds after which a condition that does not hold fails the test; two cores may be busy with other tests."""
SSH = (
    *("ssh", "-F", "none", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes"),
    *("-o", "StrictHostKeyChecking=yes", "-o", "IdentitiesOnly=yes", "-o", "IdentityFile=none"),
)


def until(condition: Callable[[], object], what: str = "the condition", seconds: float = PATIENCE) -> None:
    """Wait until something outside holds; fail the test when it never does."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"{what}: never came")
        select.select([], [], [], 0.01)


class Host:
    """One run of ``glutatui serve``; a context manager that leaves no process behind."""

    def __init__(
        self, folder: Path, *options: str, content: Path | None = None, program: Sequence[str] = ("-m", "glutatui")
    ) -> None:
        """Start it with a data folder, a small course and options; wait until it lets patients in."""
        self.folder = folder
        self.options = options
        self.data = folder / "data"
        self.content = content or write_course(folder / "course")
        self._mark = f"GLUTATUI_TEST_MARK={secrets.token_hex(8)}"
        name, _, value = self._mark.partition("=")
        self._errors = (folder / "stderr").open("ab")
        command = [sys.executable, *program, "serve", "--port", "0", "--data", str(self.data)]
        self.process = subprocess.Popen(
            [*command, "--content", str(self.content), "--warm", "2", *options],
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, name: value},
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.ready = ""
        if select.select([self.process.stdout], [], [], PATIENCE)[0]:
            self.ready = self.process.stdout.readline().decode()
        self.port = int(self.ready.rpartition(":")[2]) if ":" in self.ready else 0

    def __enter__(self) -> Self:
        """Be the host, once it has started."""
        if not self.ready:
            self.end()
            pytest.fail(f"the host did not start: {self.said()}")
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing."""
        self.end()

    def end(self) -> None:
        """Kill whatever is left, the youngest first, so that nobody has time to say anything about it."""
        for pid in sorted(self.processes(), reverse=True):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        self._errors.close()

    # what it is

    def said(self) -> str:
        """Return what it wrote to stderr."""
        return (self.folder / "stderr").read_text()

    def log(self, event: str = "", **values: object) -> list[dict[str, Any]]:
        """Return the lines of its log, of one kind and with these values."""
        lines = [json.loads(line) for line in self.said().splitlines() if line.startswith("{")]
        return [
            line
            for line in lines
            if event in {"", line["event"]} and all(line.get(name) == value for name, value in values.items())
        ]

    def logs(self, event: str, count: int = 1, **values: object) -> list[dict[str, Any]]:
        """Wait until the log has so many lines of a kind; return them."""
        until(lambda: len(self.log(event, **values)) >= count, f"{event} {values} in the log:\n{self.said()}")
        return self.log(event, **values)

    def processes(self) -> set[int]:
        """Return all processes that came from this run."""
        found = set[int]()
        for place in Path("/proc").iterdir():
            try:
                if place.name.isdigit() and self._mark.encode() in (place / "environ").read_bytes():
                    found.add(int(place.name))
            except OSError:
                continue
        return {pid for pid in found if not is_zombie(pid)}

    @property
    def zygote(self) -> int:
        """The process that was started."""
        return self.process.pid

    @property
    def front(self) -> int:
        """The process with the doors."""
        return int(self.logs("doors")[-1]["pid"])

    def visits(self) -> int:
        """Return how many visits have begun, once each open session has one: its first screen is shown before that."""

        def settled() -> bool:
            counts = Counter(line["event"] for line in self.log())
            return counts["visit"] - counts["visit-over"] >= counts["session"] - counts["session-over"]

        until(settled, "a visit for each session")
        return len(self.log("visit"))

    def child(self, number: int = -1) -> int:
        """Return the process of a visit that began, the last one unless told otherwise."""
        self.visits()
        return int(self.logs("visit")[number]["visit_pid"])

    def inside(self) -> int:
        """Return how many sessions there are, by the log."""
        counts = [line["inside"] for line in self.log() if "inside" in line]
        return int(counts[-1]) if counts else 0

    # patients

    def known_hosts(self) -> Path:
        """Write down the host key, as a terminal that was here before has it."""
        place = self.folder / f"known_hosts.{self.port}"
        if not place.exists():
            key = (self.data / "ssh_host_ed25519_key.pub").read_text()
            place.write_text(f"[127.0.0.1]:{self.port} {key}")
        return place

    def command(self, *options: str, user: str = "learn") -> list[str]:
        """Return the words that start OpenSSH's client, up to the host."""
        known = f"UserKnownHostsFile={self.known_hosts()}"
        return [*SSH, "-o", known, "-p", str(self.port), *options, f"{user}@127.0.0.1"]

    def ssh(self, *options: str, user: str = "learn", **more: Any) -> Terminal:  # noqa: ANN401  (as `Terminal` has them)
        """Return OpenSSH's client on a terminal."""
        return Terminal(self.command(*options, user=user), **more)

    def run(self, words: Sequence[str], **more: Any) -> "subprocess.CompletedProcess[bytes]":  # noqa: ANN401
        """Run a command to its end, within bounds."""
        return subprocess.run(words, check=False, capture_output=True, timeout=PATIENCE, **more)


def is_zombie(pid: int) -> bool:
    """Tell whether a process is dead and only not yet buried, or gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in {"Z", "X"}
    except OSError:
        return True
