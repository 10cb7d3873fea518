"""Every text can be read, in both themes and at every depth of colour; no state is told by colour alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import get_args

import pytest
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet

from glutatui.tui.driver import Ink
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.rows import Role
from glutatui.tui.theme import Theme, ThemeName, styles
from glutatui.tui.views.choosing import Choosing, Menu
from glutatui.tui.views.view import Reading, View
from glutatui.tui.widgets.sheet import lines_of
from tui.every_screen import every_screen, staff_screens
from tui.golden_course import GOLDEN
from tui.screens import at_question, press, question, shown
from visits import SeededDesk

LOOK = Look(80, 24)
LINES = set("─━┃├┼┤█ ")
"""What is no text: rules, the edge of a card, axis and bars; 3:1 is enough for them (WCAG 1.4.11)."""
TEXT, LINE = 7.0, 3.0
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)


def _linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: ColorTriplet) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    return 0.2126 * _linear(colour.red) + 0.7152 * _linear(colour.green) + 0.0722 * _linear(colour.blue)


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@dataclass(frozen=True)
class Palette:
    """How a terminal shows black (0), white (7), and what bold makes of them where bold is a colour (8, 15)."""

    black: ColorTriplet
    white: ColorTriplet
    bright_black: ColorTriplet
    bright_white: ColorTriplet
    bold_is_colour: bool = True


def _palette(white: int, bright_black: int, *, bold_is_colour: bool = True) -> Palette:
    black, pale, dim, bright = (ColorTriplet(*[level] * 3) for level in (0, white, bright_black, 0xFF))
    return Palette(black, pale, dim, bright, bold_is_colour)


PALETTES = {
    "VT 16": _palette(0xAA, 0x55),
    "VT 8": _palette(0xAA, 0x55, bold_is_colour=False),
    "xterm": _palette(0xE5, 0x7F),
    "PuTTY": _palette(0xBB, 0x55),
}
"""The colours of the Linux console (its default table; with a font of 512 signs there are 8 colours and bold changes
none), of xterm (XTerm-col.ad) and of PuTTY (its default settings)."""


def of_parameter(parameter: str) -> ColorTriplet:
    """Return a colour of the wire at true or 256 colours."""
    kind, *numbers = (int(part) for part in parameter.split(";")[1:])
    return ColorTriplet(*numbers) if kind == 2 else Color.from_ansi(numbers[0]).get_truecolor()


def seen(ink: Ink) -> tuple[ColorTriplet, ColorTriplet]:
    """Return text and ground as a terminal of true or 256 colours shows them."""
    pair = of_parameter(ink.fore), of_parameter(ink.back)
    return (pair[1], pair[0]) if ink.reverse else pair


def seen_with_few(ink: Ink, palette: Palette) -> tuple[ColorTriplet, ColorTriplet]:
    """Return text and ground as a terminal of few colours shows them; whatever is text in the end is what bold changes.

    The terminal's own colours (39, 49) are taken for white on black, which is what these terminals begin with.
    """
    white, black = palette.white, palette.black
    names = {"37": white, "39": white, "30": black, "40": black, "49": black, "47": white}
    text, ground = names[ink.fore], names[ink.back]
    if ink.reverse:
        text, ground = ground, text
    if ink.bold and palette.bold_is_colour:
        text = palette.bright_white if text == white else palette.bright_black
    return text, ground


def inks(theme: Theme, depth: ColorSystem) -> Iterator[tuple[str, str, Ink]]:
    """Give what is drawn on every screen: its name, and each sign with its ink."""
    for name, face in chain(every_screen(LOOK), staff_screens(LOOK)):
        for line in lines_of(face.frame(LOOK).rows, LOOK.width, theme, depth):
            for sign, ink in set(zip(line.cells, line.inks, strict=True)):
                yield name, sign, ink


@pytest.mark.parametrize("depth", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT], ids=["true", "256"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_text_drawn_has_a_contrast_of_seven(theme: ThemeName, depth: ColorSystem) -> None:
    """Taken from the colours that go out for each cell of every screen."""
    for name, sign, ink in inks(Theme(theme), depth):
        assert sign == " " or contrast(*seen(ink)) >= (LINE if sign in LINES else TEXT), (name, sign, ink)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("theme", THEMES)
def test_few_colours_are_black_and_white_alone(theme: ThemeName, palette: str) -> None:
    few = set(inks(Theme(theme, few=True), ColorSystem.STANDARD))
    for name, sign, ink in few:
        assert {ink.fore, ink.back} <= {"37", "40"}, (name, sign, ink)
        assert sign == " " or contrast(*seen_with_few(ink, PALETTES[palette])) >= TEXT, (name, sign, ink)
    assert {ink.reverse for _, _, ink in few} == {False, True}


@pytest.mark.parametrize("palette", ["VT 16", "xterm", "PuTTY"])
def test_bold_black_on_white_would_be_too_pale(palette: str) -> None:
    """Why the light theme of few colours has no bold: with it, the contrast is lost."""
    found = contrast(*seen_with_few(Ink(bold=True, reverse=True, fore="37", back="40"), PALETTES[palette]))
    assert 2.5 < found < 4.5


def test_each_theme_has_a_look_for_each_role() -> None:
    for name, few in product(THEMES, (False, True)):
        assert set(styles(Theme(name, few=few))) == set(get_args(Role))


def test_a_pale_theme_would_be_seen() -> None:
    """The measure itself: grey on grey has little contrast, black on white has 21."""
    grey, black, white = (ColorTriplet(*[value] * 3) for value in (128, 0, 255))
    assert contrast(grey, white) < TEXT
    assert contrast(black, white) == pytest.approx(21)


# without colour

FAMILIES = {
    "nothing, half and fully marked; focus on an option and on a line to submit with": "ask-choose-one",
    "the same, line by line": "ask-choose-all",
    "right, wrong and unsure": "feedback-choose-one",
    "right, wrong and unsure, line by line": "feedback-choose-all",
    "marked and not": "checklist",
    "idle, too long, ending": "warning-",
    "typed and not": "staff",
    "list, refused, searched, found, not found, opened": "library",
}
"""Names of states, and how the names of the screens that show them begin."""


@pytest.mark.parametrize("charset", ["utf-8", "ascii"])
def test_states_differ_without_colour(charset: str) -> None:
    look = Look(80, 24, charset)
    texts = {name: shown(face, look) for name, face in every_screen(look)}
    for states, kind in FAMILIES.items():
        alike = [text for name, text in texts.items() if name.startswith(kind)]
        assert len(alike) >= 2, states
        assert all(one != other for one, other in combinations(alike, 2)), states


def test_no_two_rows_of_one_screen_say_different_things_by_colour_alone() -> None:
    """The same words twice, once bright and once pale: a state that nobody sees without colour."""
    for charset in ("utf-8", "ascii"):
        look = Look(80, 24, charset)
        looks: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for name, face in every_screen(look):
            for row in face.frame(look).rows[2:-2]:
                roles = tuple(span.role for span in row.spans if span.text.strip())
                looks.setdefault((name.split("-")[0], row.text.strip()), set()).add(roles)
        doubtful = {text: roles for (_, text), roles in looks.items() if text and len(roles) > 1}
        assert not doubtful


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("charset", ["utf-8", "ascii"])
def test_each_place_of_the_focus_is_seen_without_colour(size: tuple[int, int], charset: str) -> None:
    """On every screen with choices; what is focused has the sign before it and the terminal's cursor on it."""
    look, with_choices = Look(*size, charset), set[type[View]]()
    for name, face in every_screen(look):
        if not isinstance(face.shown, Choosing) or face.shown.focus is None:
            continue
        with_choices.add(type(face.shown))
        press(face, look, *["up"] * 12)
        places = {}
        for _ in range(12):
            frame = face.frame(look)
            if frame.focus_row is None:  # a text that fills the screen above the first choice is read before it
                assert (face.view.focus, face.view.top) == (0, 0), name
                assert look.say("more-below") in frame.rows[-2].text, name
            else:
                row = frame.rows[frame.focus_row].text
                assert row[frame.focus_column] == look.signs["here"], name
                assert row.count(look.signs["here"]) == 1, name
            places[face.view.focus] = shown(face, look)
            press(face, look, "down")
        assert len(set(places.values())) == len(places) > 1, name
        press(face, look, *["up"] * 12)
    assert with_choices == every_kind() & set(_below(Choosing)) - {Choosing, Menu}


