"""The ledger: the documents, what they claim, and where they do not agree."""

from dataclasses import dataclass
from typing import Any

from glutatui.course.texts import Texts


@dataclass(frozen=True)
class Source:
    """One document that the course rests on."""

    id: str
    title: Texts
    short: Texts
    """The plain label on a screen, such as "a clinic page"; at most 24 characters."""
    publisher: str
    kind: str
    date: str
    trust: str
    trust_note: Texts


@dataclass(frozen=True)
class Citation:
    """Where a claim stands: a document and its line, counted from 1."""

    doc: str
    line: int
    strength: str | None = None
    """How firmly this document says it, where it differs from the claim as a whole."""


@dataclass(frozen=True)
class Claim:
    """One idea that the sources state."""

    id: str
    topic: str
    statement: Texts
    sources: tuple[Citation, ...]
    kind: str
    strength: str
    safety: bool
    action: str | None = None
    safety_group: str | None = None
    safety_tier: str | None = None
    """``core``: the quiz must verify it. ``supporting``: a reason behind a warning."""
    clinician_only: bool = False
    numbers: Any = None
    """Amounts and limits as the ledger gives them: a list of mappings, or None."""
    quantity: Any = None
    """A number that is neither dose nor limit: a mapping, or None."""
    borderline: str | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """One position in a disagreement."""

    claims: tuple[str, ...]
    docs: tuple[str, ...]
    position: Texts


@dataclass(frozen=True)
class Conflict:
    """A place where the sources do not agree."""

    id: str
    severity: str
    """``high``: told wherever either side is shown. ``medium``: told in the lesson. ``low``: a note is enough."""
    type: str
    question: Texts
    sides: tuple[Side, ...]
    safest_reading: Texts
    why: Texts
    short: Texts | None = None
    """The short card: "The sources do not agree about ..." and the safest reading, 25 words at most."""
