"""The host's own journal first, the shared one later: exactly once, in order, whatever breaks."""

import os
import signal
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest

from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal
from glutatui.records.delivery import Delivered, deliver, deliver_always
from glutatui.records.outbox import Outbox
from glutatui.records.postgres import PostgresJournal, named
from glutatui.records.shared import SharedRecords
from glutatui.visit import Event
from records.servers import Server
from records_samples import COURSE, COURSE_HASH, OTHER, VISIT, event

T = TypeVar("T")

pytestmark = pytest.mark.needs("postgresql")


@pytest.fixture
def url(server: Server) -> str:
    return server.emptied()


@pytest.fixture
def shared(url: str) -> Iterator[PostgresJournal]:
    with closing(PostgresJournal.open(url)) as opened:
        yield opened


class Clinic:
    """One host with a journal of its own."""

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self.own = SqliteJournal.open(path)
        self.records = SharedRecords(self.own, lambda: PostgresJournal.open(url))
        self.outbox = Outbox(path)

    def close(self) -> None:
        self.own.close()
        self.outbox.close()


@pytest.fixture
def clinics(tmp_path: Path, url: str) -> Iterator[list[Clinic]]:
    """Two hosts that share one database."""
    opened = [Clinic(tmp_path / f"{name}.sqlite", url) for name in "ab"]
    yield opened
    for clinic in opened:
        clinic.close()


def started(seq: int, visit: str = VISIT, name: str | None = None) -> Event:
    """Return an event of a visit whose first one names its course, as all do."""
    return event(seq, visit=visit, name=name, **({"course": COURSE_HASH} if seq == 0 else {}))


def fill(clinic: Clinic, events: int, visit: str = VISIT, code: str = "ABC-DEF") -> None:
    clinic.own.begin(visit, code, COURSE, COURSE_HASH)
    for n in range(events):
        clinic.own.append(started(n, visit))


# exactly once, in order


def test_what_is_delivered_is_what_was_kept(clinics: list[Clinic], shared: PostgresJournal) -> None:
    first, second = clinics
    fill(first, 3)
    fill(second, 2, OTHER, "XYZ-234")

    assert deliver(first.outbox, shared) == Delivered(3)
    assert deliver(second.outbox, shared) == Delivered(2)
    assert deliver(first.outbox, shared) == Delivered()
    assert shared.replay(VISIT) == first.own.replay(VISIT)
    assert shared.replay(OTHER) == second.own.replay(OTHER)
    assert shared.course(COURSE_HASH) == COURSE
    assert list(shared.read()) == [*first.own.read(), *second.own.read()]


def test_what_comes_later_goes_on(clinics: list[Clinic], shared: PostgresJournal) -> None:
    clinic = clinics[0]
    fill(clinic, 2)
    deliver(clinic.outbox, shared)
    clinic.own.append(started(2))

    assert (clinic.outbox.spool().events, clinic.outbox.spool().visits) == (1, 1)
    assert deliver(clinic.outbox, shared) == Delivered(1)
    assert clinic.outbox.spool().events == 0
    assert shared.count() == 3


def test_a_deliverer_that_dies_before_it_notes_delivers_nothing_twice(
    clinics: list[Clinic], shared: PostgresJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = clinics[0]
    fill(clinic, 3)
    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "delivered", interrupted)
        with pytest.raises(KeyboardInterrupt):
            deliver(clinic.outbox, shared)

    assert shared.count() == 3
    deliver(clinic.outbox, shared)
    assert shared.replay(VISIT) == clinic.own.replay(VISIT)


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_patients_go_on_while_the_database_is_dead(clinics: list[Clinic]) -> None:
    """It is killed in the middle; what was answered meanwhile arrives when it is back, once and in order."""
    clinic = clinics[0]
    heard: list[Delivered | RecordsError] = []
    with Server() as server:
        url = server.database()
        fill(clinic, 50)
        steps: Iterator[Callable[[], None]] = iter(
            [server.kill, lambda: clinic.own.append(started(50)), lambda: None, server.start, lambda: None]
        )

        def wait(_: float) -> bool:
            step = next(steps, None)
            if step is not None:
                step()
            return step is not None or clinic.outbox.spool().events > 0

        deliver_always(clinic.outbox, lambda: PostgresJournal.open(url), wait=wait, told=heard.append)
        with closing(PostgresJournal.open(url)) as found:
            assert found.replay(VISIT) == clinic.own.replay(VISIT)

    assert [one for one in heard if isinstance(one, Delivered)] == [Delivered(50), Delivered(1)]
    assert [one.code for one in heard if isinstance(one, RecordsError)] == ["database-unreachable"]


def test_a_deliverer_killed_at_any_moment_loses_and_repeats_nothing(
    clinics: list[Clinic], shared: PostgresJournal, url: str
) -> None:
    clinic = clinics[0]
    for number in range(40):
        fill(clinic, 5, f"{number:032x}", f"ABC-{code_of(number)}")
    while clinic.outbox.spool().events:
        before = shared.count()
        pid = forked(lambda: carry(clinic.path, url))
        while shared.count() == before and os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            pass
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

    assert shared.count() == 200
    assert list(shared.read()) == list(clinic.own.read())


