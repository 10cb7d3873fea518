"""A client whose session is over goes, whether it closes its side or not: it counts nowhere any more."""

import asyncio

import asyncssh
import pytest
from asyncssh.channel import SSHChannel
from asyncssh.constants import MSG_CHANNEL_CLOSE, MSG_CHANNEL_EOF

from serve.conftest import Start
from serve.hosts import until


def unheard(*_: object) -> bool:
    """Take no notice that the host closes a session."""
    return True


async def test_who_was_refused_and_does_not_go_is_ended(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    for told in (MSG_CHANNEL_CLOSE, MSG_CHANNEL_EOF):
        monkeypatch.setitem(SSHChannel._packet_handlers, told, unheard)  # noqa: SLF001  (a client of our own)
    host = start("--visits", "1")
    connecting = {"username": "learn", "known_hosts": None, "config": None}
    size = (80, 24)
    async with asyncssh.connect("127.0.0.1", host.port, **connecting) as first:
        await first.create_session(asyncssh.SSHClientSession, term_type="xterm", term_size=size)
        await asyncio.to_thread(until, lambda: host.inside() == 1, "the first one")
        conn = await asyncssh.connect("127.0.0.1", host.port, **connecting)
        await conn.create_session(asyncssh.SSHClientSession, term_type="xterm", term_size=size)
        await asyncio.to_thread(host.logs, "refused", why="full")
        await asyncio.wait_for(conn.wait_closed(), 20)
        assert host.inside() == 1
        first.abort()
