"""What a patient takes home as a file to print: text, or one HTML page that needs nothing else."""

from html import escape
from textwrap import fill
from typing import Final

from glutatui.visit import TakeHome

_COLUMNS: Final = 72
"""Cells of a line: what a page of paper holds in the usual fixed type."""

_STYLE: Final = (
    "body{font:14pt/1.4 sans-serif;max-width:40em;margin:2em auto;color:#000;background:#fff}"
    "h1{font-size:18pt}h2{font-size:15pt;margin:1em 0 .3em}li{margin:.3em 0}li,p{break-inside:avoid}"
)
"""No font, picture or address from elsewhere: the page needs no network."""


def page_text(page: TakeHome) -> str:
    """Return a page as lines of text."""
    return "\n".join(fill(text, _COLUMNS) for text in page.paragraphs()) + "\n"


def page_html(page: TakeHome) -> str:
    """Return a page as one HTML file that needs nothing else."""
    parts = [f"<h1>{escape(page.title)}</h1>", *(f"<p><strong>{escape(text)}</strong></p>" for text in page.first)]
    for chapter in page.chapters:
        lines = "".join(f"<li>{escape(text)}</li>" for text in chapter.lines)
        parts.append(f"<h2>{escape(chapter.heading)}</h2><ul>{lines}</ul>")
    parts += [f"<p>{escape(text)}</p>" for text in page.last]
    return (
        f'<!doctype html><html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(page.title)}</title><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )
