"""Choosing the language: first of all where a course has more than one, and on every screen by one key."""

from collections.abc import Sequence
from typing import ClassVar

from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Scene, paragraph
from glutatui.tui.views.choosing import Menu
from glutatui.tui.views.lists import choice_rows, menu_hints
from glutatui.tui.views.view import Act, SpeakIn
from glutatui.words import NAMES, say

SWITCH = "i"
"""The key that changes the language wherever no letters are typed."""


def next_language(languages: Sequence[str], language: str) -> str:
    """Return the language that follows; empty where there is no other."""
    if len(languages) < 2:  # noqa: PLR2004  (another one)
        return ""
    at = languages.index(language) if language in languages else -1
    return languages[(at + 1) % len(languages)]


class LanguageView(Menu):
    """What a patient sees before anything else: each language in its own words."""

    switches: ClassVar[bool] = False

    def __init__(self, languages: Sequence[str], at_hand: str) -> None:
        """Offer the languages of a course; ``at_hand`` is the one that the terminal speaks."""
        self._languages = tuple(languages)
        self.focus = self._languages.index(at_hand) if at_hand in self._languages else 0

    def count(self) -> int:
        """Return how many languages there are."""
        return len(self._languages)

    def choose(self, index: int) -> Act | None:
        """Speak in a language."""
        return SpeakIn(self._languages[index])

    def scene(self, look: Look) -> Scene:
        """Lay out the languages; the hints are in the one at hand."""
        rows: list[Row] = []
        for language in self._languages:
            rows += paragraph(say(language, "language-ask"), look.column, "accent")
        rows.append(BLANK)
        for index, language in enumerate(self._languages):
            name = NAMES.get(language, language)
            rows += choice_rows(name, index, look, focused=self.focus == index, lead=f"{index + 1}  ")
            rows += [Row((), index)] if look.roomy else []
        at_hand = Look(look.width, look.height, look.charset, self._languages[self.focus or 0])
        return Scene(
            title=" / ".join(say(language, "title-short") for language in self._languages),
            rows=tuple(rows),
            hints=menu_hints(at_hand, back=False),
            focus=self.focus,
        )
