"""Who listens."""

from collections.abc import Collection
from dataclasses import dataclass

from glutatui.course import Course
from glutatui.visit import NO_ABOUT, About, sign_off_said
from glutatui.words import say


@dataclass(frozen=True, slots=True)
class Reader:
    """Who listens: the course and who has checked it, the language, and the warnings that the patient said apply."""

    course: Course
    language: str
    applies: Collection[str] = ()
    about: About = NO_ABOUT

    @property
    def sign_off(self) -> str:
        """The sentence about who has checked the course."""
        return sign_off_said(self.about, self.language)

    def say(self, key: str, /, **values: object) -> str:
        """Return one of the program's sentences in this language."""
        return say(self.language, key, **values)
