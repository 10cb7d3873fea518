"""Who listens."""

from collections.abc import Collection
from dataclasses import dataclass

from glutatui.course import Course
from glutatui.words import say


@dataclass(frozen=True, slots=True)
class Reader:
    """Who listens: the course, the language, and the warnings that the patient said apply."""

    course: Course
    language: str
    applies: Collection[str] = ()

    def say(self, key: str, /, **values: object) -> str:
        """Return one of the program's sentences in this language."""
        return say(self.language, key, **values)
