"""A warning explained: again after a miss, for a talk with the care team, or looked at once more at the end."""

from collections.abc import Collection

from glutatui.course import Course, Warning  # noqa: A004  (the project's own term)
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Scene, paragraph
from glutatui.tui.views.blocks import card_rows
from glutatui.tui.views.view import Act, Cited, Reading, Take
from glutatui.visit import Again, GoOn, HandOver


class TeachingView(Reading):
    """A warning explained again, or handed over to a person."""

    def __init__(self, course: Course, step: Again | HandOver, applies: Collection[str]) -> None:
        """Show the second explanation of a warning."""
        self.course = course
        self.step = step
        self._applies = applies

    @property
    def _warning(self) -> Warning:
        return self.course.warning_of[self.step.warning]

    def cited(self, look: Look) -> Cited | None:
        """Return what the warning rests on."""
        return Cited(look.say("quiz-title"), self._warning.claims)

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the warning's card, its second explanation, and what comes of it."""
        again, warning = isinstance(self.step, Again), self._warning
        title = look.say("again-title" if again else "talk-title")
        rows = [*paragraph(title, look.column, "accent"), BLANK]
        rows += explained(warning, look, applies=warning.id in self._applies)
        rows += [BLANK, *paragraph(look.say("again-later" if again else "talk-note"), look.column, "quiet")]
        return tuple(rows)

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
