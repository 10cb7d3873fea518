"""Programs take the course in the line face, end to end, on a small course and on the shipped one."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from glutatui.records import SqliteJournal, verify
from glutatui.visit import Event
from glutatui.words import say
from scripts import Patient, content_flags, errs, exported, glutatui, knows, talking
from small_course import write_course


@pytest.fixture(params=["small", "shipped"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    """A course's folder; None for the shipped one."""
    return write_course(tmp_path / "course") if request.param == "small" else None


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Where the journal is to be."""
    return tmp_path / "journal.sqlite"


def events_in(records: Path) -> tuple[Event, ...]:
    """Return the events of the only visit."""
    journal = SqliteJournal.open(records)
    try:
        (visit,) = journal.visits()
        return journal.replay(visit)
    finally:
        journal.close()


def gone_through(root: Path | None, records: Path, patient: Patient) -> Mapping[str, Any]:
    """Let a patient learn to the end; return the outcomes, after proof that the records are whole."""
    flags = content_flags(root)
    course = exported(*flags)
    with talking(course, "learn", "--plain", "--records", str(records), *flags) as talk:
        assert talk.to_the_end(patient) == 0
    assert glutatui("records", "verify", "--records", str(records)).returncode == 0
    events = events_in(records)
    kinds = Counter(event.kind for event in events)
    assert (kinds["started"], kinds["checklist-done"], kinds["finished"]) == (1, 1, 1)
    assert events[-1].kind == "finished"
    outcomes: Mapping[str, Any] = events[-1].data["outcomes"]
    assert set(outcomes) == {warning["id"] for warning in course["warnings"]}
    return outcomes


def test_who_knows_leaves_with_every_warning_known(root: Path | None, records: Path) -> None:
    assert set(gone_through(root, records, knows).values()) == {"known_at_once"}


def test_who_errs_is_handed_to_the_care_team_for_every_warning(root: Path | None, records: Path) -> None:
    assert set(gone_through(root, records, errs).values()) == {"to_talk_about"}
    marks = events_in(records)[-1].data["sure_and_wrong"]
    assert len(marks) == len(events_in(records)[-1].data["outcomes"])


def test_who_learns_from_the_second_explanation_knows_it_then(records: Path, tmp_path: Path) -> None:
    root = write_course(tmp_path / "course")
    asked: Counter[str] = Counter()

    def learning(item: Mapping[str, Any], shown: Any) -> str:  # noqa: ANN401
        asked[item["kind"]] += 1
        return errs(item, shown) if asked[item["kind"]] == 1 and item["kind"] == "choose-all" else knows(item, shown)

    assert gone_through(root, records, learning) == {"liver": "known_after_teaching"}


def test_after_a_kill_the_visit_goes_on_with_every_answer_that_was_acknowledged(tmp_path: Path, records: Path) -> None:
    """Killed when the feedback is heard: the answer is there, and the feedback is told again."""
    flags = ["--plain", "--records", str(records), *content_flags(write_course(tmp_path / "course"))]
    course = exported(*flags[3:])
    with talking(course, "learn", *flags) as talk:
        for _ in range(4):
            talk.answer(talk.hear() or [], knows)
        assert talk.hear() == []
        code, told = talk.code, talk.heard[-4:]
        talk.kill()
    kept = [event.data["item"] for event in events_in(records) if event.kind == "answered"]
    assert kept == ["before-a", "before-b"]

    with talking(course, "learn", "--visit", code.lower().replace("-", ""), *flags) as talk:
        assert talk.hear() == []
        assert talk.heard[-4:] == told
        assert talk.code == code
        talk.answer([], knows)
        assert talk.to_the_end(knows) == 0
    assert set(events_in(records)[-1].data["outcomes"].values()) == {"known_at_once"}

    with talking(course, "learn", "--visit", code, *flags) as talk:
        assert talk.to_the_end(knows) == 0
        assert f"{say('en', 'summary-known', known=1, of=1)}." in talk.heard
    assert verify(records).whole


def test_a_visit_goes_on_on_its_own_course_whatever_was_edited_since(tmp_path: Path, records: Path) -> None:
    root = write_course(tmp_path / "course")
    flags = ["--plain", "--records", str(records), *content_flags(root)]
    with talking(exported(*flags[3:]), "quiz", *flags) as talk:
        talk.hear()
        code = talk.code
    lesson = root / "quizzes/en/liver.yaml"
    lesson.write_text(lesson.read_text().replace("She takes half.", "She has a half."))
    said = glutatui("quiz", "--visit", code, *flags, typed="\n").stdout.decode()
    anew = glutatui("quiz", *flags, typed="\n").stdout.decode()
    assert ("She takes half." in said, "She has a half." in said) == (True, False)
    assert ("She takes half." in anew, "She has a half." in anew) == (False, True)


@pytest.mark.parametrize(
    "typed", [b"\xff\xfe\x00\n", b"\x00" * 5000 + b"\n", b"\x1b[200~1\x1b[201~\n", b"1" * 70000, b"\xed\xa0\x80\n"]
)
def test_bytes_that_are_no_text_record_nothing_and_do_no_harm(typed: bytes, tmp_path: Path, records: Path) -> None:
    root = write_course(tmp_path / "course")
    done = glutatui("quiz", "--records", str(records), *content_flags(root), typed=b"\n" + typed)
    assert (done.returncode, done.stderr) == (0, b"")
    assert all(line.isprintable() for line in done.stdout.decode().splitlines())
    assert [event.kind for event in events_in(records)] == ["started", "went"]
