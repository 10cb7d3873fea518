"""Any hands: arrows alone, one finger alone, and keys that mean the same wherever they are pressed."""

from collections import defaultdict
from dataclasses import replace

import pytest
from textual import events

from glutatui.course import Course
from glutatui.tui.app import TutorApp
from glutatui.tui.face import Face
from glutatui.tui.frame import framed
from glutatui.tui.look import Look
from glutatui.tui.views.choosing import Choosing
from glutatui.tui.views.code_entry import CodeView
from glutatui.tui.views.lists import StopView, WelcomeView
from glutatui.tui.views.question import QuestionView
from glutatui.tui.views.view import View
from glutatui.tui.widgets.sheet import Sheet
from glutatui.visit import CODE_SIGNS, Ask, Feedback
from glutatui.words import LANGUAGES
from shelves import SHELVED
from tui.apps import app_of
from tui.every_screen import every_screen
from tui.screens import ENOUGH, at_question, events_of, press, shown, step_of
from visits import SeededDesk

LOOK = Look(80, 24)
SIZES = ((40, 12), (40, 20), (80, 24), (120, 40))

MEANINGS = {
    "up": "towards the top",
    "down": "towards the bottom",
    "pageup": "towards the top",
    "pagedown": "towards the bottom",
    "left": "back",
    "escape": "back",
    "enter": "on",
    "backspace": "takes a letter back",
    "?": "help",
    "tab": "help",
    "q": "stop",
    "s": "sources",
    "a": "about",
    "l": "library",
    "t": "submit: I think so",
    "0": "submit: not sure",
    "r": "look at one again",
    "m": "mark my list",
    "n": "go on",
    "p": "take home",
    "c": "for the phone",
    "f": "by grade",
    "/": "search",
    "i": "language",
}
"""What each key is for; digits choose or mark the line with that number. On a screen a key means this or nothing."""


def test_a_key_means_one_thing_on_every_screen() -> None:
    """The hints of all screens make a table of key and screen; a key has one meaning wherever it is named."""
    said: dict[str, set[str]] = defaultdict(set)
    for _, face in every_screen(LOOK):
        for hint in face.shown.scene(LOOK).hints:
            if not face.shown.takes_letters or len(hint.key) > 1:
                said[hint.key].add(hint.does)
    assert set(said) <= set(MEANINGS)
    assert said.pop("left") | said.pop("escape") == {LOOK.say("hint-back"), LOOK.say("hint-erase")}
    assert said.pop("down") | said.pop("up") <= {LOOK.say(f"hint-{name}") for name in ("choose", "move", "change")}
    onward = ("open", "choose", "take", "next", "more", "mark", "answer", "go-on", "close", "finish")
    assert said.pop("enter") <= {LOOK.say(f"hint-{name}") for name in onward}
    assert all(len(meanings) == 1 for meanings in said.values()), said
    assert len({next(iter(does)) for does in said.values()}) == len(said), "two keys for one thing"


@pytest.mark.parametrize("key", sorted(set(MEANINGS) - {"up", "down", "pageup", "pagedown", "enter", "0", "t"}))
def test_a_key_that_a_screen_does_not_name_leads_to_where_it_always_leads(key: str) -> None:
    """Pressed on every screen, whether named there or not: it opens what it is for, or nothing."""
    opened: set[str] = set()
    for name, face in every_screen(LOOK):
        if face.shown.takes_letters or face.over_all.top:
            continue
        view, seq = face.view, face.visit and face.visit.state.seq
        press(face, LOOK, key)
        moved = (face.visit and face.visit.state.seq) != seq
        if moved:
            assert (name, key) in {("checklist", "n"), ("checklist-marked", "n")}
        if face.view is view or key in {"left", "escape"} or moved:
            continue
        opened.add(type(face.view).__name__)
        press(face, LOOK, "escape")
        assert face.view is view, name
    assert len(opened) <= 1, opened


