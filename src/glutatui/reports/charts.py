"""Charts in characters and as SVG; each stands beside the numbers that it draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Final


@dataclass(frozen=True, slots=True)
class Signs:
    """What bars are drawn with."""

    parts: str
    """One sign for each part of a stacked bar."""
    heights: str
    """Signs from nothing to full height."""


BLOCKS: Final = Signs("█▓▒░", " ▁▂▃▄▅▆▇█")
ASCII: Final = Signs("#=+.", " .:-=+*#%")
"""For a terminal or a file that holds no other signs."""


def cells_of(parts: Sequence[int], width: int) -> list[int]:
    """Return how many of ``width`` cells each part gets: in proportion, together all of them.

    The cells that are left over go to the largest remainders; a part that is there gets a cell where there is room.
    """
    total = sum(parts)
    if not total:
        return [0] * len(parts)
    exact = [part * width / total for part in parts]
    cells = [int(one) for one in exact]
    for at in sorted(range(len(parts)), key=lambda at: cells[at] - exact[at])[: width - sum(cells)]:
        cells[at] += 1
    for at, part in enumerate(parts):
        if part and not cells[at] and max(cells) > 1:
            cells[cells.index(max(cells))] -= 1
            cells[at] = 1
    return cells


def stacked(parts: Sequence[int], width: int, signs: Signs) -> str:
    """Return a stacked bar of ``width`` cells; blanks where there is nothing to draw."""
    cells = cells_of(parts, width)
    return "".join(sign * count for sign, count in zip(signs.parts, cells, strict=False)).ljust(width)


def columns(values: Sequence[int], signs: Signs) -> str:
    """Return one sign a value, as high as its share of the highest; what is not 0 is never drawn as nothing."""
    most = max(values, default=0)
    top = len(signs.heights) - 1
    return "".join(signs.heights[ceil(value * top / most) if most else 0] for value in values)


def side_by_side(texts: Sequence[str], width: int) -> list[str]:
    """Return lines with texts beside each other, none of which is broken: a sign stays with its name."""
    lines: list[str] = []
    for text in texts:
        longer = f"{lines[-1]}   {text}" if lines else text
        if lines and len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(text)
    return lines


def stacked_svg(parts: Sequence[int], label: str) -> str:
    """Return a stacked bar as an SVG picture, with its label for those who hear it."""
    total, left, boxes = sum(parts), 0.0, []
    for number, part in enumerate(parts):
        width = 100 * part / total if total else 0
        if part:
            boxes.append(f'<rect class="part{number}" x="{left:.3f}" y="0" width="{width:.3f}" height="10"/>')
        left += width
    return (
        f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{escape(label)}">'
        f"{''.join(boxes)}</svg>"
    )


def columns_svg(values: Sequence[int], label: str) -> str:
    """Return columns as an SVG picture, with its label for those who hear it."""
    most = max(values, default=0)
    boxes = []
    for number, value in enumerate(values):
        height = 100 * value / most if most else 0
        if value:
            boxes.append(
                f'<rect class="part0" x="{number * 10 + 1}" y="{100 - height:.2f}" width="8" height="{height:.2f}"/>'
            )
    return (
        f'<svg class="days" viewBox="0 0 {10 * len(values)} 100" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{"".join(boxes)}</svg>'
    )
