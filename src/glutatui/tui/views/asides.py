"""Views that lie over another: where statements come from, and help."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from glutatui.course import Claim, Course, Page
from glutatui.course.disputes import sides_of
from glutatui.tui.comfort import LETTERS
from glutatui.tui.look import COLOURS, HELP, Look
from glutatui.tui.rows import BLANK, Row, Scene, Span, paragraph, wrap
from glutatui.tui.views.choosing import Choosing
from glutatui.tui.views.languages import SWITCH
from glutatui.tui.views.lists import choice_rows, menu_hints
from glutatui.tui.views.view import Act, Cited, Close, Press, Reading, View
from glutatui.visit import About, sign_off_said

_HELP = ("enter", "arrows", "digits", "unsure", "think", "sources", "library")
"""What the help says first of all, in order; each has a key and a text in the words."""
_KEYBOARD = ("enter", "arrows")
"""What of it holds where letters are no keys."""
_NAMES = {"s": "sources", "l": "library", "a": "about", SWITCH: "language", COLOURS: "colours", "q": "stop"}
"""Keys of which the help says more than the last row of a screen does."""
_TOLD_MORE = frozenset({"s", "l"})
"""Those of which it says more even where that row names them."""
_STAYING = frozenset({SWITCH, COLOURS, LETTERS})
"""What leaves the help where it is, so that one sees what it did."""
_KEYS = 11
"""Cells for the keys of the help."""


def cited_page(page: Page, language: str) -> Cited:
    """Return what a page rests on."""
    conflicts = tuple(name for block in page.blocks for name in block.conflicts)
    return Cited(page.title[language], page.claims, conflicts)


class HelpView(Choosing):
    """What the keys do; what a key of the screen below leads to can be chosen here as well, with the arrows alone."""

    def __init__(self, below: View, general: Sequence[str]) -> None:
        """Tell what the keys do.

        Args:
            below: The view that the help lies over.
            general: The keys that can be chosen here whatever the view, such as `comfort.LETTERS`.
        """
        self._below = below
        self._general = general
        self._count = 1

    def offered(self, look: Look) -> dict[str, str]:
        """Return what can be chosen: keys, each with what it does; first of all to go back."""
        hints = {hint.key: hint.does for hint in self._below.scene(look).hints if len(hint.key) == 1}
        keys = [key for key in hints if key not in {HELP, "a"}]
        if "s" not in keys and self._below.cited(look):
            keys.insert(0, "s")
        keys += [key for key in self._general if key not in keys]
        said = {key: self._said(key, hints, look) for key in keys}
        return {"escape": look.say("help-back"), **said}

    @staticmethod
    def _said(key: str, hints: Mapping[str, str], look: Look) -> str:
        """Return what a key does: as the help has it, else as the last row of the screen below has it."""
        if key == LETTERS:
            return look.say("help-letters-on" if look.letters else "help-letters-off")
        if key in hints and key not in _TOLD_MORE:
            return hints[key]
        return look.say(f"help-{_NAMES[key]}")

    def count(self) -> int:
        """Return how many lines can be chosen."""
        return self._count

    def enter(self, look: Look) -> Act | None:
        """Do what a line says."""
        key = [*self.offered(look)][self.focus or 0]
        return Close() if key == "escape" else Press(key, closes=key not in _STAYING)

    def _rows(self, look: Look) -> list[Row]:
        offered = self.offered(look)
        self._count = len(offered)
        self.focus = min(self.focus or 0, self._count - 1)
        signs = {name: look.signs[name] for name in ("up", "down", "left", "here")}
        rows: list[Row] = []
        for name in _HELP if look.letters else _KEYBOARD:
            if name in _NAMES.values() and look.say(f"help-{name}") in offered.values():
                continue
            lead = f"  {look.say(f'help-{name}-key', **signs)}".ljust(_KEYS + 2)
            pieces = wrap(look.say(f"help-{name}", **signs), look.column - len(lead))
            leads = (lead, *[" " * len(lead)] * len(pieces))
            rows += [Row((Span(first, "accent"), Span(piece))) for first, piece in zip(leads, pieces, strict=False)]
        for index, (key, text) in enumerate(offered.items()):
            lead = self._label(key, look, signs).ljust(_KEYS)
            rows += choice_rows(text, index, look, focused=self.focus == index, lead=lead)
        return rows

    def _label(self, key: str, look: Look, signs: Mapping[str, str]) -> str:
        """Return how a key is shown; where letters are no keys, none of them is."""
        if key == LETTERS:
            return look.signs["checked" if look.letters else "unchecked"]
        if key == "escape":
            return look.say("help-back-key", **signs)
        return (look.say("help-colours-key") if key == COLOURS else key) if look.letters else ""

    def scene(self, look: Look) -> Scene:
        """Lay out the help, and that nobody is in a hurry."""
        rows = (*self._rows(look), BLANK, *paragraph(look.say("help-person"), look.column, "strong"))
        move, enter, back, _ = menu_hints(look, back=True)
        hints = (replace(move, does=look.say("hint-move")), replace(enter, does=look.say("hint-choose")), back)
        return Scene(title=look.say("help-title"), rows=rows, hints=hints, focus=self.focus)


class SourcesView(Reading):
    """Where each statement comes from, and how firmly it is said."""

    def __init__(self, course: Course, of: View, about: About) -> None:
        """Show the sources of what another view shows; ``about`` tells who has checked the course."""
        self.course = course
        self._about = about
        self._of = of

    def _cited(self, look: Look) -> Cited:
        return self._of.cited(look) or Cited("", ())

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return each claim with its documents, then each disagreement with its sides."""
        cited = self._cited(look)
        trust = f"{look.say('sources-trust')} {sign_off_said(self._about, look.language)}"
        rows = [*paragraph(trust, look.column, "quiet")]
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


def _quiet(text: str, look: Look) -> tuple[Row, ...]:
    return paragraph(text, look.column, "quiet", first="  ", rest="  ")
