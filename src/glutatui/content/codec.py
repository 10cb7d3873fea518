"""A course as plain data and back, driven by the type hints of the dataclasses.

A field that is added to the course is written and read without a word here. Decoders are made once for each class:
a resumed visit decodes a whole course before its first screen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from glutatui.course import Course, Texts

Plain: TypeAlias = dict[str, Any]
"""What JSON can hold: one language of a course."""

_Decoder: TypeAlias = Callable[[Sequence[Any], tuple[str, ...]], Any]
_Encoder: TypeAlias = Callable[[Any, str], Any]


class WrongDataError(ValueError):
    """Plain data that is no course."""


def to_plain(course: Course, language: str) -> Plain:
    """Return every field of a course as strings, numbers, lists and dicts, its texts in one language.

    Raises:
        KeyError: A text is not given in that language.
    """
    plain: Plain = _encoder(Course)(course, language)
    return plain


def from_plain(plains: Mapping[str, Plain]) -> Course:
    """Return the course from its plain data by language; keys that are no fields are ignored.

    Raises:
        WrongDataError: The data is no course, or its languages differ in structure.
    """
    try:
        course: Course = _decoder(Course)(list(plains.values()), tuple(plains))
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise WrongDataError(str(error)) from error
    return course


@cache
def _encoder(kind: Any) -> _Encoder:  # noqa: ANN401  (a type hint has no type of its own)
    kind = _without_none(kind)
    if kind == Texts:
        return lambda texts, language: None if texts is None else texts[language]
    if get_origin(kind) is tuple:
        one = _encoder(get_args(kind)[0])
        return lambda values, language: [one(value, language) for value in values]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [(field.name, _encoder(hints[field.name])) for field in fields(kind)]
        return lambda record, language: (
            None if record is None else {name: part(getattr(record, name), language) for name, part in parts}
        )
    return lambda value, _: value


@cache
def _decoder(kind: Any) -> _Decoder:  # noqa: ANN401  (a type hint has no type of its own)
    """Return the function that takes one value of each language, and their codes, to a field's value."""
    optional, kind = kind != _without_none(kind), _without_none(kind)
    found = _decoder_of(kind)
    if not optional:
        return found
    return lambda values, languages: None if values[0] is None else found(values, languages)


def _decoder_of(kind: Any) -> _Decoder:  # noqa: ANN401  (a type hint has no type of its own)
    if kind == Texts:
        return _texts
    if get_origin(kind) is tuple:
        one = get_args(kind)[0]
        return _strings if one is str else _tuple_of(_decoder(one))
    if get_origin(kind) is Literal:
        return _one_of(get_args(kind))
    if is_dataclass(kind):
        return _record(kind)
    return {str: _text, bool: _exactly(bool), int: _exactly(int), float: _number}.get(kind, _as_it_is)


def _record(kind: Any) -> _Decoder:  # noqa: ANN401  (a dataclass)
    """Return the decoder of a dataclass; a field that was added later takes its default in older data."""
    hints = get_type_hints(kind)
    parts = [(field.name, _decoder(hints[field.name]), field.default) for field in fields(kind)]

    def decode(values: Sequence[Any], languages: tuple[str, ...]) -> Any:  # noqa: ANN401
        found = []
        for name, part, default in parts:
            if default is not MISSING and name not in values[0]:
                found.append(default)
            else:
                found.append(part([value[name] for value in values], languages))
        return kind(*found)

    return decode


def _tuple_of(one: _Decoder) -> _Decoder:
    def decode(values: Sequence[Any], languages: tuple[str, ...]) -> tuple[Any, ...]:
        if not all(type(value) is list for value in values) or len({len(value) for value in values}) != 1:
            raise WrongDataError("lists of different lengths")
        return tuple([one(members, languages) for members in zip(*values, strict=True)])

    return decode


def _texts(values: Sequence[Any], languages: tuple[str, ...]) -> dict[str, str]:
    if not all(type(value) is str for value in values):
        raise WrongDataError("a text is missing")
    return dict(zip(languages, values, strict=True))


def _strings(values: Sequence[Any], _: tuple[str, ...]) -> tuple[str, ...]:
    if type(values[0]) is not list or not all(type(value) is str for value in values[0]):
        raise WrongDataError("not a list of texts")
    return tuple(values[0])


def _text(values: Sequence[Any], _: tuple[str, ...]) -> str:
    value = values[0]
    if type(value) is not str:
        raise WrongDataError("not a text")
    return value


def _number(values: Sequence[Any], _: tuple[str, ...]) -> float:
    if type(values[0]) not in {int, float}:
        raise WrongDataError("not a number")
    return float(values[0])


def _as_it_is(values: Sequence[Any], _: tuple[str, ...]) -> Any:  # noqa: ANN401  (a field of any kind)
    return values[0]


def _exactly(kind: type) -> _Decoder:
    def decode(values: Sequence[Any], _: tuple[str, ...]) -> Any:  # noqa: ANN401
        if type(values[0]) is not kind:
            raise WrongDataError(f"not {kind.__name__}")
        return values[0]

    return decode


def _one_of(known: tuple[Any, ...]) -> _Decoder:
    def decode(values: Sequence[Any], _: tuple[str, ...]) -> Any:  # noqa: ANN401
        if type(values[0]) is not str or values[0] not in known:
            raise WrongDataError("not one of the known values")
        return values[0]

    return decode


def _without_none(kind: Any) -> Any:  # noqa: ANN401  (a type hint has no type of its own)
    if get_origin(kind) not in {Union, UnionType}:
        return kind
    (only,) = [part for part in get_args(kind) if part is not NoneType]
    return only
