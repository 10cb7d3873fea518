"""A visit that nobody touches is over in time, at either door, whether its client reads or not."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import asyncssh
import pytest

from e2e.patient import english
from serve.conftest import Start, WayInto
from serve.hosts import Host, until
from serve.test_life import begin, events_of
from serve.ways import DOORS, Way

pytestmark = pytest.mark.needs("ssh")

IDLE = 2
GRACE = 2.0
"""Seconds beyond the limit that the end of a visit may take (issue of kiosks; kiosk-hazards.md, section 9)."""


@pytest.mark.parametrize("door", DOORS)
def test_the_screen_is_wiped_in_time(start: Start, way_into: WayInto, door: str) -> None:
    host = start("--idle", str(IDLE))
    with way_into(door, host).terminal() as terminal:
        code = begin(terminal)
        left = time.monotonic()
        terminal.shows(english("kiosk-idle-title"))
        terminal.until(
            lambda: code not in terminal.text() and english("welcome-learn") in terminal.text(), "the welcome"
        )
        assert time.monotonic() - left < IDLE + GRACE
        assert code not in terminal.everything()
        assert terminal.display.scrollback == []
        assert not terminal.display.title
        assert begin(terminal) != code
    host.logs("visit-over", how="idle")


class Deaf(asyncssh.SSHClientSession[bytes]):
    """A client that has stopped reading: its window holds less than the first frame, and is never opened again."""

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        chan.pause_reading()


async def left_alone(way: Way, begun: Callable[[], bool], over: Callable[[], bool]) -> float:
    """Begin a visit without reading a thing; return the seconds from its first event to its end."""
    keys = [str(way.key)] if way.key else None
    async with asyncssh.connect(
        "127.0.0.1", way.port, username=way.user, known_hosts=str(way.known), client_keys=keys, config=None
    ) as conn:
        chan, _ = await conn.create_session(
            Deaf, term_type="xterm", term_size=(80, 24), encoding=None, window=1024, max_pktsize=1024
        )
        async with asyncio.timeout(20):
            while not begun():
                chan.write(b"\r")
                await asyncio.sleep(0.05)
            first = time.monotonic()
            await asyncio.to_thread(until, over, "the end of the visit")
        return time.monotonic() - first


@pytest.mark.parametrize("door", DOORS)
def test_who_has_stopped_reading_is_gone_in_time(start: Start, way_into: WayInto, door: str) -> None:
    host = start("--idle", str(IDLE))
    way = way_into(door, host)

    def over() -> bool:
        return not Path(f"/proc/{host.child(0)}").exists()

    assert asyncio.run(left_alone(way, lambda: any_event(host), over)) < IDLE + GRACE
    host.logs("visit-over", how="idle")
    until(lambda: host.inside() == 0, "an empty house")
    until(lambda: way.left() == 0, "the end of all servers")


def any_event(host: Host) -> bool:
    return bool(events_of(host))
