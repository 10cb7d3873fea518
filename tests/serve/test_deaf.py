"""A front door that is held up for a moment hears later what it was told meanwhile; it is not given up."""

import os
import signal
import time
from contextlib import suppress

import pytest

from e2e.patient import english
from serve.conftest import Start
from serve.hosts import Host
from serve.test_twins import FAULTY

pytestmark = pytest.mark.needs("ssh")

MESSAGES = 600
"""More than twice of what the wire between the host's two processes holds."""


def hold_up(host: Host) -> None:
    """Stop the front door while the zygote has more to tell than there is room for: each reload is a message."""
    os.kill(host.front, signal.SIGSTOP)
    for _ in range(MESSAGES):
        os.kill(host.zygote, signal.SIGHUP)
        time.sleep(0.003)  # else several signals are one
    with suppress(ProcessLookupError):  # who was given up is no more
        os.kill(host.front, signal.SIGCONT)


def test_a_front_door_that_is_held_up_is_not_given_up(start: Start) -> None:
    host = start()
    hold_up(host)

    with host.ssh() as terminal:
        terminal.shows(english("welcome-question"))


def test_where_nobody_waits_for_it_the_service_ends(start: Start) -> None:
    """The twin of the test above."""
    host = start(program=(FAULTY, "curt"))
    hold_up(host)

    host.logs("stopped", drained=False)
