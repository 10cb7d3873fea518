"""Splits a text into sentences, each with the marks ``[^claim-id]`` that stand directly behind its end mark."""

import re
from dataclasses import dataclass
from functools import lru_cache

MARK = re.compile(r"\[\^([^\]\s]*)\]")

_END = re.compile(r"[.?!]+[\"')\]’”»]*(?=\s|$|\[\^)")

_NO_END = ("e.g.", "i.e.", "vs.", "dr.", "mr.", "mrs.", "ms.", "dra.", "sr.", "sra.", "ud.", "uds.")
"""Short forms whose full stop ends no sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a text: where it begins in it, what it says, and its marks as (id, index in the text)."""

    start: int
    text: str
    marks: tuple[tuple[str, int], ...]


@lru_cache(maxsize=16384)
def pieces_of(text: str) -> tuple[Piece, ...]:
    """Return the sentences of a text, in order; a text without an end mark is one sentence.

    A mark that stands anywhere else than directly behind an end mark stays in its sentence's text, so that the caller
    finds it there with ``MARK``.
    """
    found: list[Piece] = []
    start = 0
    while start < len(text):
        if text[start].isspace():
            start += 1
            continue
        end = _end_of(text, start)
        marks: list[tuple[str, int]] = []
        after = end
        while mark := MARK.match(text, after):
            marks.append((mark.group(1), mark.start()))
            after = mark.end()
        found.append(Piece(start, " ".join(text[start:end].split()), tuple(marks)))
        start = after
    return tuple(found)


def _end_of(text: str, start: int) -> int:
    for match in _END.finditer(text, start):
        word = text[start : match.end()].rsplit(maxsplit=1)[-1]
        if not word.lower().lstrip("(\"'").startswith(_NO_END):
            return match.end()
    return len(text)
