"""What rules and robots know of Spanish: how words fall into syllables, numbers in words, negations, content words."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from glutatui.content.stems import plain_words, words_in

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

STOP = words_in(
    "a al algo ante antes aquí así aun aunque cada como con cual cuál cuáles cuando cuánto de del desde después donde"
    " durante e el él ella ellas ellos en entonces entre era es esa ese eso esta está están estas este esto estos fue"
    " ha hace hacer hasta hay la las le les lo los luego más me mi mí mientras mismo mucho muy ni no nos o otra otro"
    " otros para pero poco por porque pues que qué quien quién se sea según ser si sí sin sobre solo son su sus también"
    " tan tanto te tiene tienen todavía todo todos un una uno unos usted va y ya yo"
)
"""Words that carry no meaning of their own."""


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


def content_words(text: str) -> frozenset[str]:
    """Return the words that carry the meaning, without the endings of number and gender."""
    return frozenset(word.removesuffix("s").rstrip("aeo") for word in plain_words(text) if word not in STOP)
