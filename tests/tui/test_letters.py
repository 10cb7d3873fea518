"""Letters that are no keys: whoever turns them off reaches everything all the same (WCAG 2.2, criterion 2.1.4)."""

import pytest

from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.views.about import AboutView
from glutatui.tui.views.asides import HelpView, SourcesView
from glutatui.tui.views.code_entry import CodeView
from glutatui.tui.views.keeping import TakeHomeView
from glutatui.tui.views.lists import ChecklistView, StopView, WarningsView, WelcomeView
from glutatui.tui.views.view import View
from glutatui.visit import Ask, Checklist, Summary
from shelves import SHELVED
from tui.every_screen import every_screen
from tui.rooms import dashboard
from tui.screens import ENOUGH, events_of, press, shown, step_of
from visits import SeededDesk

LOOK = Look(80, 24)
SIZES = ((40, 12), (40, 20), (80, 24), (120, 40))


def without_letters(face: Face, look: Look = LOOK) -> Face:
    """Turn the letter keys off as a patient does who finds it: Tab, arrows, Enter."""
    press(face, look, "tab")
    assert isinstance(face.view, HelpView)
    while f"{look.signs['here']} {look.signs['checked']}" not in shown(face, look):
        before = shown(face, look)
        press(face, look, "down")
        assert shown(face, look) != before
    press(face, look, "enter")
    assert f"{look.signs['here']} {look.signs['unchecked']}" in shown(face, look)
    press(face, look, "escape")
    return face


CHARACTERS = sorted("abcdefghijklmnopqrstuvwxyz0123456789/*?+-.!'\"")


@pytest.mark.parametrize("size", SIZES)
def test_letters_and_digits_can_be_turned_off(size: tuple[int, int]) -> None:
    """Whatever is typed then, on every screen where no letters are asked for, nothing happens; the footer says so."""
    look = Look(*size)
    for name, face in every_screen(look):
        if face.takes_letters or face.over_all.top:
            continue
        face.comfort.letters = False
        before, state = shown(face, look), (face.visit and events_of(face), face.view, face.comfort.other_colours)
        assert look.say("letters-off") in "".join(before.splitlines()[-2:]), name
        for key in CHARACTERS:
            assert face.press(key, look) is None, (name, key)
        assert shown(face, look) == before, name
        assert (face.visit and events_of(face), face.view, face.comfort.other_colours) == state, name
        face.comfort.letters = True


def test_letters_that_are_on_do_something_on_every_screen() -> None:
    """The twin: what is typed by chance is a shortcut."""
    for name, face in every_screen(LOOK):
        if not (face.takes_letters or face.over_all.top or name.endswith("stop")):
            view = face.view
            press(face, LOOK, "?" if isinstance(view, StopView) else "q")
            assert face.view is not view, name
            press(face, LOOK, "escape")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_all_that_letters_do_is_reached_without_them(size: tuple[int, int]) -> None:
    """On every screen: Tab opens the help, and there each key of the screen is a line to choose with the arrows."""
    look = Look(*size)
    for name, face in every_screen(look):
        if face.over_all.top or isinstance(face.view, HelpView):
            continue
        below = {hint.key for hint in face.view.scene(look).hints if len(hint.key) == 1} - {"?", "a"}
        face.comfort.letters = False
        general = {"*", "letters"} if face.takes_letters else {"a", "*", "letters"}
        press(face, look, "tab")
        assert isinstance(face.view, HelpView), name
        offered = face.view.offered(look)
        assert below | general <= set(offered), name
        for _ in range(60):
            press(face, look, "down")
        assert face.view.focus == len(offered) - 1, name
        press(face, look, "escape")
        assert not isinstance(face.view, HelpView), name
        face.comfort.letters = True


def test_a_line_of_the_help_does_what_its_key_does() -> None:
    """Sources, library, the list, the paper and the end, from the screens whose last row names them."""
    both: dict[str, type[View]] = {"q": StopView, "a": AboutView}
    wanted: dict[str, dict[str, type[View]]] = {
        "page-cards": {"s": SourcesView, **both},
        "summary": {"p": TakeHomeView, "r": WarningsView, "m": ChecklistView, **both},
    }
    seen = set()
    for name, face in every_screen(LOOK):
        for key, kind in wanted.get(name, {}).items():
            without_letters(face)
            press(face, LOOK, "tab")
            assert isinstance(face.view, HelpView)
            at = [*face.view.offered(LOOK)].index(key)
            press(face, LOOK, *["down"] * at, "enter")
            assert isinstance(face.view, kind), (name, key)
            seen.add(kind)
            press(face, LOOK, "escape")
            face.comfort.letters = True
    assert len(seen) == 6


def test_the_whole_way_without_a_letter() -> None:
    """As `test_ways` has it with arrows and Enter, from the moment at which the letters are turned off."""
    face = without_letters(Face(SeededDesk(SHELVED)))
    press(face, LOOK, "1", "2")
    assert isinstance(face.view, WelcomeView)
    press(face, LOOK, *["up"] * 9, "enter")
    for _ in range(ENOUGH):
        assert face.visit
        step = face.visit.step
        if isinstance(step, Summary):
            break
        keys = ["down"] * 60 if isinstance(step, Ask | Checklist) else []
        press(face, LOOK, *keys, "enter")
    assert isinstance(step_of(face), Summary)
    assert not face.comfort.letters


def test_the_setting_ends_with_the_visit() -> None:
    face = Face(SeededDesk(SHELVED), kiosk=True)
    press(without_letters(face), LOOK, "tab", "enter", "down", "enter")
    face.comfort.other_colours = True
    face.end("left")
    assert (face.comfort.letters, face.comfort.other_colours) == (True, False)
    press(face, LOOK, "2")
    assert face.visit


def test_where_letters_are_typed_they_stay_letters() -> None:
    face = without_letters(Face(SeededDesk(SHELVED)))
    press(face, LOOK, "down", "down", "enter", "a", "2")
    assert isinstance(face.view, CodeView)
    assert " A  2 " in shown(face, LOOK)


def test_keys_that_letters_name_can_still_be_clicked() -> None:
    face = next(face for name, face in every_screen(LOOK) if name == "page-cards")
    face.comfort.letters = False
    row = shown(face, LOOK).splitlines()[-1]
    assert " s sources" not in row
    face.click(row.index(LOOK.say("hint-sources")), 23, LOOK)
    assert isinstance(face.view, SourcesView)
    press(face, LOOK, "escape")
    face.click(shown(face, LOOK).splitlines()[-1].index("Tab"), 23, LOOK)
    assert isinstance(face.view, HelpView)


def test_staff_can_turn_them_off_too() -> None:
    face = without_letters(dashboard())
    before = shown(face, LOOK)
    press(face, LOOK, "c", "t", "q")
    assert (shown(face, LOOK), face.over) == (before, False)
    press(face, LOOK, "tab", "down", "enter")
    assert face.takes_letters, "the code of a visit is typed"
