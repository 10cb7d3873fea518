"""What a patient takes home as a file to print: text, or one HTML page that needs nothing else."""

from collections.abc import Iterator
from html import escape
from textwrap import fill
from typing import Final

from glutatui.visit import TakeHome
from glutatui.visit.take_home import Point

_COLUMNS: Final = 72
"""Cells of a line: what a page of paper holds in the usual fixed type."""

_STYLE: Final = (
    "body{font:14pt/1.4 sans-serif;max-width:40em;margin:2em auto;color:#000;background:#fff}"
    "h1{font-size:18pt}h2{font-size:15pt;margin:1em 0 .3em}li{margin:.3em 0}li,p{break-inside:avoid}"
)
"""No font, picture or address from elsewhere: the page needs no network."""


def page_text(page: TakeHome) -> str:
    """Return a page as lines of text."""
    rows = [fill(text, _COLUMNS) for text in (page.title, *page.first)]
    for chapter in page.chapters:
        rows += ["", chapter.heading, *(row for point in chapter.points for row in _point_text(point))]
    rows += ["", *(fill(text, _COLUMNS) for text in page.last)]
    return "\n".join(rows) + "\n"


def _point_text(point: Point) -> Iterator[str]:
    """Give a point and its parts, which stand further to the right, so that one sees what they belong to."""
    yield fill(point.text, _COLUMNS)
    yield from (fill(part, _COLUMNS, initial_indent="  ", subsequent_indent="  ") for part in point.parts)


def page_html(page: TakeHome) -> str:
    """Return a page as one HTML file that needs nothing else."""
    parts = [f"<h1>{escape(page.title)}</h1>", *(f"<p><strong>{escape(text)}</strong></p>" for text in page.first)]
    for chapter in page.chapters:
        points = "".join(map(_point_html, chapter.points))
        parts.append(f"<h2>{escape(chapter.heading)}</h2><ul>{points}</ul>")
    parts += [f"<p>{escape(text)}</p>" for text in page.last]
    return (
        f'<!doctype html><html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(page.title)}</title><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _point_html(point: Point) -> str:
    """Return a point as a line of a list, its parts as a list in it."""
    parts = "".join(f"<li>{escape(part)}</li>" for part in point.parts)
    return f"<li>{escape(point.text)}{f'<ul>{parts}</ul>' if parts else ''}</li>"
