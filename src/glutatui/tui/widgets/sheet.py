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
    """Return a row cell by cell; Textual's strips, which know much more, would cost three times as much."""
    looks: Mapping[Role, Style] = styles(theme)
    cells: list[str] = []
    inks: list[Ink] = []
    for span in row.spans:
        shown = _cells(span.text)
        cells += shown
        inks += [_ink(looks[span.role], depth)] * len(shown)
    if cells[width : width + 1] == [""]:  # a wide sign has no room for its second half
        cells[width - 1] = " "
    missing = width - len(cells)
    cells, inks = cells[:width] + [" "] * missing, inks[:width] + [_ink(looks["text"], depth)] * missing
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
            cells[-1 if cells[-1] else -2] += character
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
        self._rows: tuple[Row, ...] = ()
        self._look: tuple[int, Theme, ColorSystem] | None = None
        """How wide, in what colours and with how many of them the rows were painted."""
        self._lines: list[Line] = []
        """The rows as they were painted."""

    def show(self, frame: Frame, theme: Theme, app: KioskApp, cursor: tuple[int, int] | None) -> None:
        """Show a frame; the cells that stay as they are cost nothing.

        Args:
            frame: The rows.
            theme: How they look.
            app: What paints; where it has no terminal of ours, as in tests, Textual paints.
            cursor: Column and row of the terminal's cursor.
        """
        look, before = (self.size.width, theme, app.depth), self._lines
        if look == self._look and len(frame.rows) == len(before):
            painted = zip(self._rows, before, frame.rows, strict=True)
            after = [line if row is was else _line(row, *look) for was, line, row in painted]
        else:
            after = lines_of(frame.rows, *look)
        self._rows, self._look, self._lines = frame.rows, look, after
        if not app.paint(before, after, cursor=cursor):
            self.refresh()

    def forget(self) -> None:
        """Know nothing of what the terminal shows."""
        self._rows, self._look, self._lines = (), None, []

    def on_resize(self) -> None:
        """Ask for a frame of this size."""
        self.post_message(self.Sized(self))

    def render_line(self, y: int) -> Strip:
        """Give Textual one row."""
        if self._look is None or y >= len(self._rows):
            return Strip.blank(self.size.width)
        return _strip(self._rows[y], *self._look[:2])
