"""Two hosts that share their records: a patient who begins at one goes on at the other."""

import os
import signal
from contextlib import closing

import pytest

from e2e.patient import CODE, ENTER, english
from glutatui.records.postgres import PostgresJournal
from records.servers import Server
from serve.conftest import Start
from serve.hosts import until
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh", "postgresql")


def begin(terminal: Terminal) -> str:
    """Begin a visit, go to its first question, answer it; return the code."""
    terminal.shows(english("welcome-question"))
    terminal.send(ENTER)
    terminal.until(lambda: CODE.search(terminal.text()), "the code")
    found = CODE.search(terminal.text())
    assert found
    terminal.send(ENTER)
    terminal.shows(english("not-sure"))
    terminal.send("0")
    terminal.shows(english("unsure-title"))
    return found[0]


def resume(terminal: Terminal, code: str) -> None:
    """Come back with a code."""
    terminal.shows(english("welcome-question"))
    terminal.send("3")
    terminal.shows(english("resume-title"))
    terminal.send(code.replace("-", "") + ENTER)
    terminal.until(lambda: english("resume-title") not in terminal.text(), "the visit")


def count(url: str) -> int:
    with closing(PostgresJournal.open(url)) as shared:
        return shared.count()


def test_a_patient_goes_on_at_the_other_host(start: Start, server: Server) -> None:
    url = server.database()
    first, second = start("--records", url), start("--records", url)
    with first.ssh() as terminal:
        code = begin(terminal)
        until(lambda: count(url) == 3, "the answer in the shared records")
    with second.ssh() as terminal:
        resume(terminal, code)
        terminal.send(ENTER)
        until(lambda: count(url) >= 4, "what came next")
    first.logs("delivered")
    second.logs("delivered")


def test_a_dead_database_keeps_no_patient_waiting(start: Start) -> None:
    """The visit goes on without it, and all of it arrives when it is back."""
    with Server() as server:
        url = server.database()
        host = start("--records", url)
        with host.ssh() as terminal:
            terminal.shows(english("welcome-question"))
            server.kill()
            begin(terminal)
            host.logs("delivery-waits", why="database-unreachable")
            server.start()
            until(lambda: count(url) == 3, "all of it", seconds=60)


def test_a_courier_that_is_killed_is_replaced(start: Start, server: Server) -> None:
    url = server.database()
    host = start("--records", url)
    with host.ssh() as terminal:
        terminal.shows(english("welcome-question"))
        pid = int(host.logs("courier")[0]["courier_pid"])
        os.kill(pid, signal.SIGKILL)
        begin(terminal)
        host.logs("courier-lost")
        until(lambda: count(url) == 3, "all of it", seconds=60)
