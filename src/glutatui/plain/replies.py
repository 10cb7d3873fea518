"""What a typed line means, and how one is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TextIO, TypeAlias

from glutatui.visit import CODE_LENGTH, CODE_SIGNS

LONGEST: Final = 1000
"""Characters of a line that are looked at; no answer comes near it."""

_CODE: Final = re.compile(rf"(?:[0-9A-Z][ -]?){{{CODE_LENGTH}}}", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"[1-9][0-9]?(?: +[1-9][0-9]?)*")

Asked: TypeAlias = Literal["about", "sources", "back", "library", "language", "help", "page", "mine", "again", "quit"]

_COMMANDS: Final[Mapping[str, Asked]] = {
    "a": "about",
    "s": "sources",
    "b": "back",
    "l": "library",
    "i": "language",
    "h": "help",
    "p": "page",
    "m": "mine",
    "r": "again",
    "q": "quit",
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of choices, from 1; none for ``-``."""

    chosen: frozenset[int]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class NotSure:
    """``0``."""


@dataclass(frozen=True, slots=True)
class Onward:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What may be the code of a visit, or is meant for one: as many letters and digits."""

    code: str

    @property
    def odd(self) -> str:
        """The first sign that no code has; empty where there is none."""
        return next((sign for sign in self.code.upper() if sign not in f"{CODE_SIGNS} -"), "")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a slash, then words."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """One of the letters."""

    asks: Asked


@dataclass(frozen=True, slots=True)
class Unread:
    """Anything else."""


Reply: TypeAlias = Numbers | NotSure | Onward | Coded | Sought | Command | Unread

_FIXED: Final[Mapping[str, Reply]] = {"": Onward(), "0": NotSure()}


def read_reply(typed: str) -> Reply:
    """Return what a line means, whatever the step is; blanks around it and case make no difference."""
    if len(typed) > LONGEST:
        return Unread()
    text = typed.strip(" \t").lower()
    if text in _COMMANDS:
        return Command(_COMMANDS[text])
    if text in _FIXED:
        return _FIXED[text]
    if text.startswith("/"):
        return Sought(text[1:])
    answer = text.removesuffix("?").rstrip(" \t").replace("\t", " ")
    if answer != "-" and not _NUMBERS.fullmatch(answer):
        return Coded(text) if _CODE.fullmatch(text) else Unread()
    sure = not text.endswith("?")
    numbers = [int(number) for number in answer.removeprefix("-").split()]
    # A number given twice may be a slip for another one.
    return Numbers(frozenset(numbers), sure) if len(set(numbers)) == len(numbers) else Unread()


def next_line(lines_in: TextIO) -> str | None:
    """Return the next line without its end; None at the end of input.

    A last line without an end was never sent: a cut connection may have left half an answer.
    Of a line that is too long one character more than `LONGEST` is kept, so that `read_reply` knows it.
    """
    try:
        line = lines_in.readline(LONGEST + 1)
        whole = line.endswith("\n")
        if not whole and len(line) <= LONGEST:
            return None
        rest = line
        while rest and not rest.endswith("\n"):
            rest = lines_in.readline(LONGEST + 1)
    except (OSError, ValueError):  # the terminal is gone, or the stream is closed
        return None
    return line.removesuffix("\n") if rest else None
