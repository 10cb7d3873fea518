"""Writers of the journal that are killed at random moments; ``killed_writer.py KILLS SEED FOLDER [careless]``.

One process imports everything and makes the others by forking, so that thousands can be killed. Each writer says a
number through a pipe once its event is kept; ``careless`` says it before. Prints one JSON object.
"""

import json
import os
import random
import select
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

from glutatui.records import SqliteJournal, verify
from records_samples import COURSE, COURSE_HASH, VISIT, event

LONGEST = 0.02
"""Seconds that a writer has at most; an event takes under one millisecond."""


def write(path: Path, said: int, *, careless: bool) -> None:
    """Append for ever, saying the number of each event."""
    with closing(SqliteJournal.open(path)) as journal:
        seq = journal.count()
        while True:
            if careless:
                os.write(said, b"%d\n" % seq)
            journal.append(event(seq))
            if not careless:
                os.write(said, b"%d\n" % seq)
            seq += 1


def killed(path: Path, seconds: float, *, careless: bool) -> int:
    """Start a writer and kill it; return the last number that it said, -1 where it said nothing."""
    heard, said = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(heard)
        try:
            write(path, said, careless=careless)
        finally:
            os._exit(1)
    os.close(said)
    with os.fdopen(heard, "rb") as lines:
        first = lines.readline()  # so that each has begun to write
        select.select([], [], [], seconds)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        numbers = [int(line) for line in [first, *lines] if line.endswith(b"\n")]
    return numbers[-1] if numbers else -1


def main() -> None:
    """Kill so often; count what is lost."""
    kills, seed, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    chance, path = random.Random(seed), folder / "journal.sqlite"  # noqa: S311  (a plan, no secret)
    with closing(SqliteJournal.open(path)) as journal:
        journal.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
    lost = told = 0
    begun = time.monotonic()
    for _ in range(kills):
        last = killed(path, chance.random() * LONGEST, careless="careless" in sys.argv)
        with closing(SqliteJournal.open(path)) as journal:
            kept = journal.count()
        told = max(told, last + 1)
        lost += max(0, told - kept)
        told = kept
    found = {"kills": kills, "events": told, "lost": lost, "whole": verify(path).whole}
    print(json.dumps({**found, "seconds": round(time.monotonic() - begun, 1)}))  # noqa: T201


if __name__ == "__main__":
    main()
