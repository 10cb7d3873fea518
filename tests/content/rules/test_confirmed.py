"""The confirmed wordings: an honest rewording passes, a turned sentence is named, and one command confirms it."""

from dataclasses import replace
from pathlib import Path

import pytest

from glutatui.cli import main
from glutatui.content.gist import canonical_form
from glutatui.content.loading import load
from glutatui.content.problems import Problem
from glutatui.content.wordings import confirmed_text
from small_course import CHECKS, FILES, LESSON, LIVER, write_course

WORDINGS = "lessons/en/wordings.txt"
CARD = "If you have cirrhosis (a scarred liver), do not take glutamine."


@pytest.fixture(scope="module")
def confirmed(tmp_path_factory: pytest.TempPathFactory) -> str:
    return confirmed_text(load(write_course(tmp_path_factory.mktemp("course"))).drafts[0])


def found(root: Path, path: str, old: str, new: str, confirmed: str) -> list[Problem]:
    """Return what the rules of the confirmed wordings say after a change to one file."""
    assert old in FILES[path], "the change no longer fits the small course"
    problems = load(write_course(root, {path: FILES[path].replace(old, new, 1), WORDINGS: confirmed})).problems
    return [one for one in problems if one.code.startswith(("wording-", "revision-"))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Do not take glutamine if you have cirrhosis.", "If you have cirrhosis, never use glutamine."),
        ("It could make cirrhosis worse.", "Cirrhosis might get worse."),
        ("Ask your care team before you start.", "Before you take it, call the clinic."),
        ("At most 14 grams a day.", "Fourteen grams a day at most."),
    ],
)
def test_two_honest_wordings_have_one_form(one: str, other: str) -> None:
    assert canonical_form(one) == canonical_form(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Do not take it.", "Do take it."),
        ("Ask first; do not take it.", "Do not ask first; take it."),
        ("Up to 40 grams a day.", "Up to 400 grams a day."),
        ("14 grams a day, 40 grams at most.", "40 grams a day, 14 grams at most."),
        ("Five grams a day.", "Five grams a week."),
        ('It is "possibly safe".', 'It is "safe".'),
        ("It could make you worse.", "It could make you better."),
        ("Ask before you start.", "Ask after you start."),
        ("No source says it's safe.", "One source says it's safe."),
        ("It isn't proven.", "It is proven."),
        ("Avoid it.", "Take it."),
        ("Use 0.5 grams.", "Use 5 grams."),
    ],
)
def test_a_turned_sentence_says_something_else(one: str, other: str) -> None:
    assert canonical_form(one) != canonical_form(other)


def test_a_course_that_says_what_was_confirmed_has_no_problem(tmp_path: Path, confirmed: str) -> None:
    assert found(tmp_path, LESSON, CARD, CARD, confirmed) == []


def test_an_honest_rewording_of_a_card_passes(tmp_path: Path, confirmed: str) -> None:
    rewording = "Never use glutamine if you have cirrhosis (a scarred liver)."

    assert found(tmp_path, LESSON, CARD, rewording, confirmed) == []


def test_a_lost_negation_is_named_at_its_sentence(tmp_path: Path, confirmed: str) -> None:
    (problem,) = found(tmp_path, LESSON, "do not take", "do take", confirmed)

    line = FILES[LESSON][: FILES[LESSON].index("If you have")].count("\n") + 1
    assert (problem.code, problem.path, problem.line, problem.column) == ("wording-changed", LESSON, line, 3)
    assert "if, take" in problem.message
    assert "if, not take" in problem.message


def test_without_the_file_the_same_slip_passes(tmp_path: Path) -> None:
    """The twin: it is the confirmed wordings that find it."""
    text = FILES[LESSON].replace("do not take", "do take")

    assert load(write_course(tmp_path, {LESSON: text})).problems == ()


