"""The report as text with charts, for a terminal or a file."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from glutatui.reports.charts import Signs, columns, side_by_side, stacked
from glutatui.reports.items import ItemFigures
from glutatui.reports.standing import RESULTS, result_words
from glutatui.reports.survey import Period, Survey
from glutatui.reports.tables import (
    ITEM_COLUMNS,
    item_row,
    measures,
    notes,
    percent,
    period_line,
    shares_of,
    suspicions,
    told_periods,
    warning_name,
)
from glutatui.words import say

WIDE: Final = 72
"""Cells from which name, bar and numbers share a line."""

_NAME: Final = 34
"""Cells of a warning's name: its level and its id."""

_WIDEST: Final = 96
"""Cells over which a row of figures is spread at most: an eye has to find its way back to the name."""

_CELL: Final = 5
"""Cells of a figure at least: ``100 %``."""


def report_text(report: Survey, language: str, *, width: int, signs: Signs) -> str:
    """Return the report as text.

    Args:
        report: What is told.
        language: The staff's.
        width: Cells of a line, 40 or more.
        signs: What charts are drawn with.
    """
    return "\n".join(line.rstrip() for line in _lines(report, language, width, signs)) + "\n"


def _lines(report: Survey, language: str, width: int, signs: Signs) -> Iterator[str]:
    yield from wrap(say(language, "report-head", made=report.made.astimezone().strftime("%Y-%m-%d %H:%M")), width)
    for period in reversed(report.periods):
        yield from wrap(period_line(report, period, language), width)
    for note in notes(report, language):
        yield from wrap(note, width)
    yield ""
    yield from _days(report, language, width, signs)
    told = told_periods(report)
    for period in told:
        yield ""
        yield from wrap(say(language, "report-warnings", period=say(language, f"period-{period.name}")), width)
        yield from _warnings(report, period, language, width, signs)
    if told:
        yield from _legend(language, width, signs)
    yield ""
    yield from _suspects(report, language, width)
    yield ""
    yield from _items(report, language, width)
    yield ""
    for measure in measures(report, language):
        yield from wrap(measure, width)


def _days(report: Survey, language: str, width: int, signs: Signs) -> Iterator[str]:
    visits = [number for _, number in report.days]
    if not any(visits):
        yield from wrap(say(language, "report-days-none"), width)
        return
    first, last = report.days[0][0], report.days[-1][0]
    yield from wrap(say(language, "report-days", first=first, last=last, most=max(visits)), width)
    yield columns(visits, signs)


def _warnings(report: Survey, period: Period, language: str, width: int, signs: Signs) -> Iterator[str]:
    numbers = 6 * len(RESULTS)
    heads = "".join(say(language, f"column-{result.replace('_', '-')}").rjust(6) for result in RESULTS)
    yield heads.rjust(width)
    for warning, found in period.results.items():
        name = warning_name(report.course, warning, language)
        cells = "".join(percent(share).replace(" ", "").rjust(6) for share in shares_of(period, warning))
        parts = [found[result] for result in RESULTS]
        if width >= WIDE:
            bar = stacked(parts, width - _NAME - numbers, signs)
            yield f"{name[: _NAME - 1]:{_NAME}}{bar}{cells}"
        else:
            yield name[:width]
            yield f"{stacked(parts, width - numbers, signs)}{cells}"


def _legend(language: str, width: int, signs: Signs) -> list[str]:
    said = [f"{sign} {result_words(language, result)}" for sign, result in zip(signs.parts, RESULTS, strict=True)]
    return side_by_side(said, width)


def _suspects(report: Survey, language: str, width: int) -> Iterator[str]:
    if not report.suspects:
        yield from wrap(say(language, "report-suspects-none"), width)
        return
    yield from wrap(say(language, "report-suspects"), width)
    for said in suspicions(report, language):
        yield from wrap(said, width, initial_indent="! ", subsequent_indent="  ", break_on_hyphens=False)


def _items(report: Survey, language: str, width: int) -> Iterator[str]:
    answered = [figures for figures in report.items if figures.answers]
    yield from wrap(say(language, "report-items", language=report.language), width)
    yield from wrap(say(language, "report-columns"), width)
    if width >= WIDE:
        heads = [say(language, f"column-{name}") for name in ITEM_COLUMNS]
        yield _row("", heads, language, width)
    for figures in answered:
        yield from _item(figures, language, width)


def _item(figures: ItemFigures, language: str, width: int) -> Iterator[str]:
    cells = item_row(figures)
    if width >= WIDE:
        yield _row(figures.item.id, cells, language, width)
        return
    yield figures.item.id[:width]
    told = [f"{say(language, f'column-{name}')} {cell}" for name, cell in zip(ITEM_COLUMNS, cells, strict=True)]
    yield from wrap(", ".join(told), width, initial_indent="  ", subsequent_indent="  ")


def _row(name: str, cells: Sequence[str], language: str, width: int) -> str:
    """Return a name and its figures; each column is as wide as its head asks for."""
    heads = (say(language, f"column-{key}") for key in ITEM_COLUMNS)
    told = "".join(" " + cell.rjust(max(len(head), _CELL)) for cell, head in zip(cells, heads, strict=True))
    room = min(width, _WIDEST) - len(told)
    return f"{name[:room]:{room}}{told}"
