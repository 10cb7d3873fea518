"""Compares a course in a further language with the first one: the same structure, told in other words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from glutatui.content.draft import Draft
from glutatui.content.problems import Place
from glutatui.content.twins import field_names

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "pages": "pages",
        "blocks": "paragraphs, lists, cards and figures on this page",
        "items": "sentences, or list items",
        "rows": "rows",
        "claims": "the claims of this sentence",
        "id": "page id",
    }
)
"""How an author calls what a field holds."""


def parity(first: Draft, other: Draft) -> None:
    """Note each place where the pages of a further language differ in anything but their texts.

    YAML files are laid over the English ones (`translating`) and cannot differ.
    """
    start = Place(f"lessons/{other.language}")
    pairs = (
        *zip(first.course.lessons, other.course.lessons, strict=False),
        *zip(first.course.library, other.course.library, strict=False),
    )
    for mine, theirs in pairs:
        _compare(mine, theirs, "lessons", start, other)


def _compare(one: Any, two: Any, what: str, place: Place, other: Draft) -> None:  # noqa: ANN401  (any field of a course)
    if isinstance(one, dict) and isinstance(two, dict):
        return  # texts
    place = other.notes.place_or(two, place)
    kind: Any = type(one)
    if isinstance(one, tuple) and isinstance(two, tuple):
        if len(one) != len(two) and what != "claims":
            other.notes.add(place, "parity-count", what=_NAMES.get(what, what), number=len(one))
            return
        if what == "claims":
            _compare_claims(one, two, place, other)
            return
        for mine, theirs in zip(one, two, strict=True):
            _compare(mine, theirs, what, place, other)
    elif (names := field_names(kind)) and kind is type(two):
        for name in names:
            _compare(getattr(one, name), getattr(two, name), name, place, other)
    elif one != two:
        other.notes.add(place, "parity-value", what=_NAMES.get(what, what), value=one)


def _compare_claims(one: tuple[str, ...], two: tuple[str, ...], place: Place, other: Draft) -> None:
    if one != two:
        marks = " ".join(f"[^{claim}]" for claim in one) or "-"
        other.notes.add(place, "parity-marks", marks=marks)
