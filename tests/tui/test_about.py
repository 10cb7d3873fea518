"""The program says what it is, what it is not, and who has checked it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from glutatui.content.loading import load
from glutatui.course import Course
from glutatui.plain import run_plain
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.views.about import AboutView
from glutatui.tui.views.lists import WelcomeView
from glutatui.visit import About, Answer, Ask, SignOff, Summary, about_of, sign_off_said
from glutatui.words import LANGUAGES, say
from shelves import SHELVED
from spanish_course import write_bilingual
from tui.golden_course import GOLDEN
from tui.screens import MINUTES, at_question, events_of, press, shown, through
from visits import SeededDesk, onward, take

LOOK = Look(80, 24)
WHO = ("Dr. Ada Example, pharmacist, 2026-05-31",)
UNSIGNED = About("1.2.3", "0123456789abcdef" * 4, {"en": SignOff(0, 40)})
SIGNED = replace(UNSIGNED, sign_offs={name: SignOff(40, 40, WHO) for name in LANGUAGES})
PARTLY = replace(UNSIGNED, sign_offs={name: SignOff(3, 40, WHO) for name in LANGUAGES})


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
    assert LOOK.say("help-about") in shown(face, LOOK)
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
        (SIGNED, f"{say('en', 'signed-all')} Checked by: Dr. Ada Example, pharmacist, 2026-05-31"),
        (
            PARTLY,
            "A clinician has checked 3 of 40 pages and questions. The rest is not checked yet. Checked by:",
        ),
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


DENIALS = ("No clinician", "Not yet checked", "profesional de salud ha revisado este curso todav", "revisado todav")
"""How a sentence begins, or goes on, that says that nobody has checked."""


@cache
def doubted() -> Course:
    """The small course in both languages, with every answer resting on general medicine safety."""
    with TemporaryDirectory() as folder:
        found = load(write_bilingual(Path(folder))).course
    assert found is not None
    warnings = (
        replace(warning, items=tuple(replace(item, basis="general") for item in warning.items))
        for warning in found.warnings
    )
    return replace(found, warnings=tuple(warnings))


def spoken_of(about: About, language: str) -> dict[str, str]:
    """Return what is read on each screen of a visit that speaks of it, in both faces and on paper."""
    course, look = doubted(), Look(80, 24, language=language)
    desk = SeededDesk(course, about=replace(about, course="0" * 64))
    face = Face(desk, language=language, chosen=True)
    found = {"welcome": shown(face, look)}
    press(face, look, "2", "enter", "0")
    found["feedback"] = read(face, look)
    press(face, look, "s")
    found["sources"] = read(face, look)
    visit, code = desk.start("quiz", language)
    while not isinstance(visit.step, Summary):
        take(visit, Answer(frozenset(), unsure=True) if isinstance(visit.step, Ask) else onward(visit.step))
    face = Face(desk, visit=visit, code=code, language=language)
    found["summary"] = read(face, look)
    press(face, look, *["up"] * 99, "p")
    found["paper"] = read(face, look)
    visit, _ = desk.start("quiz", language)
    out = StringIO()
    run_plain(visit, code="", language=language, lines_in=StringIO("\n0\ns\n" * 9), out=out, about=desk.about)
    found["plain"] = " ".join(out.getvalue().split())
    return found


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("about", [UNSIGNED, PARTLY, SIGNED], ids=["unsigned", "partly", "signed"])
def test_every_screen_says_the_same_about_who_has_checked(about: About, language: str) -> None:
    """Of a course that is signed nobody is told that it is not; of any other, nobody that it is."""
    said = sign_off_said(about, language)
    screens = spoken_of(about, language)
    for name, text in screens.items():
        if name != "feedback":
            assert said in " ".join(text.split()), (name, text)
        assert about == UNSIGNED or not any(denial in text for denial in DENIALS), (name, text)
    assert (say(language, "unreviewed") in screens["feedback"]) == (about == UNSIGNED)
    assert (say(language, "signed-all") in screens["plain"]) == (about == SIGNED)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_first_screen_says_it_without_scrolling(size: tuple[int, int], language: str) -> None:
    """With the longest menu that there is; at 40x12 before anything has been pressed, the first choice below it."""
    look = Look(*size, language=language)
    course = replace(SHELVED, languages=tuple(LANGUAGES))
    face = Face(SeededDesk(course, about=UNSIGNED), language=language, chosen=True, minutes_of=lambda _: MINUTES)
    text = shown(face, look)
    assert sign_off_said(UNSIGNED, language) in " ".join(text.split())
    assert look.say("welcome-learn") in text
    assert size == (40, 12) or look.say("welcome-advice") in " ".join(text.split())


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids="{0[0]}x{0[1]}".format)
def test_it_looks_as_approved(size: tuple[int, int], approved: Callable[..., Any], real_course: Course) -> None:
    look = Look(*size)
    face = opened(UNSIGNED, real_course)
    assert shown(face, look) + "\n" == approved(name="top")
    press(face, look, *["pagedown"] * 9)
    assert shown(face, look) + "\n" == approved(name="end")
