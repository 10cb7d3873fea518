"""The one widget of the patient's screen: it draws the rows of a frame, and only what changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from unicodedata import combining

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from glutatui.tui.driver import Ink, Line
from glutatui.tui.frame import Frame
from glutatui.tui.kiosk import KioskApp
from glutatui.tui.rows import Role, Row
from glutatui.tui.theme import Theme, styles

ONE_CELL_EACH = re.compile(r"[ -~¡-¬®-\u02ff\u2013-\u2022\u2026\u2190-\u2193\u2500-\u25fc\u2713]*")
"""Texts of letters, dashes, quotation marks, lines and our marks alone; in any other, cells are counted."""


@lru_cache(maxsize=2048)
def _strip(row: Row, width: int, theme: Theme) -> Strip:
    """Return a row as a strip of ``width`` cells."""
    looks: Mapping[Role, Style] = styles(theme)
    segments = [Segment(span.text, looks[span.role]) for span in row.spans if span.text]
    return Strip(segments).crop_extend(0, width, looks["text"])


@lru_cache(maxsize=64)
def _ink(style: Style, depth: ColorSystem) -> Ink:
    """Return how a terminal with this depth of colour draws a style."""
    fore, back = (
        ";".join(colour.downgrade(depth).get_ansi_codes(foreground=front)) if colour else default
        for colour, front, default in ((style.color, True, "39"), (style.bgcolor, False, "49"))
    )
    return Ink(bool(style.bold), bool(style.reverse), fore, back)


@lru_cache(maxsize=2048)
def _line(row: Row, width: int, theme: Theme, depth: ColorSystem) -> Line:
    """Return a row cell by cell."""
    strip = _strip(row, width, theme)
    cells: list[str] = []
    inks: list[Ink] = []
    for text, style, _ in strip:
        shown = _cells(text)
        cells += shown
        inks += [_ink(style or Style.null(), depth)] * len(shown)
    missing = width - len(cells)  # Rich counts a few sequences of pictures otherwise
    cells, inks = cells[:width] + [" "] * missing, inks[:width] + inks[-1:] * missing
    joined = "".join(cells)
    plain = len(joined) == len(cells) and "" not in cells  # one sign in each: a call for each would be the dearest part
    return Line(joined if plain else tuple(cells), tuple(inks))


def _cells(text: str) -> Sequence[str]:
    """Return what stands in each cell: a mark with its letter, and of signs that a terminal obeys nothing."""
    if ONE_CELL_EACH.fullmatch(text):
        return text
    cells: list[str] = []
    for character in text:
        if width := cell_len(character):
            cells += [character, *[""] * (width - 1)]
        elif cells and combining(character):
            cells[-1] += character
    return cells


def lines_of(rows: Iterable[Row], width: int, theme: Theme, depth: ColorSystem) -> list[Line]:
    """Return the rows of a screen cell by cell.

    Args:
        rows: From the top.
        width: In cells.
        theme: How they look.
        depth: How many colours the terminal has.
    """
    return [_line(row, width, theme, depth) for row in rows]


class Sheet(Widget):
    """Draws a frame; keys and clicks go to the app."""

    DEFAULT_CSS = "Sheet { width: 100%; height: 100%; }"

    class Sized(Message):
        """The sheet has its size, first or anew, and wants a frame."""

        def __init__(self, sheet: "Sheet") -> None:
            """Name the sheet."""
            super().__init__()
            self.sheet = sheet

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._shown: list[tuple[Row, int, Theme]] = []
        self._lines: tuple[ColorSystem | None, list[Line]] = (None, [])
        """The same as it was painted, for a depth of colour."""

    def show(self, frame: Frame, theme: Theme, app: KioskApp, cursor: tuple[int, int] | None) -> None:
        """Show a frame; the cells that stay as they are cost nothing.

        Args:
            frame: The rows.
            theme: How they look.
            app: What paints; where it has no terminal of ours, as in tests, Textual paints.
            cursor: Column and row of the terminal's cursor.
        """
        width, depth = self.size.width, app.depth
        known, before = self._lines
        if known != depth:
            before = [_line(*row, depth) for row in self._shown]
        self._shown = [(row, width, theme) for row in frame.rows]
        self._lines = depth, [_line(*row, depth) for row in self._shown]
        if not app.paint(before, self._lines[1], cursor=cursor):
            self.refresh()

    def forget(self) -> None:
        """Know nothing of what the terminal shows."""
        self._shown, self._lines = [], (None, [])

    def on_resize(self) -> None:
        """Ask for a frame of this size."""
        self.post_message(self.Sized(self))

    def render_line(self, y: int) -> Strip:
        """Give Textual one row."""
        return _strip(*self._shown[y]) if y < len(self._shown) else Strip.blank(self.size.width)
