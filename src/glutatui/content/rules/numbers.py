"""A number stands in a lesson or a question only if one of its claims holds it (author's contract)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from glutatui.content import spanish, stems
from glutatui.content.draft import Draft
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.stems import plain_words
from glutatui.course import Claim, Item, Page, Texts

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\w.,])(?<![^\W\d_]-)\d+(?:[.,]\d+)*(?![\w])")


@lru_cache(maxsize=16384)
def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers of a text in one form: ``1,600`` and ``1600`` are equal, and so are ``5.0`` and ``5``.

    Digits within a name, such as those of "B12", are no number; words such as "two" neither.
    """
    return tuple(_form(found) for found in _NUMBER.findall(text)) if _DIGIT.search(text) else ()


def _form(number: str) -> str:
    plain = re.sub(r",(?=\d{3}(?!\d))", "", number).replace(",", ".")
    return f"{float(plain):g}" if plain.count(".") <= 1 else plain


_WORDS: Mapping[str, Sequence[str]] = MappingProxyType({"en": stems.NUMBERS.split(), "es": spanish.NUMBERS.split()})


def numbers_of(claim: Claim, language: str) -> frozenset[str]:
    """Return the numbers that a claim holds: in its statement, in digits or words, and in its amounts."""
    found = set(numbers_in(claim.statement[language]))
    for text in _leaves((claim.numbers, claim.quantity)):
        found.update(numbers_in(text))
    written = set(plain_words(claim.statement[language]))
    found.update(str(value) for value, word in enumerate(_WORDS[language]) if word in written)
    return frozenset(found)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _leaves(tuple(value.values()))
    elif isinstance(value, (list, tuple)):
        for member in value:
            yield from _leaves(member)


@rule("number-unfounded", "claims", "conflicts")
def number_unfounded(draft: Draft) -> Iterator[Finding]:
    """Every number that a patient reads is one that a claim of its sentence, figure row or question holds.

    In an item with ``decoy: true`` a wrong option may hold a number that is wrong on purpose.
    """
    for texts, claims in (*_lesson_texts(draft), *_quiz_texts(draft), *_short_texts(draft)):
        if found := numbers_in(draft.text(texts)):
            known = _known(draft, claims)
            yield from ((draft.of(texts), {"number": one}) for one in dict.fromkeys(found) if one not in known)


@rule("figure-unfounded", "claims")
def figure_unfounded(draft: Draft) -> Iterator[Finding]:
    """The ends of a bar and the place of a limit are numbers that a claim of its row holds."""
    for block in draft.blocks():
        for bar in block.figure.rows if block.figure else ():
            known = _known(draft, bar.claims)
            for number in dict.fromkeys((f"{bar.low:g}", f"{bar.high:g}")):
                if number not in known:
                    yield draft.of(bar), {"number": number}


def _known(draft: Draft, claims: Iterable[str]) -> set[str]:
    every = draft.once(_by_claim)
    return {number for claim in claims if claim in every for number in every[claim]}


def _by_claim(draft: Draft) -> Mapping[str, frozenset[str]]:
    return {name: numbers_of(claim, draft.language) for name, claim in draft.claim_of.items()}


def _lesson_texts(draft: Draft) -> Iterator[tuple[Texts, tuple[str, ...]]]:
    for lesson in (*draft.course.lessons, *draft.course.library):
        every = tuple(claim for page in lesson.pages for claim in page.claims)
        yield from ((texts, every) for texts in (lesson.title, lesson.main_message, lesson.action))
        for page in lesson.pages:
            yield page.title, (*page.claims, *_disputed(draft, page))
            for block in page.blocks:
                for sentence in (sentence for item in block.items for sentence in item):
                    yield sentence.text, sentence.claims
                yield from ((caption, block.claims) for caption in block.captions)
                yield from ((row.label, row.claims) for row in block.rows)


def _disputed(draft: Draft, page: Page) -> Iterator[str]:
    """Give the claims of the disagreements that a page shows: its heading may ask what they dispute."""
    for block in page.blocks:
        for conflict in (draft.conflict_of[name] for name in block.conflicts if name in draft.conflict_of):
            yield from (claim for side in conflict.sides for claim in side.claims)


def _quiz_texts(draft: Draft) -> Iterator[tuple[Texts, tuple[str, ...]]]:
    for item in draft.items():
        for texts in _item_texts(item):
            yield texts, item.claims
    for warning in draft.course.warnings:
        every = (*warning.claims, *(claim for item in warning.items for claim in item.claims))
        yield from ((texts, every) for texts in warning.told)
        yield from ((part.when, (*part.claims, *warning.claims)) for part in warning.parts)
        yield from ((line.text, every) for line in warning.applies)


def _item_texts(item: Item) -> Iterator[Texts]:
    yield from (item.ask, item.unsure)
    for option in item.options:
        if option.right or not item.decoy:
            yield option.text
            yield option.because


def _short_texts(draft: Draft) -> Iterator[tuple[Texts, tuple[str, ...]]]:
    for conflict in draft.course.conflicts:
        claims = tuple(claim for side in conflict.sides for claim in side.claims)
        yield from ((texts, claims) for texts in (conflict.short, conflict.safest_reading) if texts)
