"""Visits for other systems, written piece by piece so that a million events need no memory.

No form carries a name or an address: a visit is a random number, and what a patient ticked about themselves was never
kept. What a form cannot carry stands in ``docs/records.md``.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import count
from types import MappingProxyType
from typing import Final

from glutatui.course import Course
from glutatui.records import Kept
from glutatui.reports.fhir import bundle
from glutatui.reports.record import SignOff
from glutatui.reports.sittings import Given, Sitting, sittings
from glutatui.reports.standing import HALVES
from glutatui.reports.xapi import statements


@dataclass(frozen=True, slots=True)
class Source:
    """What an export is made from."""

    rows: Iterable[Kept]
    """What `Records.read` gives."""
    course_of: Callable[[str], Course]
    """Returns the course of a hash."""
    sign_off: SignOff

    def sittings(self) -> Iterator[Sitting]:
        """Give the visits that can be read; `report` and `records verify` count the others."""
        return (found for found in sittings(self.rows, self.course_of) if isinstance(found, Sitting))


COLUMNS: Final = (
    "visit",
    "seq",
    "at",
    "mode",
    "language",
    "course",
    "section",
    "warning",
    "round",
    "item",
    "revision",
    "kind",
    "chosen",
    "answer",
    "sure",
    "unsure",
    "right",
)
"""Columns of the CSV; ``docs/records.md`` is their dictionary."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a cell becomes a formula in a spreadsheet."""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe makes it text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_csv(source: Source) -> Iterator[str]:
    """Give a table of answers: one tidy row each (RFC 4180)."""
    yield _line(COLUMNS)
    for sitting in source.sittings():
        asked: dict[str, Iterator[int]] = {}
        for given in sitting.given():
            yield _line(map(guarded, _cells(sitting, given, asked)))


def _cells(sitting: Sitting, given: Given, asked: dict[str, Iterator[int]]) -> tuple[str, ...]:
    mark, item = given.mark, given.mark.item
    turn = ""
    if mark.section == "quiz":
        turn = str(next(asked.setdefault(item.warning or "", count(HALVES))) // HALVES)
    texts = [item.options[at].text[given.language] for at in mark.chosen]
    return (
        sitting.visit,
        str(given.seq),
        given.at,
        str(sitting.start["mode"]),
        given.language,
        str(sitting.start["course"]),
        mark.section,
        item.warning or "",
        turn,
        item.id,
        str(item.revision),
        item.kind,
        " ".join(str(at + 1) for at in mark.chosen),
        " | ".join(texts),
        str(int(mark.sure)),
        str(int(mark.unsure)),
        str(int(mark.right)),
    )


def _line(cells: Iterable[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def as_lines(source: Source) -> Iterator[str]:
    """Give every event as a line of JSON (architecture, section 5)."""
    for _, visit, seq, at, kind, data in source.rows:
        yield f'{{"visit":"{visit}","seq":{seq},"at":"{at}","event":"{kind}","data":{data}}}\n'


def as_fhir(source: Source) -> Iterator[str]:
    """Give one FHIR R4 bundle of all visits."""
    return bundle(source.sittings(), source.sign_off)


def as_xapi(source: Source) -> Iterator[str]:
    """Give xAPI statements, one a line."""
    for sitting in source.sittings():
        yield from statements(sitting)


EXPORTS: Final[Mapping[str, Callable[[Source], Iterator[str]]]] = MappingProxyType(
    {"csv": as_csv, "jsonl": as_lines, "fhir": as_fhir, "xapi": as_xapi}
)
"""The forms, by the name after ``--format``."""