@pytest.mark.parametrize(
    ("path", "change", "code"),
    [
        (LESSON, ("Ask first.\n", "Ask first. It could make you worse.\n"), "wording-new"),
        (LESSON, ("Ask first.\n", "\n"), "wording-lost"),
        (LESSON, ("Ask first.\n\n", ""), "wording-lost"),
        (LESSON, ("at: 14", "at: 41"), "wording-changed"),
        (LIVER, ("  - id: cirrhosis\n    text: I have cirrhosis\n", "  []\n"), "wording-lost"),
        (LIVER, ("level: stop", "level: ask"), "wording-changed"),
        (LIVER, ("worse than it is", "better than it is"), "wording-changed"),
        (CHECKS, ("right: true\n      because: One source", "because: One source"), "wording-changed"),
        (CHECKS, ("text: 14 grams.", "text: 41 grams."), "wording-changed"),
    ],
)
def test_what_is_new_lost_or_changed_is_named(
    path: str, change: tuple[str, str], code: str, tmp_path: Path, confirmed: str
) -> None:
    assert code in {problem.code for problem in found(tmp_path, path, *change, confirmed)}


def test_what_a_file_no_longer_holds_is_named_at_the_file(tmp_path: Path, confirmed: str) -> None:
    """A lesson without its front matter has no title that could stand anywhere."""
    head = FILES[LESSON].split("## ", 1)[0]

    problems = found(tmp_path, LESSON, head, "", confirmed)

    assert LESSON in {problem.path for problem in problems if problem.code == "wording-lost"}
    assert all(problem.path and problem.line for problem in problems)


def test_a_changed_question_asks_for_a_new_revision(tmp_path: Path, confirmed: str) -> None:
    """Honest or not: whoever answered the old question answered another one (rule L36)."""
    option = found(tmp_path, LIVER, "text: She takes half.", "text: She has half.", confirmed)
    assert {(one.code, one.severity) for one in option} == {("revision-same", "warning"), ("wording-changed", "error")}
    other = found(tmp_path / "b", LIVER, "Rosa has cirrhosis.", "Rosa suffers from cirrhosis.", confirmed)
    assert [(one.code, one.severity) for one in other] == [("revision-same", "warning")]


def test_one_command_confirms_what_is_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_course(tmp_path)
    assert main(["check", "--confirm-wordings", str(root)]) == 0
    first = (root / WORDINGS).read_text()
    assert "01-start#liver: stop liver | if, not take | avoid-cirrhosis\n" in first

    write_course(root, {LESSON: FILES[LESSON].replace("do not take", "do take")})
    assert main(["check", str(root)]) == 1
    assert "wording-changed" in capsys.readouterr().out
    assert main(["check", "--confirm-wordings", str(root)]) == 0
    said = capsys.readouterr().out
    assert "- 01-start#liver: stop liver | if, not take | avoid-cirrhosis\n" in said
    assert "+ 01-start#liver: stop liver | if, take | avoid-cirrhosis\n" in said
    assert main(["check", str(root)]) == 0


def test_nothing_is_confirmed_while_something_else_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_course(tmp_path, {LESSON: FILES[LESSON].replace("[^avoid-cirrhosis]", "[^no-such]")})

    assert main(["check", "--confirm-wordings", str(root)]) == 1
    assert "Nothing was confirmed." in capsys.readouterr().out
    assert not (root / WORDINGS).exists()


def test_a_file_of_the_table_with_lost_lines_tells_that_texts_are_new(confirmed: str, tmp_path: Path) -> None:
    kept = "".join(line for line in confirmed.splitlines(keepends=True) if not line.startswith("01-start#liver"))

    assert {problem.code for problem in found(tmp_path, LESSON, CARD, CARD, kept)} == {"wording-new"}


def test_the_forms_do_not_depend_on_the_order_of_a_page(confirmed: str, tmp_path: Path) -> None:
    draft = load(write_course(tmp_path)).drafts[0]
    lesson = draft.course.lessons[0]
    page = replace(lesson.pages[0], blocks=lesson.pages[0].blocks[::-1])

    assert page.blocks != lesson.pages[0].blocks
    assert sorted(confirmed_text(draft).splitlines()) == sorted(confirmed.splitlines())
