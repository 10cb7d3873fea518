"""What the dashboard is told from real records, in a file and in a real PostgreSQL."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from glutatui.cli import main
from glutatui.cli.desk import TutorDesk
from glutatui.cli.staff_room import Room
from glutatui.content import course_from_json, course_json, hash_of
from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.records import Records, SqliteJournal, open_existing, open_own, open_shared
from glutatui.records.delivery import deliver
from glutatui.records.outbox import Outbox, spool_of
from glutatui.reports.record import SignOff
from glutatui.visit import Answer, Ask, ComeBack
from glutatui.words import error_text, say
from records.servers import Server
from reports.by_hand import COURSE, NOW, UNSIGNED, VISITS, events_of
from small_course import write_course
from visits import knowing, new_ids, onward, take, walk

CODES = {"ana": "ABC-234", "ben": "BCD-234", "cleo": "CDE-234", "dora": "DEF-234", "emil": "EFG-234"}
GONE = "postgresql://tests@/none?host=/nowhere"
STORES = ["sqlite", pytest.param("postgres", marks=pytest.mark.needs("postgresql"))]


@dataclass
class Clinic:
    """A host with the five visits that were worked out by hand, and where staff read them."""

    own: Path
    place: str

    def room(self, who: str = "staff SHA256:xyz front desk", sign_off: SignOff = UNSIGNED) -> Room:
        return Room(
            place=self.place,
            who=who,
            course=COURSE,
            sign_off=sign_off,
            live=lambda: 3,
            spool=lambda: spool_of(self.own) if self.place != str(self.own) else None,
            clock=lambda: NOW,
        )

    def records(self) -> Records:
        return open_existing(self.place)

    def delivered(self) -> None:
        """Bring what waits to the shared records, where there are any."""
        if self.place != str(self.own):
            with closing(Outbox.existing(self.own)) as outbox, closing(open_shared(self.place)) as shared:
                deliver(outbox, shared)


def begun(path: Path, *names: str) -> None:
    """Keep the visits of patients."""
    text = course_json(COURSE)
    with closing(SqliteJournal.open(path)) as journal:
        for name in sorted(names, key=lambda name: VISITS[name][1]):
            events = events_of(name)
            journal.begin(events[0].visit, CODES[name], text, hash_of(text))
            for event in events:
                journal.append(event)


@pytest.fixture(scope="module", params=STORES)
def clinic(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    """Return a clinic whose visits are all where staff read them."""
    path = tmp_path_factory.mktemp("host") / "journal.sqlite"
    begun(path, *VISITS)
    place = str(path) if request.param == "sqlite" else request.getfixturevalue("server").database()
    found = Clinic(path, place)
    found.delivered()
    return found


def test_the_dashboard_is_told_what_was_worked_out_by_hand(clinic: Clinic) -> None:
    heard: list[int] = []
    found = clinic.room().overview(heard.append)

    assert [span.line for span in found.spans] == [
        say("en", "report-today", visits=2, finished=1),
        say("en", "report-recent", visits=4, finished=3),
    ]
    today, recent = ({shares.name: shares.parts for shares in span.shares} for span in found.spans)
    assert today == {"STOP w0": (1, 0, 0, 1), "ASK w1": (0, 0, 1, 1)}
    assert recent == {"STOP w0": (2, 0, 1, 1), "ASK w1": (1, 1, 1, 1)}
    assert (found.days[-2:], sum(found.days), found.live, found.waiting) == ((2, 2), 4, 3, ())
    assert heard == sorted(set(heard))
    assert (heard[0], heard[-1] < 100) == (0, True)


def test_the_card_of_a_code_and_who_looked_are_kept(clinic: Clinic) -> None:
    card = clinic.room().card(CODES["ana"], 80, 23)

    assert "! ASK w1: known after teaching again" in card
    with closing(clinic.records()) as records:
        last = records.notes()[-1]
    assert (last.who, last.what, last.visit) == ("staff SHA256:xyz front desk", "looked-up", events_of("ana")[0].visit)


def test_the_course_of_this_host_is_not_read_a_second_time(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the dashboard would read it anew; that of another version is read all the same."""
    read: list[str] = []

    def reading(text: str) -> Course:
        read.append(text)
        return course_from_json(text)

    monkeypatch.setattr("glutatui.cli.reporting.course_from_json", reading)
    room = clinic.room()
    ours = room.overview(lambda _: None), room.card(CODES["ana"], 80, 23)
    assert read == []

    elsewhere = clinic.room(sign_off=SignOff("another version", 0, 9))
    theirs = elsewhere.overview(lambda _: None), elsewhere.card(CODES["ana"], 80, 23)
    assert len(read) == 2
    assert theirs[0].days == ours[0].days
    assert "another version of the course" in " ".join(" ".join(theirs[1]).split())


def test_a_wrong_code_is_told_and_counted_by_who_typed_it(clinic: Clinic) -> None:
    for _ in range(10):
        with pytest.raises(RecordsError, match="staff-visit-unknown"):
            clinic.room("staff somebody").card("ZZZ-999", 80, 23)
    with pytest.raises(RecordsError, match="staff-code-tried-too-often"):
        clinic.room("staff somebody").card(CODES["ana"], 80, 23)
    assert clinic.room("staff other").card(CODES["ana"], 80, 23)


