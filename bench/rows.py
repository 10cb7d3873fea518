"""A row of the table, its goal, and the medians behind it."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- bench: written by make bench -->", "<!-- /bench -->"
"""Marks of the table in the README."""


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    """From section 6 of the serving design, or the issue that asks for the row."""
    note: str = ""
    at_least: bool = False
    """Whether more is better."""

    @property
    def met(self) -> str:
        """Whether the goal is met, as a word."""
        if self.goal is None:
            return ""
        return "met" if (self.value >= self.goal if self.at_least else self.value <= self.goal) else "NOT MET"

    @property
    def bar(self) -> str:
        """The goal as it is printed."""
        return "" if self.goal is None else f"{'>=' if self.at_least else '<='} {self.goal:g}"


def alternating(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Return the figures of several measures taken in turn, the first round thrown away."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds + 1):
        for name, measure in measures.items():
            figure = measure()
            if number:
                found[name].append(figure)
    return found


def median(figures: Sequence[float]) -> float:
    """Return the median; not a number where nothing was measured."""
    return statistics.median(figures) if figures else float("nan")


def share(figures: Sequence[float], part: float) -> float:
    """Return the figure below which a part of all lies, such as 0.99."""
    ordered = sorted(figures)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)] if ordered else float("nan")


def spread(figures: Sequence[float]) -> str:
    """Return the quartiles in words."""
    if len(figures) < 2:  # noqa: PLR2004  (quartiles need two)
        return f"{len(figures)} runs"
    low, _, high = statistics.quantiles(figures, n=4)
    return f"quartiles {low:.1f} to {high:.1f}, {len(figures)} runs"


def table(rows: Iterable[Row]) -> str:
    """Return the rows for a terminal."""
    lines = [f"{'what':<52}{'measured':>11} {'unit':<9}{'goal':>9}  {'':<8} note"]
    lines += [
        f"{row.what:<52}{row.value:>11.2f} {row.unit:<9}{row.bar:>9}  {row.met:<8} {row.note}".rstrip() for row in rows
    ]
    return "\n".join(lines)


def markdown(rows: Iterable[Row], conditions: str) -> str:
    """Return the rows for the README."""
    lines = [conditions, "", "| what | measured | goal | |", "|---|---|---|---|"]
    for row in rows:
        bar = row.bar.replace("<=", "at most").replace(">=", "at least")
        value = f"{row.value:,.0f}" if row.value >= 1000 else f"{row.value:.3g}"  # noqa: PLR2004  (not 1e+03)
        lines.append(f"| {row.what.strip()} | {value} {row.unit} | {bar} | {row.met} |")
    return "\n".join(lines)


def put_into(page: Path, text: str) -> None:
    """Put the table between its marks.

    Raises:
        ValueError: The page has no marks.
    """
    before, begin, rest = page.read_text().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page.name} has no place for the table: {BEGIN}")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")
