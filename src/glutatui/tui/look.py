"""What a view needs to know of the terminal in order to lay itself out."""

from collections.abc import Mapping
from dataclasses import dataclass

from glutatui.tui.signs import signs_for
from glutatui.words import counted, say

COLOURS = "*"
"""The key that changes between light and dark on every screen, also where letters are typed; ``d`` does elsewhere."""
HELP = "?"
"""The key of the help, where letters and signs are keys; Tab opens it everywhere."""
COLUMN = 64
"""The reading column is at most so many cells wide (look.md)."""
STAGE = 96
"""The bands above and below are at most so many cells wide, so that a wide screen holds together."""
BANDS = 4
"""Rows of the two bands: two above, two below."""
NARROW = 56
"""Below so many cells of the column, leads and gaps are short."""
_ROOMY = 20
"""From so many rows on there is room for blank rows between choices and above the body."""
_TALL = 30
"""From so many rows on the body begins lower."""


@dataclass(frozen=True)
class Look:
    """Size, signs and language of a screen, and whether letters are keys on it."""

    width: int
    height: int
    charset: str = "utf-8"
    language: str = "en"
    letters: bool = True
    """Whether letters, digits and signs are keys; else arrows, Tab, Enter and Esc alone."""

    @property
    def column(self) -> int:
        """The width of the reading column in cells."""
        return min(COLUMN, self.width - 2)

    @property
    def left(self) -> int:
        """Where the reading column begins."""
        return (self.width - self.column) // 2

    @property
    def stage(self) -> int:
        """The width of the bands in cells."""
        return min(STAGE, self.width)

    @property
    def edge(self) -> int:
        """Where the bands begin."""
        return (self.width - self.stage) // 2

    @property
    def margin(self) -> int:
        """How many blank rows stand between the band above and the body."""
        if not self.roomy:
            return 0
        return 1 if self.height < _TALL else 3

    @property
    def body(self) -> int:
        """How many rows there are between the bands."""
        return max(self.height - BANDS - self.margin, 1)

    @property
    def roomy(self) -> bool:
        """Whether there is room for blank rows between choices and above the body."""
        return self.height >= _ROOMY

    @property
    def narrow(self) -> bool:
        """Whether leads and gaps have to be short."""
        return self.column < NARROW

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
