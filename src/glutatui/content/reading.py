"""How hard a text is to read: sentences, words, syllables, and the two formulas of the education standard.

Formulas see length, not order, layout or truth: they gate drafts and prove nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from glutatui.content import spanish
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

    @property
    def perspicuity(self) -> float:
        """Ease of a Spanish text (Szigriszt Pazos 1993): 206.835 - 62.3 syllables a word - words a sentence.

        The INFLESZ scale reads it: from 65 on "bastante fácil", from 55 on "normal" (Barrio-Cantalejo 2008).
        """
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences if self.words else 100.0

    @property
    def fernandez_huerta(self) -> float:
        """Ease of a Spanish text (Fernández Huerta 1959): 206.84 - 60 syllables a word - 1.02 words a sentence.

        His 0.60 is for the syllables of 100 words, and his F is words a sentence (Law 2011 on the misprint).
        """
        return 206.84 - 60 * self.syllables / self.words - 1.02 * self.words / self.sentences if self.words else 100.0


def measure(texts: Iterable[str], topic: frozenset[str] = frozenset(), language: str = "en") -> Measure:
    """Return the counts of texts, each of one sentence or more; words of the topic count as two syllables."""
    found = [counts for text in texts if (counts := _measured(text, topic, language))]
    return Measure(*map(sum, zip(*found, strict=True))) if found else Measure()


@lru_cache(maxsize=16384)
def _measured(text: str, topic: frozenset[str], language: str) -> tuple[int, int, int, int] | None:
    """Return the counts of a text in the order of `Measure`; none where it has no word."""
    table = _table(topic, language)
    counts = [count for word in plain_words(text) if (count := table[word])]
    if not counts:
        return None
    return len(pieces_of(text)), len(counts), sum(counts), sum(map(LONG.__le__, counts))


@lru_cache(maxsize=16)
def _table(topic: frozenset[str], language: str) -> "_Table":
    return _Table(topic, language)


class _Table(dict[str, int]):
    """The syllables of each word that was asked for, with words of a topic as two; a number has none."""

    def __init__(self, topic: frozenset[str], language: str) -> None:
        super().__init__()
        self._topic = topic
        self._count_of = spanish.syllables if language == "es" else syllables

    def __missing__(self, word: str) -> int:
        count = self._count_of(word) if word[0].isalpha() else 0
        self[word] = count = min(EXEMPT, count) if is_topic(word, self._topic) else count
        return count


@lru_cache(maxsize=16384)
def is_topic(word: str, topic: frozenset[str]) -> bool:
    """Tell whether a word in lower case, or what it is the plural or possessive of, is one of the topic."""
    return any(word.removesuffix(ending) in topic for ending in ("", "'s", "s", "es"))


SHORT_FORM = re.compile(r"\b[A-Z]{2,}\b")
"""A word of capitals."""
