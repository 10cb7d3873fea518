"""Runs of words as hashes: how wording that must not be repeated is recognised without standing in the project."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType

START = 2
"""Words that open a phrase, a pair: their hash is looked for first, so that few longer ones are taken."""

RUN = 8
"""Words of a source's run: eight in a row are its wording, fewer are common speech (author's contract)."""

DIGITS = 16
"""Hex digits kept of each hash: 8 bytes, so that one of 7,000 is met by chance once in 10^15 runs."""

EXEMPT = frozenset(
    [
        "glutamine",
        "lactulose",
        "carbamazepine",
        "gabapentin",
        "oxcarbazepine",
        "phenobarbital",
        "phenytoin",
        "primidone",
        "valproic",
        "valproate",
        "insulin",
        "chemotherapy",
        "cirrhosis",
        "encephalopathy",
        "reye's",
        "reyes",
        "kidney",
        "msg",
        "monosodium",
        "glutamate",
    ]
)
"""Names for which there is no other word; each ends a run (rule L28)."""

_ACCENTS = re.compile("[\u0300-\u036f]+")
_FOREIGN = re.compile("[^\x00-\u036f\u2000-\u206f]")
"""Signs among which there may be other combining marks than those of Latin letters."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")


@lru_cache(maxsize=16384)
def normal_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents, kinds of quotes and punctuation."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("\u2019", "'").replace("\u2018", "'"))
        plain = _ACCENTS.sub("", plain)
        if _FOREIGN.search(plain):
            plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(_WORD.findall(plain))


def run_hash(words: tuple[str, ...]) -> str:
    """Return the hash of a run of normalised words."""
    return sha256(" ".join(words).encode()).hexdigest()[:DIGITS]


def runs_of(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """Give every run of so many words that holds no exempt word."""
    start = 0
    for end, word in enumerate(words, start=1):
        if word in EXEMPT:
            start = end
        elif end - start >= length:
            yield tuple(words[end - length : end])


def pairs_of(words: Sequence[str]) -> Iterator[str]:
    """Give each two words that stand side by side, with a blank between them."""
    return map(" ".join, pairwise(words))


def openings(pairs: Iterable[str], hashes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return those of some pairs of words that open a banned phrase."""
    starts = hashes.get("start", frozenset())
    return frozenset(pair for pair in pairs if sha256(pair.encode()).hexdigest()[:DIGITS] in starts)


def phrases_of(words: Sequence[str], opening: frozenset[str], hashes: Mapping[str, frozenset[str]]) -> Iterator[int]:
    """Give the length of each banned phrase among the words, given the pairs that open one."""
    if opening.isdisjoint(pairs_of(words)):
        return
    for start, pair in enumerate(pairs_of(words)):
        if pair in opening:
            for length in (int(kind) for kind in hashes if kind.isdecimal()):
                if run_hash(tuple(words[start : start + length])) in hashes[str(length)]:
                    yield length


@lru_cache(maxsize=2)
def read_hashes(text: str) -> Mapping[str, frozenset[str]]:
    """Return the hashes of a ``forbidden.txt`` by kind.

    Kinds are ``run`` (eight words of a source), the number of words of a banned phrase, and ``start`` (its first two).

    A line that begins with ``=`` names the kind of the hashes below it; ``#`` begins a comment.
    """
    found: dict[str, set[str]] = {}
    kind = "run"
    for line in text.splitlines():
        if line.startswith("="):
            kind = line[1:].strip()
        elif not line.startswith("#"):
            found.setdefault(kind, set()).update(line.split())
    return MappingProxyType({kind: frozenset(hashes) for kind, hashes in found.items()})
