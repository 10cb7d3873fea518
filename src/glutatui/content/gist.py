"""What a sentence says in a form that survives honest rewording: its numbers with their units, and its polarity.

"Do not take it if you have cirrhosis" and "With cirrhosis, never use it" differ in words and hardly in this form;
"Take it if you have cirrhosis" differs in it. Three kinds of words are kept, the rest is the author's:

* numbers and units of measure, in the order of the text;
* negations, each with the word that it turns round;
* words that a warning stands or falls with: stop, ask, before, could, possibly, more, worse, only ...
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from types import MappingProxyType

from glutatui.content.sentences import pieces_of
from glutatui.content.stems import DENIALS, NUMBERS, plain_words, stem, words_in

_KINDS = {
    "take": "take takes taking taken took use uses using used drink drinks eat eats sip try tries tried start starts"
    " started starting begin begins give gives given giving add adds buy buys swallow",
    "stop": "stop stops stopped stopping avoid avoids leave leaves left skip skips off away out aside",
    "keep": "keep keeps keeping kept continue continues goes",
    "ask": "ask asks asked asking call calls tell tells telling told show shows talk talks check checks",
    "before": "before first until beforehand",
    "after": "after later afterward then",
    "if": "if unless when",
    "may": "may might could can maybe perhaps seems seem suggests suggest possible would",
    "must": "must should",
    "possibly": "possibly likely probably",
    "more": "more higher larger bigger increase increases raise raises above over exceeds longer stronger",
    "less": "less lower lowers fewer smaller decrease decreases under below cut cuts shorter weaker",
    "worse": "worse worsen worsens harm harms harmful danger dangerous risk risks hurt hurts bad bother bothers",
    "better": "better best help helps improve improves good benefit benefits fine well effective works work",
    "unsafe": "unsafe ineffective wrong false",
    "safe": "safe safer safest safely right true",
    "all": "all any every everyone always each both whole",
    "some": "some sometimes often usually certain few",
    "most": "most almost mostly nearly",
    "only": "only just alone",
    "up to": "up maximum limit limits ceiling",
    "least": "least minimum",
    "long": "long",
    "short": "short",
    "too": "too",
    "enough": "enough",
    "unknown": "unknown unclear unproven",
    "known": "known proven clear",
}
_KIND_OF = MappingProxyType({word: kind for kind, words in _KINDS.items() for word in words.split()})

_UNITS = MappingProxyType(
    {
        word: unit
        for unit in words_in(
            "gram milligram microgram kilogram pound ounce milliliter liter cup glass scoop teaspoon tablespoon capsule"
            " pill second minute hour day week month year time percent dose age"
        )
        for word in (unit, f"{unit}s", f"{unit}es")
    }
    | {
        "g": "gram",
        "mg": "milligram",
        "kg": "kilogram",
        "daily": "day",
        "weekly": "week",
        "monthly": "month",
        "yearly": "year",
        "aged": "age",
    }
)

_NUMBERS = MappingProxyType(
    {word: str(value) for value, word in enumerate(NUMBERS.split())}
    | {"half": "0.5", "twice": "2", "double": "2", "doubles": "2", "triple": "3", "once": "1", "hundred": "100"}
    | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "thousand": "1000", "million": "1000000"}
)

_FILLERS = words_in("a an the to be been is are was were do does did you it your that this ever of for yet also")
"""Words between a negation and what it turns round."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_REACH = 4
"""Words behind a negation among which the word that it turns round is looked for."""


@lru_cache(maxsize=16384)
def canonical_form(text: str) -> str:
    """Return numbers and units in order, then negations and words of polarity by alphabet, as one line."""
    counted: list[str] = []
    turned: list[str] = []
    for piece in pieces_of(text):
        words = plain_words(_DIGITS.sub(_as_word, piece.text) if _DIGITS.search(piece.text) else piece.text)
        counted += _counted(words)
        turned += _turned(words)
    return "; ".join(part for part in (" ".join(counted), ", ".join(sorted(turned))) if part)


def _as_word(found: re.Match[str]) -> str:
    """Return a number as one word, so that its point does not cut it."""
    return f" {found.group().replace(',', '').replace('.', 'p')} "


def _counted(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if word[0].isdigit():
            yield word.replace("p", ".")
        elif word in _NUMBERS:
            yield _NUMBERS[word]
        elif word in _UNITS:
            yield _UNITS[word]


def _turned(words: Sequence[str]) -> Iterator[str]:
    taken: set[int] = set()
    for index, word in enumerate(words):
        if word in DENIALS or word.endswith("n't"):
            reach = range(index + 1, min(index + 1 + _REACH, len(words)))
            after = next((at for at in reach if words[at] not in _FILLERS), None)
            if after is None:
                yield "not"
            else:
                taken.add(after)
                yield f"not {_KIND_OF.get(words[after], stem(words[after]))}"
        elif word in _KIND_OF and index not in taken:
            yield _KIND_OF[word]
