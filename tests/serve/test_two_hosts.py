"""Two hosts that share their records: a patient who begins at one goes on at the other."""

import os
import signal
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from e2e.patient import CODE, ENTER, english
from glutatui.records.postgres import PostgresJournal
from glutatui.serve.courier import CALM, Courier
from glutatui.serve.log import Log
from glutatui.serve.service import Service
from records.servers import Server
from serve.conftest import Start
from serve.hosts import Host, is_zombie, until
from terminal import Terminal

FAULTY = str(Path(__file__).with_name("faulty.py"))
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


def forsaken(host: Host) -> None:
    """Kill the process that watches over the courier; the courier goes with it."""
    line = host.logs("courier")[0]
    os.kill(int(line["pid"]), signal.SIGKILL)
    until(lambda: is_zombie(int(line["courier_pid"])), "the end of the courier")


def test_whoever_watches_over_the_courier_is_replaced_too(start: Start, server: Server) -> None:
    """Once, and within seconds; visits do not notice."""
    url = server.database()
    host = start("--records", url)
    forsaken(host)
    with host.ssh() as terminal:
        begin(terminal)
        again = host.logs("courier", 2)[1]
        until(lambda: count(url) == 3, "all of it")
        assert (len(host.log("courier")), len(host.log("stander-lost")), len(host.log("courier-lost"))) == (2, 1, 0)
        given = Path(f"/proc/{again['pid']}/fd")
        assert len(list(given.iterdir())) <= 4, "nothing of a patient's is open in it"


def test_the_twin_where_nobody_notices_nothing_is_delivered_any_more(start: Start, server: Server) -> None:
    url = server.database()
    host = start("--records", url, program=(FAULTY, "forsaken"))
    forsaken(host)
    with host.ssh() as terminal:
        begin(terminal)
        host.visits()
    until(lambda: host.inside() == 0, "an empty house")
    assert (count(url), len(host.log("courier"))) == (0, 1)


def test_standers_are_sent_with_calm() -> None:
    """The next one at once, but never two within five seconds of each other; none where nothing is delivered."""
    now = [100.0]
    nothing, told = os.open(os.devnull, os.O_WRONLY), []
    log = Log(nothing)
    log.listener = lambda name, _: told.append(name)

    def deliver() -> None:
        signal.pause()

    service = cast("Service", SimpleNamespace(deliver=deliver, log=log))
    courier = Courier(service, clock=lambda: now[0])
    pids = []

    def killed() -> None:
        pid = courier._pid  # noqa: SLF001  (a test kills what nobody else may know of)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        assert not courier.lost(pid + 1)
        assert courier.lost(pid)
        pids.append(pid)

    courier.send()
    assert courier.patience() is None
    now[0] += 60
    killed()
    assert courier.patience() == 0.0
    courier.send()
    now[0] += 1
    killed()
    assert courier.patience() == CALM - 1
    courier.send()
    assert (courier.patience(), len(pids), told) == (CALM - 1, 2, ["stander-lost"] * 2)
    os.close(nothing)
    assert Courier(cast("Service", SimpleNamespace(deliver=None, log=log))).patience() is None
