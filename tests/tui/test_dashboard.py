"""What staff see: counts over visits and the card of one, and no way to anything else."""

from dataclasses import replace
from typing import Any

import pytest

from glutatui.errors import RecordsError
from glutatui.tui.look import Look
from glutatui.tui.views.dashboard import DashboardView, LookUpView
from glutatui.words import say
from tui.apps import app_of
from tui.rooms import CARD, FOUND, FakeRoom, dashboard
from tui.screens import press, shown, text_of
from visits import CODE

LOOK = Look(80, 24)


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
