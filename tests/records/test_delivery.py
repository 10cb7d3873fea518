"""The host's own journal first, the shared one later: exactly once, in order, whatever breaks."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest

from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, delivery
from glutatui.records.contract import TRIES
from glutatui.records.delivery import Delivered, deliver, deliver_always
from glutatui.records.outbox import Outbox, Refused, refused_in
from glutatui.records.place import named
from glutatui.records.postgres import PostgresJournal
from glutatui.records.postgres_schema import MIGRATIONS
from glutatui.records.shared import SharedRecords
from glutatui.records.verify import Proof
from glutatui.visit import Event
from records.forks import forked
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


def test_without_its_defence_a_second_delivery_writes_twice(
    clinics: list[Clinic], shared: PostgresJournal, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: neither is looked up what is there, nor does the table refuse what has an id that is there."""
    clinic = clinics[0]
    fill(clinic, 3)
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("alter table glutatui.event drop constraint event_pkey, drop constraint event_visit_seq_key")
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_sorted_out", lambda _db, _host, parcel: (list(parcel.events), []))
        patch.setattr(Outbox, "delivered", interrupted)
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                deliver(clinic.outbox, shared)

    assert shared.count() == 6
    with pytest.raises(RecordsError) as caught:
        shared.replay(VISIT)
    assert caught.value.code == "journal-corrupt"


@pytest.mark.parametrize("looks", [True, False])
def test_either_half_of_the_defence_alone_writes_once(
    clinics: list[Clinic],
    shared: PostgresJournal,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    looks: bool,  # noqa: FBT001  (a parameter of the test)
) -> None:
    """What looks for an id that is there, and the table that refuses one."""
    clinic = clinics[0]
    fill(clinic, 3)
    with psycopg.connect(url, autocommit=True) as db, monkeypatch.context() as patch:
        if looks:
            db.execute("alter table glutatui.event drop constraint event_pkey, drop constraint event_visit_seq_key")
        else:
            patch.setattr(delivery, "_sorted_out", lambda _db, _host, parcel: (list(parcel.events), []))
        patch.setattr(Outbox, "delivered", interrupted)
        for again in (False, True):
            if again and not looks:
                assert deliver(clinic.outbox, shared).refused == ("23505",)
                continue
            with pytest.raises(KeyboardInterrupt):
                deliver(clinic.outbox, shared)

    assert shared.count() == 3
    assert clinic.outbox.spool().refused.events == (0 if looks else 3)


def test_patients_go_on_while_the_database_is_dead(clinics: list[Clinic]) -> None:
    """It is killed, then stopped; what was answered meanwhile arrives when it is back, once and in order."""
    clinic = clinics[0]
    heard: list[Delivered | RecordsError] = []
    with Server() as server:
        url = server.database()
        fill(clinic, 50)
        steps: Iterator[Callable[[], None]] = iter(
            [
                *(server.kill, lambda: clinic.own.append(started(50)), lambda: None, server.start, lambda: None),
                *(server.stop, lambda: clinic.own.append(started(51)), lambda: None, server.start, lambda: None),
            ]
        )

        def wait(_: float) -> bool:
            step = next(steps, None)
            if step is not None:
                step()
            return step is not None or clinic.outbox.spool().events > 0

        deliver_always(clinic.outbox, lambda: PostgresJournal.open(url), wait=wait, told=heard.append)
        with closing(PostgresJournal.open(url)) as found:
            assert found.replay(VISIT) == clinic.own.replay(VISIT)

    assert [one for one in heard if isinstance(one, Delivered)] == [Delivered(50), Delivered(1), Delivered(1)]
    assert [one.code for one in heard if isinstance(one, RecordsError)] == ["database-unreachable"] * 2


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


# what the database refuses


REFUSES = """
    create function refuse() returns trigger language plpgsql as $$
    begin
        if new.seq = {seq} and new.visit = '{visit}' then
            raise exception 'no' using errcode = '{code}';
        end if;
        return new;
    end $$;
    create trigger refuses before insert on glutatui.event for each row execute function refuse();
"""
"""What lets a real server refuse one event of one visit with any of its codes."""
MENDED = "drop trigger if exists refuses on glutatui.event; drop function if exists refuse()"
FOR_NOW = {"disk full": "53100", "lock": "55P03", "deadlock": "40P01", "read-only": "25006", "no right": "42501"}


