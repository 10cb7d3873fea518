"""What a visit's process does ahead of need: a patient's first key finds it done, and nothing of it is kept before."""

import os
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from glutatui.records import SqliteJournal
from serve.conftest import Start
from serve.hosts import Host, until
from serve.test_life import WELCOME, begin
from serve.test_twins import FAULTY

pytestmark = pytest.mark.needs("ssh")

HASH = 1024
"""Pages of memory that the hash of a code takes."""
FAULTS = 800
"""Pages that the first key may make its process's own, up to the code on the screen; it makes 270 to 570."""


def faults(pid: int, of: str = "stat") -> int:
    """Return how many pages a process, or one thread of it, has made its own so far."""
    return int((Path(f"/proc/{pid}") / of).read_text().rpartition(")")[2].split()[7])


def foreseen(pid: int) -> bool:
    """Tell whether a process has made its hash: a thread of it has taken that many pages, and waits again."""
    for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208  (names)
        with suppress(OSError):
            stat = Path(f"/proc/{pid}/task/{thread}/stat").read_text()
            if thread != str(pid) and stat.rpartition(")")[2].split()[0] == "S":
                return faults(pid, f"task/{thread}/stat") > HASH
    return False


def waiting(host: Host) -> set[int]:
    """Return the processes that wait for a patient, where there is none."""
    host.logs("doors")
    until(lambda: len(host.processes()) == 4, "two that wait")
    return host.processes() - {host.zygote, host.front}


def first_key(host: Host, *, waits: bool) -> int:
    """Return how many pages the key takes that begins a visit."""
    with host.ssh() as terminal:
        terminal.shows(WELCOME)
        pid = host.child()
        if waits:
            until(lambda: foreseen(pid), "the hash")
        before = faults(pid)
        begin(terminal)
        return faults(pid) - before


def test_the_key_that_begins_a_visit_finds_the_hash_of_its_code_made(start: Start) -> None:
    """The twin does nothing ahead of need, and so all of it when the key is pressed."""
    host, twin = start(), start(program=(FAULTY, "improvident"))
    assert first_key(host, waits=True) < FAULTS
    assert first_key(twin, waits=False) > FAULTS + HASH // 2


def test_what_waits_for_a_patient_has_a_code_of_its_own_that_is_kept_nowhere(start: Start) -> None:
    host = start()
    for pid in waiting(host):
        until(lambda pid=pid: foreseen(pid), "the hash")  # type: ignore[misc]
    with closing(SqliteJournal.open(host.data / "journal.sqlite")) as records:
        assert records.visits() == ()
        with ExitStack() as stack:
            codes = [begin(stack.enter_context(host.ssh())) for _ in range(3)]
            assert len(set(codes)) == len(codes)
            assert {records.find(code) for code in codes} == set(records.visits())
