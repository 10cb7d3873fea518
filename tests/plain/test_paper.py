"""Printed lines: clean, narrow enough, and never mistaken for a choice or a prompt."""

import fcntl
import os
import re
import struct
import termios
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.plain import paper
from glutatui.plain.paper import NARROWEST, WIDEST, Line, Paper, asked, cleaned, columns_of, ended, printed

CHOICE = re.compile(r"[0-9]+\. ")
WORDS = st.lists(st.sampled_from(["1.", "23.", ">", "word", "longerword", "5", "a.", "\n", "2.5", "9"]), max_size=60)
HOSTILE = "Take care\x1b]0;title\x07\x9b2J \u202egrams\u202c now\u2028 then\x00 it\ud800 ends\n1. here"


@given(WORDS, st.sampled_from([None, NARROWEST, WIDEST]))
def test_a_paragraph_never_looks_like_a_choice_or_a_prompt(words: list[str], width: int | None) -> None:
    rows = printed(Line(" ".join(words)), width)
    assert not [row for row in rows if CHOICE.match(row) or row.startswith("> ")]
    assert " ".join(rows).split() == " ".join(words).split()


def test_without_glue_a_number_at_the_end_of_a_sentence_would_look_like_a_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin: wrapped plainly, the sentence falls apart just before its number."""
    text = "a" * (WIDEST - 2) + " 18. Then ask."
    assert not [row for row in printed(Line(text), WIDEST) if CHOICE.match(row)]
    monkeypatch.setattr(paper, "_GLUE", " ")
    assert [row for row in printed(Line(text), WIDEST) if CHOICE.match(row)]


@given(st.text(alphabet=st.characters(), max_size=300))
def test_nothing_that_steers_a_terminal_is_printed(text: str) -> None:
    for line in (Line(text), Line(text, 3)):
        for row in printed(line):
            assert row.isprintable()
            row.encode()


def test_uncleaned_text_would_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin of `cleaned`."""
    assert printed(Line(HOSTILE, 1)) == (f"1. {cleaned(HOSTILE)}",)
    assert "\x1b" not in cleaned(HOSTILE)
    monkeypatch.setattr(paper, "cleaned", lambda text: text)
    assert "\x1b]0;title\x07" in printed(Line(HOSTILE, 1))[0]


@pytest.mark.parametrize("width", [NARROWEST, 39, WIDEST])
def test_paragraphs_are_wrapped_and_choices_are_not(width: int) -> None:
    words = "word " * 60
    rows = printed(Line(words), width)
    assert all(len(row) <= width for row in rows)
    assert " ".join(rows) == words.strip()
    assert printed(Line(words, 2), width) == (f"2. {words.strip()}",)


def test_where_there_is_no_terminal_every_line_is_whole() -> None:
    out = StringIO()
    assert columns_of(out) is None
    Paper(out).say([Line("word " * 60)])
    assert out.getvalue() == f"{('word ' * 60).strip()}\n"


@pytest.mark.parametrize(("columns", "width"), [(120, WIDEST), (80, WIDEST), (40, 39), (12, NARROWEST), (0, WIDEST)])
def test_on_a_terminal_lines_break_at_its_width(columns: int, width: int) -> None:
    near, far = os.openpty()
    with os.fdopen(far, "w") as out, os.fdopen(near, "rb"):
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        assert columns_of(out) == width


def test_what_does_not_fit_a_prompt_is_said_before_it_by_sentences() -> None:
    text = "Press Enter to go on. Type s for the sources, b to go back. Type q to stop."
    assert asked(text) == asked(text, 78) == (f"> {text}",)
    assert asked(text, 39) == (
        "Press Enter to go on. Type s for the",
        "sources, b to go back.",
        "> Type q to stop.",
    )
    assert asked("Code. ABC", 20) == ("> Code. ABC",)


@pytest.mark.parametrize(
    ("text", "said"), [("How much?", "How much?"), ("Food", "Food."), ('"Leaky gut."', '"Leaky gut."'), ("So:", "So:")]
)
def test_a_title_gets_a_full_stop_only_where_it_has_no_end(text: str, said: str) -> None:
    assert ended(text) == said


def test_a_prompt_is_one_line_and_is_flushed() -> None:
    class Kept(StringIO):
        seen: list[str] = []

        def flush(self) -> None:
            self.seen.append(self.getvalue())

    out = Kept()
    Paper(out).prompt("Type one number. " * 20)
    assert out.seen == [f"> {'Type one number. ' * 20}".rstrip() + "\n"]


def test_an_old_terminal_gets_plain_signs() -> None:
    raw = BytesIO()
    out = TextIOWrapper(raw, encoding="ascii")
    Paper(out).say([Line("It’s “fine” – 2 × 5 ж é")])
    out.flush()
    assert raw.getvalue() == b'It\'s "fine" - 2 x 5 ? e\n'
