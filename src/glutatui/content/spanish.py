"""What the rules know of Spanish: how words fall into syllables, numbers in words, units, negations."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from glutatui.content.stems import words_in

_STRONG = "aeoáéíóúàèò"
"""Vowels that are the heart of a syllable of their own; ``í`` and ``ú`` are, and part from their neighbours."""
_WEAK = "iuüy"
_GROUP = re.compile(rf"[{_STRONG}{_WEAK}](?:h?[{_STRONG}{_WEAK}])*")
"""Vowels in a row; an ``h`` between them is not heard."""
_SILENT_U = re.compile(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])")
_Y_AS_CONSONANT = re.compile(rf"y(?=[{_STRONG}iu])")
_LETTERS: Mapping[str, int] = MappingProxyType(
    dict.fromkeys("abcdegijkopqtuv", 1) | dict.fromkeys("fhlmnñrsxz", 2) | {"w": 3, "y": 1}
)
"""Syllables of a letter's name, for short forms without a vowel, such as MSG."""

NUMBERS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
    " dieciocho diecinueve veinte"
)
"""The numbers from 0 in words."""

NEGATIONS = words_in(
    "no ni nunca jamás sin nada nadie ningún ninguno ninguna ningunos ningunas tampoco evite evita evitan evitar eviten"
    " excepto salvo"
)
"""Words by which a sentence says that something is not so, or not to be done."""


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """Return the syllables of a word in lower case: at least one.

    Each strong vowel (a, e, o, and í, ú with their accent) is the heart of one; weak ones (i, u, ü, y) go with a
    neighbour, or make one where there is no other (RAE, Ortografía de la lengua española, 2010, II.3.4).
    """
    heard = _Y_AS_CONSONANT.sub("j", _SILENT_U.sub("", word))
    groups = _GROUP.findall(heard)
    if not groups:
        return max(1, sum(_LETTERS.get(letter, 0) for letter in word))
    return sum(max(1, sum(vowel in _STRONG for vowel in group)) for group in groups)
