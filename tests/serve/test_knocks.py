"""Whoever knocks and goes at once, as port scanners and some balancers do, keeps no place."""

import socket
import struct

import pytest

from e2e.patient import english
from serve.conftest import Start
from serve.hosts import Host, until
from serve.test_twins import FAULTY

pytestmark = pytest.mark.needs("ssh")


def knock(port: int) -> None:
    """Connect, and reset the line before anybody has looked at it."""
    line = socket.create_connection(("127.0.0.1", port))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def knocked(host: Host) -> Host:
    """Knock twice as often as may wait, each time until the last one is over."""
    for number in range(8):
        knock(host.port)
        until(lambda: len(host.log("no-handshake")) + len(host.log("refused")) > number, "its end")  # noqa: B023
    return host


def test_who_knocks_and_goes_keeps_nobody_out(start: Start) -> None:
    host = knocked(start("--waiting-per-source", "4"))
    with host.ssh() as terminal:
        terminal.shows(english("welcome-question"))
    assert host.log("refused") == []


def test_where_places_are_not_given_back_everybody_is_kept_out(start: Start) -> None:
    """The twin of the test above."""
    host = knocked(start("--waiting-per-source", "4", program=(FAULTY, "forgetful")))
    assert len(host.log("refused", why="too-many-waiting")) == 4
