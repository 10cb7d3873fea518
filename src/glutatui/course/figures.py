"""The two figures of a page: ranges and limits on one axis, and how sure it is that something helps."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from glutatui.course.texts import Texts

Grade: TypeAlias = Literal["possibly-effective", "possibly-ineffective", "not-enough-known"]
"""How the supplement reference rates a use: weak proof, it does not seem to help, or too little is known."""

GRADES: tuple[Grade, ...] = ("possibly-effective", "possibly-ineffective", "not-enough-known")


@dataclass(frozen=True)
class Bar:
    """One row of a range figure: a bar from ``low`` to ``high``, or a limit where both are equal."""

    label: Texts
    low: float
    high: float
    limit: bool
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """Ranges and limits on one axis from 0 to ``top``."""

    title: Texts
    how: Texts
    """The "how to read this" line."""
    unit: Texts
    top: float
    rows: tuple[Bar, ...]


@dataclass(frozen=True)
class Use:
    """One row of an evidence figure: what glutamine is used for, and its grade."""

    label: Texts
    grade: Grade
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What helps, what does not seem to, and what is not known."""

    title: Texts
    how: Texts
    """The "how to read this" line."""
    rows: tuple[Use, ...]
