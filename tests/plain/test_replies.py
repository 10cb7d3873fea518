"""What a typed line means."""

from io import BytesIO, StringIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.plain.replies import (
    LONGEST,
    Coded,
    Command,
    NotSure,
    Numbers,
    Onward,
    Reply,
    Unread,
    next_line,
    read_reply,
)


def numbers(*chosen: int, sure: bool = True) -> Numbers:
    return Numbers(frozenset(chosen), sure)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2", numbers(2)),
        (" 2 ", numbers(2)),
        ("2?", numbers(2, sure=False)),
        ("2 ?", numbers(2, sure=False)),
        ("1 3", numbers(1, 3)),
        ("1  3", numbers(1, 3)),
        ("1\t3", numbers(1, 3)),
        ("1 3 ?", numbers(1, 3, sure=False)),
        ("1 3?", numbers(1, 3, sure=False)),
        ("12 38", numbers(12, 38)),
        ("-", numbers()),
        ("- ?", numbers(sure=False)),
        ("-?", numbers(sure=False)),
        ("0", NotSure()),
        ("", Onward()),
        ("  ", Onward()),
        ("s", Command("sources")),
        ("b", Command("back")),
        ("l", Command("library")),
        ("h", Command("help")),
        ("q", Command("quit")),
        ("Q", Command("quit")),
    ],
)
def test_the_replies_of_the_protocol(typed: str, meant: Reply) -> None:
    assert read_reply(typed) == meant


@pytest.mark.parametrize(
    ("typed", "odd"),
    [("abc-234", ""), ("ABC 234", ""), ("abc234", ""), ("abo-234", "O"), ("1BC I34", "1"), ("ABC23\u0131", "I")],
)
def test_as_many_letters_and_digits_are_meant_for_a_code(typed: str, odd: str) -> None:
    reply = read_reply(typed)
    assert isinstance(reply, Coded)
    assert reply.odd == odd


@pytest.mark.parametrize(
    "typed",
    [
        "x",
        "abc-23",
        "abc-2345",
        "abc.234",
        "00",
        "01",
        "0?",
        "1 0",
        "1,3",
        "1 1",
        "2??",
        "?",
        "-1",
        "- 1",
        "+1",
        "1.",
        "one",
        "100",
        "²",
        "٣",
        "1\x00",
        "\x1b[A",
    ],
)
def test_anything_else_means_nothing(typed: str) -> None:
    assert read_reply(typed) == Unread()


@given(st.text(alphabet=st.characters(), max_size=50))
def test_no_text_is_more_than_a_reply(typed: str) -> None:
    """Whatever is typed, a number was really typed as a number, and surrogates do no harm."""
    reply = read_reply(typed)
    if isinstance(reply, Numbers):
        assert set(typed.lower()) <= set("0123456789 \t?-")


def lines_of(text: str) -> list[str | None]:
    """Read a text to its end."""
    stream, found = StringIO(text), []
    while (line := next_line(stream)) is not None:
        found.append(line)
    return [*found, next_line(stream)]


def test_the_end_of_input_stays_the_end() -> None:
    assert lines_of("1\n\n2\n") == ["1", "", "2", None]


def test_a_line_without_its_end_was_never_sent() -> None:
    """A connection cut within ``1 3`` must not leave the answer ``1``."""
    assert lines_of("2\n1") == ["2", None]


def test_a_line_that_is_too_long_is_one_line_that_means_nothing() -> None:
    for length in (LONGEST + 1, 5 * LONGEST, 100_001):
        first, *rest = lines_of("1" * length + "\n2\n")
        assert len(first or "") <= LONGEST + 1
        assert read_reply(first or "") == Unread()
        assert rest == ["2", None]


def test_a_line_of_blanks_that_is_too_long_does_not_go_on() -> None:
    """The twin of the cap: what is cut off a line must not change what the rest means."""
    first, *_ = lines_of("2" + " " * LONGEST + " 3\n")
    assert read_reply(first or "") == Unread()


def test_a_terminal_that_is_gone_is_the_end_of_input() -> None:
    class Gone(StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            raise OSError(5, str(size))

    closed = StringIO()
    closed.close()
    assert (next_line(Gone()), next_line(closed)) == (None, None)


def test_bytes_that_are_no_text_are_read_as_a_line() -> None:
    stream = TextIOWrapper(BytesIO(b"\xff\xfe\x80\n2\n"), encoding="utf-8", errors="replace")
    assert read_reply(next_line(stream) or "") == Unread()
    assert next_line(stream) == "2"
