"""Rules of thumb: each gives every option of a question a number, or says yes to some of five lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from glutatui.content.robots.vocabulary import Vocabulary, vocabulary_of
from glutatui.content.stems import overlap, plain_words
from glutatui.course import Course, Item

Scores: TypeAlias = Callable[["Bank", Item], Sequence[float]]
"""Gives each option as filed a number; the highest is taken."""

Lines: TypeAlias = Callable[["Bank", Item], frozenset[int]]
"""Gives the filed indices that get a yes."""

Kind: TypeAlias = Callable[[Vocabulary], frozenset[str]]
"""Gives the words of one kind in a language."""


@dataclass(frozen=True, eq=False)
class Bank:
    """The questions of the safety quiz in one language, as a robot reads them."""

    course: Course
    language: str

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of its language that a robot goes by."""
        return vocabulary_of(self.language)

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
        shown = {item.id: " ".join([self.ask(item), *self.texts(item)]) for item in self.course.items()}
        return {name: self.vocabulary.content_words(text) for name, text in shown.items()}

    def ask(self, item: Item) -> str:
        """Return an item's question."""
        return item.ask[self.language]

    def texts(self, item: Item) -> list[str]:
        """Return an item's options as filed."""
        return [option.text[self.language] for option in item.options]

    def contents(self, item: Item) -> list[frozenset[str]]:
        """Return the content words of each option as filed."""
        return [self.vocabulary.content_words(text) for text in self.texts(item)]

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
    asked = bank.vocabulary.content_words(bank.ask(item))
    return [len(found & asked) for found in bank.contents(item)]


def _like_others(bank: Bank, item: Item) -> list[float]:
    found = bank.contents(item)
    return [sum(len(one & other) for other in found if other is not one) for one in found]


def _like_says(bank: Bank, item: Item) -> list[float]:
    says = bank.vocabulary.content_words(bank.course.warning_of[item.warning or ""].says[bank.language])
    return [overlap(found, says) for found in bank.contents(item)]


def _leaks(bank: Bank, item: Item) -> list[float]:
    others = [words for name, words in bank.read.items() if name != item.id]
    return [max(len(one & other) for other in others) / max(1, len(one)) for one in bank.contents(item)]


def _alphabet(bank: Bank, item: Item) -> list[float]:
    texts = [text.lower() for text in bank.texts(item)]
    return [-sorted(texts).index(text) for text in texts]


def _numbers(bank: Bank, item: Item) -> list[float]:
    return [sum(word[0].isdigit() for word in words) for words in bank.words(item)]


def _counting(kind: Kind, sign: int = 1) -> Scores:
    """Return the rule that takes the option with the most words of a kind; with ``sign`` -1, the fewest."""

    def scores(bank: Bank, item: Item) -> list[float]:
        kinds = kind(bank.vocabulary)
        return [sign * sum(word in kinds for word in words) for words in bank.words(item)]

    return scores


def _holding(kind: Kind) -> Scores:
    """Return the rule that takes any option with a word of a kind."""
    counted = _counting(kind)
    return lambda bank, item: [number > 0 for number in counted(bank, item)]


def _negations(bank: Bank, item: Item) -> list[float]:
    return [sum(map(bank.vocabulary.is_negation, words)) for words in bank.words(item)]


CHOOSERS: Mapping[str, Scores] = MappingProxyType(
    {
        "longest": _length,
        "shortest": _shortness,
        "middle length": _middle_length,
        "most like the question": _like_stem,
        "most like the other options": _like_others,
        "most like the warning's line": _like_says,
        "leak reader": _leaks,
        "no absolutes": _counting(lambda words: words.absolutes, -1),
        "most hedged": _counting(lambda words: words.hedges),
        "most cautious": _counting(lambda words: words.cautious),
        "most cautious, wide": _counting(lambda words: words.cautious_wide),
        "always ask": _counting(lambda words: words.asks),
        "names a clinician": _counting(lambda words: words.clinicians),
        "most negations": _negations,
        "first by alphabet": _alphabet,
        "most numbers": _numbers,
    }
)
"""Rules of thumb for a scenario: a number for each option as filed."""

SENSIBLE: Mapping[str, Scores] = MappingProxyType(
    {
        "a clinician is named at all": _holding(lambda words: words.clinicians),
        "a cautious word stands at all": _holding(lambda words: words.cautious_wide),
        "fewest words of taking it": _counting(lambda words: words.taking, -1),
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
