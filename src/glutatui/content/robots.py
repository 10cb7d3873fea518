"""Blind robots: they answer the whole safety quiz by one rule of thumb and know nothing about glutamine.

A bank that a robot can pass measures test-wiseness, not understanding (education standard, section 7). Each robot gives
every option a number and takes the highest, the first shown among equals; on five lines it says yes by a rule of words.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from math import comb
from types import MappingProxyType
from typing import TypeAlias

from glutatui.content.stems import ABSOLUTES, HEDGES, content_words, is_negation, overlap, plain_words
from glutatui.course import Course, Item
from glutatui.visit.policy import POLICY, Policy, guess_pass, order_of_options, pair_for

SEEDS = 10_000
"""Seeded visits that each robot plays."""

CAUTIOUS = frozenset(
    "stop stops stay stays avoid avoids wait waits skip skips leave leaves keep keeps hold holds put puts aside alone"
    " away out off closed unopened shelf no not never cancel cancels".split()
)
"""Words of somebody who does less, to be safe."""

NARROW_CAUTIOUS = frozenset("stop stops avoid avoids wait waits skip skips".split())
"""The words that the standard names (section 7)."""

ASKS = frozenset("ask asks call calls tell tells".split())

CLINICIANS = frozenset(
    "clinician clinician's pharmacist doctor clinic team nurse hospital medical staff"
    " clinics clinicians pharmacists doctors".split()
)

Scores: TypeAlias = Callable[["Bank", Item], Sequence[float]]
Lines: TypeAlias = Callable[["Bank", Item], frozenset[int]]


@dataclass(frozen=True, eq=False)
class Bank:
    """The questions of the safety quiz in one language, as a robot reads them."""

    course: Course
    language: str

    @cached_property
    def choices(self) -> tuple[Item, ...]:
        """The scenarios: the choose-ones of all pairs."""
        return tuple(one for warning in self.course.warnings for one, _ in warning.pairs)

    @cached_property
    def lines(self) -> tuple[Item, ...]:
        """The choose-alls of all pairs."""
        return tuple(lines for warning in self.course.warnings for _, lines in warning.pairs)

    @cached_property
    def read(self) -> Mapping[str, frozenset[str]]:
        """The content words of each item's question and options, by item id."""
        return {item.id: content_words(" ".join([self.ask(item), *self.texts(item)])) for item in self.course.items()}

    def ask(self, item: Item) -> str:
        """Return an item's question."""
        return item.ask[self.language]

    def texts(self, item: Item) -> list[str]:
        """Return an item's options as filed."""
        return [option.text[self.language] for option in item.options]

    def words(self, item: Item) -> list[list[str]]:
        """Return the words of each option as filed."""
        return [plain_words(text) for text in self.texts(item)]


def _length(bank: Bank, item: Item) -> list[float]:
    return [len(words) for words in bank.words(item)]


def _shortness(bank: Bank, item: Item) -> list[float]:
    return [-len(words) for words in bank.words(item)]


def _middle_length(bank: Bank, item: Item) -> list[float]:
    lengths = [len(words) for words in bank.words(item)]
    middle = sorted(lengths)[len(lengths) // 2]
    return [-abs(length - middle) for length in lengths]


def _like_stem(bank: Bank, item: Item) -> list[float]:
    asked = content_words(bank.ask(item))
    return [len(content_words(text) & asked) for text in bank.texts(item)]


def _like_others(bank: Bank, item: Item) -> list[float]:
    found = [content_words(text) for text in bank.texts(item)]
    return [sum(len(one & other) for other in found if other is not one) for one in found]


def _like_says(bank: Bank, item: Item) -> list[float]:
    says = content_words(bank.course.warning_of[item.warning or ""].says[bank.language])
    return [overlap(content_words(text), says) for text in bank.texts(item)]


def _leaks(bank: Bank, item: Item) -> list[float]:
    others = [words for name, words in bank.read.items() if name != item.id]
    found = [content_words(text) for text in bank.texts(item)]
    return [max(len(one & other) for other in others) / max(1, len(one)) for one in found]


def _alphabet(bank: Bank, item: Item) -> list[float]:
    texts = [text.lower() for text in bank.texts(item)]
    return [-sorted(texts).index(text) for text in texts]


def _numbers(bank: Bank, item: Item) -> list[float]:
    return [sum(word[0].isdigit() for word in words) for words in bank.words(item)]


def _counting(kinds: frozenset[str], sign: int = 1) -> Scores:
    return lambda bank, item: [sign * sum(word in kinds for word in words) for words in bank.words(item)]


def _negations(bank: Bank, item: Item) -> list[float]:
    return [sum(is_negation(word) for word in words) for words in bank.words(item)]


CHOOSERS: Mapping[str, Scores] = MappingProxyType(
    {
        "longest": _length,
        "shortest": _shortness,
        "middle length": _middle_length,
        "most like the question": _like_stem,
        "most like the other options": _like_others,
        "most like the warning's line": _like_says,
        "leak reader": _leaks,
        "no absolutes": _counting(ABSOLUTES, -1),
        "most hedged": _counting(HEDGES),
        "most cautious": _counting(NARROW_CAUTIOUS),
        "most cautious, wide": _counting(CAUTIOUS),
        "always ask": _counting(ASKS),
        "names a clinician": _counting(CLINICIANS),
        "most negations": _negations,
        "first by alphabet": _alphabet,
        "most numbers": _numbers,
    }
)
"""Rules of thumb for a scenario: a number for each option as filed."""
