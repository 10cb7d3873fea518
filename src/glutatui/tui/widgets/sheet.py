"""The one widget of the patient's screen: it draws the rows of a frame, and only what changed."""

from collections.abc import Mapping
from functools import lru_cache

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
    inks: list[Ink] = []
    for text, style, _ in strip:
        inks += [_ink(style or Style.null(), depth)] * cell_len(text)
    if len(inks) == len(strip.text):
        return Line(strip.text, tuple(inks))
    cells: list[str] = []
    for character in strip.text:
        cells += [character, *[""] * (cell_len(character) - 1)]
    return Line(tuple(cells), tuple(inks))


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

    def show(self, frame: Frame, theme: Theme, app: KioskApp, cursor: tuple[int, int] | None) -> None:
        """Show a frame; the cells that stay as they are cost nothing.

        Args:
            frame: The rows.
            theme: How they look.
            app: What paints; where it has no terminal of ours, as in tests, Textual paints.
            cursor: Column and row of the terminal's cursor.
        """
        width = self.size.width
        before, self._shown = self._shown, [(row, width, theme) for row in frame.rows]
        depth = app.depth
        if not app.paint(
            [_line(*row, depth) for row in before], [_line(*row, depth) for row in self._shown], cursor=cursor
        ):
            self.refresh()

    def forget(self) -> None:
        """Know nothing of what the terminal shows."""
        self._shown = []

    def on_resize(self) -> None:
        """Ask for a frame of this size."""
        self.post_message(self.Sized(self))

    def render_line(self, y: int) -> Strip:
        """Give Textual one row."""
        return _strip(*self._shown[y]) if y < len(self._shown) else Strip.blank(self.size.width)
