"""A course in two languages: asked for first, changed by one key on every screen, kept with the visit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from fakes import MemoryJournal
from glutatui.content.loading import load
from glutatui.course import Course
from glutatui.course.shelf import Shelf
from glutatui.errors import RecordsError
from glutatui.tui.driver.coding import coded
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.views.asides import HelpView
from glutatui.tui.views.languages import SWITCH, LanguageView, next_language
from glutatui.tui.views.library import SearchView
from glutatui.tui.views.lists import WelcomeView
from glutatui.tui.views.question import QuestionView
from glutatui.visit import Again, Ask, Checklist, PageStep, Summary, replay
from glutatui.words import LANGUAGES, say
from spanish_course import write_bilingual
from tui.screens import MINUTES, answer, press, shown
from visits import CODE, SeededDesk

LOOK = Look(80, 24)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The small course in English and Spanish."""
    found = load(write_bilingual(tmp_path_factory.mktemp("course"))).course
    assert found is not None
    return found


def face_on(course: Course, **more: Any) -> Face:  # noqa: ANN401  (whatever a face takes)
    """Return a face at its first screen."""
    return Face(SeededDesk(course), minutes_of=lambda _: MINUTES, **more)


def look_of(face: Face, look: Look = LOOK) -> Look:
    """Return a screen in the language of the face, as the app makes it."""
    return Look(look.width, look.height, look.charset, face.language)


def pressed(face: Face, *keys: str, look: Look = LOOK) -> str:
    """Press keys and return what is seen then."""
    for key in keys:
        press(face, look_of(face, look), key)
    return shown(face, look_of(face, look))


def test_the_language_is_asked_for_first_in_both(course: Course) -> None:
    face = face_on(course, language="es")
    seen = shown(face, look_of(face))

    assert "Choose your language." in seen
    assert "Elija su idioma." in seen
    assert re.search(r"1  English\n+.*▸ 2  Español", seen)
    assert "Empezar las lecciones" in pressed(face, "enter")
    assert "Start the lessons" in pressed(face_on(course, language="es"), "1")


def test_a_language_that_was_named_is_not_asked_for_and_one_language_never(course: Course) -> None:
    assert isinstance(face_on(course, language="es", chosen=True).view, WelcomeView)
    assert "Empezar las lecciones" in pressed(face_on(course, language="es", chosen=True))
    only = load_english(course)
    assert isinstance(face_on(only).view, WelcomeView)
    assert " i " not in shown(face_on(only), LOOK)
    before = shown(face_on(only), LOOK)
    assert pressed(face_on(only), "i") == before


def load_english(course: Course) -> Course:
    """Return a course of one language."""
    return replace(course, languages=("en",))


def walked(face: Face, look: Look) -> Iterator[str]:
    """Go the whole way; give what each step is called the first time that it is seen."""
    press(face, look_of(face, look), "1")
    seen: set[str] = set()
    while face.visit:
        step = face.visit.step
        name = step.key.split("#")[0] if isinstance(step, PageStep) else step.key.split(":")[0]
        name += f"-{step.item.kind}" if isinstance(step, Ask) else ""
        name += f"-{step.round}" if isinstance(step, Again) and step.round > 1 else ""
        if name not in seen:
            seen.add(name)
            yield name
        if isinstance(step, Ask):
            answer(face, look_of(face, look), "wrong" if len(seen) % 3 else "right")
        elif isinstance(step, Checklist):
            press(face, look_of(face, look), "n")
        elif isinstance(step, Summary):
            return
        else:
            press(face, look_of(face, look), "enter")


ENGLISH = [
    re.escape(text)
    for key, text in LANGUAGES["en"].items()
    if len(text) > 7 and "{" not in text and text != LANGUAGES["es"][key] and not key.startswith(("error", "problem"))
]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids="{0[0]}x{0[1]}".format)
def test_no_english_is_left_on_a_spanish_screen_and_every_screen_names_the_other_language(
    size: tuple[int, int], course: Course
) -> None:
    look, left = Look(*size), re.compile("|".join(rf"\b{text}" for text in ENGLISH))
    face = face_on(course, language="es", chosen=True)
    assert left.search(pressed(face_on(course), "1", look=look)), "the search for English finds none where it is"
    names = []
    for name in ("welcome", *walked(face, look)):
        names.append(name)
        text = shown(face, look_of(face, look))
        assert not left.search(text), text
        assert " i English " in text.splitlines()[-2], text
        assert all(len(row) <= size[0] for row in text.splitlines())
        for key, closed in (("?", "escape"), ("a", "escape"), ("q", "escape")):
            over = pressed(face, key, look=look)
            assert not left.search(over), over
            assert " i English " in over.splitlines()[-2], over
            pressed(face, closed, look=look)
    assert {"intro", "ask-choose-one", "feedback", "checklist", "page:01-start", "again", "talk", "summary"} <= set(
        names
    )


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids="{0[0]}x{0[1]}".format)
def test_the_spanish_screens_are_as_approved(size: tuple[int, int], course: Course, approved: Any) -> None:  # noqa: ANN401
    """One file a size: the languages, the welcome, each kind of step, the library and its search."""
    look = Look(*size)
    face = face_on(course, language="es")
    found = {"languages": shown(face, look_of(face, look)), "welcome": pressed(face, "2", look=look)}
    for name in walked(face, look):
        found[name] = shown(face, look_of(face, look))
        if name == "page:01-start":
            found["sources"] = pressed(face, "s", look=look)
            pressed(face, "escape", look=look)
            found["library"] = pressed(face, "l", look=look)
            found["search"] = pressed(face, "/", *"cuanto", look=look)
            pressed(face, "escape", "escape", look=look)
    rows = (f"== {name} ==\n" + "\n".join(row.rstrip() for row in text.splitlines()) for name, text in found.items())
    assert "\n".join(rows) + "\n" == approved


