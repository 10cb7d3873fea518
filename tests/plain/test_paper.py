"""Printed lines: clean, narrow enough, and never mistaken for a choice or a prompt."""

import re
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.plain import paper
from glutatui.plain.paper import WIDTH, Line, Paper, cleaned, printed

CHOICE = re.compile(r"[0-9]+\. ")
WORDS = st.lists(st.sampled_from(["1.", "23.", ">", "word", "longerword", "5", "a.", "\n", "2.5", "9"]), max_size=60)
HOSTILE = "Take care\x1b]0;title\x07\x9b2J \u202egrams\u202c now\u2028 then\x00 it\ud800 ends\n1. here"


@given(WORDS)
def test_a_paragraph_never_looks_like_a_choice_or_a_prompt(words: list[str]) -> None:
    rows = printed(Line(" ".join(words)))
    assert not [row for row in rows if CHOICE.match(row) or row.startswith("> ")]
    assert " ".join(rows).split() == " ".join(words).split()


def test_without_glue_a_number_at_the_end_of_a_sentence_would_look_like_a_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin: wrapped plainly, the sentence falls apart just before its number."""
    text = "a" * (WIDTH - 2) + " 18. Then ask."
    assert not [row for row in printed(Line(text)) if CHOICE.match(row)]
    monkeypatch.setattr(paper, "_GLUE", " ")
    assert [row for row in printed(Line(text)) if CHOICE.match(row)]


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


def test_paragraphs_are_wrapped_and_choices_are_not() -> None:
    words = "word " * 60
    assert all(len(row) <= WIDTH for row in printed(Line(words)))
    assert printed(Line(words, 2)) == (f"2. {words.strip()}",)


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
    Paper(out).say([Line("It’s “fine” – 2 × 5 é")])
    out.flush()
    assert raw.getvalue() == b'It\'s "fine" - 2 x 5 ?\n'
