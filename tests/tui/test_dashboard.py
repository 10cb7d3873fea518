"""What staff see: counts over visits and the card of one, and no way to anything else."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from glutatui.errors import RecordsError
from glutatui.tui.look import Look
from glutatui.tui.staff_face import StaffFace
from glutatui.tui.staff_room import Overview
from glutatui.tui.views.dashboard import DashboardView, LookUpView
from glutatui.words import say
from tui.apps import app_of, until
from tui.golden_course import GOLDEN
from tui.rooms import CARD, FOUND, FakeRoom, dashboard
from tui.screens import press, shown, text_of
from visits import CODE, SeededDesk

LOOK = Look(80, 24)


class SlowRoom(FakeRoom):
    """A room with so many records that a test decides when they are read."""

    def __init__(self) -> None:
        super().__init__()
        self.done = Event()

    def overview(self, told: Callable[[int], None]) -> Overview:
        found = super().overview(told)
        told(37)
        assert self.done.wait(30)
        return found


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids="{0[0]}x{0[1]}".format)
async def test_the_dashboard_is_as_approved(size: tuple[int, int], approved: Any) -> None:  # noqa: ANN401
    face, look = dashboard(), Look(*size)
    app = app_of(face)
    async with app.run_test(size=size) as pilot:
        for name, keys in (
            ("today", ""),
            ("days", "t"),
            ("end", ["pagedown"] * 9),
            ("find", "c"),
            ("card", [*CODE.replace("-", "").lower(), "enter"]),
        ):
            press(face, look, *keys)
            app.draw()
            await pilot.pause()
            assert text_of(app) == approved(name=name), name


async def test_keys_are_answered_while_the_records_are_read() -> None:
    """How far it is stands on the screen; a code can be typed meanwhile, and the figures come when they are there."""
    room = SlowRoom()
    app = app_of(face := StaffFace(room, SeededDesk(GOLDEN)))
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_face()
        await until(pilot, lambda: say("en", "progress", percent=37) in text_of(app))
        await pilot.press("c", "a", "b")
        await until(pilot, lambda: "A  B " in text_of(app))
        await pilot.press("escape", "escape", "escape", "r")
        await until(pilot, lambda: say("en", "progress", percent=37) in text_of(app))
        assert face.ended == ""
        room.done.set()
        await until(pilot, lambda: FOUND.spans[0].line in text_of(app))
        assert say("en", "progress", percent=37) not in text_of(app)
        assert room.asked == ["overview"], "r begins no second reading beside the first"


def test_a_day_without_a_visit_opens_at_the_last_30() -> None:
    nobody = replace(FOUND.spans[0], shares=tuple(replace(one, parts=(0, 0, 0, 0)) for one in FOUND.spans[0].shares))
    face = dashboard(FakeRoom(replace(FOUND, spans=(nobody, FOUND.spans[1]))))
    assert say("en", "dashboard-warnings", period=FOUND.spans[1].name) in shown(face, LOOK)
    press(face, LOOK, "t", "r")
    assert say("en", "dashboard-none") in shown(face, LOOK), "what was chosen stays"


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)], ids="{0[0]}x{0[1]}".format)
def test_no_name_of_a_warning_is_cut(size: tuple[int, int]) -> None:
    name, look = "STOP pregnancy-and-breastfeeding", Look(*size)
    long = tuple(replace(one, name=name) for one in FOUND.spans[0].shares)
    face = dashboard(FakeRoom(replace(FOUND, spans=(replace(FOUND.spans[0], shares=long),))))
    assert isinstance(face.view, DashboardView)
    told = [row.text for row in face.view.rows(look)]
    assert sum(name in text for text in told) == len(long)
    assert sum("33%  33%   0%  33%" in text for text in told) == len(long)


def test_what_waits_for_the_shared_records_stands_out() -> None:
    waits = "Not in these figures yet: 5 entries."
    face = dashboard(FakeRoom(replace(FOUND, waiting=(waits,))))
    assert f"! {waits}" in shown(face, LOOK)


def test_where_only_what_waits_is_known_nothing_else_is_claimed() -> None:
    gone = replace(FOUND, spans=(), days=(), suspects=(), waiting=("5 entries.",), notes=("The database is away.",))
    face = dashboard(FakeRoom(gone))
    told = shown(face, LOOK)
    assert all(
        text in told for text in ("! 5 entries.", "The database is away.", say("en", "dashboard-live", number=4))
    )
    assert say("en", "dashboard-suspects-none") not in told
    press(face, LOOK, "t")
    assert shown(face, LOOK) == told


def test_t_changes_the_period_and_r_reads_anew() -> None:
    face = dashboard(room := FakeRoom())
    assert "33%" in shown(face, LOOK)
    press(face, LOOK, "t", "pagedown")
    assert "74%" in shown(face, LOOK)
    room.found = replace(FOUND, made="later")
    press(face, LOOK, "r")
    assert room.asked == ["overview"] * 2
    assert "later" in shown(face, LOOK)


def test_a_code_gives_the_card_and_each_look_asks_the_room() -> None:
    face = dashboard(room := FakeRoom())
    press(face, LOOK, "c", *"abc234", "enter")
    assert room.asked[-1] == f"card {CODE} 80 23"
    assert all(text in shown(face, LOOK) for text in CARD)
    press(face, LOOK, "escape")
    assert isinstance(face.view, DashboardView)
    press(face, LOOK, "c")
    assert CARD[0] not in shown(face, LOOK)


def test_a_long_card_scrolls_on_a_small_screen() -> None:
    face, look = dashboard(), Look(40, 12)
    press(face, look, "c", *"abc234", "enter", *["down"] * 40)
    assert CARD[-1] in shown(face, look)


def test_a_wrong_code_is_said_and_the_way_stays_open() -> None:
    face = dashboard(room := FakeRoom())
    room.wrong = "visit-unknown"
    press(face, LOOK, "c", *"abc234")
    work = face.press("enter", LOOK)
    assert work
    with pytest.raises(RecordsError) as raised:
        work.run()
    face.failed(raised.value)
    assert face.view.note == say("en", "error-visit-unknown")
    assert isinstance(face.view, LookUpView)


def test_records_that_cannot_be_read_are_said() -> None:
    face = dashboard(FakeRoom(wrong="journal-locked"))
    assert "in use by another program" in shown(face, LOOK)
    press(face, LOOK, "t", "t", "down")
    assert not face.over


@pytest.mark.parametrize("key", ["?", "a", "s", "i", "l", "1", "2", "enter", "escape", "left", "p", "m", "b"])
def test_no_other_key_leads_anywhere(key: str) -> None:
    face = dashboard(room := FakeRoom())
    press(face, LOOK, key)
    assert isinstance(face.view, DashboardView)
    assert (face.visit, face.over, room.asked) == (None, False, ["overview"])


def test_q_ends_it_and_nobody_there_ends_it_too() -> None:
    face = dashboard()
    press(face, LOOK, "q")
    assert (face.over, face.ended) == (True, "left")
    left_alone = dashboard()
    assert not left_alone.untouched
    left_alone.end("idle")
    assert (left_alone.over, left_alone.ended) == (True, "idle")
