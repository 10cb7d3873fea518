"""Compares a course in a further language with the first one: the same structure, told in other words."""

from dataclasses import fields, is_dataclass
from typing import Any

from glutatui.content.draft import Draft
from glutatui.content.problems import Place
from glutatui.course import Course


def parity(first: Draft, other: Draft) -> None:
    """Note each place where a further language differs in anything but its texts."""
    if first.notes.lost:
        return
    start = Place(f"lessons/{other.language}")
    for field in fields(Course):
        if field.name not in {"languages", "claims", "conflicts", "sources"}:
            _compare(getattr(first.course, field.name), getattr(other.course, field.name), field.name, start, other)


def _compare(one: Any, two: Any, what: str, place: Place, other: Draft) -> None:  # noqa: ANN401  (any field of a course)
    if isinstance(one, dict) and isinstance(two, dict):
        return  # texts
    place = other.notes.place_or(two, place)
    if isinstance(one, tuple) and isinstance(two, tuple):
        if len(one) != len(two):
            other.notes.add(place, "parity-count", what=what, number=len(one))
        for mine, theirs in zip(one, two, strict=False):
            _compare(mine, theirs, what, place, other)
    elif is_dataclass(one) and type(one) is type(two):
        for field in fields(one):
            _compare(getattr(one, field.name), getattr(two, field.name), field.name, place, other)
    elif one != two:
        other.notes.add(place, "parity-value", what=what, value=one)