def code_of(number: int) -> str:
    signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    return signs[number // 900 % 30] + signs[number // 30 % 30] + signs[number % 30]


def carry(path: Path, url: str) -> None:
    outbox = patiently(lambda: Outbox(path))
    patiently(lambda: deliver(outbox, PostgresJournal.open(url)))


# from one host to another


def test_a_code_opens_a_visit_at_another_host(clinics: list[Clinic], shared: PostgresJournal) -> None:
    first, second = clinics
    fill(first, 3)
    deliver(first.outbox, shared)

    assert second.records.find("abc def") == VISIT
    assert second.records.replay(VISIT) == first.own.replay(VISIT)
    second.records.append(started(3))
    deliver(second.outbox, shared)
    assert first.records.find("ABC-DEF") == VISIT
    assert first.records.replay(VISIT) == second.own.replay(VISIT)


def test_a_visit_at_two_screens_goes_one_way_and_nothing_is_thrown_away(
    clinics: list[Clinic], shared: PostgresJournal, url: str
) -> None:
    first, second = clinics
    fill(first, 2)
    deliver(first.outbox, shared)
    second.records.find("ABC-DEF")
    first.own.append(started(2))
    second.own.append(started(2, name="ab" * 16))
    second.own.append(started(3, name="cd" * 16))

    deliver(first.outbox, shared)
    assert deliver(second.outbox, shared) == Delivered(0, strays=2)
    second.own.append(started(4, name="ef" * 16))
    assert deliver(second.outbox, shared) == Delivered(0, strays=1)
    assert shared.replay(VISIT) == first.own.replay(VISIT)
    with psycopg.connect(url) as db:
        kept = db.execute("select id from glutatui.stray order by seq").fetchall()
    assert kept == [("ab" * 16,), ("cd" * 16,), ("ef" * 16,)]
    assert second.outbox.spool().strays == 3
    with pytest.raises(RecordsError) as caught:
        second.records.find("ABC-DEF")
    assert caught.value.code == "visit-elsewhere"


@pytest.mark.parametrize(("known", "code"), [(False, "database-no-answer"), (True, None)])
def test_a_code_while_the_database_is_dead(tmp_path: Path, known: bool, code: str | None) -> None:  # noqa: FBT001
    """Whoever was here before goes on; whoever was not is told why they cannot."""
    clinic = Clinic(tmp_path / "a.sqlite", "postgresql://tests@/none?host=/nowhere")
    if known:
        fill(clinic, 1)
        assert clinic.records.find("ABC-DEF") == VISIT
    else:
        with pytest.raises(RecordsError) as caught:
            clinic.records.find("ABC-DEF")
        assert caught.value.code == code
    clinic.close()


def test_a_code_that_nobody_knows_is_unknown(clinics: list[Clinic]) -> None:
    with pytest.raises(RecordsError) as caught:
        clinics[0].records.find("XYZ-234")

    assert caught.value.code == "visit-unknown"


# the database itself


def test_a_url_is_named_without_its_secrets() -> None:
    assert named("postgresql://nurse:secret@db.example/clinic?sslmode=require") == "postgresql://db.example/clinic"


def test_a_shared_journal_of_a_newer_version_is_left_alone(url: str) -> None:
    PostgresJournal.open(url).close()
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("update glutatui.version set number = 99")

    with pytest.raises(RecordsError) as caught:
        PostgresJournal.open(url)
    assert caught.value.code == "journal-newer"


# many at once


def forked(act: Callable[[], object]) -> int:
    """Do something in a process of its own; return its id."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            act()
            status = 0
        except Exception:  # noqa: BLE001  (a forked process must not go on with the tests)
            traceback.print_exc()
        finally:
            os._exit(status)
    return pid


def write(path: Path, number: int) -> None:
    """Be one patient's process, which waits its turn as a face does."""
    journal = patiently(lambda: SqliteJournal.open(path))
    visit = f"{number:032x}"
    patiently(lambda: journal.begin(visit, f"ABC-{code_of(number)}", COURSE, COURSE_HASH))
    for n in range(3):
        patiently(partial(journal.append, started(n, visit)))


def patiently(act: Callable[[], T]) -> T:
    """Do something again as long as others write."""
    while True:
        try:
            return act()
        except RecordsError as error:
            if error.code != "journal-locked":
                raise


def test_100_writers_at_once_lose_nothing(clinics: list[Clinic], shared: PostgresJournal, url: str) -> None:
    """100 processes write to one host's journal, and 10 more hosts deliver at once."""
    clinic = clinics[0]
    clinic.own.close()
    pids = [forked(partial(write, clinic.path, number)) for number in range(100)]
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * 100
    with closing(sqlite3.connect(clinic.path)) as db:
        assert db.execute("select count(*) from event").fetchone() == (300,)

    pids = [forked(partial(carry, clinic.path, url)) for _ in range(10)]
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * 10
    assert shared.count() == 300
    assert {len(shared.replay(visit)) for visit in shared.visits()} == {3}


def test_writers_of_one_visit_are_told_that_it_is_open_elsewhere(shared: PostgresJournal, url: str) -> None:
    shared.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
    shared.append(event(0))
    with closing(PostgresJournal.open(url)) as other:
        other.append(replace(event(1), id="ab" * 16))
        with pytest.raises(RecordsError) as caught:
            shared.append(event(1))

    assert caught.value.code == "visit-elsewhere"
