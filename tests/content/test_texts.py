"""Characters, sentences, numbers and words: the small functions that rules stand on."""

import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.content.clean import check_characters, unfit
from glutatui.content.forbid import banned_phrases, forbidden_text
from glutatui.content.lessons import slug
from glutatui.content.loading import load
from glutatui.content.problems import Notes
from glutatui.content.rules.numbers import numbers_in
from glutatui.content.rules.pages import page_rows, words
from glutatui.content.runs import EXEMPT, normal_words, runs_of
from glutatui.content.sentences import pieces_of
from small_course import CHECKS, CONFLICTS, FILES, LESSON, write_course


@given(st.text())
def test_what_passes_is_composed_and_fit(text: str) -> None:
    checked = check_characters(text, "x", Notes())

    assert checked == unicodedata.normalize("NFC", checked)
    assert not [reason for _, reason in unfit(checked) if reason != "marks"]


@pytest.mark.parametrize("text", ["Ask first. ñ é ü ¿Qué? — “x” ’", "日本語", "a\nb", "5 °C, 10 µg, 3 × 4"])
def test_ordinary_writing_passes(text: str) -> None:
    notes = Notes()

    assert check_characters(text, "x", notes) == text
    assert list(notes.problems) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("One.[^a][^b] Two.[^c]", ["One. a b", "Two. c"]),
        ("It is 3.5 grams. Ask.", ["It is 3.5 grams.", "Ask."]),
        ("Foods, e.g. eggs, i.e. food. Ask.", ["Foods, e.g. eggs, i.e. food.", "Ask."]),
        ('Is it "safe?" Ask.', ['Is it "safe?"', "Ask."]),
        ('He said "possibly ineffective."[^a] Ask.', ['He said "possibly ineffective." a', "Ask."]),
        ("Wait... then ask (first). Now!", ["Wait...", "then ask (first).", "Now!"]),
        ("No end mark", ["No end mark"]),
        ("One\nline.\nTwo.", ["One line.", "Two."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str]) -> None:
    found = [" ".join([piece.text, *(name for name, _ in piece.marks)]) for piece in pieces_of(text)]

    assert found == sentences


@given(st.text(alphabet="ab.?! [^]\n\"'", max_size=60))
def test_no_sign_of_a_text_is_lost(text: str) -> None:
    pieces = pieces_of(text)

    rebuilt = "".join(piece.text + "".join(f"[^{name}]" for name, _ in piece.marks) for piece in pieces)
    assert "".join(rebuilt.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("14 grams, 1,600 or 2.50", ("14", "1600", "2.5")),
        ("5-30 grams", ("5", "30")),
        ("5 to 30.", ("5", "30")),
        ("vitamin B12, HSP-70, omega-3", ()),
        ("two times", ()),
        ("(14)", ("14",)),
    ],
)
def test_numbers_are_found_in_one_form(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(text) == numbers


def test_words_and_slugs() -> None:
    assert words("Ask first: it's a well-known 1,600-word, high-risk path.") == 8
    assert slug('A "leaky gut" & more') == "a-leaky-gut-more"


def test_the_rows_of_a_page_are_counted_as_they_are_drawn(tmp_path: Path) -> None:
    course = load(write_course(tmp_path)).course
    assert course is not None
    first, second = course.lessons[0].pages
    # A card of a label and two lines, an empty row, a paragraph.
    assert page_rows(course, first, "en") == 3 + 1 + 1
    # A card of a label and two lines, a list of two, a figure of one row, four around it and its how-line.
    assert page_rows(course, second, "en") == 3 + 1 + 2 + 1 + 6
    assert page_rows(course, first, "en", columns=30) > 5
    assert page_rows(course, replace(first, blocks=()), "en") == 0


EXCLUDE = """\
## A. Dangerous
| S0:1 | "Never ask them before" | wrong | ask |
| S0:2 | "HIV (AIDS)" | old | use "HIV/AIDS" |
## E. Doubtful
| S0:3 | "used for" | only with its source | say who |
"""
SOURCE = "Some people find that this powder makes each day a little brighter for them."


def test_borrowed_and_banned_wording_is_found_and_stands_nowhere(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    (notes / "sources").mkdir(parents=True)
    (notes / "sources/a.txt").write_text(SOURCE)
    (notes / "exclude.md").write_text(EXCLUDE)
    forbidden = forbidden_text(notes)
    changes = {
        LESSON: FILES[LESSON].replace(
            "Ask first.", "Some people find that, this powder makes each\nday. Never ask them before."
        ),
        "lessons/forbidden.txt": forbidden,
    }
    found = load(write_course(tmp_path / "course", changes)).problems

    assert [problem.code for problem in found] == ["wording-borrowed", "wording-banned"]
    assert "powder" not in forbidden
    assert "Never ask" not in forbidden
    low = (
        FILES[CONFLICTS].replace("severity: high", "severity: low").replace(FILES[CONFLICTS].split("\n")[-2] + "\n", "")
    )
    unshown = {CONFLICTS: low, LESSON: FILES[LESSON].replace("> [!DISAGREE] upper-limit\n", "")}
    assert load(write_course(tmp_path / "low", {**unshown, "lessons/forbidden.txt": forbidden})).problems == ()
    assert load(write_course(tmp_path / "off", {LESSON: changes[LESSON]})).problems == ()


def test_the_hashes_are_printed_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/a.txt").write_text(SOURCE)
    (tmp_path / "exclude.md").write_text(EXCLUDE)
    command = [sys.executable, "-m", "glutatui.content.forbid", str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)

    assert done.stdout == forbidden_text(tmp_path)


def test_a_wrong_number_may_stand_only_in_a_decoy(tmp_path: Path) -> None:
    wrong = FILES[CHECKS].replace("No limit.", "40 grams.")
    decoy = wrong.replace("  kind:", "  decoy: true\n  kind:")

    assert [problem.code for problem in load(write_course(tmp_path / "a", {CHECKS: wrong})).problems] == [
        "number-unfounded"
    ]
    assert load(write_course(tmp_path / "b", {CHECKS: decoy})).problems == ()


def test_only_what_must_be_left_out_is_banned() -> None:
    assert list(banned_phrases(EXCLUDE)) == [("never", "ask", "them", "before")]


def test_names_end_a_run() -> None:
    (name, *_) = sorted(EXEMPT)
    text = f"one two three four {name} five six seven eight nine"

    assert list(runs_of(normal_words(text), 5)) == [("five", "six", "seven", "eight", "nine")]
