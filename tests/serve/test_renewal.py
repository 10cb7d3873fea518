"""A course that was mended reaches every next patient at once, also where the welcome is on the screen already."""

import signal

import pytest

from e2e.patient import CODE, ENTER, english
from serve.conftest import Start
from serve.hosts import Host
from serve.test_attached_visits import client
from serve.test_life import read_on
from terminal import Terminal

TITLE, FRESH = "Ask first.", "Ask them first."
WELCOME = english("welcome-learn")


def mend(host: Host) -> None:
    """Edit the course and have it read anew."""
    page = host.content / "lessons/en/01-start.md"
    page.write_text(page.read_text().replace(TITLE, FRESH))
    host.process.send_signal(signal.SIGHUP)


def taught(terminal: Terminal) -> str:
    """Begin at a welcome; return which course it is."""
    terminal.shows(WELCOME)
    terminal.send(ENTER)
    terminal.until(lambda: CODE.search(terminal.text()), "the code")
    return read_on(terminal, FRESH, TITLE)


@pytest.mark.needs("ssh")
def test_screens_that_nobody_touched_teach_the_new_course(start: Start) -> None:
    """By both doors, however they were waiting: in the pool, at the welcome, or only just connected."""
    host = start("--warm", "4")
    with host.ssh() as reads, host.ssh() as waits, client(host) as attached:
        for terminal in (reads, waits, attached):
            terminal.shows(WELCOME)
        reads.send("?")
        reads.until(lambda: WELCOME not in reads.text(), "the help")
        mend(host)
        with host.ssh() as hurried:
            host.logs("course-taken")
            host.logs("visit-over", 2, how="renewed")
            assert taught(hurried) == FRESH
        assert taught(waits) == FRESH
        assert taught(attached) == FRESH

        renewed = len(host.log("visit-over", how="renewed"))
        assert WELCOME not in reads.text(), "who reads something is not interrupted"
        reads.send("\x1b")
        host.logs("visit-over", renewed + 1, how="renewed")
        assert taught(reads) == FRESH
