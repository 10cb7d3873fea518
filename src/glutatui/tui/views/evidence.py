"""The evidence figure: what glutamine is used for, and how each use is rated."""

from rich.cells import cell_len

from glutatui.course import Evidence, Use
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Role, Row, Span, padded, paragraph

_USE = 42
"""Cells for the uses on a screen that is wide enough."""

_ROLES: dict[str, Role] = {
    "possibly-effective": "strong",
    "possibly-ineffective": "quiet",
    "not-enough-known": "accent",
}
"""How each grade looks; the word says it, no colour is needed."""


def evidence_rows(evidence: Evidence, look: Look) -> list[Row]:
    """Return the figure: title, one row a use with its grade in words, and how to read it."""
    language = look.language
    rows = [*paragraph(evidence.title[language], look.column, "strong")]
    for use in evidence.rows:
        rows += _use_rows(use, look)
    return [*rows, BLANK, *paragraph(evidence.how[language], look.column, "quiet")]


def _use_rows(use: Use, look: Look) -> list[Row]:
    """Return a use beside its grade, or above it where there is no room."""
    label, role = use.label[look.language], _ROLES[use.grade]
    grade = look.say(f"grade-{use.grade}")
    if look.column >= _USE + cell_len(grade) and cell_len(label) < _USE:
        return [Row((Span(padded(label, _USE)), Span(grade, role)))]
    return [*paragraph(label, look.column), *paragraph(grade, look.column, role, first="  ", rest="  ")]
