"""Two hundred writers killed at random moments; the programs that patients see are in ``tests/e2e/test_kills.py``."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hazards.amounts import portion
from hazards.hunted import Hunt, Tally
from records.servers import Server
from serve.hosts import Host
from serve.sshd import SSHD, Sshd
from serve.ways import behind, embedded

FAULTY = Path(__file__).parents[1] / "serve" / "faulty.py"
CHILD = Path(__file__).with_name("killed_writer.py")
SOAK = 100_000
SHARES = 100
"""Of the long run: each with a journal of its own, so that all cores have something to do until the end."""


def hunted(folder: Path, kills: int, seed: int, *manner: str) -> dict[str, Any]:
    """Kill so many writers; return what came of it."""
    command: list[str | Path] = [sys.executable, CHILD, str(kills), str(seed), folder, *manner]
    path = os.pathsep.join(part for part in sys.path if part)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path})
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_no_event_is_lost_by_killing_its_writer(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    nothing_lost(tmp_path, 200, 1, record_property)


@pytest.mark.soak
@pytest.mark.parametrize("share", range(SHARES))
def test_no_event_is_lost_by_killing_100000_writers(
    tmp_path: Path, share: int, record_property: Callable[[str, object], None]
) -> None:
    nothing_lost(tmp_path, portion(SOAK // SHARES), 1000 + share, record_property)


def nothing_lost(tmp_path: Path, kills: int, seed: int, record_property: Callable[[str, object], None]) -> None:
    """Kill so many writers, and see that the journal has what they said."""
    found = hunted(tmp_path, kills, seed)
    record_property("counts", f"killed writers: {kills}, {found['events']} events kept, {found['lost']} lost")
    assert found["events"] > kills
    assert (found["lost"], found["whole"]) == (0, True)


def test_a_writer_that_speaks_too_soon_is_seen_to_lose(tmp_path: Path) -> None:
    """The twin."""
    assert hunted(tmp_path, 60, 2, "careless")["lost"] > 0


# whoever takes part


VICTIMS = {"child": 9, "client": 4, "sshd": 4, "courier": 1, "database": 1, "host": 1}
"""How many of each are killed in one round."""


def again(host: Host, port: int) -> Host:
    """Start a host that was killed again, where it was."""
    host.end()
    return Host(host.folder, *host.options, "--port", str(port), content=host.content)


def hunted_host(folder: Path, sshd: Path, server: Server, rounds: int, seed: int) -> Tally:
    """Kill parts of a host with both doors and a database."""
    chance = random.Random(seed)  # noqa: S311  (a plan, no secret)
    plan = [victim for victim, times in VICTIMS.items() for _ in range(times * rounds)]
    chance.shuffle(plan)
    url = server.database()
    host = Host(folder, "--records", url, "--starts", "100")
    with Sshd(sshd, host.data / "attach.sock", "quiz") as door:
        ways = [embedded(host, "quiz")] * 3 + [behind(door)] * 3
        hunt = Hunt(again, host, ways, (server, url))
        try:
            for victim in plan:
                hunt.kill(victim, chance)
            return hunt.end()
        finally:
            hunt.close()


@pytest.mark.needs(SSHD, "ssh", "postgresql")
@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("rounds", [1, pytest.param(portion(50), marks=pytest.mark.soak)])
def test_no_answer_is_lost_whoever_is_killed(
    tmp_path_factory: pytest.TempPathFactory, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    """Visits, clients, OpenSSH's servers, the host, who delivers, and the database, while answers are delivered."""
    with Server() as server:
        tally = hunted_host(tmp_path_factory.mktemp("h"), tmp_path_factory.mktemp("s"), server, rounds, rounds)
    record_property("counts", str(tally))
    assert tally.answers > 0
    assert set(tally.kills) == set(VICTIMS)
    assert (tally.lost, tally.doubled) == ([], [])


def test_a_host_that_speaks_too_soon_is_seen_to_lose(tmp_path: Path) -> None:
    """The twin: its visits acknowledge before they keep."""
    host = Host(tmp_path, program=(str(FAULTY), "careless"))
    hunt = Hunt(again, host, [embedded(host, "quiz")] * 3, None)
    try:
        for _ in range(5):
            hunt.kill("child", random.Random(1))  # noqa: S311  (a plan, no secret)
        tally = hunt.end()
    finally:
        hunt.close()
    assert tally.lost