@pytest.fixture
def refusing(url: str, shared: PostgresJournal) -> Iterator[Callable[[str], None]]:
    """Let the server refuse the third event of the first visit with a code; with none, no more."""
    with psycopg.connect(url, autocommit=True) as db:

        def refuse(code: str) -> None:
            db.execute(MENDED)
            if code:
                db.execute(REFUSES.format(seq=2, visit=VISIT, code=code))

        yield refuse
        refuse("")
    assert shared


def two_visits(clinic: Clinic) -> None:
    """Keep two visits of four events each."""
    fill(clinic, 4)
    fill(clinic, 4, OTHER, "XYZ-234")


def there(shared: PostgresJournal) -> list[int]:
    """Return how many events of each visit the shared journal has."""
    return [len(shared.replay(visit)) if visit in shared.visits() else 0 for visit in (VISIT, OTHER)]


def test_an_event_that_is_refused_for_good_holds_nobody_up_and_is_not_dropped(
    clinics: list[Clinic], shared: PostgresJournal, refusing: Callable[[str], None]
) -> None:
    """Its visit waits from there on, as a visit has no gaps; the others go on; when it is mended all is brought."""
    clinic = clinics[0]
    two_visits(clinic)
    refusing("23514")

    assert deliver(clinic.outbox, shared) == Delivered(6, refused=("23514",))
    assert there(shared) == [2, 4]
    clinic.own.append(started(4))
    clinic.own.append(started(4, OTHER))
    assert deliver(clinic.outbox, shared) == Delivered(1)
    spool = clinic.outbox.spool()
    assert (spool.events, spool.refused) == (0, Refused(3, 1, "23514"))
    assert refused_in(clinic.path) == spool.refused
    assert deliver(clinic.outbox, shared, again=True) == Delivered(refused=("23514",))

    refusing("")
    assert deliver(clinic.outbox, shared, again=True) == Delivered(3)
    assert shared.replay(VISIT) == clinic.own.replay(VISIT)
    assert clinic.outbox.spool().refused == refused_in(clinic.path) == Refused()


