"""What a face is handed of an author's file; free of Textual."""

from dataclasses import dataclass

from glutatui.course import Course, Lesson
from glutatui.visit import Step


@dataclass(frozen=True)
class Sight:
    """What there is to see of a file."""

    course: Course | None
    """The course around it; None where the file cannot be shown."""
    steps: tuple[Step, ...] = ()
    reading: Lesson | None = None
    """A reading of the library, whose pages are no steps."""
    problems: tuple[str, ...] = ()
    """What is wrong, a line each."""
