"""A client whose session is over goes, whether it closes its side or not: it counts nowhere any more."""

import asyncio

import asyncssh
import pytest
from asyncssh.channel import SSHChannel
from asyncssh.constants import MSG_CHANNEL_CLOSE, MSG_CHANNEL_EOF

from serve.conftest import Start
from serve.hosts import Host, until
from serve.test_twins import FAULTY


def unheard(*_: object) -> bool:
    """Take no notice that the host closes a session."""
    return True


@pytest.fixture
def stubborn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have our clients close no session."""
    for told in (MSG_CHANNEL_CLOSE, MSG_CHANNEL_EOF):
        monkeypatch.setitem(SSHChannel._packet_handlers, told, unheard)  # noqa: SLF001  (a client of our own)


async def goes(host: Host, seconds: float) -> bool:
    """Tell whether somebody who is refused, and does not go, is gone within some seconds."""
    connecting = {"username": "learn", "known_hosts": None, "config": None}
    size = (80, 24)
    async with asyncssh.connect("127.0.0.1", host.port, **connecting) as first:
        await first.create_session(asyncssh.SSHClientSession, term_type="xterm", term_size=size)
        await asyncio.to_thread(until, lambda: host.inside() == 1, "the first one")
        conn = await asyncssh.connect("127.0.0.1", host.port, **connecting)
        await conn.create_session(asyncssh.SSHClientSession, term_type="xterm", term_size=size)
        await asyncio.to_thread(host.logs, "refused", why="full")
        ended = asyncio.create_task(conn.wait_closed())
        await asyncio.wait({ended}, timeout=seconds)
        assert host.inside() == 1
        gone = ended.done()
        conn.abort()
        first.abort()
        await ended
    return gone


@pytest.mark.usefixtures("stubborn")
async def test_who_was_refused_and_does_not_go_is_ended(start: Start) -> None:
    assert await goes(start("--visits", "1"), 20)


@pytest.mark.usefixtures("stubborn")
async def test_where_nobody_ends_it_such_a_client_stays(start: Start) -> None:
    """The twin of the test above; the other is gone after 5 seconds."""
    assert not await goes(start("--visits", "1", program=(FAULTY, "lingering")), 7)
