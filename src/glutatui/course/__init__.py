"""What is taught, as frozen data: structure once, texts by language.

A `Texts` value holds one text for each language of the course, ``{"en": "...", "es": "..."}``.
Nothing here reads a file, a clock or a terminal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from glutatui.course.figures import GRADES, Bar, Evidence, Figure, Grade, Use
from glutatui.course.ledger import Citation, Claim, Conflict, Side, Source
from glutatui.course.questions import LEVELS, Applies, Item, Level, Option, Part, Trap, Warning  # noqa: A004  (the project's own term)
from glutatui.course.texts import Texts

__all__ = [
    "GRADES",
    "LEVELS",
    "Applies",
    "Bar",
    "Block",
    "BlockKind",
    "Citation",
    "Claim",
    "Conflict",
    "Course",
    "Detail",
    "Evidence",
    "Figure",
    "Grade",
    "Item",
    "Lesson",
    "Level",
    "Option",
    "Page",
    "Part",
    "Sentence",
    "Side",
    "Source",
    "Texts",
    "Trap",
    "Use",
    "Warning",
]


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page and the claims that it rests on."""

    text: Texts
    claims: tuple[str, ...] = ()


BlockKind: TypeAlias = Literal["text", "bullets", "steps", "card", "disagree", "range", "evidence"]

Detail: TypeAlias = Literal["short", "sides", "staff"]
"""How much a disagreement card tells: the short card of the core path, every side as patients may see it, or all."""


@dataclass(frozen=True)
class Block:
    """One part of a page."""

    kind: BlockKind
    items: tuple[tuple[Sentence, ...], ...] = ()
    """Sentences by item: a paragraph or card has one item, a list one for each bullet or step."""
    level: Level | None = None
    """The level of a card."""
    warning: str | None = None
    """The warning that a card shows."""
    conflict: str | None = None
    """The conflict that a disagreement card shows."""
    also: tuple[str, ...] = ()
    """Further conflicts of a shared card, which says in ``items`` what all of them dispute."""
    detail: Detail = "short"
    """How much a disagreement card tells."""
    figure: Figure | None = None
    evidence: Evidence | None = None

    @property
    def rows(self) -> tuple[Bar | Use, ...]:
        """The rows of the block's figure, of whatever kind it is."""
        drawn = self.figure or self.evidence
        return drawn.rows if drawn else ()

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Every conflict that a disagreement card shows."""
        return (self.conflict, *self.also) if self.conflict else ()

    @property
    def captions(self) -> tuple[Texts, ...]:
        """The title of the block's figure and how to read it; nothing where there is none."""
        drawn = self.figure or self.evidence
        return (drawn.title, drawn.how) if drawn else ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that this block rests on, in reading order."""
        cited = [claim for item in self.items for sentence in item for claim in sentence.claims]
        return (*cited, *(claim for row in self.rows for claim in row.claims))


@dataclass(frozen=True)
class Page:
    """One screen of a lesson."""

    id: str
    title: Texts
    blocks: tuple[Block, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that this page rests on, each once, in reading order."""
        return tuple(dict.fromkeys(claim for block in self.blocks for claim in block.claims))


@dataclass(frozen=True)
class Lesson:
    """One lesson of the core path, or one reading of the library."""

    id: str
    title: Texts
    main_message: Texts
    action: Texts
    pages: tuple[Page, ...]
    checks: tuple[Item, ...] = ()
    clinician_only: bool = False


@dataclass(frozen=True)
class Course:
    """Everything that is taught and asked."""

    languages: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    warnings: tuple[Warning, ...]
    before: tuple[Item, ...]
    """The three questions asked before the lessons."""
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    sources: tuple[Source, ...]
    traps: tuple[Trap, ...] = ()
    """Mistaken beliefs that several warnings share."""
    library: tuple[Lesson, ...] = ()

    def items(self) -> Iterator[Item]:
        """Give every item: before, quick checks, pairs."""
        yield from self.before
        for lesson in self.lessons:
            yield from lesson.checks
        for warning in self.warnings:
            yield from warning.items

    @cached_property
    def readings(self) -> tuple[Lesson, ...]:
        """The readings of the library in the order of a list: those for the care team come last."""
        return tuple(sorted(self.library, key=lambda reading: reading.clinician_only))

    @cached_property
    def item_of(self) -> Mapping[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items()}

    @cached_property
    def warning_of(self) -> Mapping[str, Warning]:
        """Warnings by id."""
        return {warning.id: warning for warning in self.warnings}

    @cached_property
    def claim_of(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def conflict_of(self) -> Mapping[str, Conflict]:
        """Conflicts by id."""
        return {conflict.id: conflict for conflict in self.conflicts}

    @cached_property
    def source_of(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}
