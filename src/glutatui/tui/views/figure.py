"""The range figure: what the sources report, and the limits they give, on one axis."""

from functools import lru_cache

from rich.cells import cell_len

from glutatui.course import Bar, Figure
from glutatui.course.spoken import number_text
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Span, line, padded, paragraph

_LABEL = 22
"""Cells for the labels of a figure on a screen that is wide enough."""
_VALUE = 9
"""Cells kept at the right of the axis for the numbers of a bar."""
_STEP = 10
"""Units between two ticks of the axis."""


@lru_cache(maxsize=64)
def _axis(top: float, width: int, signs: tuple[str, str, str, str]) -> tuple[str, str]:
    """Return the numbers and the line of an axis of ``width`` cells."""
    dash, tick, first, last = signs
    numbers, ticks = [" "] * (width + _VALUE), [dash] * width
    for value in range(0, int(top) + 1, _STEP):
        at = _cell(value, top, width)
        ticks[at] = first if at == 0 else last if at == width - 1 else tick
        text = number_text(value)
        numbers[at : at + len(text)] = text
    return "".join(numbers).rstrip(), "".join(ticks)


def _cell(value: float, top: float, width: int) -> int:
    return min(round(value / top * (width - 1)), width - 1)


def figure_rows(figure: Figure, look: Look) -> list[Row]:
    """Return a figure: title, axis, one row a bar or limit, and how to read it."""
    language, signs = look.language, look.signs
    indent = 0 if look.narrow else _LABEL
    width = max(look.column - indent - _VALUE, 2)
    numbers, ticks = _axis(figure.top, width, (signs["axis"], signs["tick"], signs["tick-first"], signs["tick-last"]))
    unit = figure.unit[language]
    rows = [*paragraph(figure.title[language], look.column, "strong")]
    if look.narrow:
        rows += [line(unit, "quiet"), line(numbers, "quiet")]
    else:
        rows.append(line(padded(unit, indent) + numbers, "quiet"))
    rows.append(Row((Span(" " * indent), Span(ticks, "rule"))))
    for bar in figure.rows:
        rows += _bar_rows(bar, figure.top, width, indent, look)
    return [*rows, BLANK, *paragraph(figure.how[language], look.column, "quiet")]


def _bar_rows(bar: Bar, top: float, width: int, indent: int, look: Look) -> list[Row]:
    """Return a bar or limit beside its label, or below it where the screen or the label leaves no room."""
    start, end = _cell(bar.low, top, width), _cell(bar.high, top, width)
    drawn = [Span(" " * start)]
    if bar.limit:
        drawn.append(Span(f"{look.signs['limit']} {number_text(bar.high)}", "limit"))
    else:
        reach = look.say("range-reach", low=number_text(bar.low), high=number_text(bar.high))
        drawn += [Span(look.signs["bar"] * (end - start + 1), "bar"), Span(f" {reach}")]
    label = bar.label[look.language]
    if cell_len(label) < indent:
        return [Row((Span(padded(label, indent)), *drawn))]
    return [*paragraph(label, look.column), Row((Span(" " * indent), *drawn))]
