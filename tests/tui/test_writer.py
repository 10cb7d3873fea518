"""What goes out: our own grammar only, in one write a frame, never waiting, only what changes."""

import asyncio
import os
import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.tui.driver.frames import Frames
from glutatui.tui.driver.writer import LIMIT, FrameWriter, only_ours, without_colour

OURS = re.compile(r"\x1b\[[0-9;]*[A-HJKm]")
ANY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b[]0;mHJ\x07\\\x9b\x9d\u202e"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("\x1b[1;31mred\x1b[0m \x1b[3;4Hhere\x1b[K", "\x1b[1;31mred\x1b[0m \x1b[3;4Hhere\x1b[K"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;AAAA\x1b\\b", "ab"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x1b[6nb\x1b[?1049lc\x1b[<ud\x1bce", "abcde"),
        ("a\u202eb\u2066c\u200bd\x9b31me\ud800f", "abcd31mef"),
        ("a\nb\rc\x07d\x7f", "abcd"),
        ("\x1b", ""),
        ("\x1bP1;2q\x1b\\k", "k"),
        ("⛔ ▸ é ─ 日本", "⛔ ▸ é ─ 日本"),
    ],
)
def test_only_our_grammar_passes(written: str, sent: str) -> None:
    assert only_ours(written) == sent


@given(ANY)
def test_nothing_else_ever_passes(text: str) -> None:
    sent = only_ours(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", OURS.sub("", sent))
    assert only_ours(sent) == sent


def test_mono_keeps_looks_and_drops_colours() -> None:
    assert without_colour("\x1b[1;38;2;1;2;3;7;48;5;9mx\x1b[31my\x1b[0m") == "\x1b[1;7mxy\x1b[0m"


ROW = st.tuples(st.integers(1, 4), st.sampled_from([1, 5, 9]), st.text("abH;0 ", min_size=1, max_size=4))


@given(st.lists(st.lists(ROW, min_size=1, max_size=6), max_size=8))
def test_leaving_out_what_is_shown_changes_no_screen(frames: list[list[tuple[int, int, str]]]) -> None:
    whole, less = pyte.Screen(20, 5), pyte.Screen(20, 5)
    feeds = pyte.Stream(whole), pyte.Stream(less)
    known = Frames()
    for rows in frames:
        frame = "".join(f"\x1b[{row};{column}H{text}" for row, column, text in rows) + "\x1b[1;1H"
        feeds[0].feed(frame)
        feeds[1].feed(known.changes(frame))
        assert whole.display == less.display
        assert (whole.cursor.x, whole.cursor.y) == (less.cursor.x, less.cursor.y)


def test_the_same_frame_twice_costs_nothing() -> None:
    known = Frames()
    frame = "\x1b[1;1Hone\x1b[2;1Htwo\x1b[1;1H"
    assert known.changes(frame) == frame
    assert known.changes(frame) == ""
    assert known.changes("\x1b[1;1Hone\x1b[2;1HTWO\x1b[1;1H") == "\x1b[2;1HTWO\x1b[1;1H"
    known.forget()
    assert known.changes(frame) == frame
    assert known.changes("\x1b[2J") == "\x1b[2J"
    assert known.changes(frame) == frame


async def test_frames_are_dropped_not_hoarded_and_then_painted_anew() -> None:
    out, into = os.pipe()
    os.set_blocking(into, False)
    painted = asyncio.Event()
    writer = FrameWriter(into, drained=painted.set, lost=lambda: None)
    for n in range(1000):
        writer.send(b"%04d" % n * 1000)
    assert not painted.is_set()
    taken = 0
    os.set_blocking(out, False)
    async with asyncio.timeout(10):
        while not painted.is_set():
            try:
                taken += len(os.read(out, 65536))
            except BlockingIOError:
                await asyncio.sleep(0)
    assert taken <= 65536 + LIMIT + 8000
    assert taken % 4000 == 0  # no frame was cut
    writer.close(b"bye")
    assert os.read(out, 100) == b"bye"
    os.close(out)
    os.close(into)


async def test_a_reader_that_is_gone_is_told_once() -> None:
    out, into = os.pipe()
    os.close(out)
    lost: list[bool] = []
    writer = FrameWriter(into, drained=lambda: None, lost=lambda: lost.append(True))
    writer.send(b"a")
    writer.send(b"b")
    await asyncio.sleep(0)
    writer.close(b"bye")
    assert lost == [True]
    os.close(into)


async def test_the_end_does_not_wait_for_a_reader_that_never_comes() -> None:
    out, into = os.pipe()
    os.set_blocking(into, False)
    writer = FrameWriter(into, drained=lambda: None, lost=lambda: None)
    writer.send(b"x" * 100_000)
    writer.close(b"bye", patience=0.05)
    os.close(out)
    os.close(into)
