"""What glutamine is used for, by how sure it is that it helps: the evidence figures of readings, sifted."""

from collections.abc import Iterable
from dataclasses import replace

from glutatui.course import GRADES, Evidence, Grade, Lesson


def figures_of(readings: Iterable[Lesson]) -> tuple[Evidence, ...]:
    """Return the evidence figures of readings, in the order of reading."""
    return tuple(
        block.evidence for reading in readings for page in reading.pages for block in page.blocks if block.evidence
    )


def sifted(figures: Iterable[Evidence], grade: Grade | None) -> tuple[Evidence, ...]:
    """Return the figures with the rows of one grade alone, those that have any; None leaves all rows in."""
    kept = (replace(one, rows=tuple(row for row in one.rows if grade in {None, row.grade})) for one in figures)
    return tuple(one for one in kept if one.rows)


def choices(figures: tuple[Evidence, ...]) -> tuple[tuple[Grade | None, int], ...]:
    """Return what can be chosen, all first, each with how many uses there are."""
    return tuple((grade, sum(len(one.rows) for one in sifted(figures, grade))) for grade in (None, *GRADES))