@pytest.mark.parametrize("size", SIZES)
def test_escape_leads_out_of_every_screen(size: tuple[int, int]) -> None:
    look = Look(*size)
    for name, face in every_screen(look):
        if face.over_all.top:
            face.press("escape", look)
            assert not face.over_all.top, name
            continue
        views = vars(face)["_views"][:]
        behind = face.visit and vars(face)["_behind"]
        for _ in range(ENOUGH):
            if isinstance(face.view, StopView | WelcomeView):
                break
            press(face, look, "escape")
        assert isinstance(face.view, StopView | WelcomeView), name
        face._views, face._behind = views, behind or 0  # noqa: SLF001  (as it was, for the next screen)


def test_leaving_is_confirmed_and_says_what_is_kept() -> None:
    for name, face in every_screen(LOOK):
        if face.visit and not face.over_all.top and not face.shown.takes_letters and not name.endswith("stop"):
            press(face, LOOK, "q")
            assert isinstance(face.view, StopView), name
            assert face.code in shown(face, LOOK)
            press(face, LOOK, "escape")
            assert not face.over


def test_every_screen_has_a_title() -> None:
    for size in SIZES:
        look = Look(*size)
        for name, face in every_screen(look):
            scene = face.shown.scene(look)
            assert scene.title.strip(), name
            assert scene.bare or shown(face, look).splitlines()[0].strip().startswith(scene.title[:20]), name
            assert all(hint.does for hint in scene.hints), name


def test_moving_the_focus_does_nothing_else() -> None:
    for name, face in every_screen(LOOK):
        if isinstance(face.shown, Choosing):
            before = face.visit and events_of(face), set(face.marked), face.view
            marks = dict(face.view.marks) if isinstance(face.view, QuestionView) else None
            press(face, LOOK, *["down"] * 9, *["up"] * 12)
            assert (face.visit and events_of(face), face.marked, face.view) == before, name
            if isinstance(face.view, QuestionView):
                assert face.view.marks == marks


# one finger


def heights(face: Face, look: Look) -> dict[int, int]:
    """Return how many rows of the screen each choice has."""
    rows: dict[int, int] = defaultdict(int)
    for row in face.frame(look).rows:
        if row.target is not None:
            rows[row.target] += 1
    return dict(rows)


def test_targets_are_as_high_as_there_is_room_for() -> None:
    """At 120x40 every choice has three rows, but for the one list that is longer than any screen."""
    tall, usual = Look(120, 40), LOOK
    for name, face in every_screen(tall):
        if isinstance(face.shown, Choosing) and face.shown.focus is not None:
            assert min(heights(face, tall).values()) >= 3, name
    twice = {"welcome", "ask-choose-one", "language", "library-grades", "ask-choose-one-stop"}
    for name, face in every_screen(usual):
        if name in twice:
            assert min(heights(face, usual).values()) >= 2, name
            twice.discard(name)
    assert not twice


@pytest.mark.parametrize("size", SIZES)
def test_each_row_of_a_choice_is_the_choice(size: tuple[int, int]) -> None:
    look = Look(*size)
    face = Face(SeededDesk(SHELVED))
    for number, row in enumerate(face.frame(look).rows):
        if row.target is not None:
            face.rest()
            work = face.click(10, number, look)
            assert bool(work) == (row.target < 2), "the first two begin a visit"
            assert isinstance(face.view, WelcomeView) == bool(work)
    face = Face(SeededDesk(SHELVED))
    press(face, look, "3")
    assert isinstance(face.view, CodeView)
    rows = face.frame(look).rows
    hit = {face.frame(look).key_at(look.left, number) for number in range(len(rows) - 3)} - {None}
    assert hit == {CODE_SIGNS[0].lower(), CODE_SIGNS[11].lower(), CODE_SIGNS[22].lower()}, "each row of the pad"


def test_keys_at_the_bottom_reach_up_where_nothing_else_is() -> None:
    face = next(face for name, face in every_screen(LOOK) if name == "page-cards")
    frame, last = face.frame(LOOK), LOOK.height - 1
    column = shown(face, LOOK).splitlines()[last].index("Enter")
    assert [frame.key_at(column, last - up) for up in range(4)] == ["enter", "enter", "enter", None]
    small = Look(40, 12)
    face = next(face for name, face in every_screen(small) if name == "page-cards")
    frame = face.frame(small)
    assert frame.rows[9].spans
    assert frame.key_at(shown(face, small).splitlines()[11].index("Enter"), 9) is None, "text is no key"
    assert frame.key_at(shown(face, small).splitlines()[10].index("more"), 10) == "pagedown"


