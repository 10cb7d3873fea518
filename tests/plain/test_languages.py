"""A course in two languages, line by line: asked for first, changed by one letter, kept with the visit."""

from io import StringIO

import pytest

from glutatui.content.loading import load
from glutatui.course import Course
from glutatui.plain import Around, run_plain
from glutatui.plain.paper import asked
from glutatui.words import LANGUAGES
from spanish_course import write_bilingual
from visits import CODE, SeededDesk


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The small course in English and Spanish."""
    found = load(write_bilingual(tmp_path_factory.mktemp("course"))).course
    assert found is not None
    return found


def talked(course: Course, *typed: str, language: str = "en", asks: bool = True) -> tuple[str, SeededDesk]:
    """Return what a patient hears who types these lines, and the desk."""
    desk, out = SeededDesk(course), StringIO()
    visit, code = desk.start("learn", language)
    lines = StringIO("".join(f"{line}\n" for line in typed))
    around = Around(asks_language=asks)
    assert run_plain(visit, code=code, language=language, lines_in=lines, out=out, around=around) == 0
    return out.getvalue(), desk


def test_the_language_is_asked_for_before_anything_else(course: Course) -> None:
    heard, desk = talked(course, "2")
    first, _, rest = heard.partition("> Type the number of your language. Escriba el número de su idioma.\n")

    assert first.splitlines() == [
        f"Code: {CODE}",
        "Choose your language.",
        "Elija su idioma.",
        "1. English",
        "2. Español",
    ]
    assert rest.startswith("Glutamina: qué saber antes de tomarla\n")
    assert "Your" not in rest
    assert [event.kind for event in desk.events] == ["started", "language"]


def test_an_empty_line_takes_the_language_of_the_terminal_and_is_no_event(course: Course) -> None:
    heard, desk = talked(course, "", language="es")

    assert "Glutamina: qué saber" in heard
    assert [event.kind for event in desk.events] == ["started"]


def test_anything_else_is_asked_again_in_both_and_q_stops(course: Course) -> None:
    heard, desk = talked(course, "3", "what", "q")

    assert heard.count("> Type the number") == 3
    assert heard.count("Eso no es una respuesta aquí.") == heard.count("That is no answer here.") == 2
    assert "Glutamine: what to know" not in heard
    assert [event.kind for event in desk.events] == ["started"]


def test_a_language_that_was_named_is_not_asked_for(course: Course) -> None:
    assert talked(course, language="es", asks=False)[0].startswith("Glutamina: qué saber")


def test_the_letter_tells_the_same_step_in_the_other_language(course: Course) -> None:
    heard, desk = talked(course, "", "i", "i", asks=False)

    assert "Quick" not in heard
    assert heard.count("What do you think? Question 1 of 3.") == 2
    assert heard.count("¿Qué piensa usted? Pregunta 1 de 3.") == 1
    assert [event.data.get("language") for event in desk.events if event.kind == "language"] == ["es", "en"]


def test_the_letter_works_in_the_library_and_the_help_names_it(course: Course) -> None:
    heard, _ = talked(course, "l", "i", "1", "i", "h", asks=False)

    assert "1. What it is used for" in heard
    assert "1. Para qué se usa" in heard
    assert "¿Sirve?" in heard
    assert "Whether it works" in heard
    assert "The letter i to change the language." in heard


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_prompt_fits_a_terminal_of_40_columns(language: str) -> None:
    prompts = {key: text for key, text in LANGUAGES[language].items() if key.startswith("plain-prompt-")}
    assert len(prompts) > 10
    wide = [key for key, text in prompts.items() if len(asked(text.format(last=38), 39)[-1]) > 39]
    assert wide == []


def test_a_course_of_one_language_knows_no_such_letter(course: Course) -> None:
    from dataclasses import replace  # noqa: PLC0415

    heard, desk = talked(replace(course, languages=("en",)), "i", "h")

    assert "Choose your language." not in heard
    assert "That is no answer here." in heard
    assert "The letter i" not in heard
    assert [event.kind for event in desk.events] == ["started"]