def test_the_key_keeps_what_is_marked_and_is_an_event(course: Course) -> None:
    desk = SeededDesk(course)
    face = Face(desk, language="en", chosen=True)
    pressed(face, "1", "enter", "2")
    view = face.view
    assert isinstance(view, QuestionView)
    assert "question 1 of 3" in shown(face, LOOK)

    assert "pregunta 1 de 3" in pressed(face, "i")
    assert face.view is view
    assert view.marks == {1: True}
    assert [(event.kind, dict(event.data)) for event in desk.events[-1:]] == [("language", {"language": "es"})]
    assert "question 1 of 3" in pressed(face, "i")
    assert replay(course, desk.events).language == "en"


def test_who_comes_back_is_spoken_to_as_before(course: Course) -> None:
    desk = SeededDesk(course)
    face = Face(desk, chosen=True)
    pressed(face, "1", "enter", "i")
    visit = desk.resume(CODE)
    resumed = Face(desk, language=visit.state.language, visit=visit, code=CODE)

    assert "pregunta 1 de 3" in shown(resumed, look_of(resumed))


class Stubborn(MemoryJournal):
    """Keeps nothing while it is full."""

    full = False

    def append(self, event: Any) -> None:  # noqa: ANN401  (an event)
        """Keep an event, or not."""
        if self.full:
            raise RecordsError("journal-full", path="here")
        super().append(event)


def test_a_language_that_cannot_be_kept_is_tried_again_with_the_marks_as_they_are(course: Course) -> None:
    journal = Stubborn()
    face = Face(SeededDesk(course, journal=journal), chosen=True)
    pressed(face, "1", "enter", "2")
    journal.full = True
    work = face.press("i", LOOK)
    assert work is not None
    with pytest.raises(RecordsError) as failed:
        work.run()
    face.failed(failed.value)
    assert "not saved yet" in shown(face, LOOK)
    assert " i " not in shown(face, LOOK).splitlines()[-2]

    journal.full = False
    assert "pregunta 1 de 3" in pressed(face, "enter")
    assert isinstance(face.view, QuestionView)
    assert face.view.marks == {1: True}


def test_after_the_end_the_language_is_a_matter_of_the_screen(course: Course) -> None:
    desk = SeededDesk(course)
    face = Face(desk, chosen=True)
    for _ in walked(face, LOOK):
        pass
    number = len(desk.events)

    assert "Lo que ya sabe" in pressed(face, "i")
    assert len(desk.events) == number


def test_a_click_changes_the_language_where_the_key_is_named(course: Course) -> None:
    face = face_on(course, chosen=True)
    row = shown(face, LOOK).splitlines()[-2]
    face.click(row.index("Español") + 2, 22, LOOK)

    assert face.language == "es"
    assert "Empezar las lecciones" in shown(face, look_of(face))


def test_the_next_patient_of_a_kiosk_is_asked_anew(course: Course) -> None:
    face = face_on(course, kiosk=True)
    pressed(face, "2", "1")
    face.end("finished")

    assert (face.language, isinstance(face.view, LanguageView), face.visit) == ("en", True, None)
    pressed(face, "2")
    assert face.untouched
    face.rest()
    assert isinstance(face.view, LanguageView)


def test_sources_and_library_change_with_it_and_the_search_takes_letters(course: Course) -> None:
    face = face_on(course, chosen=True)
    for name in walked(face, LOOK):
        if name.startswith("page"):
            break
    assert "La cirrosis" in pressed(face, "s", "i")
    pressed(face, "escape", "l")
    assert "Para qué se usa" in shown(face, look_of(face))
    pressed(face, "/", "i")
    assert isinstance(face.view, SearchView)
    assert face.language == "es"
    assert "Search: " not in shown(face, look_of(face))
    assert [reading.id for reading, _ in Shelf(course, staff=False).found("CUANTO", "es")] == ["what-for"]
    assert Shelf(course, staff=False).found("cuánto", "en") == ()


def test_a_search_is_made_in_the_language_that_the_help_changed_to(course: Course) -> None:
    """What was not found in one language is found in the other; nobody is told that there is none."""
    face = face_on(course, chosen=True)
    assert say("en", "search-none") in pressed(face, "4", "/", *"cuanto")
    pressed(face, "tab")
    assert isinstance(face.view, HelpView)
    pressed(face, *["down"] * [*face.view.offered(LOOK)].index(SWITCH), "enter")

    told = pressed(face, "left")
    assert say("es", "search-none") not in told
    assert [reading.id for reading, _ in searched(face).found] == ["what-for"]


def searched(face: Face) -> SearchView:
    """Return the search on screen."""
    assert isinstance(face.view, SearchView)
    return face.view


def test_the_next_language_comes_round_and_one_has_none() -> None:
    assert [next_language(("en", "es"), one) for one in ("en", "es", "fr")] == ["es", "en", "en"]
    assert next_language(("en",), "en") == ""


def test_a_terminal_without_accents_gets_letters_without_them() -> None:
    ascii_only = TerminalProfile(charset="ascii")
    assert coded("¿Qué? ¡Sí, señor! El hígado güero", ascii_only) == b"?Que? !Si, senor! El higado guero"
    assert coded("¿Qué?", TerminalProfile()) == "¿Qué?".encode()
