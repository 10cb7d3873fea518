"""How hard a text is to read: sentences, words, syllables, and the two formulas of the education standard.

Formulas see length, not order, layout or truth: they gate drafts and prove nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from glutatui.content.sentences import pieces_of
from glutatui.content.stems import plain_words
from glutatui.content.syllables import syllables

LONG = 3
"""Syllables from which on SMOG counts a word."""

EXEMPT = 2
"""Syllables of a word of the topic at most, such as "glutamine" or a medicine: there is no shorter word (section 6)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts of a text, which add up."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    long: int = 0
    """Words of three syllables or more."""

    def __add__(self, other: "Measure") -> "Measure":
        """Return the counts of both texts together."""
        return Measure(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            self.long + other.long,
        )

    @property
    def fkgl(self) -> float:
        """Flesch-Kincaid grade level (Kincaid 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """SMOG grade (McLaughlin 1969): 1.043 x root of the long words in 30 sentences + 3.1291."""
        return 1.043 * sqrt(30 * self.long / self.sentences) + 3.1291 if self.sentences else 0.0


def measure(texts: Iterable[str], topic: frozenset[str] = frozenset()) -> Measure:
    """Return the counts of texts, each of one sentence or more; words of the topic count as two syllables."""
    return sum((_measured(text, topic) for text in texts), Measure())


@lru_cache(maxsize=8192)
def _measured(text: str, topic: frozenset[str]) -> Measure:
    words = [word for word in plain_words(text) if word[0].isalpha()]
    if not words:
        return Measure()
    counts = [min(EXEMPT, syllables(word)) if is_topic(word, topic) else syllables(word) for word in words]
    return Measure(len(pieces_of(text)), len(words), sum(counts), sum(count >= LONG for count in counts))


def is_topic(word: str, topic: frozenset[str]) -> bool:
    """Tell whether a word in lower case, or what it is the plural or possessive of, is one of the topic."""
    return word in topic or word.removesuffix("'s") in topic or word.removesuffix("s") in topic


SHORT_FORM = re.compile(r"\b[A-Z]{2,}\b")
"""A word of capitals."""
