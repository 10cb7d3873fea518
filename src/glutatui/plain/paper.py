"""Lines as they are printed.

Whatever a course holds, a printed line has no control characters and is never taken for a choice or a prompt.
"""

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Final, TextIO

from glutatui.words.letters import TWINS

WIDEST: Final = 78
"""Columns of wrapped text at most, as longer lines are hard to follow with the eyes."""
NARROWEST: Final = 20
"""Columns of wrapped text at least: below that, words are broken however they are wrapped."""

_PROMPT: Final = "> "
_TAKEN: Final = re.compile(r"(?:[0-9]+\.|>) ")
"""How only a choice or a prompt may begin."""
_GLUE: Final = "\x00"
"""Stands for a blank at which a line must not be broken; `cleaned` leaves no other NUL."""
_SENTENCE: Final = re.compile(r"[.?!] ")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that steer a terminal or show nothing: controls, formats, surrogates, unassigned, breaks."""
_ASCII: Final = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "\N{EM DASH}": "-",
        "×": "x",
        "…": "...",
    }
)
"""What stands for a sign on a terminal that has ASCII only."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say: a paragraph that is wrapped, a choice that is not, or (with no text) a blank line."""

    text: str = ""
    number: int | None = None
    """The number of a choice."""


BLANK: Final = Line()


def cleaned(text: str) -> str:
    """Return a text on one line, without a character that steers a terminal or cannot be seen."""
    seen = (" " if sign in "\n\t\r" else sign for sign in text)
    return " ".join("".join(sign for sign in seen if unicodedata.category(sign) not in _UNSEEN).split())


def ended(text: str) -> str:
    """Return a text with a full stop, unless it ends in a sign of its own."""
    return text if text.rstrip("\"')”’»").endswith((".", "?", "!", ":", "…")) else f"{text}."


def printed(line: Line, width: int | None = None) -> tuple[str, ...]:
    """Return a line as the rows to print: a choice always one, a paragraph one or at most so many columns wide."""
    text = cleaned(line.text)
    if line.number is not None:
        return (f"{line.number}. {text}",)
    if not text:
        return ("",)
    glued = re.sub(rf" (?={_TAKEN.pattern})", _GLUE, text)
    rows = wrap(glued, width, break_long_words=False, break_on_hyphens=False) if width else [glued]
    first = f" {rows[0]}" if _TAKEN.match(rows[0].replace(_GLUE, " ") + " ") else rows[0]
    return tuple(row.replace(_GLUE, " ") for row in (first, *rows[1:]))


def asked(text: str, width: int | None = None) -> tuple[str, ...]:
    """Return what is said before a prompt, and the prompt last: what would not fit is said before it, by sentences."""
    said, prompt = "", cleaned(text)
    while width and len(_PROMPT + prompt) > width and (found := _SENTENCE.search(prompt)):
        said, prompt = f"{said} {prompt[: found.end()]}".strip(), prompt[found.end() :]
    return (*(printed(Line(said), width) if said else ()), _PROMPT + prompt)


def columns_of(out: TextIO) -> int | None:
    """Return how wide lines may be on a stream: None where it is no terminal, and every line stays whole."""
    try:
        columns = os.get_terminal_size(out.fileno()).columns
    except (OSError, ValueError):  # it is no terminal, or no file at all
        return None
    # One column is left free, where terminals differ; one that tells no size is taken to be wide.
    return max(NARROWEST, min(WIDEST, columns - 1)) if columns else WIDEST


def _within(row: str, encoding: str) -> str:
    """Return a row in signs that an encoding has: accents are left out where it has none."""
    try:
        row.encode(encoding)
    except UnicodeEncodeError:
        return row.translate(TWINS).encode(encoding, "replace").decode(encoding)
    return row


class Paper:
    """Where lines are printed to: on a terminal they break between words, anywhere else they are whole."""

    def __init__(self, out: TextIO) -> None:
        """Print to a text stream; where its encoding is not UTF-8, signs outside it are written in ASCII."""
        self._out = out
        encoding = (getattr(out, "encoding", None) or "utf-8").lower()
        self._encoding = None if encoding.startswith(("utf-8", "utf8")) else encoding

    def say(self, lines: Iterable[Line]) -> None:
        """Print lines."""
        width = columns_of(self._out)
        for line in lines:
            for row in printed(line, width):
                self._write(row)

    def prompt(self, text: str) -> None:
        """Print a prompt, whose last line begins as one, and make sure that it is seen."""
        for row in asked(text, columns_of(self._out)):
            self._write(row)
        self.flush()

    def flush(self) -> None:
        """Make sure that what was printed is seen."""
        self._out.flush()

    def _write(self, row: str) -> None:
        if self._encoding:
            row = _within(row.translate(_ASCII), self._encoding)
        self._out.write(f"{row}\n")