def _below(kind: type[View]) -> Iterator[type[View]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _below(child)


def every_kind() -> set[type[View]]:
    """Return all kinds of screens that there are."""
    return {kind for kind in _below(View) if kind.__module__.startswith("glutatui")} - {View, Reading, Choosing, Menu}


def test_every_kind_of_screen_is_among_those_looked_at() -> None:
    screens = chain(every_screen(LOOK), staff_screens(LOOK))
    assert {type(face.shown) for _, face in screens} == every_kind()


def test_how_far_one_is_shows_without_colour() -> None:
    """A done part of the bar and an open one are two signs."""
    for charset in ("utf-8", "ascii"):
        look = Look(80, 24, charset)
        assert look.signs["done"] != look.signs["rule"]
        bars = {shown(face, look).splitlines()[1] for name, face in every_screen(look) if name.startswith("page-")}
        assert len(bars) > 1


@pytest.mark.parametrize("kind", ["choose-one", "choose-all"])
def test_a_line_that_cannot_submit_yet_has_no_brackets(kind: str) -> None:
    face, sure = at_question(kind), f"[ {LOOK.say('sure')} ]"
    assert sure not in shown(face, LOOK)
    assert f"[ {LOOK.say('not-sure')}" in shown(face, LOOK)
    press(face, LOOK, *[str(number) for number in range(1, len(question(face).step.order) + 1)])
    assert sure in " ".join(shown(face, LOOK).split())


def test_what_applies_is_said_in_words() -> None:
    texts = {name: shown(face, LOOK) for name, face in every_screen(LOOK)}
    assert texts["page-cards"].count(LOOK.say("checklist-mark")) == 2
    face = Face(SeededDesk(GOLDEN))
    press(face, LOOK, "1", *["enter", "0", "enter", "0", "enter", "0", "enter", "n"])
    assert LOOK.say("checklist-mark") not in shown(face, LOOK)
