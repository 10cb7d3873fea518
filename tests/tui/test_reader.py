"""Bytes to events, without a terminal: a fixed grammar, bounded, and deaf to everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from glutatui.tui.driver.reader import PASTE, Budget, Reader


class Clock:
    """Seconds that pass when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def told(found: list[events.Event]) -> list[str]:
    """Return events as short text."""
    lines = []
    for event in found:
        if isinstance(event, events.Key):
            lines.append(event.key)
        elif isinstance(event, events.Paste):
            lines.append(f"paste {event.text}")
        elif isinstance(event, events.MouseEvent):
            lines.append(f"{type(event).__name__} {event.button} at {event.x},{event.y}")
    return lines


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (b"a1?", ["a", "1", "question_mark"]),
        ("é".encode(), ["é"]),
        (b"\r\t\x7f ", ["enter", "tab", "backspace", "space"]),
        (b"\x1b[A\x1bOB\x1b[5~\x1b[Z", ["up", "down", "pageup", "shift+tab"]),
        (b"\x1b[[A\x1bOP\x1b[7$", ["f1", "f1", "shift+home"]),
        (b"\x1bOq", ["1"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        (b"\x1ba", ["alt+a"]),
        (b"\x1b[1;3A", []),
        (b"\x1b[97;1:3u\x1b[1114112;1u\x1b[99;9;9;9~", []),
        (b"\x1b[?1;2c\x1b[24;80R\x1b[48;1;1;1;1t\x1b[I\x1b[O", []),
        (b"\x1b]11;rgb:0/0/0\x07\x1bP1$r0m\x1b\\k", ["k"]),
        (b"\x1b[200~ab\ncd\x1b[201~k", ["paste abcd", "k"]),
        (b"\x1b[<0;3;2M\x1b[<0;3;2m", ["MouseDown 1 at 2,1", "MouseUp 1 at 2,1"]),
        (b"\x1b[<64;3;2M\x1b[<65;3;2M", ["MouseScrollUp 0 at 2,1", "MouseScrollDown 0 at 2,1"]),
        (b"\x1b[<35;3;2M\x1b[<32;3;2M\x1b[<0;0;2M\x1b[<66;3;2M\x1b[<128;3;2M", []),
        (b"\x1b[M !!k", ["k"]),
        (b"caf\xe9 ok\xff", ["c", "a", "f", "space", "o", "k"]),
        ("\u202e\u200b\x9d\x9b".encode(), []),
    ],
)
def test_what_is_typed(typed: bytes, expected: list[str]) -> None:
    assert told(list(Reader(Clock()).feed(typed))) == expected
    reader = Reader(Clock())
    assert told([event for byte in typed for event in reader.feed(bytes([byte]))]) == expected


def test_unknown_sequences_are_typed_as_digits_stock() -> None:
    """Why Textual's parser is not used: a terminal's reply would mark options."""
    parser = XTermParser()
    keys = [*parser.feed("\x1b[?1;2c"), *parser.feed("\x1b[?1;2c"), *parser.feed("k" * 40)]
    assert {"1", "2"} <= {event.key for event in keys if isinstance(event, events.Key)}


def test_escape_is_a_key_after_a_moment() -> None:
    reader = Reader(Clock())
    assert list(reader.feed(b"\x1b")) == []
    assert reader.waits() == pytest.approx(0.1)
    assert told(list(reader.lapse())) == ["escape"]
    assert reader.waits() is None


@pytest.mark.parametrize("opened", [b"\x1b[200~abc", b"\x1b]0;abc", b"\x1bP", b"\x1b[12", b"\x1bO", b"\x1b[200~\x1b"])
def test_what_never_ends_is_given_up(opened: bytes) -> None:
    clock = Clock()
    reader = Reader(clock)
    assert list(reader.feed(opened)) == []
    wait = reader.waits()
    assert wait is not None
    assert wait <= 1
    clock.now += wait
    assert list(reader.lapse()) == []
    assert told(list(reader.feed(b"k"))) == ["k"]


def test_typing_does_not_prolong_an_open_paste() -> None:
    clock = Clock()
    reader = Reader(clock)
    list(reader.feed(b"\x1b[200~"))
    for _ in range(5):
        clock.now += 0.15
        list(reader.feed(b"k"))
    assert reader.waits() == pytest.approx(0.25)


def test_a_flood_is_dropped_and_over_soon() -> None:
    clock = Clock()
    reader = Reader(clock)
    seen = sum(len(list(reader.feed(b"k" * 1000))) for _ in range(200))
    assert seen == 2000
    clock.now += 0.3
    assert told(list(reader.feed(b"k"))) == ["k"]


def test_a_flood_stock() -> None:
    assert len(list(XTermParser().feed("k" * 200_000))) == 200_000


def test_clicks_have_a_budget_of_their_own() -> None:
    reader = Reader(Clock())
    assert len(list(reader.feed(b"\x1b[<0;3;2M" * 100))) == 32
    assert told(list(reader.feed(b"k"))) == ["k"]


def test_a_budget_fills_again_and_never_above_its_burst() -> None:
    clock = Clock()
    budget = Budget(10, 5, clock)
    assert budget.take(10)
    assert not budget.take(100)
    clock.now += 1
    assert budget.take(3)
    clock.now += 1000
    assert budget.take(10)
    assert not budget.take(1)


ODD = st.sampled_from(
    [b"\x1b", b"\x1b[", b"\x1b[200~", b"\x1b[201~", b"\x1b[<0;1;1M", b"\x1b]", b"\x1bP", b"\x9b", b"\xff"]
)


@given(st.lists(st.one_of(ODD, st.binary(max_size=30)), max_size=60), st.floats(0, 0.5))
def test_any_bytes_are_harmless(chunks: list[bytes], pause: float) -> None:
    clock = Clock()
    reader = Reader(clock)
    for chunk in chunks:
        clock.now += pause
        for event in [*reader.feed(chunk), *(reader.lapse() if pause > 0.4 else ())]:
            assert isinstance(event, events.Key | events.Paste | events.MouseEvent)
            if isinstance(event, events.Paste):
                assert len(event.text) <= PASTE
            if isinstance(event, events.Key) and event.character and ord(event.character) > 127:
                assert event.character.isprintable()
        wait = reader.waits()
        assert wait is None or 0 <= round(wait, 9) <= 1
    clock.now += 1.1
    list(reader.lapse())
    list(reader.lapse())
    assert told(list(reader.feed(b"k")))[-1] == "k"
