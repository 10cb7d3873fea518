"""A database that does not answer keeps nobody waiting for ever; beside each, a twin that is still waiting."""

import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Thread
from time import process_time
from typing import Any, Self

import psycopg
import pytest

from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, open_own, postgres_opening
from glutatui.records.delivery import SOONEST, Delivered, deliver_always
from glutatui.records.outbox import Outbox
from glutatui.records.postgres import PostgresJournal
from records.servers import Server
from records_samples import COURSE, COURSE_HASH, VISIT, event
from serve.hosts import until
from serve.test_dead_lines import cut

pytestmark = pytest.mark.needs("postgresql")


class Network:
    """A TCP port before a database; each line through it can be cut."""

    def __init__(self, server: Server) -> None:
        """Listen."""
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._lines: list[tuple[socket.socket, socket.socket]] = []
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    def __enter__(self) -> Self:
        """Be there already."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all lines, so that whoever waits hears of it."""
        ends = [self._listening, *chain.from_iterable(self._lines)]
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for end in ends:
            end.close()

    def url(self, url: str) -> str:
        """Return the URL of a database by this way."""
        name = url.partition("?")[0].rpartition("/")[2]
        return f"postgresql://tests@127.0.0.1:{self._listening.getsockname()[1]}/{name}?sslmode=disable"

    def cut(self) -> None:
        """Lose from now on all that anybody sends."""
        for line, _ in self._lines:
            cut(line)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._listening.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(str(self._server.folder / ".s.PGSQL.5432"))
                self._lines.append((line, far))
                self._threads += [Thread(target=_pass_on, args=ends) for ends in ((line, far), (far, line))]
                for thread in self._threads[-2:]:
                    thread.start()


def _pass_on(near: socket.socket, far: socket.socket) -> None:
    with suppress(OSError):
        while data := near.recv(65536):
            far.sendall(data)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Who waits."""
    with ThreadPoolExecutor() as pool:
        yield pool


def refusal(waiting: "Future[Any]") -> str:
    """Return the code by which somebody's waiting ended."""
    error = waiting.exception(20)
    assert isinstance(error, RecordsError)
    return error.code


def asks(journal: PostgresJournal) -> None:
    """Ask something."""
    journal.count()


def is_answered_late(journal: PostgresJournal) -> None:
    """Ask something for which the database takes its time."""
    with journal.writing() as db:
        db.execute("select pg_sleep(20)")


@pytest.mark.parametrize("acts", [asks, is_answered_late])
def test_a_line_to_the_database_that_was_pulled_is_over_in_time(
    server: Server,
    threads: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
    acts: Callable[[PostgresJournal], None],
) -> None:
    """Before something is asked, and before it is answered."""
    url = server.emptied()
    with Network(server) as network:
        with monkeypatch.context() as patch:
            patch.setattr(postgres_opening, "_LINE", {})
            twin = PostgresJournal.open(network.url(url))
        quick = {"keepalives_idle": 1, "keepalives_interval": 1, "keepalives_count": 1, "tcp_user_timeout": 1000}
        assert quick.keys() == postgres_opening._LINE.keys()  # noqa: SLF001  (no setting is left out)
        monkeypatch.setattr(postgres_opening, "_LINE", quick)
        journal = PostgresJournal.open(network.url(url))
        if acts is asks:
            network.cut()
        waiting = [threads.submit(acts, one) for one in (journal, twin)]
        if acts is is_answered_late:
            with psycopg.connect(url, autocommit=True) as db:
                sleeping = (
                    "select count(*) from pg_stat_activity where state = 'active' and query like '%%pg_sleep(20)'"
                )
                until(lambda: db.execute(sleeping).fetchone() == (2,), "both questions")
            network.cut()

        assert refusal(waiting[0]) == "database-unreachable"
        assert not waiting[1].done()
    assert refusal(waiting[1]) == "database-unreachable"
    journal.close()
    twin.close()


def test_a_patient_does_not_wait_for_what_another_program_locks(
    server: Server, threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(postgres_opening, "PATIENCE", 1)
    url = server.emptied()
    with closing(PostgresJournal.open(url)) as twin, closing(open_own(tmp_path / "own.sqlite", url)) as own:
        with psycopg.connect(url) as other:
            other.execute("lock table glutatui.attempt in access exclusive mode")
            waiting = [threads.submit(one.find, "ABC-DEF") for one in (own, twin)]
            assert refusal(waiting[0]) == "database-no-answer"
            assert not waiting[1].done()
        assert refusal(waiting[1]) == "visit-unknown"


def test_another_trouble_is_told_as_well(tmp_path: Path, server: Server) -> None:
    """Each once, as long as it stays the same."""
    troubles = iter(["database-unreachable", "database-unreachable", "database-wrong", "database-wrong", ""])
    left, heard, signs = iter(range(5)), [], []

    def opened() -> PostgresJournal:
        if code := next(troubles):
            raise RecordsError(code, place="there", detail="42501")
        return PostgresJournal.open(server.emptied())

    with closing(Outbox(tmp_path / "own.sqlite")) as outbox:
        deliver_always(
            outbox,
            opened,
            wait=lambda _: next(left, None) is not None,
            told=lambda news: heard.append(news if isinstance(news, Delivered) else news.code),
            alive=lambda: signs.append(os.getpid()),
        )
    assert heard == ["database-unreachable", "database-wrong"]
    assert signs == [os.getpid()] * 6


def test_whoever_delivers_rests_the_longer_the_more_it_computes(tmp_path: Path, server: Server) -> None:
    """A tenth of a core at most, however many visits are kept."""
    url, place = server.emptied(), tmp_path / "own.sqlite"
    pauses: list[float] = []

    def burn() -> None:
        end = process_time() + 0.1
        while not pauses and process_time() < end:
            pass

    def wait(seconds: float) -> bool:
        pauses.append(seconds)
        own.append(event(len(pauses)))
        return len(pauses) < 2

    with closing(SqliteJournal.open(place)) as own, closing(Outbox(place)) as outbox:
        own.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH, event(0, course=COURSE_HASH))
        opened = partial(PostgresJournal.open, url)
        deliver_always(outbox, opened, wait=wait, told=lambda _: None, alive=burn)
    assert pauses[0] >= 0.9
    assert pauses[1] == SOONEST
