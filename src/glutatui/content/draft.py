"""A course in one language as its author wrote it, with the place of everything in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, TypeVar

from glutatui.content.glossary import NO_GLOSSARY, Glossary
from glutatui.content.hashes import content_hashes
from glutatui.content.problems import Notes, Place
from glutatui.content.reviews import Review
from glutatui.content.stamps import NO_STAMPS, Stamps
from glutatui.content.twins import twins
from glutatui.course import Block, Claim, Conflict, Course, Item, Lesson, Page, Texts, Warning  # noqa: A004  (the project's own term)

Made = TypeVar("Made")

Whole: TypeAlias = Literal["claims", "conflicts", "sources", "exclusions", "lessons", "quizzes"]
"""A part of the content that a rule needs whole, so that one unreadable file does not bring a hundred problems."""


ROOM: Mapping[str, float] = MappingProxyType({"es": 1.25})
"""How much longer than in English a text may be.

Texts of this length become about a third longer when English is translated (W3C, "Text size in translation"); a quarter
keeps the translator short, and what does not fit a screen scrolls.
"""


@dataclass(frozen=True)
class Exclusion:
    """A claim that is told nowhere, and why."""

    id: str
    """The claim's id."""
    reason: str


@dataclass(frozen=True, eq=False)
class Draft:
    """A course in one language, whole or not."""

    course: Course
    language: str
    notes: Notes
    """Knows where each thing of the course stands."""
    forbidden: str = ""
    """The text of ``lessons/forbidden.txt``."""
    excluded: tuple[Exclusion, ...] = ()
    """What ``lessons/exclusions.yaml`` lists."""
    glossary: Glossary = NO_GLOSSARY
    """The words of the topic in the language of the draft."""
    reviews: tuple[Review, ...] = ()
    """Who has read which page or item, as ``lessons/reviews.yaml`` says."""
    original: "Draft | None" = None
    """The English course, where this one is a translation of it."""
    stamps: Stamps = NO_STAMPS
    """Which English texts a translation was made from."""
    files: int = 0
    """How many files this language has, or should have."""
    wordings: str = ""
    """The text of ``lessons/LANGUAGE/wordings.txt``: what each text said when it was last confirmed."""
    schemas: bool = False
    """Whether the course has schemas for editors."""
    untranslated: tuple[str, ...] = ()
    """Files that a translation lacks; the English ones stand in for them."""

    def once(self, make: "Callable[[Draft], Made]") -> "Made":
        """Return what a function makes of the draft; it is made at the first call and kept with the draft."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[object, Any]:
        return {}

    def of(self, thing: object) -> Place:
        """Return where a thing stands."""
        return self.notes.of(thing)

    def most(self, number: int) -> int:
        """Return a limit of words or rows in the language of the draft, given the English one."""
        return round(number * ROOM.get(self.language, 1))

    def text(self, texts: Texts) -> str:
        """Return a text in the language of the draft."""
        return texts[self.language]

    def is_whole(self, part: Whole) -> bool:
        """Tell whether every file of a part of the content could be read."""
        where = {
            "quizzes": (f"quizzes/{self.language}/",),
            "lessons": (f"lessons/{self.language}/",),
        }.get(part, (f"lessons/{part}.", f"lessons/{self.language}/{part}."))
        return not any(f"{path}/".startswith(where) or path in {"lessons", "quizzes"} for path in self.notes.lost)

    @cached_property
    def twins(self) -> tuple[tuple[Texts, Texts], ...]:
        """Each English text with its translation; nothing in English itself."""
        return twins(self.original.course, self.course) if self.original else ()

    @cached_property
    def claim_of(self) -> Mapping[str, Claim]:
        """The claims by id."""
        return self.course.claim_of

    @cached_property
    def conflict_of(self) -> Mapping[str, Conflict]:
        """The disagreements by id."""
        return self.course.conflict_of

    @cached_property
    def warning_of(self) -> Mapping[str, Warning]:
        """The warnings by id."""
        return self.course.warning_of

    def core_pages(self) -> Iterator[tuple[Lesson, Page]]:
        """Give the pages that every patient meets."""
        for lesson in self.course.lessons:
            for page in lesson.pages:
                yield lesson, page

    def pages(self) -> Iterator[tuple[Lesson, Page]]:
        """Give every page, those of the library too."""
        yield from self.core_pages()
        for reading in self.course.library:
            for page in reading.pages:
                yield reading, page

    def blocks(self) -> Iterator[Block]:
        """Give every block of every page."""
        for _, page in self.pages():
            yield from page.blocks

    def items(self) -> Iterator[Item]:
        """Give every question."""
        yield from self.course.items()

    def cited(self) -> Iterator[tuple[str, Place]]:
        """Give every claim id that lessons and quizzes cite, with its place."""
        for block in self.blocks():
            for sentence in (sentence for item in block.items for sentence in item):
                yield from self.notes.each(sentence.claims)
            for row in block.rows:
                yield from self.notes.each(row.claims)
        for warning in self.course.warnings:
            yield from self.notes.each(warning.claims)
            for part in warning.parts:
                yield from self.notes.each(part.claims)
        for item in self.items():
            yield from self.notes.each(item.claims)

    @cached_property
    def taught(self) -> frozenset[str]:
        """The claims that some page of the core path cites."""
        return frozenset(claim for _, page in self.core_pages() for claim in page.claims)

    @cached_property
    def placed(self) -> frozenset[str]:
        """The claims that some page of the core path or of the library cites."""
        return frozenset(claim for _, page in self.pages() for claim in page.claims)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The claims that some item of a warning's pairs rests on."""
        return frozenset(claim for warning in self.course.warnings for item in warning.items for claim in item.claims)

    @cached_property
    def core_claims(self) -> tuple[Claim, ...]:
        """The safety claims that the quiz must verify."""
        return tuple(claim for claim in self.course.claims if claim.safety and claim.safety_tier == "core")

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """The content hash of every page and item, for sign-offs."""
        return content_hashes(self.course, self.language)
