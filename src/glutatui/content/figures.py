"""Reads the bodies of ``range`` and ``evidence`` fences: the same strict YAML, places those of the Markdown file."""

from typing import Protocol

from glutatui.content.fields import Fields
from glutatui.content.problems import Notes
from glutatui.content.yaml_nodes import Node
from glutatui.course import Bar, Evidence, Figure, Grade, Texts, Use

LONGEST_LABEL = 20
"""Characters of a row's label: it stands left of the axis in an 80-column screen."""

LARGEST_TOP = 1000
"""Units of the axis at most; it is drawn with a mark at every tenth unit."""

MOST_ROWS = 8
"""Rows of a figure: with title, axis and how-line it still fits one screen."""

LONGEST_USE = 40
"""Characters of what something is used for: it stands left of its grade in an 80-column screen."""

MOST_USES = 10
"""Rows of an evidence figure: with title, headings and how-line it still fits one screen."""

_FIGURE = ("title", "how", "unit", "max", "rows")
_EVIDENCE = ("title", "how", "rows")
_USE = ("use", "grade", "claims")
_ROW = ("label", "from", "to", "at", "claims")


class Source(Protocol):
    """The file that a figure stands in."""

    language: str
    notes: Notes


def read_figure(node: Node, source: Source) -> Figure | None:
    """Return the figure; None, with the problem noted, where its axis cannot be drawn.

    Args:
        node: The body of the fence.
        source: The file that it stands in.
    """
    fields = Fields(node, source.notes, source.language, _FIGURE)
    figure = Figure(
        title=fields.texts("title"),
        how=fields.texts("how"),
        unit=fields.texts("unit"),
        top=fields.number("max"),
        rows=tuple(_row(row, source) for row in fields.nodes("rows")),
    )
    _judge_rows(len(figure.rows), MOST_ROWS, fields, source)
    if not 1 <= figure.top <= LARGEST_TOP:
        source.notes.add(fields.at("max"), "figure-top", most=LARGEST_TOP)
        return None
    for row in figure.rows:
        if not row.low <= row.high <= figure.top:
            source.notes.add(source.notes.of(row), "figure-range")
    return source.notes.put(figure, fields.place)


def _row(node: Node, source: Source) -> Bar:
    fields = Fields(node, source.notes, source.language, _ROW)
    limit = fields.has("at")
    if limit == (fields.has("from") or fields.has("to")):
        source.notes.add(fields.place, "figure-row")
    low = fields.number("at") if limit else fields.number("from")
    bar = Bar(
        label=_label("label", LONGEST_LABEL, fields, source),
        low=low,
        high=low if limit else fields.number("to"),
        limit=limit,
        claims=fields.ids("claims"),
    )
    return source.notes.put(bar, fields.place)


def read_evidence(node: Node, source: Source) -> Evidence:
    """Return the evidence figure.

    Args:
        node: The body of the fence.
        source: The file that it stands in.
    """
    fields = Fields(node, source.notes, source.language, _EVIDENCE)
    evidence = Evidence(
        title=fields.texts("title"),
        how=fields.texts("how"),
        rows=tuple(_use(row, source) for row in fields.nodes("rows")),
    )
    _judge_rows(len(evidence.rows), MOST_USES, fields, source)
    return source.notes.put(evidence, fields.place)


def _use(node: Node, source: Source) -> Use:
    fields = Fields(node, source.notes, source.language, _USE)
    grade: Grade = fields.choice("grade", Grade, "not-enough-known")
    use = Use(label=_label("use", LONGEST_USE, fields, source), grade=grade, claims=fields.ids("claims"))
    return source.notes.put(use, fields.place)


def _judge_rows(number: int, most: int, fields: Fields, source: Source) -> None:
    """Note a figure without a row, or with more than a screen holds."""
    if not 1 <= number <= most and fields.has("rows"):
        source.notes.add(fields.at("rows"), "figure-rows", most=most)


def _label(key: str, longest: int, fields: Fields, source: Source) -> Texts:
    """Return what a row is called; what is too long for its place is noted."""
    label = fields.texts(key)
    if len(label[source.language]) > longest:
        source.notes.add(fields.at(key), "label-long", most=longest)
    return label
