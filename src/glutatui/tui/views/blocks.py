"""Parts of a lesson page as rows: text, lists, cards, the range figure."""

from collections.abc import Collection
from functools import lru_cache

from glutatui.course import Bar, Block, Course, Figure, Page, Sentence
from glutatui.course.spoken import number_text
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Row, Span, line, paragraph, wrap

_LABEL = 22
"""Cells for the labels of a figure on a screen that is wide enough."""
_NARROW = 56
"""Below this width a figure's labels stand above their bars."""


def page_rows(course: Course, page: Page, look: Look, applies: Collection[str]) -> tuple[Row, ...]:
    """Return a page: its heading, then its parts with a blank row between them.

    Args:
        course: The course that the page belongs to.
        page: What to lay out.
        look: The screen.
        applies: Warnings that the patient said apply; their cards are marked.
    """
    rows = [line(piece, "strong") for piece in wrap(page.title[look.language], look.column)]
    for block in page.blocks:
        rows += [BLANK, *block_rows(course, block, look, applies)]
    return tuple(rows)


def block_rows(course: Course, block: Block, look: Look, applies: Collection[str] = ()) -> list[Row]:
    """Return one part of a page."""
    items = [_text(item, look.language) for item in block.items]
    if block.figure:
        return figure_rows(block.figure, look)
    if block.level and block.warning:
        return card_rows(block.level, items, look, applies=block.warning in applies)
    if block.conflict:
        conflict = course.conflict_of[block.conflict]
        return _edged(look, look.say("disagree"), [(conflict.short or conflict.safest_reading)[look.language]], "accent")
    if block.kind == "bullets":
        lead = f"{look.signs['bullet']} "
        return [row for item in items for row in paragraph(item, look.column, first=lead, rest="  ")]
    if block.kind == "steps":
        return [
            row
            for number, item in enumerate(items, 1)
            for row in paragraph(item, look.column, first=f"{number}. ", rest="   ")
        ]
    return [row for item in items for row in paragraph(item, look.column)]


def card_rows(level: str, items: list[str], look: Look, *, applies: bool = False) -> list[Row]:
    """Return a warning card: an edge, the sign and word of its level, and its text."""
    heading = f"{look.signs[level]} {look.say(f'level-{level}')}"
    if applies:
        heading = f"{heading}   {look.signs['apply']} {look.say('checklist-mark')}"
    return _edged(look, heading, items, level)


def _edged(look: Look, heading: str, items: list[str], role: str) -> list[Row]:
    edge = Span(f"{look.signs['edge']} ", role)  # type: ignore[arg-type]
    heads = [Row((edge, Span(piece, role))) for piece in wrap(heading, look.column - 2)]  # type: ignore[arg-type]
    texts = [Row((edge, Span(piece, "strong"))) for item in items for piece in wrap(item, look.column - 2)]
    return [*heads, *texts]


def _text(sentences: tuple[Sentence, ...], language: str) -> str:
    return " ".join(sentence.text[language] for sentence in sentences)


@lru_cache(maxsize=64)
def _axis(top: float, width: int, tick: str, first: str, last: str, line_sign: str) -> tuple[str, str]:
    """Return the numbers and the line of an axis of ``width`` cells with a tick each ten units."""
    values = [float(value) for value in range(0, int(top) + 1, 10)]
    numbers, ticks = [" "] * (width + 4), [line_sign] * width
    for value in values:
        at = _cell(value, top, width)
        ticks[at] = first if at == 0 else last if at == width - 1 else tick
        text = number_text(value)
        start = min(at, width + 4 - len(text))
        numbers[start : start + len(text)] = text
    return "".join(numbers).rstrip(), "".join(ticks)


def _cell(value: float, top: float, width: int) -> int:
    return min(round(value / top * (width - 1)), width - 1)


def figure_rows(figure: Figure, look: Look) -> list[Row]:
    """Return a range figure: title, axis, one row a bar or limit, and how to read it."""
    language, signs = look.language, look.signs
    beside = look.column >= _NARROW
    indent = _LABEL if beside else 0
    width = look.column - indent - 9
    numbers, ticks = _axis(figure.top, width, signs["tick"], signs["tick-first"], signs["tick-last"], signs["axis"])
    unit = figure.unit[language]
    rows = paragraph(figure.title[language], look.column, "strong")
    if beside:
        rows.append(Row((Span(unit.ljust(indent), "quiet"), Span(numbers, "quiet"))))
    else:
        rows += [line(unit, "quiet"), line(numbers, "quiet")]
    rows.append(Row((Span(" " * indent), Span(ticks, "rule"))))
    for bar in figure.rows:
        rows += _bar_rows(bar, figure.top, width, indent, look)
    return [*rows, *paragraph(figure.how[language], look.column, "quiet")]


def _bar_rows(bar: Bar, top: float, width: int, indent: int, look: Look) -> list[Row]:
    start, end = _cell(bar.low, top, width), _cell(bar.high, top, width)
    label = bar.label[look.language]
    if bar.limit:
        drawn = (Span(" " * start), Span(f"{look.signs['limit']} {number_text(bar.high)}", "limit"))
    else:
        reach = look.say("range-reach", low=number_text(bar.low), high=number_text(bar.high))
        drawn = (Span(" " * start), Span(look.signs["bar"] * (end - start + 1), "bar"), Span(f" {reach}", "text"))
    if indent:
        return [Row((Span(label.ljust(indent)), *drawn))]
    return [line(label), Row(drawn)]
