"""Two hosts that share their records: a patient who begins at one goes on at the other."""

import os
import signal
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from e2e.patient import CODE, ENTER, english
from glutatui.records.postgres import PostgresJournal
from glutatui.words import say
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


def test_a_host_that_can_never_deliver_does_not_start(tmp_path: Path) -> None:
    """The driver is not installed: answers would wait for ever, and patients be told to install it."""
    without = "import sys; sys.modules['psycopg'] = None; from glutatui.cli import main; sys.exit(main(sys.argv[1:]))"
    host = Host(tmp_path, "--records", "postgresql://tests@127.0.0.1/none", program=("-c", without))
    try:
        assert host.process.wait(20) == 2
        assert say("en", "error-postgres-missing") in " ".join(host.said().split())
    finally:
        host.end()


def test_a_courier_that_is_killed_is_replaced(start: Start, server: Server) -> None:
    url = server.database()
    host = start("--records", url, program=(FAULTY, "strict"))
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
        assert len(list(given.iterdir())) <= 5, "nothing of a patient's is open in it"


def test_the_twin_where_nobody_notices_nothing_is_delivered_any_more(start: Start, server: Server) -> None:
    url = server.database()
    host = start("--records", url, program=(FAULTY, "forsaken"))
    forsaken(host)
    with host.ssh() as terminal:
        begin(terminal)
        host.visits()
    until(lambda: host.inside() == 0, "an empty house")
    assert (count(url), len(host.log("courier"))) == (0, 1)


def stuck(server: Server, url: str) -> int:
    """Stop the database's process that answers whoever delivers; return it."""
    asked = "select pid from pg_stat_activity where application_name = 'glutatui' and datname = %s"
    with psycopg.connect(server.emptied(), autocommit=True) as db:
        until(lambda: db.execute(asked, (url.partition("?")[0].rpartition("/")[2],)).rowcount == 1, "the courier")
        ((pid,),) = db.execute(asked, (url.partition("?")[0].rpartition("/")[2],)).fetchall()
    os.kill(pid, signal.SIGSTOP)
    return int(pid)


def test_a_courier_that_waits_for_ever_is_replaced(start: Start, server: Server) -> None:
    """The database holds the line and says nothing; the twin's courier waits until it does."""
    urls = [server.database(), server.database()]
    ways = zip(urls, ("strict", "trusting"), strict=True)
    hosts = [start("--records", url, program=(FAULTY, name)) for url, name in ways]
    stopped = [stuck(server, url) for url in urls]
    try:
        for host in hosts:
            with host.ssh() as terminal:
                begin(terminal)
        until(lambda: count(urls[0]) == 3, "all of it")
        assert [line["hung"] for line in hosts[0].log("courier-lost")] == [True]
        assert (count(urls[1]), len(hosts[1].log("courier"))) == (0, 1)
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
    until(lambda: count(urls[1]) == 3, "what waited")
