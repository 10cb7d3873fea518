"""Spanish syllables and the two formulas, against figures worked out by hand."""

import pytest

from glutatui.content.reading import Measure, measure
from glutatui.content.sentences import pieces_of
from glutatui.content.spanish import NUMBERS, syllables


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("y", 1), ("muy", 1), ("ley", 1), ("yo", 1), ("quien", 1), ("buey", 1), ("guion", 1)),
        *(("queso", 2), ("agua", 2), ("guía", 2), ("riñón", 2), ("día", 2), ("país", 2), ("leyes", 2), ("ahí", 2)),
        *(("búho", 2), ("leer", 2), ("ciudad", 2), ("viuda", 2), ("ruido", 2), ("hígado", 3), ("guitarra", 3)),
        *(("pingüino", 3), ("ahora", 3), ("héroe", 3), ("oído", 3), ("ayuda", 3), ("cuidado", 3), ("diarrea", 3)),
        *(("náuseas", 3), ("alcohol", 3), ("pregunte", 3), ("glutamina", 4), ("aéreo", 4), ("zanahoria", 4)),
        *(("medicamento", 5), ("farmacéutico", 5), ("convulsiones", 4), ("insulina", 4), ("quimioterapia", 5)),
        ("msg", 5),  # eme ese ge
    ],
)
def test_syllables_fall_as_the_academy_says(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_figures_of_a_text_by_hand() -> None:
    """Two sentences, 11 words, 21 syllables.

    Si tie-ne ci-rro-sis no la to-me. (1+2+3+1+1+2 = 10)
    Pre-gun-te a su e-qui-po hoy. (3+1+1+3+1 = 9)
    """
    found = measure(["Si tiene cirrosis no la tome. Pregunte a su equipo hoy."], language="es")

    assert (found.sentences, found.words, found.syllables) == (2, 11, 19)
    assert found.perspicuity == pytest.approx(206.835 - 62.3 * 19 / 11 - 11 / 2)
    assert found.perspicuity == pytest.approx(93.73, abs=0.01)
    assert found.fernandez_huerta == pytest.approx(206.84 - 60 * 19 / 11 - 1.02 * 11 / 2)
    assert found.fernandez_huerta == pytest.approx(97.59, abs=0.01)


def test_a_heavy_text_is_hard_by_both() -> None:
    """20 words of 3 syllables in one sentence: 206.835 - 186.9 - 20 = -0.065, and 206.84 - 180 - 20.4 = 6.44."""
    found = Measure(sentences=1, words=20, syllables=60)

    assert found.perspicuity == pytest.approx(-0.065)
    assert found.fernandez_huerta == pytest.approx(6.44)


def test_nothing_is_easy() -> None:
    assert (Measure().perspicuity, Measure().fernandez_huerta) == (100.0, 100.0)


def test_a_word_of_the_topic_counts_as_two_and_so_does_its_plural() -> None:
    topic = frozenset(["glutamina", "riñón", "convulsion"])

    assert measure(["Las glutaminas."], topic, "es").syllables == 3
    assert measure(["Las convulsiones."], topic, "es").syllables == 3


def test_sentences_end_where_they_end() -> None:
    text = "¿La toma la Sra. Rosa? Uds. deciden hoy. «No», dijo."
    assert [piece.text for piece in pieces_of(text)] == [
        "¿La toma la Sra. Rosa?",
        "Uds. deciden hoy.",
        "«No», dijo.",
    ]


def test_numbers_in_words_are_in_order() -> None:
    assert (NUMBERS.split()[0], NUMBERS.split()[14], NUMBERS.split()[20]) == ("cero", "catorce", "veinte")
