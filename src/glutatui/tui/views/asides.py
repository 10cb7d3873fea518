"""Views that lie over another: where statements come from, and help."""

from glutatui.course import Claim, Course, Page
from glutatui.course.disputes import sides_of
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Scene, Span, paragraph, wrap
from glutatui.tui.views.view import Cited, Reading

_HELP = ("enter", "arrows", "digits", "unsure", "back", "sources", "library", "colours", "stop")
"""What the help says, in order; each has a key and a text in the words."""
_KEYS = 11
"""Cells for the keys of the help."""


def cited_page(page: Page, language: str) -> Cited:
    """Return what a page rests on."""
    conflicts = tuple(block.conflict for block in page.blocks if block.conflict)
    return Cited(page.title[language], page.claims, conflicts)


class HelpView(Reading):
    """What the keys do."""

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return a line for each key, and that nobody is in a hurry."""
        rows: list[Row] = []
        signs = {name: look.signs[name] for name in ("up", "down", "left", "here")}
        for name in _HELP:
            key = look.say(f"help-{name}-key", **signs)
            pieces = wrap(look.say(f"help-{name}", **signs), look.column - _KEYS)
            leads = (key, *[""] * len(pieces))
            rows += [
                Row((Span(lead.ljust(_KEYS), "accent"), Span(piece)))
                for lead, piece in zip(leads, pieces, strict=False)
            ]
        return (*rows, BLANK, *paragraph(look.say("help-person"), look.column, "strong"))

    def scene(self, look: Look) -> Scene:
        """Lay out the help."""
        hints = self.hints_of(look, enter=look.say("hint-close"))
        return Scene(title=look.say("help-title"), rows=self.body(look), hints=hints[:-1])


class SourcesView(Reading):
    """Where each statement comes from, and how firmly it is said."""

    def __init__(self, course: Course, cited: Cited) -> None:
        """Show the sources of what was on screen."""
        self.course = course
        self._cited = cited

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return each claim with its documents, then each disagreement with its sides."""
        rows = [*paragraph(look.say("sources-trust"), look.column, "quiet")]
        if not self._cited.claims:
            rows += [BLANK, *paragraph(look.say("sources-none"), look.column)]
        for name in self._cited.claims:
            claim = self.course.claim_of[name]
            rows += [BLANK, *paragraph(claim.statement[look.language], look.column)]
            rows += [row for text in self._citations(claim, look) for row in _quiet(text, look)]
        for name in self._cited.conflicts:
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
            place=self._cited.title,
            rows=self.body(look),
            hints=self.hints_of(look, enter=look.say("hint-close")),
        )


def _quiet(text: str, look: Look) -> list[Row]:
    return paragraph(text, look.column, "quiet", first="  ", rest="  ")
