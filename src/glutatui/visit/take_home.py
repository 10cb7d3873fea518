"""What a patient takes home: the end of a visit as a page of plain sentences, and as the short note of a QR code."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from glutatui.course import Course, Warning  # noqa: A004  (the project's own term)
from glutatui.visit.about import About, sign_off_said
from glutatui.visit.steps import Summary
from glutatui.words import counted, say


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph of a chapter."""

    text: str
    parts: tuple[str, ...] = ()
    """What belongs to it and has lines of its own, such as the parts of a warning."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the page: a heading, then what stands below it."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TakeHome:
    """The page. It holds what the patient marked as their own, so it is shown or printed and never kept."""

    language: str
    title: str
    first: tuple[str, ...]
    """What the page is not: a permission, a checked text."""
    chapters: tuple[Chapter, ...]
    last: tuple[str, ...]
    """The code, and when to come back."""

    def paragraphs(self) -> Iterator[str]:
        """Give the page paragraph by paragraph; an empty one stands before each chapter and the end."""
        yield self.title
        yield from self.first
        for chapter in self.chapters:
            yield from ("", chapter.heading)
            for point in chapter.points:
                yield from (point.text, *point.parts)
        yield from ("", *self.last)


Printer: TypeAlias = Callable[[TakeHome], None]
"""Prints a page; PrintError where it cannot."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The warnings of a visit by what is to be done about them."""

    talk: tuple[Warning, ...]
    """To talk about, those first on which the patient was sure and wrong."""
    known: tuple[Warning, ...]


def sorted_warnings(course: Course, step: Summary) -> Sorted:
    """Return the warnings of a summary as both faces tell them: what was not known, ever, is to be talked about.

    A warning that was sure and wrong once is talked about even where it was known later (architecture, section 3).
    """
    missed = {name for name, outcome in step.outcomes.items() if outcome == "to_talk_about"}
    missed |= {name for name, known in step.recalled.items() if not known}
    talk = [warning for warning in course.warnings if warning.id in missed]
    shaky = [warning for warning in course.warnings if warning.id in step.sure_and_wrong - missed]
    first = sorted(talk, key=lambda warning: warning.id not in step.sure_and_wrong)
    return Sorted((*first, *shaky), tuple(warning for warning in course.warnings if warning.id not in missed))


def take_home(
    course: Course, step: Summary, applies: Collection[str], code: str, language: str, *, about: About
) -> TakeHome:
    """Return the page of a visit that is over.

    Args:
        course: The course of the visit.
        step: What came of it.
        applies: Warnings that the patient marked as their own; empty for a page that others may read.
        code: The code of the visit; an empty one is left out.
        language: The patient's.
        about: What there is to say about the course.
    """
    found = sorted_warnings(course, step)

    def told(key: str, /, **values: Any) -> str:  # noqa: ANN401  (what a sentence names)
        return say(language, key, **values)

    def point(warning: Warning) -> Point:
        mark = f" {told('summary-applies')}." if warning.id in applies else ""
        parts = (
            told("part-when", level=told(f"level-{part.level}"), when=part.when[language]) for part in warning.parts
        )
        text = f"{told(f'level-{warning.level}')}: {warning.says[language]}{mark}"
        return Point(text, tuple(map("{}.".format, parts)))

    asks = tuple(Point(told(f"summary-ask-{name}")) for name in ("safe", "need", "watch"))
    talk = tuple(point(warning) for warning in found.talk) or (Point(told("summary-talk-none")),)
    chapters = [
        Chapter(told("take-home-talk"), talk),
        Chapter(told("summary-ask"), (*asks, Point(told("summary-bring")))),
    ]
    rest = tuple(point(warning) for warning in found.known if warning not in found.talk)
    if rest:
        chapters.append(Chapter(told("summary-remember"), rest))
    last = (told("take-home-code", code=code), told("take-home-back")) if code else ()
    first = (told("summary-pass"), sign_off_said(about, language))
    return TakeHome(language, told("take-home-title"), first, tuple(chapters), (*last, told("help-person")))


def notes_for_phone(course: Course, step: Summary, code: str, language: str) -> tuple[str, ...]:
    """Return what a QR code may hold, the fullest text first; the last one is short enough for a small terminal.

    None says what the patient marked as their own: a phone keeps what it reads.
    """
    talk = sorted_warnings(course, step).talk
    ends = say(language, "phone-not", code=code)
    count = counted(language, "phone-talk", len(talk)) if talk else say(language, "phone-talk-none")
    named = [f"{say(language, f'level-{warning.level}')}: {warning.says[language]}" for warning in talk]
    listed = [" ".join((say(language, "phone-talk"), *named, ends))] if named else []
    return (*listed, f"{count} {ends}")
