"""Lines that lead nowhere, and clients that were stopped: they keep no place; each beside a host that waits longer."""

import asyncio
import ctypes
import signal
import socket
import struct
from contextlib import AsyncExitStack

import asyncssh
import pytest

from e2e.patient import english
from serve.conftest import Start
from serve.hosts import Host, until
from serve.test_costs import Client
from serve.test_twins import FAULTY

pytestmark = pytest.mark.needs("ssh")

WELCOME = english("welcome-question")


def sped_up(start: Start, name: str) -> Host:
    return start(program=(FAULTY, name))


def cut(line: socket.socket) -> None:
    """Lose all that comes, as a line does that was pulled: the kernel takes no packet, and acknowledges none."""
    nothing = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))  # BPF: keep 0 bytes of each packet
    program = struct.pack("HP", 1, ctypes.addressof(nothing))
    line.setsockopt(socket.SOL_SOCKET, 26, program)  # SO_ATTACH_FILTER
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # so that closing it is heard


async def cut_off(host: Host, stack: AsyncExitStack) -> Client:
    """Return a client at its first screen whose line is cut."""
    client = Client((80, 24))
    connecting = asyncssh.connect("127.0.0.1", host.port, username="learn", known_hosts=None, config=None)
    conn = await stack.enter_async_context(connecting)
    stack.callback(conn.abort)
    client.chan, _ = await conn.create_session(lambda: client, term_type="xterm", term_size=(80, 24), encoding=None)
    await client.shows(WELCOME)
    await asyncio.to_thread(host.visits)
    cut(conn.get_extra_info("socket"))
    return client


async def test_a_line_that_was_pulled_is_over_in_time(start: Start, usual: Host) -> None:
    """Whether a screen was on its way or nothing at all; the twin waits for a minute, and has both still."""
    watched = sped_up(start, "pulsing")
    async with AsyncExitStack() as stack:
        for host in (watched, usual):
            await cut_off(host, stack)
            (await cut_off(host, stack)).type(b"?")
        await asyncio.to_thread(watched.logs, "session-over", 2, how="gone")
        assert usual.inside() == 2


def test_a_client_that_was_stopped_is_gone_in_time(start: Start) -> None:
    """Its kernel answers for it, as the twin shows, so that SSH has to ask; who is well is asked too, and stays."""
    pulsing, asking = sped_up(start, "pulsing"), sped_up(start, "asking")
    with pulsing.ssh() as stopped, asking.ssh() as stops, asking.ssh() as well:
        for terminal in (stopped, stops, well):
            terminal.shows(WELCOME)
        pulsing.visits()
        asking.visits()
        for terminal in (stopped, stops):
            terminal.process.send_signal(signal.SIGSTOP)
        until(lambda: asking.inside() == 1, "the end of the one that was stopped")
        assert pulsing.inside() == 1
        well.send("?")
        well.shows(english("help-title"))
