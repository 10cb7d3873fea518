"""The program says what it is, what it is not, and who has checked it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from glutatui.course import Course
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.views.about import AboutView
from glutatui.tui.views.lists import WelcomeView
from glutatui.visit import About, about_of
from shelves import SHELVED
from tui.golden_course import GOLDEN
from tui.screens import at_question, events_of, press, shown, through
from visits import SeededDesk

LOOK = Look(80, 24)
UNSIGNED = About("1.2.3", "0123456789abcdef" * 4, 0, 40)
SIGNED = replace(UNSIGNED, signed=40, reviewers=("Dr. Ada Example, pharmacist, 2026-05-31",))


def read(face: Face, look: Look = LOOK) -> str:
    """Return everything that a patient reads who scrolls to the end, as running text."""
    return " ".join(" ".join(shown(face, look) for _ in through(face, look)).split())


def opened(about: About, course: Course = SHELVED) -> Face:
    """Return a face that tells about itself."""
    face = Face(SeededDesk(course, about=about))
    press(face, LOOK, "a")
    assert isinstance(face.view, AboutView)
    return face


def test_it_is_reached_with_arrows_and_enter_from_the_menu_and_by_a_key_from_the_help() -> None:
    face = Face(SeededDesk(SHELVED))
    press(face, LOOK, *["down"] * 9, "enter")
    assert isinstance(face.view, AboutView)
    press(face, LOOK, "escape")
    assert isinstance(face.view, WelcomeView)

    press(face, LOOK, "?")
    assert "a about" in shown(face, LOOK)
    press(face, LOOK, "a", "a")
    assert isinstance(face.view, AboutView)
    press(face, LOOK, "escape", "escape")
    assert isinstance(face.view, WelcomeView)


def test_it_lies_over_a_question_and_is_no_event() -> None:
    face = at_question()
    before, seen = events_of(face), shown(face, LOOK)
    press(face, LOOK, "a")
    assert isinstance(face.view, AboutView)
    press(face, LOOK, "escape")

    assert (events_of(face), shown(face, LOOK)) == (before, seen)


def test_where_letters_are_typed_it_is_a_letter() -> None:
    face = Face(SeededDesk(SHELVED))
    press(face, LOOK, "4", "/", "a")
    assert "Search: a_" in shown(face, LOOK)


def test_it_says_that_nobody_has_checked_the_course() -> None:
    text = read(opened(UNSIGNED))

    assert "This is not medical advice." in text
    assert "No clinician has checked and signed this course yet." in text
    assert "Version 1.2.3, course 0123456789ab. Free software under the MIT license." in text


@pytest.mark.parametrize(
    ("about", "says"),
    [
        (SIGNED, "All of it was checked by: Dr. Ada Example, pharmacist, 2026-05-31"),
        (replace(SIGNED, signed=3), "3 of 40 pages and questions were checked. The rest has not been checked"),
    ],
)
def test_it_names_who_has_signed_and_what_is_not_signed(about: About, says: str) -> None:
    text = read(opened(about))
    assert says in text
    assert "No clinician has checked" not in text


def test_every_document_is_named(real_course: Course) -> None:
    text = read(opened(UNSIGNED, real_course), Look(40, 12))
    for source in real_course.sources:
        assert source.title["en"] in text


def test_of_an_older_course_nobody_is_said_to_have_signed_it() -> None:
    """A visit goes on with the course that it began with; the signatures are those of the present one."""
    desk = SeededDesk(GOLDEN, about=SIGNED)
    visit, _ = desk.start("learn", "en")

    assert about_of(desk, None) == SIGNED
    assert about_of(desk, visit) == About("1.2.3", "0" * 64)
    signed = replace(SIGNED, course=visit.state.course)
    assert about_of(SeededDesk(GOLDEN, about=signed), visit) == signed


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids="{0[0]}x{0[1]}".format)
def test_it_looks_as_approved(size: tuple[int, int], approved: Callable[..., Any], real_course: Course) -> None:
    look = Look(*size)
    face = opened(UNSIGNED, real_course)
    assert shown(face, look) + "\n" == approved(name="top")
    press(face, look, *["pagedown"] * 9)
    assert shown(face, look) + "\n" == approved(name="end")
