"""The steps that do not depend on answers: those before the quiz, and those of the check after some days."""

from collections.abc import Iterable

from glutatui.course import Course
from glutatui.visit.policy import order_of_options
from glutatui.visit.returning import items_named
from glutatui.visit.steps import Ask, Checklist, Intro, PageStep, Step


def path_of(course: Course, seed: str, mode: str) -> tuple[Step, ...]:
    """Return the steps before the quiz."""
    steps: list[Step] = []
    if mode == "learn":
        steps.append(Intro("before"))
        total = len(course.before)
        steps += [
            Ask(item, order_of_options(seed, item), "before", n, total) for n, item in enumerate(course.before, 1)
        ]
        steps.append(Checklist())
        for number, lesson in enumerate(course.lessons, 1):
            pages = len(lesson.pages)
            steps += [
                PageStep(lesson.id, page.id, n, pages, number, len(course.lessons))
                for n, page in enumerate(lesson.pages, 1)
            ]
            checks = len(lesson.checks)
            steps += [
                Ask(item, order_of_options(seed, item), "check", n, checks, lesson=lesson.id)
                for n, item in enumerate(lesson.checks, 1)
            ]
    return (*steps, Intro("quiz"))


def path_back(course: Course, seed: str, items: Iterable[str]) -> tuple[Step, ...]:
    """Return the steps of the check after some days, which asks these items."""
    asked = items_named(course, items)
    questions = (
        Ask(item, order_of_options(seed, item), "return", number, len(asked), warning=warning.id)
        for number, (warning, item) in enumerate(asked, 1)
    )
    return (Intro("return"), *questions)
