"""Staff read records and reports by commands, on what real visits left."""

import io
import json
import os
import pty
import select
import subprocess
import sys
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from courses import small_course
from glutatui.cli import main
from glutatui.content import course_from_json
from glutatui.course import Course
from glutatui.records import open_shared
from glutatui.records.contract import TRIES, WINDOW
from glutatui.records.delivery import deliver
from glutatui.records.outbox import Outbox
from glutatui.words import say
from reports.crowds import Crowd, fill, visit_of
from scripts import errs, exported, glutatui, knows, talking
from small_course import write_course
from visits import dice

COURSE = small_course(warnings=2)


@dataclass(frozen=True)
class Left:
    """What two patients left: one who is sure and wrong about everything, then one who knows it all."""

    records: str
    """A file, or the URL of a database."""
    code: str
    """Of the first."""
    root: Path
    """The course."""


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """Return a journal with visits that were taken in the line face."""
    folder = tmp_path_factory.mktemp("clinic")
    root, journal = write_course(folder / "course"), folder / "journal.sqlite"
    words = ["--content", str(root)]
    course = exported(*words)
    with talking(course, "learn", *words, "--records", str(journal)) as talk:
        assert talk.to_the_end(errs) == 0
        code = talk.code
    with talking(course, "quiz", *words, "--records", str(journal)) as talk:
        assert talk.to_the_end(knows) == 0
    return Left(str(journal), code, root)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs("postgresql"))])
def left(request: pytest.FixtureRequest, visits: Left) -> Left:
    """Return the visits in a host's journal, or brought to a real PostgreSQL."""
    if request.param == "sqlite":
        return visits
    url: str = request.getfixturevalue("server").database()
    with closing(Outbox.existing(Path(visits.records))) as outbox, closing(open_shared(url)) as shared:
        assert deliver(outbox, shared).events > 0
    return replace(visits, records=url)


def told(*words: str, left: Left) -> str:
    """Return what a command says on stdout."""
    with redirect_stdout(io.StringIO()) as out:
        status = main([*words, "--records", left.records, "--content", str(left.root)])
    assert status == 0
    return out.getvalue()


def test_the_report_of_real_visits(left: Left) -> None:
    data = json.loads(told("report", "--format", "json", left=left))

    assert (data["visits"], data["finished"]) == (2, 2)
    assert data["warnings"]["liver"] == {
        "known_at_once": 1,
        "known_after_teaching": 0,
        "to_talk_about": 1,
        "not_reached": 0,
        "sure_and_wrong": 1,
    }
    assert "All kept visits: 2, 2 finished." in told("report", left=left)
    assert told("report", "--format", "html", left=left).startswith("<!DOCTYPE html>")


def test_a_card_by_code_and_by_id(left: Left) -> None:
    code = left.code
    record = json.loads(told("report", "--visit", code, "--format", "json", left=left))

    card = told("report", "--visit", code.lower(), left=left)

    assert "! STOP liver: to talk about" in card
    assert "1. What would you tell a friend with cirrhosis about glutamine?" in card
    assert card == told("report", "--visit", record["visit"], left=left)
    assert code not in json.dumps(record)
    assert code not in card
    assert "<pre>" in told("report", "--visit", code, "--format", "html", left=left)


def test_since_leaves_out_older_visits(left: Left) -> None:
    data = json.loads(told("report", "--format", "json", "--since", "2999-01-01", left=left))

    assert (data["visits"], data["warnings"]["liver"]["not_reached"]) == (0, 0)
    assert json.loads(told("report", "--format", "json", "--since", "2020-01-01", left=left))["visits"] == 2


def test_exports_of_real_visits(left: Left) -> None:
    lines = told("export", "records", "--format", "jsonl", left=left).splitlines()

    assert {json.loads(line)["event"] for line in lines} >= {"started", "went", "answered", "finished"}
    answers = sum(json.loads(line)["event"] == "answered" for line in lines)
    assert len(told("export", "records", left=left).splitlines()) == 1 + answers
    assert len(json.loads(told("export", "records", "--format", "fhir", left=left))["entry"]) == 6
    verbs = [
        json.loads(line)["verb"]["id"] for line in told("export", "records", "--format", "xapi", left=left).splitlines()
    ]
    assert sum(verb.endswith("/terminated") for verb in verbs) == 2


