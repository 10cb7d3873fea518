"""What is shown after a missed round: a warning in other words, as the lessons have it, or handed over to a person."""

from dataclasses import dataclass
from typing import Final

from glutatui.course import Course, Page, Warning  # noqa: A004  (the project's own term)
from glutatui.visit.steps import Again, HandOver


@dataclass(frozen=True, slots=True)
class Teaching:
    """How both faces teach a warning after a miss."""

    title: str
    """The key of its words in `words`."""
    note: str
    """The key of what comes next."""
    pages: tuple[Page, ...] = ()
    """What to read; where there is none, the warning's card and its second explanation."""


_FIRST: Final = Teaching("again-title", "again-later")
_LAST: Final = Teaching("talk-title", "talk-note")


def teaching(course: Course, step: Again | HandOver) -> Teaching:
    """Return the teaching of a step: no two misses of a warning show the same screen while there are pages."""
    if isinstance(step, HandOver):
        return _LAST
    if step.round == 1:
        return _FIRST
    pages = pages_teaching(course, course.warning_of[step.warning])
    return Teaching("again-lessons-title" if pages else _FIRST.title, "again-once-more", pages)


def pages_teaching(course: Course, warning: Warning) -> tuple[Page, ...]:
    """Return the pages of the lessons that show the card of a warning; where none does, all that teach it."""
    named = {f"{lesson.id}#{page.id}": page for lesson in course.lessons for page in lesson.pages}
    pages = [named[name] for name in warning.taught if name in named]
    with_card = [page for page in pages if any(block.warning == warning.id for block in page.blocks)]
    return tuple(with_card or pages)


def cited_by(course: Course, step: Again | HandOver) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the claims and the conflicts that a teaching rests on, each once, those of the warning first."""
    pages = teaching(course, step).pages
    claims = (*course.warning_of[step.warning].claims, *(claim for page in pages for claim in page.claims))
    conflicts = (name for page in pages for block in page.blocks for name in block.conflicts)
    return tuple(dict.fromkeys(claims)), tuple(dict.fromkeys(conflicts))
