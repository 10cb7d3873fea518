"""A connection says only what there is to say, with ciphers that need no more."""

import logging
from collections.abc import Iterator

import asyncssh
import pytest

from e2e.patient import english
from serve.conftest import Start
from serve.hosts import Host
from serve.test_costs import client_of
from serve.test_twins import FAULTY

CIPHERS_WITHOUT_CHAINS = {"chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com"}
"""None of them goes on from the last packet's bytes, as those in CBC mode do (RFC 4251, section 9.3.1)."""


@pytest.fixture
def packets(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Have our client tell each packet."""
    caplog.set_level(logging.DEBUG, "asyncssh")
    asyncssh.set_debug_level(3)
    yield caplog
    asyncssh.set_debug_level(1)


async def said(host: Host, packets: pytest.LogCaptureFixture) -> tuple[int, int]:
    """Press a key; return how many packets with a terminal's bytes come for it, and how many empty ones."""
    async with client_of(host.port) as client:
        await client.shows(english("welcome-question"))
        packets.clear()
        client.type(b"?")
        await client.shows(english("help-title"))
    told = [record.getMessage() for record in packets.records]
    return tuple(sum(f"Received {kind} " in line for line in told) for kind in ("MSG_CHANNEL_DATA", "MSG_IGNORE"))  # type: ignore[return-value]


async def test_a_frame_is_one_packet(usual: Host, packets: pytest.LogCaptureFixture) -> None:
    assert await said(usual, packets) == (1, 0)


async def test_asyncssh_alone_sends_more(start: Start, packets: pytest.LogCaptureFixture) -> None:
    """The twin of the test above."""
    assert await said(start(program=(FAULTY, "wordy")), packets) == (1, 1)


async def test_no_cipher_needs_more(usual: Host) -> None:
    """A client that offers all it knows gets one of these, and one that knows only others gets none."""
    open_to = asyncssh.connect("127.0.0.1", usual.port, username="learn", known_hosts=None, config=None)
    async with open_to as conn:
        assert conn.get_extra_info("send_cipher") in CIPHERS_WITHOUT_CHAINS
    with pytest.raises((asyncssh.KeyExchangeFailed, asyncssh.ConnectionLost)):
        await asyncssh.connect(
            "127.0.0.1", usual.port, username="learn", known_hosts=None, config=None, encryption_algs=["aes256-cbc"]
        )
