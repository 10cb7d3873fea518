"""The last screen: what the patient knows, what to talk about, what to bring and to ask."""

from collections.abc import Collection, Hashable

from glutatui.course import Course, Warning  # noqa: A004  (the project's own term)
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Row, Scene, paragraph
from glutatui.tui.views.keeping import TakeHomeView
from glutatui.tui.views.lists import ChecklistView, WarningsView
from glutatui.tui.views.view import Act, Leave, Reading, Show
from glutatui.visit import About, Summary, sign_off_said, sorted_warnings
from glutatui.visit.take_home import Printer


class SummaryView(Reading):
    """What came of the visit; Enter at its end finishes."""

    def __init__(
        self,
        course: Course,
        step: Summary,
        marked: set[str],
        code: str,
        *,
        about: About,
        printer: Printer | None = None,
    ) -> None:
        """Show the summary.

        Args:
            course: The course of the visit.
            step: What came of it.
            marked: The lines of the checklist that apply, in memory only.
            code: The code of the visit.
            about: What there is to say about the course.
            printer: Prints what the patient takes home; None where there is none.
        """
        self._printer = printer
        self.course = course
        self.step = step
        self.marked = marked
        self._code = code
        self._about = about

    def _applies(self, warning: Warning) -> bool:
        return any(mark.split("/")[0] == warning.id for mark in self.marked)

    def _own(self) -> set[str]:
        """Return the warnings that the patient has marked."""
        return applying(self.marked)

    def state(self, look: Look) -> Hashable:
        """Return the look and what is marked."""
        return look, frozenset(self.marked)

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return what is known, what to talk about, what to bring and ask."""
        found = sorted_warnings(self.course, self.step)
        talk, known = found.talk, found.known
        counts = {"known": len(known), "of": len(self.course.warnings)}
        lead = f"{look.signs['right']} " if known else ""
        rows = [*paragraph(look.say("summary-known", **counts), look.column, "right", first=lead, rest=" " * len(lead))]
        rows += [*self._recalled(look), BLANK, *paragraph(look.say("summary-pass"), look.column, "strong"), BLANK]
        if talk:
            rows += paragraph(look.say("summary-talk"), look.column, "ask", first="! ", rest="  ")
        else:
            rows += paragraph(look.say("summary-talk-none"), look.column)
        for warning in talk:
            rows += self._warning(warning, look)
        rows += [BLANK, *_to_ask(look)]
        if known:
            rows += [BLANK, *paragraph(look.say("summary-remember"), look.column, "accent")]
        for warning in known:
            rows += self._warning(warning, look)
        rows += [BLANK, *paragraph(sign_off_said(self._about, look.language), look.column, "quiet")]
        return tuple(rows)

    def _recalled(self, look: Look) -> list[Row]:
        """Return what came of the check after some days, where there was one."""
        rows: list[Row] = []
        for key, known in (("return-not-known", False), ("return-known", True)):
            says = [w.says[look.language] for w in self.course.warnings if self.step.recalled.get(w.id) is known]
            rows += [BLANK, *paragraph(look.say(key), look.column, "right" if known else "ask")] if says else []
            lead = f"{look.signs['right' if known else 'bullet']} "
            rows += [row for text in says for row in paragraph(text, look.column, first=lead, rest="  ")]
        return rows

    def _warning(self, warning: Warning, look: Look) -> list[Row]:
        """Return a warning with its parts and what the patient's own marks say about it."""
        language = look.language
        lead = f"{look.signs[warning.level]} "
        rows = [BLANK, *paragraph(warning.says[language], look.column, first=lead, rest="  ")]
        for part in warning.parts:
            said = look.say("part-when", level=look.say(f"level-{part.level}"), when=part.when[language])
            rows += paragraph(said, look.column, "quiet", first="  ", rest="  ")
        if warning.id in self.step.sure_and_wrong:
            rows += paragraph(f"({look.say('summary-sure')})", look.column, "ask", first="  ", rest="  ")
        if self._applies(warning):
            lead = f"  {look.signs['apply']} "
            rows += paragraph(look.say("summary-applies"), look.column, "ask", first=lead, rest="    ")
        return rows

    def scene(self, look: Look) -> Scene:
        """Lay out the summary."""
        enter = self.hints_of(look, enter=look.say("hint-finish"), back=False)[0]
        return Scene(
            title=look.say("summary-title"),
            place=look.say("summary-code", code=self._code) if self._code else "",
            progress=(1, 1),
            rows=self.body(look),
            hints=(
                enter,
                Hint("p", "p", look.say("hint-take-home")),
                Hint("r", "r", look.say("hint-again")),
                Hint("m", "m", look.say("hint-mark-list")),
                Hint("?", "?", look.say("hint-help")),
            ),
        )

    def press(self, key: str, look: Look) -> Act | None:
        """Scroll, look at one again, mark what applies again, or finish."""
        if key == "r":
            return Show(WarningsView(self.course, applying(self.marked)))
        if key == "p":
            return Show(
                TakeHomeView(self.course, self.step, self._own, self._code, about=self._about, printer=self._printer)
            )
        if key == "m":
            return Show(ChecklistView(self.course, self.marked, last=True))
        return super().press(key, look)

    def on_enter(self) -> Act | None:
        """Finish."""
        return Leave()


def _to_ask(look: Look) -> list[Row]:
    """Return what to bring, and the questions to ask."""
    rows = [*paragraph(look.say("summary-bring"), look.column), BLANK]
    rows += paragraph(look.say("summary-ask"), look.column, "accent")
    for key in ("summary-ask-safe", "summary-ask-need", "summary-ask-watch"):
        rows += paragraph(look.say(key), look.column, first=f"{look.signs['bullet']} ", rest="  ")
    return rows


def applying(marked: Collection[str]) -> set[str]:
    """Return the warnings of which a line is marked."""
    return {mark.split("/")[0] for mark in marked}
