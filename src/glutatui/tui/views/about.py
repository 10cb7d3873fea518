"""What this program is, what it is not, and who has checked it."""

from collections.abc import Callable, Sequence

from glutatui.course import Course
from glutatui.tui.look import HELP, Look
from glutatui.tui.rows import BLANK, Row, Scene, paragraph
from glutatui.tui.views.asides import HelpView, SourcesView
from glutatui.tui.views.question import QuestionView
from glutatui.tui.views.view import Reading, View
from glutatui.visit import About, told_about


class AboutView(Reading):
    """The program about itself."""

    def __init__(self, course: Course, about: About) -> None:
        """Tell about a course."""
        self.course = course
        self._about = about

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return what it is, who has checked it, what it rests on, and which version it is."""
        told = told_about(self.course, self._about, look.language)
        rows = [*paragraph(told.first[0], look.column, "strong")]
        for text in told.first[1:]:
            rows += [BLANK, *paragraph(text, look.column)]
        rows += [BLANK, *paragraph(look.say("about-sources"), look.column, "accent")]
        for title in told.sources:
            rows += paragraph(title, look.column, first=f"{look.signs['bullet']} ", rest="  ")
        return (*rows, BLANK, *paragraph(told.last, look.column, "quiet"))

    def scene(self, look: Look) -> Scene:
        """Lay it out."""
        hints = self.hints_of(look, enter=look.say("hint-close"))
        return Scene(title=look.say("about-title"), rows=self.body(look), hints=hints)


def sources_over(view: View, course: Course, about: About, look: Look) -> list[View]:
    """Return where what a view shows comes from; where there is nothing to show, it says why not."""
    if view.cited(look):
        return [SourcesView(course, view, about)]
    if not isinstance(view, SourcesView):
        view.note = look.say("sources-after" if isinstance(view, QuestionView) else "sources-here")
    return []


def aside_of(key: str, view: View, about: Callable[[], View], general: Sequence[str]) -> View | None:
    """Return the help, or what the program says about itself, where a key asks for it over a view.

    Args:
        key: The key.
        view: What lies below.
        about: Returns what the program says about itself.
        general: What the help offers whatever the view.
    """
    if key in {HELP, "tab"}:
        return None if isinstance(view, HelpView) else HelpView(view, general)
    return about() if key == "a" and not view.takes_letters and not isinstance(view, AboutView) else None
