"""Arrows with Enter and Escape are enough for everything, and so are clicks; a kiosk forgets."""

from collections.abc import Iterator

import pytest

from glutatui.course import Course
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.views.code_entry import CodeView
from glutatui.tui.views.lists import StopView, WelcomeView
from glutatui.visit import CODE_SIGNS, Ask, Checklist, PageStep, Step, Summary
from tui.golden_course import GOLDEN
from tui.screens import ENOUGH, key_screens, press, shown, step_of
from visits import CODE, SeededDesk

LOOK = Look(80, 24)
LOOKS = (LOOK, Look(40, 12))


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


def test_a_code_that_is_not_known_is_said_and_can_be_mended() -> None:
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
