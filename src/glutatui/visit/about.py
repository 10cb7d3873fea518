"""What the program says about itself."""

from dataclasses import dataclass
from typing import Final

from glutatui.course import Course
from glutatui.words import say

SHORT: Final = 12
"""Digits of the course's hash that are shown: enough to tell two courses apart."""


@dataclass(frozen=True, slots=True)
class About:
    """Which program and which course this is, and who has checked the course."""

    version: str = ""
    course: str = ""
    """The hash of the course."""
    signed: int = 0
    """Pages and questions that a clinician has signed as they are now."""
    total: int = 0
    """Pages and questions."""
    reviewers: tuple[str, ...] = ()
    """Who has signed, each with profession and the day."""

    @property
    def reviewed(self) -> bool:
        """Whether everything is signed."""
        return 0 < self.total == self.signed


NO_ABOUT: Final = About()
"""What is known of a course that nobody has looked up."""


@dataclass(frozen=True, slots=True)
class Told:
    """What both faces tell about the program, in the order of reading."""

    first: tuple[str, ...]
    """What it is, that it is no medical advice, and who has checked it."""
    sources: tuple[str, ...]
    """The documents that it rests on."""
    last: str
    """Version, course and license, for staff."""


def told_about(course: Course, about: About, language: str) -> Told:
    """Return what is told about a course that `about` is about."""
    return Told(
        first=(say(language, "about-what"), say(language, "welcome-advice"), *_checked(about, language)),
        sources=tuple(source.title[language] for source in course.sources),
        last=say(language, "about-version", version=about.version or "-", course=about.course[:SHORT] or "-"),
    )


def _checked(about: About, language: str) -> tuple[str, ...]:
    if about.reviewed:
        return (say(language, "about-reviewed"), *about.reviewers)
    if about.signed:
        return (say(language, "about-partly", signed=about.signed, total=about.total), *about.reviewers)
    return (say(language, "unreviewed-all"),)