def test_the_bank_goes_out_and_comes_back(visits: Left) -> None:
    bank = glutatui("export", "quiz", "--content", str(visits.root)).stdout
    back = glutatui("import", "quiz", "-", "--content", str(visits.root), typed=bank)

    assert back.returncode == 0, back.stderr.decode()
    assert b"--- # quizzes/en/liver.yaml" in back.stdout
    assert back.stdout.count(b"- id: ") == bank.count(b"// [id:")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["report", "--visit", "AAA-AAA"], 1, say("en", "error-staff-visit-unknown")),
        (["report", "--visit", "ZZZ"], 1, say("en", "error-staff-visit-unknown")),
        (["report", "--visit", "0" * 32], 1, say("en", "error-staff-visit-unknown")),
        (["report", "--answers-in", "xx"], 2, say("en", "error-answers-in-unknown", language="xx", known="en")),
        (["report", "--since", "yesterday"], 2, "--since cannot be yesterday"),
        (["report", "--lang", "xx"], 2, "no language xx"),
        (["import", "quiz", "/nowhere"], 1, "cannot be read"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(words: list[str], status: int, says: str, left: Left) -> None:
    flags = ["--content", str(left.root)] + (["--records", left.records] if words[0] == "report" else [])
    done = glutatui(*words, *flags)

    assert done.returncode == status
    assert says in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_too_many_wrong_codes_are_told_to_staff_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not with the patient's sentence, which sends them to the staff; nor on the dashboard."""
    records = tmp_path / "journal.sqlite"
    fill(records, COURSE, [visit_of(Crowd(COURSE), dice(1))])
    words = ["report", "--visit", "ZZZ-999", "--records", str(records), "--content", str(write_course(tmp_path / "c"))]
    for _ in range(TRIES):
        assert main(words) == 1
    assert main(words) == 1
    told = capsys.readouterr().err.splitlines()
    known = [say("en", "error-staff-visit-unknown")] * TRIES
    many = say("en", "error-staff-code-tried-too-often", minutes=WINDOW // 60)
    assert told == [f"glutatui: {line}" for line in (*known, many)]


def test_no_journal_is_made_by_asking_for_a_report(tmp_path: Path) -> None:
    done = glutatui("report", "--records", str(tmp_path / "none.sqlite"))

    assert done.returncode == 1
    assert "There are no records" in done.stderr.decode()
    assert list(tmp_path.glob("none*")) == []


def test_a_report_needs_no_sound_course_on_this_host(left: Left, tmp_path: Path) -> None:
    """The visits have courses of their own; what an author broke today stops no nurse."""
    root = write_course(tmp_path / "course", {"quizzes/en/liver.yaml": "broken: ["})

    done = glutatui("report", "--visit", left.code, "--records", left.records, "--content", str(root))

    assert done.returncode == 0, done.stderr.decode()
    assert "another version of the course" in " ".join(done.stdout.decode().split())


def test_the_course_of_this_host_is_not_read_a_second_time(
    visits: Left, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most visits are about it, and reading it again is a fifth of a report on them; another one is read, once."""
    read: list[str] = []

    def reading(text: str) -> Course:
        read.append(text)
        return course_from_json(text)

    monkeypatch.setattr("glutatui.cli.reporting.course_from_json", reading)
    wanted = ["report", "--format", "json"], ["report", "--visit", visits.code], ["export", "records"]

    ours = [told(*words, left=visits) for words in wanted]
    assert read == []

    elsewhere = replace(visits, root=write_course(tmp_path / "course", {"quizzes/en/liver.yaml": "broken: ["}))
    theirs = [told(*words, left=elsewhere) for words in wanted]
    assert len(read) == len(wanted)
    assert json.loads(ours[0])["warnings"] == json.loads(theirs[0])["warnings"]


def test_long_work_tells_a_terminal_how_far_it_is(tmp_path: Path) -> None:
    """On a terminal a line on stderr is written over; without one nothing is said."""
    fill(tmp_path / "j.sqlite", COURSE, [visit_of(Crowd(COURSE), dice(n)) for n in range(20)])
    code = (
        "from glutatui.cli import main, reporting\nreporting.PATIENCE = 0\n"
        f"raise SystemExit(main(['report', '--records', {str(tmp_path / 'j.sqlite')!r}]))"
    )
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=theirs, check=True)
        said = os.read(ours, 65536).decode() if select.select([ours], [], [], 0)[0] else ""
    finally:
        os.close(ours)
        os.close(theirs)
    quiet = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert "Reading the records: 5 %" in said
    assert said.endswith("\r\x1b[K")
    assert b"Reading" not in done.stdout
    assert quiet.stderr == b""


def test_a_patient_pays_for_no_report(tmp_path: Path) -> None:
    root = write_course(tmp_path / "course")
    for words in (["--version"], ["learn", "--content", str(root), "--records", str(tmp_path / "j.sqlite")]):
        code = (
            f"import sys\nfrom glutatui.cli import main\nmain({words!r})\n"
            "print([name for name in sys.modules if name.startswith('glutatui.reports')], file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
        )
        assert done.stderr.splitlines()[-1] == "[]"
