"""The report and the staff card as one HTML page each: nothing is loaded from anywhere, and it prints well."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from glutatui.reports.charts import columns_svg, stacked_svg
from glutatui.reports.standing import RESULTS, result_words
from glutatui.reports.survey import Period, Survey
from glutatui.reports.tables import (
    ITEM_COLUMNS,
    item_row,
    measures,
    notes,
    percent,
    period_line,
    read_out,
    shares_of,
    suspicions,
    told_periods,
    warning_name,
)
from glutatui.words import say

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #16202a; --paper: #ffffff; --line: #8a94a0;
  --part0: #14532d; --part1: #6fae86; --part2: #f08c00; --part3: #d3d8dd; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef2f5; --paper: #11161b; --line: #76818c;
  --part0: #a6e9c0; --part1: #3f8a5c; --part2: #ffb04d; --part3: #4a535c; } }
@media print { :root { --ink: #000000; --paper: #ffffff; --line: #666666;
  --part0: #14532d; --part1: #8fc4a2; --part2: #f08c00; --part3: #d6dade; }
  body { font-size: 10pt; } section { break-inside: auto; } tr, figure { break-inside: avoid; }
  thead { display: table-header-group; } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: .25rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.number { text-align: end; font-variant-numeric: tabular-nums; } td.number { white-space: nowrap; }
thead th { vertical-align: bottom; } th.number { max-width: 7rem; } td.chart { width: 40%; }
.wide { overflow-x: auto; } .bar { display: block; width: 100%; min-width: 8rem; height: 1rem; }
.days { display: block; width: 100%; height: 6rem; border-bottom: 1px solid var(--line); }
rect { stroke: var(--paper); stroke-width: 1px; vector-effect: non-scaling-stroke; }
.part0 { fill: var(--part0); } .part1 { fill: var(--part1); } .part2 { fill: var(--part2); }
.part3 { fill: var(--part3); } .key svg { display: inline-block; width: 1rem; min-width: 1rem; height: 1rem;
  vertical-align: middle; } .key span { margin-inline-end: 1.5rem; white-space: nowrap; }
figure { margin: 1rem 0; } pre { font: 1rem/1.4 ui-monospace, monospace; white-space: pre-wrap; }
"""


def report_page(report: Survey, language: str) -> str:
    """Return the report as an HTML page."""
    title = say(language, "report-head", made=report.made.astimezone().strftime("%Y-%m-%d %H:%M"))
    return _page(title, language, _body(report, language, title))


def card_page(lines: Sequence[str], language: str) -> str:
    """Return a staff card as an HTML page: its own lines, so that paper and screen never differ."""
    title = escape(lines[0])
    return _page(lines[0], language, [f"<h1>{title}</h1>", f"<pre>{escape(chr(10).join(lines[1:]))}</pre>"])


def _page(title: str, language: str, body: Iterable[str]) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _body(report: Survey, language: str, title: str) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>"
    yield "<ul>"
    yield from (f"<li>{escape(period_line(report, period, language))}</li>" for period in reversed(report.periods))
    yield "</ul>"
    yield from (f"<p>{escape(note)}</p>" for note in notes(report, language))
    yield from _days(report, language)
    for period in told_periods(report):
        yield from _warnings(report, period, language)
    yield from _suspects(report, language)
    yield from _items(report, language)
    yield from (f"<p>{escape(measure)}</p>" for measure in measures(report, language))


def _days(report: Survey, language: str) -> Iterator[str]:
    visits = [number for _, number in report.days]
    if not any(visits):
        yield f"<p>{escape(say(language, 'report-days-none'))}</p>"
        return
    first, last = report.days[0][0], report.days[-1][0]
    said = say(language, "report-days", first=first, last=last, most=max(visits))
    yield f"<figure><figcaption>{escape(said)}</figcaption>{columns_svg(visits, said)}</figure>"


def _warnings(report: Survey, period: Period, language: str) -> Iterator[str]:
    heading = say(language, "report-warnings", period=say(language, f"period-{period.name}"))
    yield f'<section>\n<h2 id="warnings-{period.name}">{escape(heading)}</h2>\n<p class="key">'
    for number, result in enumerate(RESULTS):
        box = f'<svg viewBox="0 0 1 1" aria-hidden="true"><rect class="part{number}" width="1" height="1"/></svg>'
        yield f"<span>{box} {escape(result_words(language, result))}</span>"
    yield "</p>"
    names = [say(language, "column-warning"), say(language, "column-chart")]
    yield from _table_head(f"warnings-{period.name}", names, [result_words(language, result) for result in RESULTS])
    for warning, found in period.results.items():
        bar = stacked_svg([found[result] for result in RESULTS], read_out(period, report.course, warning, language))
        cells = "".join(f'<td class="number">{percent(share)}</td>' for share in shares_of(period, warning))
        name = escape(warning_name(report.course, warning, language))
        yield f'<tr><th scope="row">{name}</th><td class="chart">{bar}</td>{cells}</tr>'
    yield "</tbody></table></div></section>"


def _suspects(report: Survey, language: str) -> Iterator[str]:
    if not report.suspects:
        yield f"<p>{escape(say(language, 'report-suspects-none'))}</p>"
        return
    yield f"<section><h2>{escape(say(language, 'report-suspects'))}</h2><ul>"
    yield from (f"<li>{escape(said)}</li>" for said in suspicions(report, language))
    yield "</ul></section>"


def _items(report: Survey, language: str) -> Iterator[str]:
    heading = say(language, "report-items", language=report.language)
    yield f'<section><h2 id="items">{escape(heading)}</h2>'
    yield f"<p>{escape(say(language, 'report-columns'))}</p>"
    numbers = [say(language, f"column-{name}") for name in ITEM_COLUMNS]
    yield from _table_head("items", [say(language, "column-item")], numbers)
    for figures in report.items:
        if figures.answers:
            cells = "".join(f'<td class="number">{escape(cell)}</td>' for cell in item_row(figures))
            yield f'<tr><th scope="row">{escape(figures.item.id)}</th>{cells}</tr>'
    yield "</tbody></table></div></section>"


def _table_head(named_by: str, heads: Sequence[str], numbers: Sequence[str]) -> Iterator[str]:
    """Begin a table that has its name from a heading; the heads of numbers stand over their digits."""
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    cells += "".join(f'<th scope="col" class="number">{escape(head)}</th>' for head in numbers)
    yield f'<div class="wide"><table aria-labelledby="{named_by}"><thead><tr>{cells}</tr></thead><tbody>'
