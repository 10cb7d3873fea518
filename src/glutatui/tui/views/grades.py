"""The uses of the library by how sure it is that glutamine helps: a choice of grades, then the uses of one."""

from glutatui.course import Evidence, Grade
from glutatui.course.uses import choices, sifted
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Scene, paragraph
from glutatui.tui.views.choosing import Menu
from glutatui.tui.views.evidence import evidence_rows
from glutatui.tui.views.lists import choice_rows, menu_hints
from glutatui.tui.views.view import Act, Cited, Reading, Show


class GradesView(Menu):
    """Which uses to see."""

    def __init__(self, figures: tuple[Evidence, ...]) -> None:
        """Offer the grades of some figures."""
        self._figures = figures
        self._choices = choices(figures)

    def count(self) -> int:
        """Return how many choices there are."""
        return len(self._choices)

    def choose(self, index: int) -> Act | None:
        """Show the uses of a grade."""
        return Show(UsesView(self._figures, self._choices[index][0]))

    def scene(self, look: Look) -> Scene:
        """Lay out the choice."""
        rows = [*paragraph(look.say("grades-ask"), look.column), BLANK]
        for index, (grade, number) in enumerate(self._choices):
            lead, end = f"{index + 1}  ", look.counted("grades-uses", number)
            focused = self.focus == index
            rows += choice_rows(_named(grade, look), index, look, focused=focused, lead=lead, end=end)
            rows += [Row((), index)] if look.roomy else []
        return Scene(
            title=look.say("grades-title"), rows=tuple(rows), hints=menu_hints(look, back=True), focus=self.focus
        )


class UsesView(Reading):
    """The uses of one grade, each under the figure that it stands in."""

    def __init__(self, figures: tuple[Evidence, ...], grade: Grade | None) -> None:
        """Show the rows of a grade; None shows all."""
        self._grade = grade
        self._figures = sifted(figures, grade)

    def cited(self, look: Look) -> Cited | None:
        """Return what the uses rest on."""
        rows = [row for figure in self._figures for row in figure.rows]
        return Cited(look.say("grades-title"), tuple(dict.fromkeys(claim for row in rows for claim in row.claims)))

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the grade, then each figure with its title and how to read it."""
        rows = [*paragraph(_named(self._grade, look), look.column, "accent")]
        if not self._figures:
            rows += [BLANK, *paragraph(look.say("grades-none"), look.column)]
        for figure in self._figures:
            rows += [BLANK, *evidence_rows(figure, look)]
        return tuple(rows)

    def scene(self, look: Look) -> Scene:
        """Lay out the uses."""
        hints = self.hints_of(look, enter=look.say("hint-close"), sources=True)
        return Scene(title=look.say("grades-title"), rows=self.body(look), hints=hints)


def _named(grade: Grade | None, look: Look) -> str:
    text = look.say(f"grade-{grade}" if grade else "grades-all")
    return text[:1].upper() + text[1:]
