"""What the painter sends is what the terminal then shows, whatever was there before."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem

from glutatui.tui.driver.paint import Ink, Line, Painter, blank
from glutatui.tui.rows import Row, Span
from glutatui.tui.theme import Theme
from glutatui.tui.widgets.sheet import lines_of

WIDTH, HEIGHT = 24, 3
GROUND = "48;5;233"
INKS = [
    Ink(fore="38;5;253", back=GROUND),
    Ink(bold=True, fore="38;5;231", back=GROUND),
    Ink(bold=True, fore="38;5;233", back="48;5;117"),
    Ink(reverse=True, fore="37", back="40"),
    Ink(),
]

runs = st.lists(st.tuples(st.text("ab ", min_size=1, max_size=9), st.sampled_from(INKS)), max_size=6)


def line_of(pieces: list[tuple[str, Ink]]) -> Line:
    """Return a row made of pieces, filled up with ground."""
    cells = "".join(text for text, _ in pieces)[:WIDTH].ljust(WIDTH)
    inks = [ink for text, ink in pieces for _ in text][:WIDTH]
    return Line(cells, tuple(inks + [INKS[0]] * (WIDTH - len(inks))))


screens = st.lists(st.lists(runs, min_size=HEIGHT, max_size=HEIGHT).map(lambda rows: [line_of(row) for row in rows]))


def shown(screen: pyte.Screen) -> list[list[tuple[str, ...]]]:
    """Return what can be seen of each cell: a blank shows its ground alone."""
    rows = []
    for y in range(HEIGHT):
        cells = [screen.buffer[y][x] for x in range(WIDTH)]
        rows.append([_seen(cell) for cell in cells])
    return rows


def _seen(cell: pyte.screens.Char) -> tuple[str, ...]:
    ground, ink = (cell.fg, cell.bg) if cell.reverse else (cell.bg, cell.fg)
    return (" ", ground) if cell.data == " " else (cell.data, ground, ink, str(cell.bold))


def drawn(lines: list[Line]) -> list[list[tuple[str, ...]]]:
    """Return what a terminal shows that is sent every cell in full."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for number, line in enumerate(lines, 1):
        for at, (text, ink) in enumerate(zip(line.cells, line.inks, strict=True), 1):
            codes = f"{int(ink.bold)};{'7' if ink.reverse else '27'};{ink.fore};{ink.back}"
            stream.feed(f"\x1b[{number};{at}H\x1b[0;{codes}m{text}")
    return shown(screen)


@given(screens)
def test_each_screen_follows_the_one_before(course: list[list[Line]]) -> None:
    """After each frame the terminal shows the screen as if every cell had been sent."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    before: list[Line] = []
    for after in course:
        stream.feed(Painter().paint(before, after))
        assert shown(screen) == drawn(after)
        before = after


def test_an_equal_screen_costs_nothing() -> None:
    """Nothing is sent where nothing changes."""
    screen = [line_of([("a b", INKS[1])])] * HEIGHT

    assert Painter().paint(screen, list(screen)) == ""


def test_one_changed_cell_costs_little() -> None:
    """A changed letter costs a move, a colour, the letter and the reset."""
    before, after = [line_of([("abc", INKS[0])])], [line_of([("abb", INKS[0])])]

    assert Painter().paint(before, after) == "\x1b[1;3H\x1b[38;5;253;48;5;233mb\x1b[m"


def test_a_screen_of_another_size_is_cleared_first() -> None:
    """Nothing of a screen of another size is left."""
    assert Painter().paint([blank(5)], [line_of([("a", INKS[0])])]).startswith("\x1b[m\x1b[2J")


def test_a_wide_character_takes_its_two_cells() -> None:
    """What stands behind a wide character stays in its column."""
    screen = pyte.Screen(6, 1)
    ink = INKS[0]
    line = Line(("\u4e16", "", "x", " ", " ", " "), (ink,) * 6)
    pyte.Stream(screen).feed(Painter().paint([], [line]))

    assert screen.buffer[0][2].data == "x"


def test_a_row_fills_its_width_and_cuts_no_sign_in_two() -> None:
    """A wide sign at the edge leaves a blank; a mark stays on its sign."""
    row = Row((Span("a\u4e16\u0301"), Span("\u4e16", "strong")))

    (wide,) = lines_of([row], 6, Theme("dark"), ColorSystem.EIGHT_BIT)
    (cut,) = lines_of([row], 4, Theme("dark"), ColorSystem.EIGHT_BIT)

    assert list(wide.cells) == ["a", "\u4e16\u0301", "", "\u4e16", "", " "]
    assert list(cut.cells) == ["a", "\u4e16\u0301", "", " "]
    assert len(cut.inks) == 4