def test_the_twin_without_setting_aside_nobody_behind_it_is_brought(
    clinics: list[Clinic],
    shared: PostgresJournal,
    refusing: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clinic = clinics[0]
    two_visits(clinic)
    refusing("23514")
    monkeypatch.setattr(delivery, "_is_for_good", lambda _: False)

    for _ in range(3):
        with pytest.raises(RecordsError, match="database-wrong"):
            deliver(clinic.outbox, shared)
    assert there(shared) == [0, 0]


@pytest.mark.parametrize("code", FOR_NOW.values(), ids=FOR_NOW.keys())
def test_a_refusal_that_is_only_for_now_waits_in_order(
    clinics: list[Clinic], shared: PostgresJournal, refusing: Callable[[str], None], code: str
) -> None:
    clinic = clinics[0]
    two_visits(clinic)
    refusing(code)

    with pytest.raises(RecordsError):
        deliver(clinic.outbox, shared, again=True)
    assert there(shared) == [0, 0]
    assert (clinic.outbox.spool().events, clinic.outbox.spool().refused) == (8, Refused())
    refusing("")
    assert deliver(clinic.outbox, shared) == Delivered(8)
    assert list(shared.read()) == list(clinic.own.read())


def test_text_that_no_server_takes_is_set_aside_by_itself(clinics: list[Clinic], shared: PostgresJournal) -> None:
    """A byte of zero, which the driver refuses before the server sees it."""
    clinic = clinics[0]
    two_visits(clinic)
    with closing(sqlite3.connect(clinic.path)) as db, db:
        db.execute("pragma ignore_check_constraints = on")
        row = ("ab" * 16, VISIT, 4, "2026-11-22T09:30:09.000000Z", "answered", '{"item":"\0"}')
        db.execute("insert into event (id, visit, seq, at, kind, data) values (?, ?, ?, ?, ?, ?)", row)

    assert deliver(clinic.outbox, shared) == Delivered(8, refused=("DataError",))
    assert there(shared) == [4, 4]
    assert clinic.outbox.spool().refused == Refused(1, 1, "DataError")


def test_a_deliverer_that_begins_tries_again_what_was_set_aside(
    clinics: list[Clinic], shared: PostgresJournal, url: str, refusing: Callable[[str], None]
) -> None:
    clinic = clinics[0]
    two_visits(clinic)
    heard: list[Delivered | RecordsError] = []

    def serve(rounds: int) -> None:
        left = iter(range(rounds))
        opened = partial(PostgresJournal.open, url)
        deliver_always(clinic.outbox, opened, wait=lambda _: next(left, None) is not None, told=heard.append)

    refusing("22003")
    serve(3)
    refusing("")
    serve(3)
    assert heard == [Delivered(6, refused=("22003",)), Delivered(2)]
    assert there(shared) == [4, 4]


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


def test_right_codes_of_another_host_are_no_wrong_ones(clinics: list[Clinic], shared: PostgresJournal) -> None:
    """Many patients of a clinic come back from one address."""
    first, second = clinics
    codes = {f"{number:032x}": f"ABC-DE{sign}" for number, sign in enumerate("23456789ABCDEF"[: TRIES + 2])}
    for visit, code in codes.items():
        fill(first, 1, visit, code)
    deliver(first.outbox, shared)

    assert [second.records.find(code, "kiosk") for code in codes.values()] == list(codes)
    for _ in range(TRIES):
        with pytest.raises(RecordsError, match="visit-unknown"):
            second.records.find("XYZ-XYZ", "kiosk")
    with pytest.raises(RecordsError, match="code-tried-too-often"):
        second.records.find("XYZ-XYZ", "kiosk")


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


def write_there(url: str, number: int) -> None:
    """Be one patient's process that writes straight to the shared journal."""
    visit = f"{number:032x}"
    with closing(PostgresJournal.open(url)) as journal:
        journal.begin(visit, f"ABC-{code_of(number)}", COURSE, COURSE_HASH)
        for n in range(3):
            journal.append(started(n, visit))


def test_100_writers_at_once_lose_nothing_in_the_shared_journal_either(url: str) -> None:
    """100 processes open an empty database at once: one makes its tables, all write, each event is there once."""
    pids = [forked(partial(write_there, url, number)) for number in range(100)]

    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * 100
    with closing(PostgresJournal.open(url)) as found:
        assert found.count() == 300
        assert {found.replay(visit)[-1].seq for visit in found.visits()} == {2}
        assert len(found.visits()) == 100


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_shared_journal_of_every_version_comes_along(url: str, version: int) -> None:
    """From each version that was ever written, to this one and to one after it; nothing is lost on the way."""
    following = (*MIGRATIONS, ("create table note (text text not null)",))
    with closing(PostgresJournal.open(url, migrations=MIGRATIONS[:version])) as old:
        old.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        old.append(event(0))
    for migrations in (MIGRATIONS, following):
        with closing(PostgresJournal.open(url, migrations=migrations)) as journal:
            assert journal.replay(journal.find("ABC-DEF")) == (event(0),)
    with psycopg.connect(url) as db:
        assert db.execute("select number from glutatui.version").fetchone() == (len(following),)


def test_a_migration_that_fails_leaves_the_shared_journal_as_it_was(url: str) -> None:
    with closing(PostgresJournal.open(url)) as old:
        old.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
    with pytest.raises(RecordsError, match="database-wrong"):
        PostgresJournal.open(url, migrations=(*MIGRATIONS, ("create table other (text text)", "no SQL")))

    with closing(PostgresJournal.open(url)) as journal:
        assert journal.visits() == (VISIT,)
    with psycopg.connect(url) as db:
        assert db.execute("select to_regclass('glutatui.other')").fetchone() == (None,)


def test_the_shared_journal_is_proved_whole_and_what_is_wrong_is_named(shared: PostgresJournal, url: str) -> None:
    shared.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
    shared.begin(OTHER, "XYZ-234", COURSE, COURSE_HASH)
    for n in range(4):
        shared.append(event(n))
    shared.append(event(0, visit=OTHER))
    assert shared.verify() == Proof(2, 5, ())
    with psycopg.connect(url) as db:
        db.execute("delete from glutatui.event where visit = %s and seq = 1", (VISIT,))
        db.execute("update glutatui.event set data = 'no json' where visit = %s", (OTHER,))

    found = shared.verify()
    assert (found.visits, found.events) == (2, 4)
    assert {(one.code, one.values["visit"], one.values["seq"]) for one in found.problems} == {
        ("visit-gap", VISIT, 1),
        ("event-unreadable", OTHER, 0),
    }


def test_writers_of_one_visit_are_told_that_it_is_open_elsewhere(shared: PostgresJournal, url: str) -> None:
    shared.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
    shared.append(event(0))
    with closing(PostgresJournal.open(url)) as other:
        other.append(replace(event(1), id="ab" * 16))
        with pytest.raises(RecordsError) as caught:
            shared.append(event(1))

    assert caught.value.code == "visit-elsewhere"
