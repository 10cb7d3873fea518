"""Programs that the tests start where a disk is full, small or read-only; run as ``disk_tricks.py NAME FOLDER``.

Each prints one line of JSON: what happened, in order.
"""

import json
import os
import resource
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, verify
from records_samples import COURSE, COURSE_HASH, VISIT, event


def fill_up(journal: SqliteJournal, start: int = 0) -> tuple[int, str]:
    """Append until it fails; return how many events were acknowledged, and the code of the failure."""
    for seq in range(start, 100_000):
        try:
            journal.append(event(seq, filler="x" * 900))
        except RecordsError as error:
            return seq, error.code
    raise AssertionError("the disk never filled")


def full(folder: Path) -> list[object]:
    """Fill the disk from beside and by appending; then make room and give the same answer again."""
    path, ballast = folder / "journal.sqlite", folder / "ballast"
    ballast.write_bytes(b"x" * 200_000)
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        acknowledged, code = fill_up(journal)
        kept = len(journal.replay(VISIT))
        ballast.unlink()
        journal.append(event(acknowledged, filler="x" * 900))
        again = len(journal.replay(VISIT))
    return [code, acknowledged > 0, kept == acknowledged, again == acknowledged + 1, verify(path).whole]


def full_from_the_start(folder: Path) -> list[object]:
    """Open a journal where there is no room at all."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        try:
            while ballast.write(b"x" * 4096):
                pass
        except OSError:
            pass
    try:
        SqliteJournal.open(folder / "journal.sqlite")
    except RecordsError as error:
        return [error.code]
    return ["opened"]


def limited(folder: Path) -> list[object]:
    """Meet the limit that the system sets to the size of a file: an I/O error that is no full disk."""
    path = folder / "journal.sqlite"
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        acknowledged, code = fill_up(journal)
        kept = len(journal.replay(VISIT))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        journal.append(event(acknowledged, filler="x" * 900))
    return [code, acknowledged > 0, kept == acknowledged, verify(path).whole]


def read_only(folder: Path) -> list[object]:
    """Lose the right to write, before the journal is opened and while it is open."""
    path = folder / "journal.sqlite"
    journal = SqliteJournal.open(path)
    journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
    journal.append(event(0))
    journal.close()
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    try:
        SqliteJournal.open(path)
    except RecordsError as error:
        opening = error.code
    else:
        opening = "opened"
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
    with closing(SqliteJournal.open(path)) as again:
        return [opening, len(again.replay(VISIT))]


def writer(folder: Path) -> list[object]:
    """Append for ever, saying each number once its event is kept; whoever started this kills it."""
    journal = SqliteJournal.open(folder / "journal.sqlite")
    for seq in range(len(journal.replay(VISIT)), 1_000_000):
        journal.append(event(seq))
        os.write(1, f"{seq}\n".encode())
    return []


def opener(folder: Path) -> list[object]:
    """Open a journal as soon as whoever started this says so, and begin a visit of its own."""
    sys.stdin.readline()
    with closing(SqliteJournal.open(folder / "journal.sqlite")) as journal:
        visit = f"{os.getpid():032x}"
        journal.begin(visit, visit, COURSE, COURSE_HASH)
        for seq in range(20):
            journal.append(event(seq, visit=visit))
        return [len(journal.replay(visit))]


if __name__ == "__main__":
    tricks = {trick.__name__: trick for trick in (full, full_from_the_start, limited, read_only, writer, opener)}
    sys.stdout.write(json.dumps(tricks[sys.argv[1]](Path(sys.argv[2]))) + "\n")
