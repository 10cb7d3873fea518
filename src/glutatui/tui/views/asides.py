"""Views that lie over another: where a page comes from, and help."""

from glutatui.course import Claim, Course, Page
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Scene, paragraph
from glutatui.tui.views.view import Reading

_HELP = ("enter", "arrows", "digits", "unsure", "back", "sources", "colours", "stop")
"""What the help says, in order; each has a key and a text in the words."""


class HelpView(Reading):
    """What the keys do."""

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return a line for each key."""
        rows: list[Row] = []
        signs = {name: look.signs[name] for name in ("up", "down", "left", "here")}
        for name in _HELP:
            key = look.say(f"help-{name}-key", **signs)
            text = look.say(f"help-{name}", **signs)
            rows += paragraph(text, look.column, first=f"{key:<10} ", rest=" " * 11)
        return (*rows, BLANK, *paragraph(look.say("help-person"), look.column, "strong"))

    def scene(self, look: Look) -> Scene:
        """Lay out the help."""
        hints = self.hints_of(look, enter=look.say("hint-back"))
        return Scene(title=look.say("help-title"), rows=self.rows(look), hints=hints[:-1] or hints)


class SourcesView(Reading):
    """Where each statement of a page comes from, and how firmly it is said."""

    def __init__(self, course: Course, page: Page) -> None:
        """Show the sources of a page."""
        self.course = course
        self.page = page

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return each claim with its documents, then each disagreement with its sides."""
        rows = [*paragraph(look.say("sources-trust"), look.column, "quiet")]
        claims = [self.course.claim_of[claim] for claim in self.page.claims]
        if not claims:
            rows += [BLANK, *paragraph(look.say("sources-none"), look.column)]
        for claim in claims:
            rows += [BLANK, *paragraph(claim.statement[look.language], look.column)]
            rows += [row for text in self._citations(claim, look) for row in self._quiet(text, look)]
        for block in self.page.blocks:
            if block.conflict:
                rows += self._conflict(block.conflict, look)
        return tuple(rows)

    def _quiet(self, text: str, look: Look) -> list[Row]:
        return paragraph(text, look.column, "quiet", first="  ", rest="  ")

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
        rows = [BLANK, *paragraph(look.say("sources-conflict", question=conflict.question[language]), look.column, "accent")]
        for side in conflict.sides:
            documents = ", ".join(self.course.source_of[doc].short[language] for doc in side.docs)
            rows += self._quiet(look.say("sources-side", sources=documents, position=side.position[language]), look)
        safest = look.say("sources-safest", text=conflict.safest_reading[language])
        return [*rows, *paragraph(safest, look.column, "strong")]

    def scene(self, look: Look) -> Scene:
        """Lay out the sources."""
        return Scene(
            title=look.say("sources-title"),
            place=self.page.title[look.language],
            rows=self.rows(look),
            hints=self.hints_of(look, enter=look.say("hint-back")),
        )


