"""What is taught, as frozen data: structure once, texts by language.

A `Texts` value holds one text for each language of the course, ``{"en": "...", "es": "..."}``.
Nothing here reads a file, a clock or a terminal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias

Texts: TypeAlias = Mapping[str, str]
"""One text for each language of the course, by language code."""

Level: TypeAlias = Literal["stop", "ask", "watch"]
"""Stop: do not take it. Ask: get an answer first. Watch: be careful."""

LEVELS: tuple[Level, ...] = ("stop", "ask", "watch")


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


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page and the claims that it rests on."""

    text: Texts
    claims: tuple[str, ...] = ()


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


BlockKind: TypeAlias = Literal["text", "bullets", "steps", "card", "disagree", "range"]


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
    figure: Figure | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that this block rests on, in reading order."""
        cited = [claim for item in self.items for sentence in item for claim in sentence.claims]
        rows = self.figure.rows if self.figure else ()
        return (*cited, *(claim for row in rows for claim in row.claims))


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
class Option:
    """One option of a choose-one, or one line of a choose-all."""

    text: Texts
    because: Texts
    """Why, and the safe action."""
    right: bool = False
    trap: str | None = None
    """The mistaken belief that this option catches."""
    part: str | None = None
    """The part of the warning that this line covers."""


@dataclass(frozen=True)
class Item:
    """One question."""

    id: str
    kind: Literal["choose-one", "choose-all"]
    ask: Texts
    unsure: Texts
    """What is shown after "I'm not sure"."""
    options: tuple[Option, ...]
    claims: tuple[str, ...] = ()
    use: str | None = None
    """``pair-N``, ``before``, or None for a quick check."""
    basis: Literal["ledger", "general"] = "ledger"
    """``general``: the right answer rests on general medicine safety and is shown as unreviewed."""
    warning: str | None = None
    part: str | None = None
    cautious: bool = False
    decoy: bool = False
    revision: int = 1

    @property
    def right(self) -> frozenset[int]:
        """The filed indices of the options to choose."""
        return frozenset(index for index, option in enumerate(self.options) if option.right)


@dataclass(frozen=True)
class Part:
    """One level or sort of reader within a warning."""

    id: str
    level: Level
    when: Texts
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Applies:
    """One line of the "does any of this apply to you?" list."""

    id: str
    text: Texts


@dataclass(frozen=True)
class Trap:
    """A mistaken belief that wrong options catch."""

    id: str
    belief: Texts


@dataclass(frozen=True)
class Warning:  # noqa: A001  (the project's own term; Python's Warning is not used here)
    """One safety idea that the quiz verifies."""

    id: str
    level: Level
    says: Texts
    again: Texts
    """A second explanation in other words, shown after a miss."""
    claims: tuple[str, ...]
    taught: tuple[str, ...]
    """Where it is taught, as ``LESSON#PAGE``."""
    items: tuple[Item, ...]
    """The items of its pairs, as filed."""
    parts: tuple[Part, ...] = ()
    applies: tuple[Applies, ...] = ()
    traps: tuple[Trap, ...] = ()

    @cached_property
    def pairs(self) -> tuple[tuple[Item, Item], ...]:
        """Scenario and five lines of each round, in the order of their numbers."""
        found: dict[str, dict[str, Item]] = {}
        for item in self.items:
            if item.use:
                found.setdefault(item.use, {})[item.kind] = item
        whole = [pair for _, pair in sorted(found.items()) if len(pair) == 2]  # noqa: PLR2004  (a pair)
        return tuple((pair["choose-one"], pair["choose-all"]) for pair in whole)


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
