"""The formulas of the reading level, against figures worked out by hand."""

import pytest

from glutatui.content.reading import Measure, measure
from glutatui.content.stems import content_words, overlap
from glutatui.content.syllables import syllables


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("a", 1), ("the", 1), ("stopped", 1), ("ask", 1), ("takes", 1), ("choose", 1), ("eyes", 1)),
        *(("started", 2), ("doses", 2), ("able", 2), ("careful", 2), ("people", 2), ("safely", 2), ("something", 2)),
        *(("medicine", 3), ("glutamine", 3), ("clinician", 3), ("insulin", 3), ("pharmacist", 3)),
        *(("ammonia", 3), ("supplement's", 3), ("cirrhosis", 3), ("anxiety", 4), ("chemotherapy", 5)),
    ],
)
def test_syllables_are_those_that_are_heard(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_counts_and_grades_of_a_text_by_hand() -> None:
    """Two sentences, 11 words, 13 syllables, 1 long word: 0.39 x 5.5 + 11.8 x 13 / 11 - 15.59 = 0.5005."""
    found = measure(["Ask your care team first. You take a medicine each day."])

    assert found == Measure(sentences=2, words=11, syllables=13, long=1)
    assert found.fkgl == pytest.approx(0.39 * 5.5 + 11.8 * 13 / 11 - 15.59)
    assert found.fkgl == pytest.approx(0.5005, abs=0.001)
    assert found.smog == pytest.approx(1.043 * 15**0.5 + 3.1291)
    assert found.smog == pytest.approx(7.1686, abs=0.001)


def test_half_a_long_word_a_sentence_and_a_bit_is_smog_seven_and_a_half() -> None:
    """The education standard (section 6): 7.5 allows 0.59 long words a sentence."""
    assert Measure(sentences=100, words=800, syllables=1000, long=59).smog == pytest.approx(7.52, abs=0.01)


def test_a_word_of_the_topic_counts_as_two_syllables_at_most() -> None:
    topic = frozenset(["medicine", "gut"])

    assert measure(["Medicines in the gut."], topic) == Measure(1, 4, 5, 0)
    assert measure(["Medicines in the gut."]) == Measure(1, 4, 6, 1)


def test_nothing_has_no_grade() -> None:
    assert (Measure().fkgl, Measure().smog, measure(["14 = 14."])) == (0.0, 0.0, Measure())


def test_words_are_compared_without_their_endings() -> None:
    assert content_words("She takes pills.") == content_words("Taking the pill")
    assert overlap(frozenset("ab"), frozenset("bc")) == pytest.approx(1 / 3)
    assert overlap(frozenset(), frozenset()) == 0
