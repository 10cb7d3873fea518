"""Views that lie over another: where statements come from, and help."""

from glutatui.course import Claim, Course, Page
from glutatui.course.disputes import sides_of
from glutatui.tui.look import COLOURS, Look
from glutatui.tui.rows import BLANK, Hint, Row, Scene, Span, paragraph, wrap
from glutatui.tui.views.view import Cited, Reading, View

_HELP = ("enter", "arrows", "digits", "unsure", "back", "sources", "library", "about", "language", "colours", "stop")
"""What the help says, in order; each has a key and a text in the words."""
_CLICKED = {"about": "a", "language": "i", "colours": COLOURS, "stop": "q"}
"""Lines of the help that do what they tell of when they are clicked."""
_KEYS = 11
"""Cells for the keys of the help."""


def cited_page(page: Page, language: str) -> Cited:
    """Return what a page rests on."""
    conflicts = tuple(name for block in page.blocks for name in block.conflicts)
    return Cited(page.title[language], page.claims, conflicts)


class HelpView(Reading):
    """What the keys do."""

    def __init__(self, *, switches: bool = False) -> None:
        """Tell what the keys do; ``switches`` says whether there is another language."""
        self._told = tuple(name for name in _HELP if switches or name != "language")

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return a line for each key, and that nobody is in a hurry."""
        rows: list[Row] = []
        signs = {name: look.signs[name] for name in ("up", "down", "left", "here")}
        for name in self._told:
            key = look.say(f"help-{name}-key", **signs)
            pieces = wrap(look.say(f"help-{name}", **signs), look.column - _KEYS)
            leads = (key, *[""] * len(pieces))
            rows += [
                Row((Span(lead.ljust(_KEYS), "accent"), Span(piece)), None, _pressed(name, look.column))
                for lead, piece in zip(leads, pieces, strict=False)
            ]
        return (*rows, BLANK, *paragraph(look.say("help-person"), look.column, "strong"))

    def scene(self, look: Look) -> Scene:
        """Lay out the help."""
        hints = self.hints_of(look, enter=look.say("hint-close"))
        about = Hint("a", "a", look.say("hint-about"))
        return Scene(title=look.say("help-title"), rows=self.body(look), hints=(*hints[:-1], about))


def _pressed(name: str, width: int) -> tuple[tuple[int, int, str], ...]:
    """Return where a click on a line of the help presses its key: what has no other place on the screen."""
    return ((0, width, _CLICKED[name]),) if name in _CLICKED else ()


class SourcesView(Reading):
    """Where each statement comes from, and how firmly it is said."""

    def __init__(self, course: Course, of: View) -> None:
        """Show the sources of what another view shows."""
        self.course = course
        self._of = of

    def _cited(self, look: Look) -> Cited:
        return self._of.cited(look) or Cited("", ())

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return each claim with its documents, then each disagreement with its sides."""
        cited = self._cited(look)
        rows = [*paragraph(look.say("sources-trust"), look.column, "quiet")]
        if not cited.claims:
            rows += [BLANK, *paragraph(look.say("sources-none"), look.column)]
        for name in cited.claims:
            claim = self.course.claim_of[name]
            rows += [BLANK, *paragraph(claim.statement[look.language], look.column)]
            rows += [row for text in self._citations(claim, look) for row in _quiet(text, look)]
        for name in cited.conflicts:
            rows += self._conflict(name, look)
        return tuple(rows)

    def _citations(self, claim: Claim, look: Look) -> list[str]:
        texts = []
        for citation in claim.sources:
            source = self.course.source_of[citation.doc]
            where = look.say("sources-line", source=source.short[look.language], line=citation.line)
            strength = look.say(f"sources-strength-{citation.strength or claim.strength}")
            texts.append(f"{where}: {strength}")
        return texts

    def _conflict(self, name: str, look: Look) -> list[Row]:
        conflict, language = self.course.conflict_of[name], look.language
        question = look.say("sources-conflict", question=conflict.question[language])
        rows = [BLANK, *paragraph(question, look.column, "accent")]
        for side in sides_of(self.course, conflict, language, staff=False):
            rows += _quiet(side, look)
        safest = look.say("sources-safest", text=conflict.safest_reading[language])
        return [*rows, *paragraph(safest, look.column, "strong")]

    def scene(self, look: Look) -> Scene:
        """Lay out the sources."""
        return Scene(
            title=look.say("sources-title"),
            place=self._cited(look).title,
            rows=self.body(look),
            hints=self.hints_of(look, enter=look.say("hint-close")),
        )


def _quiet(text: str, look: Look) -> list[Row]:
    return paragraph(text, look.column, "quiet", first="  ", rest="  ")
