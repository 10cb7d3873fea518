"""Rows that the terminal shows already are not sent again."""

import re

_MOVE = re.compile(r"\x1b\[([0-9]+);([0-9]+)H")
_ELSE = re.compile(r"\x1b\[[0-9;]*[A-GJK]")

Row = list[str]
"""Column and text by turns, as they were sent."""


class Frames:
    """Knows what each row was last drawn with, and leaves out what would change nothing.

    Textual paints a whole widget when one line of it changes. A row is left out only when the
    very pieces of it that are to be sent were the last ones sent to that row.
    """

    def __init__(self) -> None:
        """Begin with a screen of which nothing is known."""
        self._rows: dict[str, Row] = {}
        self._cursor = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is known of the screen."""
        return not self._rows

    def forget(self) -> None:
        """Know nothing of the screen any more."""
        self._rows.clear()
        self._cursor = ""

    def changes(self, frame: str) -> str:
        """Return the part of a frame that changes the screen; an empty string for nothing.

        Args:
            frame: Cleaned output: cursor moves to row and column, each followed by styled text.
        """
        head, *parts = _MOVE.split(frame)
        if head or _ELSE.search(frame):
            self.forget()
            return frame
        rows: dict[str, Row] = {}
        cursor = ""
        for at in range(0, len(parts), 3):
            row, column, text = parts[at : at + 3]
            if text:
                rows.setdefault(row, []).extend((column, text))
            cursor = "" if text else f"\x1b[{row};{column}H"
        return self._fresh(rows, cursor)

    def _fresh(self, rows: dict[str, Row], cursor: str) -> str:
        """Remember the rows; return those that are new, and the cursor where it belongs."""
        out: list[str] = []
        for row, pieces in rows.items():
            if self._rows.get(row) != pieces:
                self._rows[row] = pieces
                out.extend(f"\x1b[{row};{pieces[at]}H{pieces[at + 1]}" for at in range(0, len(pieces), 2))
        if not out and cursor == self._cursor:
            return ""
        self._cursor = cursor
        return "".join((*out, cursor))
