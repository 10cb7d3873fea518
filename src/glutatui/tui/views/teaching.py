"""A warning explained: again after a miss, for a talk with the care team, or looked at once more at the end."""

from collections.abc import Collection

from glutatui.course import Course, Warning  # noqa: A004  (the project's own term)
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Scene, paragraph
from glutatui.tui.views.blocks import card_rows, page_rows
from glutatui.tui.views.view import Act, Cited, Reading, Take
from glutatui.visit import Again, GoOn, HandOver, cited_by, teaching


class TeachingView(Reading):
    """A warning explained again, or handed over to a person."""

    def __init__(self, course: Course, step: Again | HandOver, applies: Collection[str]) -> None:
        """Show a warning in other words, or the pages that teach it."""
        self.course = course
        self.step = step
        self._applies = applies

    def cited(self, look: Look) -> Cited | None:
        """Return what the teaching rests on."""
        return Cited(look.say("quiz-title"), *cited_by(self.course, self.step))

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the warning's card with its second explanation, or the pages that teach it, and what comes of it."""
        warning, taught = self.course.warning_of[self.step.warning], teaching(self.course, self.step)
        rows = list(paragraph(look.say(taught.title), look.column, "accent"))
        for page in taught.pages:
            rows += [BLANK, *page_rows(self.course, page, look, self._applies)]
        if not taught.pages:
            rows += [BLANK, *explained(warning, look, applies=warning.id in self._applies)]
        return (*rows, BLANK, *paragraph(look.say(taught.note), look.column, "quiet"))

    def scene(self, look: Look) -> Scene:
        """Lay out the teaching."""
        return Scene(
            title=look.say("quiz-title"),
            rows=self.body(look),
            hints=self.hints_of(look, enter=look.say("hint-next"), back=False, sources=True),
        )

    def on_enter(self) -> Act | None:
        """Go on."""
        return Take(GoOn())


class WarningView(Reading):
    """One warning, looked at again at the end."""

    def __init__(self, course: Course, warning: Warning, applies: Collection[str]) -> None:
        """Show a warning with its parts."""
        self.course = course
        self._warning = warning
        self._applies = applies

    def cited(self, look: Look) -> Cited | None:
        """Return what the warning rests on."""
        return Cited(look.say("summary-all"), self._warning.claims)

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the warning's card, its second explanation, and whom each part speaks to."""
        warning = self._warning
        rows = explained(warning, look, applies=warning.id in self._applies)
        for part in warning.parts:
            said = look.say("part-when", level=look.say(f"level-{part.level}"), when=part.when[look.language])
            rows += [BLANK, *paragraph(said, look.column, first=f"{look.signs['bullet']} ", rest="  ")]
        return tuple(rows)

    def scene(self, look: Look) -> Scene:
        """Lay out the warning."""
        hints = self.hints_of(look, enter=look.say("hint-close"), sources=True)
        return Scene(title=look.say("summary-all"), rows=self.body(look), hints=hints)


def explained(warning: Warning, look: Look, *, applies: bool) -> list[Row]:
    """Return a warning's card and its second explanation."""
    card = card_rows(warning.level, [warning.says[look.language]], look, applies=applies)
    return [*card, BLANK, *paragraph(warning.again[look.language], look.column)]
