"""Blind robots: they answer the whole safety quiz by one rule of thumb and know nothing about glutamine.

A bank that a robot can pass measures test-wiseness, not understanding (education standard, section 7). Each robot gives
every option a number and takes the highest, the first shown among equals; on five lines it says yes by a rule of words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from glutatui.content.stems import ABSOLUTES, HEDGES, content_words, is_negation, overlap, plain_words, words_in
from glutatui.course import Course, Item
from glutatui.visit.policy import POLICY, Policy, order_of_options, pair_for

SEEDS = 10_000
"""Seeded visits that each robot plays."""

MARGIN = 0.05
"""How far above chance a robot may come (section 7): 5 points."""

CAUTIOUS = words_in(
    "stop stops avoid avoids wait waits skip skips leave leaves aside alone away out off hold holds closed no"
)
"""Words of somebody who does less, to be safe: wider than the standard's own, because patients are."""

NARROW_CAUTIOUS = words_in("stop stops avoid avoids wait waits skip skips")
"""The words that the standard names (section 7)."""

ASKS = words_in("ask asks call calls tell tells")

CLINICIANS = words_in(
    "clinician clinician's pharmacist doctor clinic team nurse hospital medical staff"
    " clinics clinicians pharmacists doctors"
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

    def words(self, item: Item) -> list[tuple[str, ...]]:
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


def counting(kinds: frozenset[str], sign: int = 1) -> Scores:
    """Return the rule that takes the option with the most words of some kinds; with ``sign`` -1, the fewest."""
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
        "no absolutes": counting(ABSOLUTES, -1),
        "most hedged": counting(HEDGES),
        "most cautious": counting(NARROW_CAUTIOUS),
        "most cautious, wide": counting(CAUTIOUS),
        "always ask": counting(ASKS),
        "names a clinician": counting(CLINICIANS),
        "most negations": _negations,
        "first by alphabet": _alphabet,
        "most numbers": _numbers,
    }
)
"""Rules of thumb for a scenario: a number for each option as filed."""


def _holding(kinds: frozenset[str]) -> Scores:
    return lambda bank, item: [any(word in kinds for word in words) for words in bank.words(item)]


_TAKING = words_in("add adds begin drink give gives has have start starts take takes tries try use")

SENSIBLE: Mapping[str, Scores] = MappingProxyType(
    {
        "a clinician is named at all": _holding(CLINICIANS),
        "a cautious word stands at all": _holding(CAUTIOUS),
        "fewest words of taking it": counting(_TAKING, -1),
    }
)
"""Rules with some plain sense, which beats chance in any honest quiz about safety: reported, not held to the bar."""

PLACES = ("first shown", "second shown", "last shown")
"""Rules of thumb that look at nothing but the place; whoever takes the majority's place takes one of these."""


def _no_options(_: Bank, __: Item) -> frozenset[int]:
    return frozenset()


def _every(_: Bank, item: Item) -> frozenset[int]:
    return frozenset(range(len(item.options)))


def _two(scores: Scores) -> Lines:
    def choose(bank: Bank, item: Item) -> frozenset[int]:
        found = scores(bank, item)
        return frozenset(sorted(range(len(found)), key=lambda index: -found[index])[:2])

    return choose


def _with(scores: Scores) -> Lines:
    return lambda bank, item: frozenset(index for index, score in enumerate(scores(bank, item)) if score > 0)


def _without(scores: Scores) -> Lines:
    return lambda bank, item: frozenset(index for index, score in enumerate(scores(bank, item)) if score <= 0)


_BY_WORD = ("most cautious", "most cautious, wide", "always ask", "names a clinician", "most hedged", "most negations")

LINES: Mapping[str, Lines] = MappingProxyType(
    {
        "all yes": _every,
        "all no": _no_options,
        **{f"two yes: {name}": _two(scores) for name, scores in CHOOSERS.items()},
        **{f"yes where: {name}": _with(CHOOSERS[name]) for name in _BY_WORD},
        **{f"no where: {name}": _without(CHOOSERS[name]) for name in _BY_WORD},
    }
)
"""Rules of thumb for five lines: the filed indices that get a yes."""


@dataclass(frozen=True)
class Played:
    """How the robots did over many seeded visits; every figure is a share from 0 to 1."""

    choices: Mapping[str, float]
    """Scenarios answered right, by blind rule of thumb."""
    sensible: Mapping[str, float]
    """Scenarios answered right by rules that hold some plain sense."""
    lines: Mapping[str, float]
    """Five-line items answered wholly right, by rule of thumb."""
    passed: Mapping[tuple[str, str], float]
    """Warnings passed in a visit in the mean, by both rules of thumb."""


def play(bank: Bank, seeds: int = SEEDS, policy: Policy = POLICY) -> Played:
    """Let every robot answer every scenario and every five lines in so many seeded visits."""
    names = [str(seed) for seed in range(seeds)]
    choosers = {**CHOOSERS, **SENSIBLE}
    hits = {name: {item.id: "" for item in bank.choices} for name in (*choosers, *PLACES)}
    for item in bank.choices:
        orders = [order_of_options(name, item) for name in names]
        key = min(item.right)
        for robot, scores in choosers.items():
            hits[robot][item.id] = _taken(scores(bank, item), key, orders)
        for place, robot in enumerate(PLACES):
            hits[robot][item.id] = "".join("01"[order[place] == key] for order in orders)
    known = {
        robot: {item.id for item in bank.lines if choose(bank, item) == item.right} for robot, choose in LINES.items()
    }
    asked = _asked(bank, names, policy)
    every = len(bank.choices) * seeds
    bits = {robot: {item: _bits(hit) for item, hit in hits[robot].items()} for robot in (*CHOOSERS, *PLACES)}
    shares = {robot: sum(hit.count("1") for hit in found.values()) / every for robot, found in hits.items()}
    return Played(
        {robot: share for robot, share in shares.items() if robot not in SENSIBLE},
        {robot: shares[robot] for robot in SENSIBLE},
        {robot: len(found) / len(bank.lines) for robot, found in known.items()},
        {
            (one, lines): _passed(bank, bits[one], known[lines], asked) / (seeds * len(bank.course.warnings))
            for one in bits
            for lines in known
        },
    )


def _taken(scores: Sequence[float], key: int, orders: Sequence[tuple[int, ...]]) -> str:
    """Return for each order "1" where the first shown of the highest options is the right one."""
    best = {index for index, score in enumerate(scores) if score == max(scores)}
    by_order = {order: "01"[next(index for index in order if index in best) == key] for order in set(orders)}
    return "".join(by_order[order] for order in orders)


def _asked(bank: Bank, names: Sequence[str], policy: Policy) -> Mapping[str, int]:
    """Return for each scenario the seeds at which one of its warning's rounds asks it, a bit for each."""
    found: dict[str, int] = {}
    for warning in bank.course.warnings:
        rounds = [frozenset(pair_for(name, warning, turn + 1)[0].id for turn in range(policy.rounds)) for name in names]
        for one, _ in warning.pairs:
            found[one.id] = _bits("".join("01"[one.id in asked] for asked in rounds))
    return found


def _bits(hits: str) -> int:
    return int(hits or "0", 2)


def _passed(bank: Bank, hits: Mapping[str, int], known: set[str], asked: Mapping[str, int]) -> int:
    """Return how many warnings of all visits are passed: both halves of a pair right in one of the rounds."""
    number = 0
    for warning in bank.course.warnings:
        passed = 0
        for one, lines in warning.pairs:
            if lines.id in known:
                passed |= hits[one.id] & asked[one.id]
        number += passed.bit_count()
    return number
