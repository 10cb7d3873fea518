"""English words as rules and robots compare them: content words without common endings, and kinds of cue words."""

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")


def words_in(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


STOP = words_in(
    "a about after all also an and any are as at be because been before but by can could did do does done for"
    " from get gets go goes had has have he her here hers him his how i if in into is it its just may me might"
    " more most much my no not now of off on once one only or other our out over own right she should since so"
    " some still than that the their them then there these they this those to too under until up us was we were"
    " what when where which while who why will with would yes you your"
)
"""Words that carry no meaning of their own."""

ABSOLUTES = words_in("always never all none only every must completely everyone nobody")
"""Words that leave no exception (rule L14)."""

HEDGES = words_in("may might can usually often sometimes some likely")
"""Words that leave a door open (rule L14)."""

NEGATIONS = frozenset(["not", "no", "never", "without"])
"""Words that turn a sentence round (rule L7); so does the ending ``n't``."""

DENIALS = NEGATIONS | words_in("cannot none nobody nothing neither nor")
"""Those and the other words by which a sentence says that something is not so."""

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
"""The numbers from 0 in words."""


@lru_cache(maxsize=16384)
def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without punctuation."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def holds_negation(words: Sequence[str]) -> bool:
    """Tell whether one of some words in lower case turns its sentence round."""
    return not NEGATIONS.isdisjoint(words) or any(word.endswith("n't") for word in words if "'" in word)


def is_negation(word: str) -> bool:
    """Tell whether a word in lower case turns its sentence round."""
    return word in NEGATIONS or word.endswith("n't")


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """Return the words that carry the meaning, without -s, -es, -ed, -ing (education standard, section 2)."""
    return frozenset(stem(word) for word in plain_words(text) if word not in STOP)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a word without one common ending, so that "takes" and "taking" are equal."""
    word = word.removesuffix("'s")
    for ending in ("ing", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):  # noqa: PLR2004
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e")


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two sets have in common (Jaccard), from 0 to 1."""
    return len(one & other) / len(one | other) if one | other else 0.0
