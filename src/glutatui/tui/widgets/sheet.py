"""The one widget of the patient's screen: it draws the rows of a frame, and only what changed."""

from collections.abc import Mapping
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from glutatui.tui.frame import Frame
from glutatui.tui.rows import Role, Row
from glutatui.tui.theme import Theme, styles


@lru_cache(maxsize=2048)
def _strip(row: Row, width: int, theme: Theme) -> Strip:
    """Return a row as a strip of ``width`` cells."""
    looks: Mapping[Role, Style] = styles(theme)
    segments = [Segment(span.text, looks[span.role]) for span in row.spans if span.text]
    return Strip(segments).crop_extend(0, width, looks["text"])


@lru_cache(maxsize=2048)
def _columns(row: Row, width: int, theme: Theme) -> tuple[tuple[str, Style | None], ...]:
    """Return a row cell by cell; a wide character fills its second cell with nothing."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in _strip(row, width, theme):
        for character in text:
            cells.append((character, style))
            cells.extend([("", style)] * (Segment(character).cell_length - 1))
    return tuple(cells)


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

    def show(self, frame: Frame, theme: Theme) -> None:
        """Show a frame; the cells that stay as they are cost nothing."""
        width = self.size.width
        before, self._shown = self._shown, [(row, width, theme) for row in frame.rows]
        if len(before) != len(self._shown) or before[0][1:] != (width, theme):
            self.refresh()
            return
        changed = [
            Region(start, y, end - start, 1)
            for y, (old, new) in enumerate(zip(before, self._shown, strict=True))
            if old != new
            for start, end in [_difference(_columns(*old), _columns(*new))]
            if start < end
        ]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Ask for a frame of this size."""
        self.post_message(self.Sized(self))

    def render_line(self, y: int) -> Strip:
        """Give Textual one row."""
        return _strip(*self._shown[y]) if y < len(self._shown) else Strip.blank(self.size.width)


def _difference(was: tuple[object, ...], now: tuple[object, ...]) -> tuple[int, int]:
    """Return the first column that differs and the one behind the last; equal rows give an empty span."""
    size = min(len(was), len(now))
    start = next((at for at in range(size) if was[at] != now[at]), size)
    end = next((at for at in range(size, start, -1) if was[at - 1] != now[at - 1]), start)
    return (start, end)
