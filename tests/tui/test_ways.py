"""Arrows with Enter and Escape are enough for everything, and so are clicks; a kiosk forgets."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.views.code_entry import CodeView
from glutatui.tui.views.lists import StopView, WelcomeView
from glutatui.visit import CODE_SIGNS, Ask, Checklist, PageStep, Step, Summary, Visit
from glutatui.words import say
from tui.golden_course import GOLDEN
from tui.screens import ENOUGH, key_screens, press, shown, step_of
from visits import CODE, SeededDesk

LOOK = Look(80, 24)
LOOKS = (LOOK, Look(40, 12))
SPOKEN = tuple(replace(look, language=language) for look in LOOKS for language in ("en", "es"))


def walked(course: Course, look: Look, keys: frozenset[str]) -> Iterator[Step]:
    """Go the whole way with nothing but arrows, Enter and Escape; give each step."""
    face = Face(SeededDesk(course))
    press(face, look, "enter")
    for _ in range(ENOUGH):
        step = step_of(face)
        yield step
        if isinstance(step, Summary):
            return
        if isinstance(step, Ask):
            for position in range(len(step.order)):
                to(face, look, position)
                press(face, look, "enter")
            to(face, look, len(step.order))
        if isinstance(step, Checklist):
            to(face, look, sum(len(warning.applies) for warning in course.warnings))
        assert "enter" in keys
        press(face, look, "enter")


def to(face: Face, look: Look, position: int) -> None:
    """Move the focus by arrows, until the choice is whole in sight."""
    for _ in range(ENOUGH):
        if (face.view.focus or 0) == position:
            break
        press(face, look, "down" if (face.view.focus or 0) < position else "up")
    assert face.view.focus == position


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
def test_arrows_and_enter_suffice_for_the_whole_way(size: tuple[int, int], real_course: Course) -> None:
    steps = list(walked(real_course, Look(*size), frozenset({"up", "down", "left", "right", "enter", "escape"})))
    assert isinstance(steps[-1], Summary)
    assert {step.key for step in steps if isinstance(step, PageStep)} == {
        f"page:{lesson.id}#{page.id}" for lesson in real_course.lessons for page in lesson.pages
    }


def test_arrows_and_enter_suffice_for_the_code() -> None:
    desk = SeededDesk(GOLDEN)
    desk.start("quiz", "en")
    face = Face(desk)
    press(face, LOOK, "down", "down", "enter")
    for sign in CODE.replace("-", ""):
        press(face, LOOK, *["up"] * (CODE_SIGNS.index(sign) + 1), "enter")
    press(face, LOOK, "enter")
    assert face.visit is not None


@dataclass
class Unknowing(SeededDesk):
    """A desk that knows no code, and counts how often it was asked."""

    asked: list[str] = field(default_factory=list)

    def resume(self, code: str) -> Visit:
        """Refuse."""
        self.asked.append(code)
        raise RecordsError("visit-unknown")


def leaned_on(face: Face, look: Look, key: str, times: int) -> None:
    """Press a key several times and take what comes of it, as a hand does that rests on it."""
    for _ in range(times):
        face.frame(look)
        if work := face.press(key, look):
            try:
                work.then(work.run())
            except RecordsError as error:
                face.failed(error)


@pytest.mark.parametrize("look", LOOKS)
def test_a_code_that_is_not_known_is_said_and_can_be_mended(look: Look) -> None:
    """It is tried once, however long a hand rests on Enter: ten tries would shut the door on everybody here."""
    desk, said = Unknowing(GOLDEN), say("en", "error-visit-unknown").split(".")[0]
    face = Face(desk)
    press(face, look, "3", *"abc345")
    assert look.signs["right"] in shown(face, look)

    leaned_on(face, look, "enter", 5)
    assert desk.asked == ["ABC-345"]
    assert said in shown(face, look)
    assert look.signs["right"] not in shown(face, look), "nothing is right about it"

    press(face, look, "left", "5")
    assert said not in shown(face, look)
    leaned_on(face, look, "enter", 5)
    assert desk.asked == ["ABC-345"] * 2


@pytest.mark.parametrize("look", SPOKEN)
def test_a_sign_that_no_code_has_is_said_and_not_taken(look: Look) -> None:
    """Nobody is left to wonder why a key does nothing; what stands between the groups on paper may be typed."""
    said = look.say("resume-no-sign").split(".")[0]
    for odd in "OoIL01.":
        face = Face(SeededDesk(GOLDEN))
        press(face, look, "3", "a", odd)
        assert said in shown(face, look)
        assert vars(face.view)["_signs"] == "A"
        for key in ("b", "-", " ", "c", "3", "4", "5", "6"):
            press(face, look, key)
            assert said not in shown(face, look)
        press(face, look, odd)
        assert said in shown(face, look)
        assert vars(face.view)["_signs"] == "ABC345"


@pytest.mark.parametrize("look", SPOKEN)
def test_what_the_way_back_does_to_a_code_is_said(look: Look) -> None:
    """It takes back what is chosen or typed, and leads away only where there is nothing left to take back."""
    left = look.signs["left"]
    back, erase = (f"{left} {look.say(f'hint-{does}')}" for does in ("back", "erase"))
    face = Face(SeededDesk(GOLDEN))
    press(face, look, "3")
    assert back in shown(face, look)
    for key, does in (("up", erase), ("left", back), ("a", erase), ("up", erase), ("left", erase), ("left", back)):
        press(face, look, key)
        assert does in shown(face, look)
    press(face, look, "left")
    assert isinstance(face.view, WelcomeView)


def test_the_letters_of_a_code_are_no_other_keys() -> None:
    for look in LOOKS:
        face = Face(SeededDesk(GOLDEN))
        press(face, look, "3", "d", "q", "s", "t")
        assert isinstance(face.view, CodeView), "letters are signs of a code here"
        press(face, look, "escape", "left", "backspace", "backspace", "backspace", "left")
        assert isinstance(face.view, WelcomeView)


def test_back_at_the_welcome_offers_to_end_but_not_on_a_kiosk() -> None:
    face = Face(SeededDesk(GOLDEN))
    press(face, LOOK, "escape")
    assert isinstance(face.view, StopView)
    press(face, LOOK, "down", "enter")
    assert face.over
    face = Face(SeededDesk(GOLDEN), kiosk=True)
    press(face, LOOK, "escape", "q", "left")
    assert isinstance(face.view, WelcomeView)
    assert not face.over


def test_on_a_kiosk_nothing_of_a_visit_that_is_stopped_is_left() -> None:
    fresh = vars(Face(SeededDesk(GOLDEN), kiosk=True))
    face = Face(SeededDesk(GOLDEN), kiosk=True)
    press(face, LOOK, "1", "enter", *["0", "enter"] * 3, "enter", "n", "enter", "?")
    assert face.marked
    press(face, LOOK, "escape", "q", "2")
    same = {"language", "over", "visit", "code", "marked", "_pending", "_behind"}
    assert same < set(fresh)
    assert {name: vars(face)[name] for name in same} == {name: fresh[name] for name in same}
    assert [type(view) for view in vars(face)["_views"]] == [WelcomeView]
    assert CODE not in shown(face, LOOK)


def test_a_finished_kiosk_visit_ends_at_the_welcome() -> None:
    screens = key_screens(GOLDEN, LOOK, kiosk=True)
    for name, face in screens:
        if name == "summary":
            for _ in range(ENOUGH):
                if face.visit is None:
                    break
                press(face, LOOK, "enter")
            assert isinstance(face.view, WelcomeView)
            assert face.marked == set()
            assert face.code == ""
            break


def test_clicks_alone_suffice_for_the_whole_way() -> None:
    """Targets, lines to submit with, hints and the word below the body: at the narrowest screen too."""
    for look in LOOKS:
        face = Face(SeededDesk(GOLDEN))
        click_text(face, look, look.say("welcome-learn"))
        for _ in range(ENOUGH):
            step = step_of(face)
            if isinstance(step, Summary):
                break
            if isinstance(step, Ask):
                for position in range(len(step.order)):
                    click_target(face, look, position)
                click_target(face, look, len(step.order) + 1)
            elif isinstance(step, Checklist):
                click_text(face, look, look.say("hint-go-on"))
            else:
                click_text(face, look, "Enter")
        assert isinstance(step_of(face), Summary)


def click(face: Face, look: Look, column: int, row: int) -> None:
    """Click on a cell."""
    work = face.click(column, row, look)
    if work:
        work.then(work.run())


def click_text(face: Face, look: Look, text: str) -> None:
    """Click on a text."""
    rows = [row.text for row in face.frame(look).rows]
    row = next(number for number in range(len(rows) - 1, -1, -1) if text in rows[number])
    click(face, look, rows[row].index(text), row)


def click_target(face: Face, look: Look, target: int) -> None:
    """Click on a choice, after turning to where it is."""
    for _ in range(ENOUGH):
        rows = face.frame(look).rows
        found = next((number for number, row in enumerate(rows) if row.target == target and row.spans), None)
        if found is not None:
            click(face, look, look.left + 5, found)
            return
        click_text(face, look, look.signs["down"] if look.signs["down"] in rows[-2].text else look.signs["up"])
    pytest.fail(f"choice {target} never came into sight")


def test_the_code_can_be_clicked() -> None:
    for look in LOOKS:
        desk = SeededDesk(GOLDEN)
        desk.start("quiz", "en")
        face = Face(desk)
        click_text(face, look, "?")
        click_text(face, look, look.say("hint-back"))
        press(face, look, *["escape"] * (not isinstance(face.view, WelcomeView)))
        click_target(face, look, 2)
        for sign in CODE.replace("-", ""):
            click_text(face, look, f" {sign} ")
        click_text(face, look, look.say("hint-go-on"))
        assert face.visit is not None
