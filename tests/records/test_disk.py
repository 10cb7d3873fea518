"""A full, small, read-only or cut-off disk: one error that can be acted on, and nothing acknowledged is lost."""

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from glutatui.records import SqliteJournal, verify
from records_samples import COURSE, COURSE_HASH, VISIT

TRICKS = Path(__file__).with_name("disk_tricks.py")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(TRICKS.parents[1])}


def on_a_small_disk(trick: str, folder: Path) -> list[object]:
    """Run a trick on a file system of 512 KiB that nobody else sees."""
    script = f'mount -t tmpfs -o size=512k none "{folder}" && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", sys.executable, str(TRICKS), trick, str(folder)]
    return run(command)


def run(command: list[str]) -> list[object]:
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
    said: list[object] = json.loads(done.stdout)
    return said


@pytest.mark.needs("mount")
def test_a_full_disk_keeps_what_was_acknowledged_and_takes_the_answer_again(tmp_path: Path) -> None:
    assert on_a_small_disk("full", tmp_path) == ["journal-full", True, True, True, True]


@pytest.mark.needs("mount")
def test_a_disk_full_from_the_start_is_told(tmp_path: Path) -> None:
    assert on_a_small_disk("full_from_the_start", tmp_path) == ["journal-full"]


@pytest.mark.needs("mount")
def test_a_read_only_disk_is_told_and_holds_what_it_held(tmp_path: Path) -> None:
    assert on_a_small_disk("read_only", tmp_path) == ["journal-read-only", 1]


def test_an_error_of_the_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    """The system refuses to let the file grow, as a failing disk refuses a write."""
    assert run([sys.executable, str(TRICKS), "limited", str(tmp_path)]) == ["journal-unreadable", True, True, True]


def test_a_killed_writer_loses_nothing_it_acknowledged(path: Path) -> None:
    """SIGKILL at ten moments; the next writer goes on where the last one was."""
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
    acknowledged = -1
    for moment in range(10):
        command = [sys.executable, str(TRICKS), "writer", str(path.parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as writer:
            assert writer.stdout is not None
            for _ in range(1 + 3 * moment):
                acknowledged = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged, *(int(line) for line in writer.stdout if line.endswith("\n"))])
        proof = verify(path)
        assert proof.whole
        with closing(SqliteJournal.open(path)) as journal:
            assert len(journal.replay(VISIT)) in {acknowledged + 1, acknowledged + 2}  # one may be kept but unsaid


def test_many_processes_may_make_and_fill_one_journal(path: Path) -> None:
    """Eight open it at the same moment while there is no file yet."""
    command = [sys.executable, str(TRICKS), "opener", str(path.parent)]
    openers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        for _ in range(8)
    ]
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("go\n")
        opener.stdin.flush()

    assert [opener.communicate()[0] for opener in openers] == ["[20]\n"] * 8
    proof = verify(path)
    assert (proof.visits, proof.events, proof.problems) == (8, 160, ())
