"""Staff leave a kiosk with a PIN, which is never shown and cannot be guessed."""

import pytest

from glutatui.tui import staff
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.staff import SHUT, StaffDoor
from glutatui.words import say
from tui.booth import IDLE, WELCOME, booth, kiosk, left_of_the_visit
from tui.golden_course import GOLDEN
from tui.screens import press, shown
from visits import SeededDesk

LOOK = Look(80, 24)
STAFF = say("en", "staff-ask")
CHORD = "\x18"
PIN = "271828"


def door(seconds: list[float] | None = None) -> StaffDoor:
    """Return a door with a PIN, and with a clock of the test."""
    return StaffDoor(lambda pin: pin == PIN, lambda: (seconds or [0.0])[0])


async def test_the_pin_of_the_staff_ends_the_session_and_is_never_shown() -> None:
    face = kiosk(question=True, door=door())
    async with booth(face) as place:
        drawn = len(place.raw)
        place.type(CHORD)
        await place.shows(STAFF)
        place.type(PIN[:3])
        await place.shows("•••")
        place.type("9\x7f" + PIN[3:])
        await place.shows("••••••")
        place.type("\r")
        await place.until(lambda: face.over)
        assert (face.ended, place.app.status) == ("staff", 0)
    typed = place.raw[drawn:].decode()
    assert not any(PIN[start : start + 3] in typed for start in range(4))
    assert left_of_the_visit(place) == []


def test_without_a_pin_the_chord_does_nothing() -> None:
    face = kiosk(question=True)
    before = shown(face, LOOK)
    face.over_all.ask_staff()
    assert shown(face, LOOK) == before


def test_esc_goes_back_and_letters_do_nothing() -> None:
    face = kiosk(question=True, door=door())
    before = shown(face, LOOK)
    face.over_all.ask_staff()
    asked = shown(face, LOOK)
    for key in ("q", "s", "d", "?", "t", "left", "up", "pagedown", "enter", "\u0663"):
        press(face, LOOK, key)
        assert shown(face, LOOK) == asked, key
    press(face, LOOK, "1", "escape")
    assert shown(face, LOOK) == before
    face.over_all.ask_staff()
    assert shown(face, LOOK) == asked, "what was typed before is gone"


def guess(face: Face, pins: range) -> bool:
    """Try one PIN after another, opening the question anew where it is shut; tell whether one was right."""
    for pin in pins:
        face.over_all.ask_staff()
        press(face, LOOK, *f"{pin:06}", "enter")
        if pin % 2:
            press(face, LOOK, "escape")
        if face.over:
            return True
    return False


GUESSES = range(int(PIN) - 5, int(PIN) + 1)


def test_three_wrong_pins_shut_the_door_for_a_minute() -> None:
    now = [0.0]
    face = Face(SeededDesk(GOLDEN), kiosk=True, staff=door(now))
    assert not guess(face, GUESSES)
    now[0] += SHUT - 1
    assert not guess(face, GUESSES[-1:])
    now[0] += 1
    assert guess(face, GUESSES[-1:])


def test_a_door_that_is_never_shut_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "TRIES", 1_000_000)
    assert guess(Face(SeededDesk(GOLDEN), kiosk=True, staff=door()), GUESSES)


async def test_the_question_for_the_staff_is_cleared_when_nobody_is_there() -> None:
    face = kiosk(door=door())
    async with booth(face, IDLE) as place:
        place.type(CHORD + "27")
        await place.shows("••")
        await place.until(lambda: face.turn == 1)
        await place.shows(WELCOME)
        assert face.over_all.top is None
