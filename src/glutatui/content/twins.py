"""Each English text beside its translation."""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from glutatui.content.forms import FIRST
from glutatui.course import Course, Texts


def twins(first: Course, other: Course) -> tuple[tuple[Texts, Texts], ...]:
    """Return each English text with its translation; parts that differ in structure are left out."""
    found: list[tuple[Texts, Texts]] = []
    _gather(first, other, found)
    return tuple(found)


def _gather(first: Any, other: Any, found: list[tuple[Texts, Texts]]) -> None:  # noqa: ANN401  (any part of a course)
    kind = type(first)
    if kind is str or kind is not type(other):
        return
    if kind is dict:
        if FIRST in first:  # else it is an amount of the ledger
            found.append((first, other))
    elif kind is tuple:
        if len(first) == len(other):
            for one, two in zip(first, other, strict=True):
                _gather(one, two, found)
    else:
        for name in text_fields(kind):  # type: ignore[arg-type]  # every class is hashable
            _gather(getattr(first, name), getattr(other, name), found)


@cache
def field_names(kind: Hashable) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass; none where it is something else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def text_fields(kind: Hashable) -> tuple[str, ...]:
    """Return the names of those fields of a dataclass that may hold a text: words, numbers and their lists do not."""
    names = field_names(kind)
    hints = get_type_hints(kind) if names else {}
    return tuple(name for name in names if not _is_plain(hints[name]))


def _is_plain(hint: Any) -> bool:  # noqa: ANN401  (a type hint has no type of its own)
    if get_origin(hint) in {tuple, Union, UnionType}:
        return all(_is_plain(part) for part in get_args(hint))
    return hint in {str, bool, int, float, NoneType, Ellipsis} or get_origin(hint) is Literal
