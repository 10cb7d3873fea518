"""A hundred thousand texts that mean harm, drawn: no control byte and no sequence of theirs reaches the terminal."""

import random
import re
from collections.abc import Callable, Iterator

import pytest
from rich.color import ColorSystem

from glutatui.tui.driver import Line, coding
from glutatui.tui.driver.paint import blank
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.rows import Role, Row, Span, line
from glutatui.tui.theme import Theme
from glutatui.tui.widgets.sheet import lines_of

WIDTH, HEIGHT = 200, 24
A_ROW = 4
"""Texts beside each other: one is less than a quarter of a row wide, but for one in a thousand."""
ALL = 100_000

_HARM = (
    *("\x1b]0;CANARY\x07", "\x1b]52;c;Q0FO\x1b\\", "\x1b]8;;http://x\x07", "\x1bPq#0\x1b\\", "\x1b_Gi=1\x1b\\"),
    *("\x1b[6n", "\x1b[?1049l", "\x1bc", "\x1b[8;1;1t", "\x1b[>25u", "\x1b[?1000h", "\x1b#8", "\x1b(0", "\x1b[5i"),
    *("\x1b[2J", "\x1b[3J", "\x1b[77;77H", "\x1b[77A", "\x1b[31;107m", "\x1b[1K", "\x1b", "\x9b2J", "\x9d0;x\x9c"),
    *("\x07", "\x08", "\t", "\r", "\n", "\x0e", "\x7f", "\x18", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800"),
)
"""What a terminal obeys; those of our own grammar have numbers that no screen of 24 rows leads to."""
_SOUND = ("Ask first. ", "é", "ñ", "漢", "liver ", "[/b]", "[@click=app.quit]x[/]", "e\u0301", "a", " ")

_OWN = re.compile(r"\x1b\[(?:[0-9;]*m|[0-9]{1,2};[0-9]{1,3}H|[0-9]{1,3}C)")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_THEIRS = ("\x1b[77;77H", "\x1b[31;107m")
"""Those of which the form is ours."""


def text(chance: random.Random) -> str:
    """Return a text with something harmful in it."""
    return "".join(chance.choice(_SOUND if chance.random() < 1 / 2 else _HARM) for _ in range(chance.randint(2, 5)))


def screens(number: int, seed: int) -> Iterator[list[Row]]:
    """Give screens until so many texts stand on them."""
    chance = random.Random(seed)  # noqa: S311  (noise, no secret)
    roles: list[Role] = ["text", "stop", "focus"]
    for _ in range(0, number, HEIGHT * A_ROW):
        yield [Row(tuple(Span(text(chance), chance.choice(roles)) for _ in range(A_ROW))) for _ in range(HEIGHT)]


def foreign(wire: str) -> list[str]:
    """Return what the program would not have written by itself."""
    return [*_CONTROL.findall(_OWN.sub("", wire)), *(one for one in _THEIRS if one in wire)]


def drawn(rows: list[Row]) -> list[Line]:
    return lines_of(rows, WIDTH, Theme(), ColorSystem.TRUECOLOR)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_control_byte_of_a_text_reaches_the_terminal(
    seed: int, record_property: Callable[[str, object], None]
) -> None:
    profile, empty = TerminalProfile((WIDTH, HEIGHT), "true"), [blank(WIDTH)] * HEIGHT
    texts = 0
    for rows in screens(ALL // 2, seed):
        wire = coding.coded(coding.painting(empty, drawn(rows), (0, 0)), profile).decode()
        assert foreign(wire) == [], [row.text for row in rows]
        texts += len(rows) * A_ROW
    record_property("counts", f"wire: {texts} hostile texts drawn, 0 control bytes of theirs on the wire")
    assert texts >= ALL // 2


@pytest.mark.parametrize("harm", _HARM)
def test_without_the_filters_it_does(harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: each of them, unfiltered, is found on the wire."""
    empty = blank(WIDTH)
    harmful = Line(tuple(harm.ljust(WIDTH)), empty.inks)
    monkeypatch.setattr(coding, "only_ours", lambda painted: painted)
    assert foreign(coding.painting([empty], [harmful], None))


def test_marks_wide_signs_and_pictures_keep_their_cells() -> None:
    """Marks that no letter is composed with, and sequences of pictures, once brought the painter down."""
    for odd in ("x\u0304y", "漢x\u0304", "\u0304", "👩\u200d🚀 ok", "❤\ufe0f ok", "日" * WIDTH):
        (painted,) = drawn([line(odd)])
        assert len(painted.cells) == len(painted.inks) == WIDTH
    assert drawn([line("漢x\u0304y")])[0].cells[:4] == ("漢", "", "x\u0304", "y")


def test_markup_is_drawn_as_it_stands() -> None:
    (painted,) = drawn([Row((Span("[@click=app.quit]x[/] [/b] [link=x]"),))])
    assert "".join(painted.cells).startswith("[@click=app.quit]x[/] [/b] [link=x]")