@pytest.mark.parametrize("store", STORES)
def test_a_check_after_some_days_is_on_the_card(request: pytest.FixtureRequest, tmp_path: Path, store: str) -> None:
    """The patient comes back with the code: to the same host, or to another one that shares the records."""
    place = str(tmp_path / "a.sqlite") if store == "sqlite" else request.getfixturevalue("server").database()
    url = None if store == "sqlite" else place
    home, away = Clinic(tmp_path / "a.sqlite", place), Clinic(tmp_path / ("b.sqlite" if url else "a.sqlite"), place)
    bits = iter(range(1, 256))

    @contextmanager
    def desk(clinic: Clinic, at: datetime, ids: Callable[[], str]) -> Iterator[TutorDesk]:
        with closing(open_own(clinic.own, url)) as records:
            yield TutorDesk(
                COURSE,
                records,
                clock=lambda: at,
                new_id=ids,
                random_bytes=lambda size: bytes([next(bits)] * size),
            )
        clinic.delivered()

    with desk(home, NOW, new_ids()) as first:
        visit, code = first.start("quiz", "en")
        for _ in walk(visit, knowing):
            pass
    with desk(away, NOW + timedelta(days=3, hours=1), new_ids(10_000)) as later:
        back = later.resume(code)
        take(back, ComeBack(3))
        for _ in walk(back, lambda step: Answer(frozenset(), unsure=True) if isinstance(step, Ask) else onward(step)):
            pass

    card = " ".join(away.room().card(code, 80, 23))
    assert say("en", "card-recalled-not", names="w0, w1") in " ".join(card.split())
    assert "Known at once: 2 of 2." in card


@pytest.mark.needs("postgresql")
def test_what_waits_is_told_with_what_to_do(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the dashboard and in each form of the report: how much, since when, and that nothing is lost."""
    clinic = Clinic(tmp_path / "journal.sqlite", server.database())
    begun(clinic.own, "dora")
    clinic.delivered()
    begun(clinic.own, "cleo", "emil")
    kept = len(events_of("cleo")) + len(events_of("emil"))
    since = (NOW - timedelta(hours=2)).astimezone().strftime("%Y-%m-%d %H:%M")
    line = say("en", "report-waiting", events=kept, visits=2, since=since)

    assert clinic.room().overview(lambda _: None).waiting == (line,)
    root = write_course(tmp_path / "course")
    words = ["report", "--records", clinic.place, "--data", str(tmp_path), "--content", str(root)]
    assert main(words) == 0
    assert line in " ".join(capsys.readouterr().out.split())
    assert main([*words, "--format", "html"]) == 0
    assert f"<p>{line}</p>" in capsys.readouterr().out
    assert main([*words, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["spool"] == {
        "events": kept,
        "oldest": "2026-11-22T13:00:00.000000Z",
        "refused": {"events": 0, "visits": 0, "why": ""},
        "strays": 0,
        "visits": 2,
    }
    clinic.delivered()
    assert clinic.room().overview(lambda _: None).waiting == ()


@pytest.mark.needs("postgresql")
def test_shared_records_are_verified_by_their_url(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic = Clinic(tmp_path / "journal.sqlite", server.database())
    begun(clinic.own, "cleo", "emil")
    kept = len(events_of("cleo")) + len(events_of("emil"))
    assert main(["records", "verify", "--records", clinic.place]) == 0
    clinic.delivered()
    assert main(["records", "verify", "--records", clinic.place]) == 0
    assert capsys.readouterr().out.splitlines() == [
        say("en", "records-whole", visits=0, events=0),
        say("en", "records-whole", visits=2, events=kept),
    ]


def test_what_passes_through_is_not_worth_a_word(tmp_path: Path) -> None:
    clinic = Clinic(tmp_path / "journal.sqlite", GONE)
    begun(clinic.own, "cleo")
    with closing(sqlite3.connect(clinic.own)) as db, db:
        db.execute("drop trigger event_stays")
        db.execute("update event set at = ?", ((NOW - timedelta(seconds=50)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),))

    with pytest.raises(RecordsError, match="database-unreachable"):
        clinic.room().overview(lambda _: None)


def test_shared_records_that_are_away_leave_what_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clinic = Clinic(tmp_path / "journal.sqlite", GONE)
    begun(clinic.own, "cleo")
    found = clinic.room().overview(lambda _: None)

    assert (found.spans, found.days, found.suspects, found.live) == ((), (), (), 3)
    assert "visits wait on this host" in found.waiting[0]
    assert found.notes == (error_text("en", RecordsError("database-unreachable", place="postgresql:///none")),)
    assert main(["report", "--records", GONE, "--data", str(tmp_path)]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "visits wait on this host" in told
    assert told.endswith(found.notes[0])


@pytest.mark.parametrize("command", [["records", "spool"], ["records", "deliver"], ["report"]])
def test_no_journal_is_made_by_asking_what_waits(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--records", GONE, "--data", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []
    assert error_text("en", RecordsError("journal-missing", path=tmp_path / "journal.sqlite")) in " ".join(
        capsys.readouterr().err.split()
    )


def test_a_data_folder_names_the_records_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun(tmp_path / "journal.sqlite", "dora")
    content = ["--content", str(write_course(tmp_path / "course"))]
    for command in (["report", *content], ["export", "records", *content], ["records", "verify"]):
        assert main([*command, "--data", str(tmp_path)]) == 0
        assert capsys.readouterr().out
