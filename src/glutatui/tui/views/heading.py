"""Where a patient is, as the bands of a question and of its feedback say it."""

from dataclasses import dataclass

from glutatui.course import Course
from glutatui.tui.look import Look
from glutatui.visit import Ask


@dataclass(frozen=True, slots=True)
class Heading:
    """What the bands say."""

    title: str
    place: str
    place_short: str
    progress: tuple[int, int]
    aside: str = ""


def heading_of(ask: Ask, course: Course, look: Look) -> Heading:
    """Return what the bands of a question and of its feedback say."""
    aside = ""
    if ask.lesson:
        number = [lesson.id for lesson in course.lessons].index(ask.lesson) + 1
        aside = look.say("lesson-number", number=number, of=len(course.lessons))
    done = ask.number if ask.part in {"check", "return"} else ask.number - 1
    place = look.say(f"{ask.part}-number", number=ask.number, of=ask.of)
    return Heading(look.say(f"{ask.part}-title"), place, f"{ask.number}/{ask.of}", (done, ask.of), aside)
