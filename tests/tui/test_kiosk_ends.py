"""How a visit at a kiosk ends: its time is up, the service ends, the terminal is gone, the patient is done."""

import pytest

from glutatui.tui.app import _OVER, TutorApp
from glutatui.tui.limits import Limits
from glutatui.tui.look import Look
from glutatui.tui.views.question import QuestionView
from glutatui.words import say
from tui.booth import BEFORE, WELCOME, booth, kiosk, left_of_the_visit
from tui.golden_course import GOLDEN
from tui.screens import answer, key_screens, press, shown
from visits import CODE

LOOK = Look(80, 24)
NEARLY = say("en", "kiosk-end-title")
HARD = Limits(hard=0.8, hard_warning=0.4)


# the time is up


async def test_a_long_visit_is_warned_with_its_code_and_then_cleared() -> None:
    face = kiosk(question=True)
    async with booth(face, HARD) as place:
        await place.shows(NEARLY)
        assert CODE in place.text()
        place.type("1")
        await place.until(lambda: face.over_all.top is None)
        assert await place.silent(0.01) or face.turn == 0
        await place.until(lambda: face.turn == 1)
        await place.shows(WELCOME)
        assert face.ended == "hard"
        assert left_of_the_visit(place) == []


async def test_the_hard_length_is_counted_from_the_start_of_each_visit() -> None:
    face = kiosk()
    async with booth(face, Limits(hard=0.3, hard_warning=0.1)) as place:
        assert await place.silent(0.6), "nobody has begun"
        place.type("2")
        await place.until(lambda: face.visit is not None)
        await place.until(lambda: face.ended == "hard")
        assert face.turn == 1


async def test_without_a_hard_length_a_visit_may_last() -> None:
    face = kiosk(question=True)
    async with booth(face) as place:
        assert await place.silent(2 * (HARD.hard or 0))
        assert (face.turn, face.ended) == (0, "")


# the service ends


async def test_a_drain_is_said_once_with_the_code_and_ends_it() -> None:
    face = kiosk(question=True)
    async with booth(face) as place:
        place.app.drain(0.5)
        await place.shows(NEARLY)
        assert CODE in place.text()
        place.type("\r")
        await place.until(lambda: face.over_all.top is None)
        place.type("1")
        await place.until(lambda: isinstance(face.view, QuestionView) and face.view.marks)
        await place.until(lambda: face.over)
        assert (face.ended, place.app.status) == ("drained", 0)
    assert left_of_the_visit(place) == []


async def test_a_drain_waits_for_nobody_at_the_welcome() -> None:
    face = kiosk()
    async with booth(face) as place:
        place.app.drain(60)
        await place.until(lambda: face.over)
        assert face.ended == "drained"


async def test_a_patient_who_stops_while_it_drains_is_the_last() -> None:
    face = kiosk(question=True)
    async with booth(face) as place:
        place.app.drain(60)
        await place.shows(NEARLY)
        place.type(" ")
        await place.until(lambda: face.over_all.top is None)
        place.type("q2")
        await place.until(lambda: face.over)
        assert face.ended == "drained"


@pytest.mark.parametrize(("why", "ended"), [("SIGTERM", "drained"), ("SIGHUP", "left"), ("input", "left")])
async def test_a_terminal_that_is_gone_leaves_nothing(why: str, ended: str) -> None:
    face = kiosk(question=True)
    async with booth(face) as place:
        place.app.leave(why)
    assert face.ended == ended
    assert left_of_the_visit(place) == []
    assert BEFORE not in place.everything()


# the patient ends it


@pytest.mark.parametrize("once", [False, True])
def test_leaving_and_finishing_are_told_apart(once: bool) -> None:  # noqa: FBT001
    face = kiosk(question=True, once=once)
    press(face, LOOK, "q", "2")
    assert (face.ended, face.over, face.turn) == ("left", once, int(not once))
    face = kiosk(question=True, once=once)
    for _ in range(200):
        if face.visit is None or face.over:
            break
        if isinstance(face.view, QuestionView):
            answer(face, LOOK, "unsure")
        else:
            press(face, LOOK, "enter")
    assert (face.ended, face.over, face.turn) == ("finished", once, int(not once))


def test_what_the_hints_name_can_be_done() -> None:
    """On every key screen of a kiosk a hinted key changes what is seen, is taken, or says why not."""
    for name, face in key_screens(GOLDEN, LOOK, kiosk=True):
        for hint in face.shown.scene(LOOK).hints:
            assert hint.key in {"enter", "up", "down", "left", "?", "s", "a", "n", "r", "m", "t", "0", "p", "c"}, (
                name,
                hint,
            )
        assert "Ctrl" not in shown(face, LOOK)
        assert not any(hint.key == "q" for hint in face.shown.scene(LOOK).hints), name


# what is still typed


async def test_a_second_enter_begins_no_visit_for_the_next_patient() -> None:
    """A key that is pressed twice, held down or typed ahead stays with whoever pressed it; the next one's counts."""
    face = kiosk(question=True)
    async with booth(face) as place:
        place.type("q")
        await place.shows(say("en", "stop-title"))
        place.type("2\r")
        await place.until(lambda: face.turn == 1)  # and not what is seen, which takes a busy machine longer than a hand
        place.type("\r\r")
        await place.shows(WELCOME)
        await place.settled()
        assert await place.silent(_OVER)
        assert (face.turn, face.visit) == (1, None)
        assert await place.silent(_OVER)
        place.type("\r")
        await place.until(lambda: face.visit is not None)


async def test_without_that_it_begins_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin."""
    monkeypatch.setattr(TutorApp, "follow", lambda _: None)
    face = kiosk(question=True)
    async with booth(face) as place:
        place.type("q")
        await place.shows(say("en", "stop-title"))
        place.type("2")
        await place.shows(WELCOME)
        place.type("\r")
        await place.until(lambda: face.visit is not None)
        assert face.turn == 1
