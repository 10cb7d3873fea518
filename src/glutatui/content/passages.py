"""Texts put together, so that a rule finds at one look the few among thousands that it has to judge."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeAlias

from glutatui.course import Texts

Sign: TypeAlias = str | re.Pattern[str]
"""What a text can be told by: letters in lower case, or a pattern that begins with a sign or a class of signs."""

DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a rule looks for in each text, and how to tell quickly where it cannot be."""

    patterns: tuple[re.Pattern[str], ...]
    """What is looked for, the first one first."""
    signs: tuple[Sign, ...]
    """One of these, in lower case, stands in whatever a pattern finds."""

    def first(self, text: str) -> str | None:
        """Return the first that is found in a text."""
        return next((found.group() for pattern in self.patterns if (found := pattern.search(text))), None)


class Passages:
    """Texts in one language, in order."""

    def __init__(self, texts: Sequence[Texts], language: str) -> None:
        """Put the texts together, each on lines of its own: a line's end parts words as a text's end does."""
        self._texts, self._language = texts, language
        lower = [_folded(one[language]) for one in texts]
        self._joined = "\n".join(lower)
        self._starts = list(accumulate((len(text) + 1 for text in lower), initial=0))

    def holding(self, *signs: Sign) -> Iterator[Texts]:
        """Give the texts that hold one of the signs, in order."""
        found = {number for sign in signs for number in self._numbers(sign)}
        return (self._texts[number] for number in sorted(found))

    def found(self, sought: Sought) -> Iterator[tuple[Texts, str]]:
        """Give each text in which something that is looked for stands, with the first of it."""
        for texts in self.holding(*sought.signs):
            if found := sought.first(texts[self._language]):
                yield texts, found

    def _numbers(self, sign: Sign) -> Iterator[int]:
        """Give the number of each text that holds a sign."""
        spot, at = _finder(sign, self._joined), 0
        while (start := spot(at)) >= 0:
            number = bisect_right(self._starts, start) - 1
            yield number
            at = self._starts[number + 1]


def _finder(sign: Sign, text: str) -> Callable[[int], int]:
    """Return what tells where a sign stands next in a text, -1 where it does not."""
    if isinstance(sign, str):
        return lambda at: text.find(sign, at)
    return lambda at: found.start() if (found := sign.search(text, at)) else -1


def _folded(text: str) -> str:
    """Return a text in lower case, with the three letters that a pattern without regard to case takes for others."""
    lower = text.lower()
    return lower if lower.isascii() else lower.replace("i\u0307", "i").replace("\u0131", "i").replace("\u017f", "s")
