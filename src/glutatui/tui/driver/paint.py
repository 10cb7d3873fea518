"""The shortest bytes that turn one screen into the next.

Textual paints by widget and styles every piece anew; a patient's screen is rows of text, of which most cells stay.
Here cells are compared, and a colour is named only where it changes.
A blank is a cell of its ground alone: whatever the ink, it looks the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import is_not, ne

_GAP = 6
"""Unchanged cells that are sent again rather than jumped over: a jump costs as many bytes."""
_SPAN = re.compile(rb"\x01+(?:\x00{1,%d}\x01+)*" % _GAP)


@dataclass(frozen=True, slots=True)
class Ink:
    """How a cell is drawn, as parameters of SGR: ``bold`` and ``reverse`` 0 or 1, colours such as ``38;5;231``."""

    bold: bool = False
    reverse: bool = False
    fore: str = "39"
    back: str = "49"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a screen, cell by cell."""

    cells: Sequence[str]
    """A string where every character is one cell wide; else one text a cell, empty for the second of a wide one."""
    inks: Sequence[Ink]


def blank(width: int) -> Line:
    """Return a row as it is on a screen that was cleared."""
    return Line(" " * width, (Ink(),) * width)


class Painter:
    """Writes the cells that differ."""

    def __init__(self) -> None:
        """Begin in the terminal's own colours."""
        self._out: list[str] = []
        self._ink = Ink()

    def paint(self, before: Sequence[Line], after: Sequence[Line]) -> str:
        """Return the bytes that turn ``before`` into ``after``; empty where they are equal.

        Where ``before`` is no screen of that size, the terminal is cleared first.
        """
        if [len(line.cells) for line in before] != [len(line.cells) for line in after]:
            self._out.append("\x1b[m\x1b[2J")
            before = [blank(len(line.cells)) for line in after]
        for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
            if old is not new:
                self._row(number, old, new)
        if not self._out:
            return ""
        return "".join((*self._out, "\x1b[m"))

    def _row(self, number: int, old: Line, new: Line) -> None:
        end = -1
        for start, stop in _changes(old, new):
            self._out.append(f"\x1b[{number};{start + 1}H" if end < 0 else f"\x1b[{start - end}C")
            self._cells(new, start, stop)
            end = stop

    def _cells(self, line: Line, start: int, stop: int) -> None:
        cells, inks, out = line.cells, line.inks, self._out
        begun = start
        for at in range(start, stop):
            ink = inks[at]
            if ink is not self._ink and not self._same(cells[at], ink):
                out.append("".join(cells[begun:at]))
                out.append(self._change(ink))
                begun, self._ink = at, ink
        out.append("".join(cells[begun:stop]))

    def _same(self, character: str, ink: Ink) -> bool:
        """Tell whether a character looks the same in the present ink."""
        now = self._ink
        return ink == now or (character == " " and _share_ground(ink, now))

    def _change(self, ink: Ink) -> str:
        now, codes = self._ink, list[str]()
        if ink.bold != now.bold:
            codes.append("1" if ink.bold else "22")
        if ink.reverse != now.reverse:
            codes.append("7" if ink.reverse else "27")
        if ink.fore != now.fore:
            codes.append(ink.fore)
        if ink.back != now.back:
            codes.append(ink.back)
        return f"\x1b[{';'.join(codes)}m"


def _changes(old: Line, new: Line) -> Iterator[tuple[int, int]]:
    """Give the spans of cells that differ, those that are near each other as one.

    Most of a row stays as it is, so cells are compared by built-in functions: a byte for each, 1 where it differs.
    """
    differs = bytearray(map(ne, old.cells, new.cells))
    was = now = alike = grounded = None
    for at in compress(range(len(differs)), map(is_not, old.inks, new.inks)):
        if was is not old.inks[at] or now is not new.inks[at]:
            was, now = old.inks[at], new.inks[at]
            alike, grounded = was == now, _share_ground(was, now)
        if not (alike or (grounded and new.cells[at] == " ")):
            differs[at] = 1
    return (found.span() for found in _SPAN.finditer(differs))


def _share_ground(one: Ink, other: Ink) -> bool:
    """Tell whether a blank looks the same in both."""
    return one.back == other.back and not (one.reverse or other.reverse)
