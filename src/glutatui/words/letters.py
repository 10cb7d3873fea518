"""Letters outside of ASCII for terminals that have no others: one sign for one, so that no row changes its width."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_LETTERS = "áéíóúüñçàèìòùâêîôûäëïöÁÉÍÓÚÜÑ"

MARKS: Mapping[int, str] = MappingProxyType(
    {
        ord(mark): twin
        for marks, twin in (
            ("\u2018\u2019", "'"),
            ("\u201c\u201d", '"'),
            ("\u2010\u2011\u2013\u2014", "-"),
            ("\u2026", "."),
        )
        for mark in marks
    }
)
"""Quotation marks and dashes of print, and the mark of the typewriter for each."""

TWINS: Mapping[int, str] = MappingProxyType(
    {ord(letter): unicodedata.normalize("NFKD", letter)[0] for letter in _LETTERS}
    | {ord("¿"): "?", ord("¡"): "!", ord("«"): '"', ord("»"): '"', ord("º"): "o", ord("ª"): "a"}
    | dict(MARKS)
)
"""What `str.translate` takes: the letter without its accent, the closing mark for the opening one."""


def folded(text: str) -> str:
    """Return a text as it is looked for: without case and accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
