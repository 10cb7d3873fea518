"""Rows of text as data: what views make, what the sheet draws.

A row is a tuple of spans; a span is text with a role.
The theme gives a role its colours, so no view knows one.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from rich.cells import cell_len

Role: TypeAlias = Literal[
    "text",
    "strong",
    "quiet",
    "rule",
    "accent",
    "focus",
    "stop",
    "ask",
    "watch",
    "on-stop",
    "on-ask",
    "on-watch",
    "right",
    "wrong",
    "bar",
    "limit",
    "square",
    "square-dark",
]
"""What a piece of text is; see ``theme.py`` for how each looks."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one role."""

    text: str
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen, from the left edge of the reading column."""

    spans: tuple[Span, ...] = ()
    target: int | None = None
    """The choice that this row belongs to, for clicks and for keeping the focused choice in sight."""
    spots: tuple[tuple[int, int, str], ...] = ()
    """Where a click presses a key: from cell, to cell (not included), key."""

    @property
    def text(self) -> str:
        """The row without its roles."""
        return "".join(span.text for span in self.spans)


BLANK = Row()


@lru_cache(maxsize=1024)
def moved(row: Row, cells: int) -> Row:
    """Return a row so many cells further to the right; the same one again for a row that was moved before."""
    if not row.spans:
        return row
    spots = tuple((start + cells, end + cells, key) for start, end, key in row.spots)
    return Row((Span(" " * cells), *row.spans), row.target, spots)


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does, for the last row; a click on it presses the key."""

    key: str
    """The key as `View.press` knows it."""
    label: str
    """How the key is shown."""
    does: str


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a view shows."""

    title: str
    rows: tuple[Row, ...]
    place: str = ""
    """Where the patient is, at the right of the first row."""
    place_short: str = ""
    """The same where there is no room for it."""
    progress: tuple[int, int] = (0, 1)
    """How far it is: done, of."""
    hints: tuple[Hint, ...] = ()
    aside: str = ""
    """What stands at the right of the last row."""
    focus: int | None = None
    """The focused choice."""
    bare: bool = False
    """Whether it has the whole screen: no bands, no scrolling, only the keys below."""


def line(text: str, role: Role = "text", target: int | None = None) -> Row:
    """Return a row of one span."""
    return Row((Span(text, role),), target)


@lru_cache(maxsize=4096)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break text at blanks into lines of at most ``width`` cells; a longer word is cut."""
    lines: list[str] = []
    current, room = "", max(width, 1)
    for word in text.split():
        if current and cell_len(current) + 1 + cell_len(word) <= room:
            current = f"{current} {word}"
            continue
        if current:
            lines.append(current)
        *full, current = _cut(word, room)
        lines += full
    return (*lines, current) if current else tuple(lines)


def _cut(word: str, room: int) -> list[str]:
    """Return a word in pieces that fit."""
    pieces = []
    while cell_len(word) > room:
        at = _fitting(word, room)
        if at == len(word):
            break
        pieces.append(word[:at])
        word = word[at:]
    return [*pieces, word]


def _fitting(word: str, room: int) -> int:
    """Return how many characters of a word fit; at least one."""
    used = 0
    for index, character in enumerate(word):
        used += cell_len(character)
        if used > room:
            return max(index, 1)
    return len(word)


@lru_cache(maxsize=512)
def paragraph(
    text: str, width: int, role: Role = "text", *, first: str = "", rest: str = "", target: int | None = None
) -> tuple[Row, ...]:
    """Return wrapped rows, the first led by ``first``, the others by ``rest`` (of equal width)."""
    pieces = wrap(text, width - cell_len(first))
    return tuple(Row(_led(first if number == 0 else rest, piece, role), target) for number, piece in enumerate(pieces))


def _led(lead: str, text: str, role: Role) -> tuple[Span, ...]:
    return (Span(lead, role), Span(text, role)) if lead else (Span(text, role),)


def padded(text: str, width: int) -> str:
    """Return text filled with blanks to ``width`` cells."""
    return text + " " * (width - cell_len(text))
