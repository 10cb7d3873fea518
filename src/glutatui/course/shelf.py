"""The readings of the library, and the search in them."""

from collections.abc import Sequence

from glutatui.course import Course, Lesson
from glutatui.course.spoken import spoken_page
from glutatui.course.uses import figures_of
from glutatui.words.letters import folded


class Shelf:
    """The readings of a course, and what is said in them."""

    def __init__(self, course: Course, *, staff: bool) -> None:
        """Take the readings; only ``staff`` open those for the care team."""
        self.course = course
        self._texts: dict[str, tuple[tuple[Lesson, int, str], ...]] = {}
        """Every page that may be opened, by language: its reading, its index there, and what is said on it."""
        self.staff = staff
        self.readings = course.readings
        self.figures = figures_of(reading for reading in course.readings if self.opens(reading))
        """The evidence figures that may be seen here."""

    def opens(self, reading: Lesson) -> bool:
        """Tell whether a reading may be opened here."""
        return self.staff or not reading.clinician_only

    def _said(self, language: str) -> tuple[tuple[Lesson, int, str], ...]:
        if language not in self._texts:
            self._texts[language] = tuple(
                (reading, index, folded(" ".join(spoken_page(self.course, page, language))))
                for reading in self.readings
                if self.opens(reading)
                for index, page in enumerate(reading.pages)
            )
        return self._texts[language]

    def found(self, typed: str, language: str) -> tuple[tuple[Lesson, int], ...]:
        """Return the pages that hold every word that was typed, those first that have the words in their heading.

        Case and accents make no difference: few keyboards have them all.
        """
        words = folded(typed).split()
        said = self._said(language)
        hits = [(reading, index) for reading, index, text in said if all(word in text for word in words)]
        return tuple(sorted(hits, key=lambda hit: not _in_heading(hit, language, words))) if words else ()


def _in_heading(hit: tuple[Lesson, int], language: str, words: Sequence[str]) -> bool:
    reading, index = hit
    heading = folded(reading.pages[index].title[language])
    return any(word in heading for word in words)
