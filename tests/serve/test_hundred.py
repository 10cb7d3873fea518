"""A hundred visits at once through each door: all are finished and kept, and nothing is left of any."""

import asyncio
import tempfile
from pathlib import Path

import pytest

from e2e.patient import CODE, english
from serve.conftest import Start, WayInto
from serve.crowd import crowd
from serve.hosts import Host, until
from serve.test_life import events_of
from serve.ways import DOORS

NUMBER = 100
ROOM = ["--visits", "100", "--per-source", "100", "--burst", "300", "--waiting-per-source", "100", "--handshake", "60"]
NEVER_SURE = ["liver-one", "liver-lines", "liver-other", "liver-more", "liver-third", "liver-rest"]
"""What somebody is asked who never knows, in an order that the visit's seed gives within each round."""


def sockets(host: Host) -> list[str]:
    """Return what the front door's descriptors stand for, the names of their kinds."""
    return sorted(str(fd.readlink()).partition(":")[0] for fd in Path(f"/proc/{host.front}/fd").iterdir())


def files(host: Host, temporary: Path) -> set[Path]:
    """Return all files of a host; the journal's own two helpers come and go."""
    found = {*host.folder.rglob("*"), *temporary.rglob("*")}
    return {place for place in found if not place.name.endswith(("-wal", "-shm"))}


@pytest.mark.timeout(240)
@pytest.mark.parametrize("door", DOORS)
def test_a_hundred_at_once_finish_and_nothing_is_left(
    start: Start, way_into: WayInto, door: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    host = start(*ROOM)
    way = way_into(door, host, "quiz")
    until(lambda: len(host.processes()) == 2 + 2, "host, door and two that wait")
    open_before, files_before = sockets(host), files(host, tmp_path)

    seats = asyncio.run(crowd(way, NUMBER))

    codes = {seat.code for seat in seats}
    assert len(codes) == NUMBER
    assert max(line["inside"] for line in host.log("session")) == NUMBER, "they were there at the same time"
    for seat in seats:
        seen = " ".join(seat.told)
        assert english("summary-title") in seen
        assert english("summary-talk-none") not in seen
        assert len(set(CODE.findall(seen)) & codes) == 1, "nobody sees the code of another"
        assert seat.code not in seat.glass.text()

    visits = events_of(host)
    assert len(visits) == NUMBER
    for events in visits:
        asked = [event.data["item"] for event in events if event.kind == "answered"]
        assert sorted(asked) == sorted(NEVER_SURE)
        assert events[-1].kind == "finished"
        assert dict(events[-1].data["outcomes"]) == {"liver": "to_talk_about"}

    until(lambda: host.inside() == 0, "an empty house")
    until(lambda: way.left() == 0, "the end of all servers")
    until(lambda: len(host.processes()) == 2 + 2, "only host, door and two that wait")
    until(lambda: sockets(host) == open_before, "closed descriptors")
    assert files(host, tmp_path) == files_before
