"""Steps as an author looks at them, one after the other, without a visit: nothing is chosen and nothing kept."""

from collections.abc import Iterator, Sequence
from typing import Literal

from glutatui.course import Course, Item, Lesson, Warning  # noqa: A004  (the project's own term)
from glutatui.visit.steps import Again, Ask, Feedback, PageStep, Step


def pages_of(course: Course, lesson: Lesson) -> Iterator[Step]:
    """Give the pages of a lesson of the core path."""
    at = course.lessons.index(lesson) + 1
    for number, page in enumerate(lesson.pages, 1):
        yield PageStep(lesson.id, page.id, number, len(lesson.pages), at, len(course.lessons))


def checks_of(lesson: Lesson) -> Iterator[Step]:
    """Give the quick checks of a lesson, each with its feedback."""
    yield from _asked(lesson.checks, "check", lesson=lesson.id)


def teaching_of(course: Course, warning: Warning) -> Iterator[Step]:
    """Give a warning as it is explained after a miss, then its questions, each with its feedback."""
    yield Again(warning.id)
    place = (course.warnings.index(warning) + 1, len(course.warnings))
    yield from _asked(warning.items, "quiz", warning=warning.id, place=place)
    yield from _asked([item for item in course.before if item.warning == warning.id], "before")


def _asked(
    items: Sequence[Item],
    part: Literal["before", "check", "quiz"],
    *,
    lesson: str | None = None,
    warning: str | None = None,
    place: tuple[int, int] | None = None,
) -> Iterator[Step]:
    """Give each item, options as filed, then what is seen after each answer that has a text of its own."""
    for number, item in enumerate(items, 1):
        at, of = place or (number, len(items))
        ask = Ask(item, tuple(range(len(item.options))), part, at, of, lesson, warning)
        yield ask
        for chosen in _answers(item):
            yield Feedback(ask, chosen, unsure=False, sure=False, right=chosen == item.right)
        yield Feedback(ask, frozenset(), unsure=True, sure=False, right=False)


def _answers(item: Item) -> Iterator[frozenset[int]]:
    """Give each option of a choose-one; of a choose-all every line right, then every line wrong."""
    every = range(len(item.options))
    if item.kind == "choose-one":
        yield from (frozenset({index}) for index in every)
    else:
        yield item.right
        yield frozenset(every) - item.right