async def test_a_button_counts_when_it_is_let_go() -> None:
    app = app_of(Face(SeededDesk(SHELVED)))
    async with app.run_test(size=(80, 24)) as pilot:
        row = next(n for n, row in enumerate(app.face.frame(LOOK).rows) if row.target == 3)
        sheet = app.query_one(Sheet)
        await pilot.mouse_down(sheet, offset=(12, row))
        await pilot.pause()
        assert isinstance(app.face.view, WelcomeView)
        await pilot.mouse_up(sheet, offset=(12, row))
        await pilot.pause()
        assert not isinstance(app.face.view, WelcomeView)


def test_the_three_ways_to_submit_are_blocks_of_three_rows(real_course: Course) -> None:
    """On every question that is shipped, in both languages at 80x24: they stand side by side, whatever is above them.

    Below 62 columns there is no room for three of them in a row: each has a line of its own there, and one of three
    rows would push what is asked off the screen.
    """
    for language in LANGUAGES:
        look = replace(LOOK, language=language)
        for item in real_course.items():
            view = QuestionView(real_course, Ask(item, tuple(range(len(item.options))), "quiz", 1, 12))
            last = len(item.options) + 2
            for focus in range(last - 2, last + 1):
                view.focus = focus
                scene = view.brought_in_sight(look)
                frame = framed(scene, look, view.top)
                rows = [n for n, row in enumerate(frame.rows) if frame.key_at(20, n) == "sure"]
                assert len(rows) == 3 == rows[-1] - rows[0] + 1, item.id
                found = {column: frame.key_at(column, rows[0]) for column in (0, 20, 40, 60, 79)}
                assert found == {0: "sure", 20: "sure", 40: "think-so", 60: "not-sure", 79: "not-sure"}
    narrow = at_question().view.brought_in_sight(Look(60, 24))
    assert not any(row.spots for row in narrow.rows)


def test_a_click_on_a_way_to_submit_counts_for_it_alone() -> None:
    for name, column in (("sure", 12), ("think-so", 36), ("not-sure", 60)):
        face = at_question()
        press(face, LOOK, "1")
        row = next(n for n in range(24) if face.frame(LOOK).key_at(column, n) == name)
        for above in (0, 1, 2):
            assert face.frame(LOOK).key_at(column, row + above) == name
        work = face.click(column, row, LOOK)
        assert work
        work.then(work.run())
        step = step_of(face)
        assert isinstance(step, Feedback)
        assert (step.sure, step.unsure) == (name == "sure", name == "not-sure")


# dark and light


async def test_colours_change_on_every_screen() -> None:
    """On each kind of screen `*`, also where letters are typed, and `d` where none are; nothing else changes."""
    app = app_of(Face(SeededDesk(SHELVED)))
    async with app.run_test(size=(80, 24)) as pilot:
        seen: set[type[View]] = set()
        for name, face in every_screen(LOOK):
            if type(face.shown) in seen:
                continue
            seen.add(type(face.shown))
            app.face = face
            app.draw()
            await pilot.pause()
            for key in ("*", *(["d"] if not face.takes_letters else [])):
                before, text = _ground(app), shown(face, LOOK)
                app._answer(events.Key(key, key))  # noqa: SLF001  (a key that no warning takes)
                await pilot.pause()
                assert _ground(app) != before, (name, key)
                assert shown(face, LOOK) == text, (name, key)


def _ground(app: TutorApp) -> str:
    """Return how the first cell of the last row is drawn."""
    return str(next(iter(app.query_one(Sheet).render_line(LOOK.height - 1))).style)


async def test_the_help_changes_colours_by_a_click() -> None:
    app = app_of(Face(SeededDesk(SHELVED)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("?")
        before = _ground(app)
        rows = app.face.frame(LOOK).rows
        row = next(n for n, row in enumerate(rows) if LOOK.say("help-colours") in row.text)
        await pilot.click(Sheet, offset=(20, row))
        await pilot.pause()
        assert _ground(app) != before
