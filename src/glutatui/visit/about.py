"""What the program says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from glutatui.course import Course
from glutatui.words import say

SHORT: Final = 12
"""Digits of the course's hash that are shown: enough to tell two courses apart."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """How far clinicians have checked a course in one language."""

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


@dataclass(frozen=True, slots=True)
class About:
    """Which program and which course this is, and who has checked the course."""

    version: str = ""
    course: str = ""
    """The hash of the course."""
    sign_offs: Mapping[str, SignOff] = field(default_factory=dict)
    """How far it is checked, by language: a translation has readers of its own."""

    def signed_in(self, language: str) -> SignOff:
        """Return how far the course is checked in a language."""
        return self.sign_offs.get(language, SignOff())


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


def sign_off_said(about: About, language: str) -> str:
    """Return the one sentence about who has checked the course; all screens, the paper and the line face say it."""
    found = about.signed_in(language)
    if found.reviewed:
        return say(language, "signed-all")
    if found.signed:
        return say(language, "signed-partly", signed=found.signed, total=found.total)
    return say(language, "unreviewed-all")


def doubt_said(about: About, language: str) -> str:
    """Return what stands below an answer that rests on general medicine safety; empty where all is signed."""
    found = about.signed_in(language)
    if found.reviewed:
        return ""
    return sign_off_said(about, language) if found.signed else say(language, "unreviewed")


def told_about(course: Course, about: About, language: str) -> Told:
    """Return what is told about a course that `about` is about."""
    return Told(
        first=(say(language, "about-what"), say(language, "welcome-advice"), *_checked(about, language)),
        sources=tuple(source.title[language] for source in course.sources),
        last=say(language, "about-version", version=about.version or "-", course=about.course[:SHORT] or "-"),
    )


def _checked(about: About, language: str) -> tuple[str, ...]:
    """Return that sentence, and below it who has signed."""
    reviewers = about.signed_in(language).reviewers
    said = sign_off_said(about, language)
    return (said, say(language, "about-reviewers"), *reviewers) if reviewers else (said,)
