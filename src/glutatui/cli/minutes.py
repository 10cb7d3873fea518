"""How long a visit takes, computed from the words and questions of the course."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Final

from glutatui.course import Course, Item
from glutatui.course.spoken import spoken_page

WORDS_A_MINUTE: Final = 130
"""Words that a slow adult reader reads in a minute; an assumption, to be replaced by measured visits."""
SECONDS_A_DECISION: Final = 4
"""Seconds to decide on one option or line, beside reading it; an assumption as well."""


def minutes_of(course: Course, language: str) -> Mapping[str, int]:
    """Return about how many minutes each mode takes a patient who misses nothing, by mode."""
    pairs = [item for warning in course.warnings for pair in warning.pairs[:1] for item in pair]
    quiz = _seconds(pairs, language)
    pages = [page for lesson in course.lessons for page in lesson.pages]
    read = sum(_words("\n".join(spoken_page(course, page, language))) for page in pages) * 60 / WORDS_A_MINUTE
    others = [*course.before, *(item for lesson in course.lessons for item in lesson.checks)]
    return {"learn": ceil((read + _seconds(others, language) + quiz) / 60), "quiz": ceil(quiz / 60)}


def _seconds(items: Iterable[Item], language: str) -> float:
    """Return how long questions take: question, options, and the feedback on the right answer."""
    seconds = 0.0
    for item in items:
        texts = [item.ask, *(option.text for option in item.options)]
        if item.kind == "choose-one":
            texts += [option.because for option in item.options if option.right]
        words = sum(_words(text[language]) for text in texts)
        decisions = len(item.options) if item.kind == "choose-all" else 1
        seconds += words * 60 / WORDS_A_MINUTE + decisions * SECONDS_A_DECISION
    return seconds


def _words(text: str) -> int:
    return len(text.split())
