"""Every text can be read, in both themes and at every depth of colour; no state is told by colour alone."""

from itertools import combinations
from typing import get_args

import pytest
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.segment import Segment

from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.rows import Role
from glutatui.tui.theme import Theme, ThemeName, styles
from glutatui.tui.widgets.sheet import Sheet
from tui.apps import app_of
from tui.golden_course import GOLDEN
from tui.screens import key_screens, press, shown
from visits import SeededDesk

LOOK = Look(80, 24)
LINES = set("─━┃├┼┤█ ")
"""What is no text: rules, the edge of a card, axis and bars; 3:1 is enough for them (WCAG 1.4.11)."""
TEXT, LINE = 7.0, 3.0


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


def colours_of(segment: Segment, depth: ColorSystem) -> tuple[ColorTriplet, ColorTriplet]:
    """Return text and ground of a segment as a terminal of this depth shows them."""
    style = segment.style
    assert style is not None
    assert style.color is not None, segment
    assert style.bgcolor is not None, segment
    assert not style.dim, segment
    assert not style.blink, segment
    pair = (style.color.downgrade(depth).get_truecolor(), style.bgcolor.downgrade(depth).get_truecolor())
    return (pair[1], pair[0]) if style.reverse else pair


@pytest.mark.parametrize("depth", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT], ids=["true", "256"])
@pytest.mark.parametrize("theme", get_args(ThemeName))
async def test_every_text_drawn_has_a_contrast_of_seven(theme: ThemeName, depth: ColorSystem) -> None:
    """Taken from the strips of every key screen as the compositor has them."""
    app = app_of(Face(SeededDesk(GOLDEN)))
    async with app.run_test(size=(80, 24)) as pilot:
        if theme == "light":
            await pilot.press("d")
        for name, face in key_screens(GOLDEN, LOOK):
            app.face = face
            app.draw()
            await pilot.pause()
            for y in range(24):
                for segment in app.screen.query_one(Sheet).render_line(y):
                    least = LINE if set(segment.text) <= LINES else TEXT
                    found = contrast(*colours_of(segment, depth))
                    assert set(segment.text) == {" "} or found >= least, (name, segment, found)


@pytest.mark.parametrize("theme", get_args(ThemeName))
def test_few_colours_are_black_and_white(theme: ThemeName) -> None:
    for role, style in styles(Theme(theme, few=True)).items():
        assert contrast(*colours_of(Segment("x", style), ColorSystem.STANDARD)) >= TEXT, role


def test_each_theme_has_a_look_for_each_role() -> None:
    for theme in (Theme("dark"), Theme("light"), Theme("dark", few=True)):
        assert set(styles(theme)) == set(get_args(Role))


def test_a_pale_theme_would_be_seen() -> None:
    """The measure itself: grey on grey has little contrast, black on white has 21."""
    grey, black, white = (ColorTriplet(*[value] * 3) for value in (128, 0, 255))
    assert contrast(grey, white) < TEXT
    assert contrast(black, white) == pytest.approx(21)


def test_states_differ_without_colour() -> None:
    """Fresh, focused elsewhere, marked, refused, answered right, wrong and unsure: each differs in its text."""
    texts = {name: shown(face, LOOK) for name, face in key_screens(GOLDEN, LOOK)}
    for kind in ("ask-choose-one", "ask-choose-all", "feedback-choose-one", "feedback-choose-all", "checklist"):
        alike = [text for name, text in texts.items() if name.startswith(kind)]
        assert len(alike) >= 2
        assert all(one != other for one, other in combinations(alike, 2)), kind


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_each_place_of_the_focus_is_seen_without_colour(size: tuple[int, int]) -> None:
    look = Look(*size)
    wanted = {"welcome", "ask-choose-one", "ask-choose-all", "checklist", "warnings", "ask-choose-one-stop"}
    for name, face in key_screens(GOLDEN, look):
        if name in wanted:
            seen = []
            for _ in range(12):
                seen.append((face.view.focus, shown(face, look)))
                press(face, look, "down")
            places = dict(seen)
            assert len(set(places.values())) == len(places), name
            assert all(look.signs["here"] in text for text in places.values()), name
            press(face, look, *["up"] * 12)


def test_what_applies_is_said_in_words() -> None:
    look = LOOK
    texts = {name: shown(face, look) for name, face in key_screens(GOLDEN, look)}
    assert look.say("checklist-mark") in texts["page-cards"]
    assert texts["page-cards"].count(look.say("checklist-mark")) == 2
    face = Face(SeededDesk(GOLDEN))
    press(face, look, "1", *["enter", "0", "enter", "0", "enter", "0", "enter", "n"])
    assert look.say("checklist-mark") not in shown(face, look)
