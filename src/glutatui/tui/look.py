"""What a view needs to know of the terminal in order to lay itself out."""

from collections.abc import Mapping
from dataclasses import dataclass

from glutatui.tui.signs import signs_for
from glutatui.words import counted, say

COLUMN = 64
"""The reading column is at most so many cells wide (look.md)."""
BANDS = 4
"""Rows of the two bands: two above, two below."""
_ROOMY = 20
"""From so many rows on there is room for blank rows between choices and above the body."""


@dataclass(frozen=True)
class Look:
    """Size, signs and language of a screen."""

    width: int
    height: int
    charset: str = "utf-8"
    language: str = "en"

    @property
    def column(self) -> int:
        """The width of the reading column in cells."""
        return min(COLUMN, self.width - 2)

    @property
    def left(self) -> int:
        """Where the reading column begins."""
        return (self.width - self.column) // 2

    @property
    def body(self) -> int:
        """How many rows there are between the bands."""
        return max(self.height - BANDS - self.roomy, 1)

    @property
    def roomy(self) -> bool:
        """Whether there is room for blank rows between choices and above the body."""
        return self.height >= _ROOMY

    @property
    def signs(self) -> Mapping[str, str]:
        """The signs that the terminal can show."""
        return signs_for(self.charset)

    def say(self, key: str, /, **values: object) -> str:
        """Return one of the program's sentences in this language."""
        return say(self.language, key, **values)

    def counted(self, key: str, number: int, /, **values: object) -> str:
        """Return a sentence that counts something in this language."""
        return counted(self.language, key, number, **values)
