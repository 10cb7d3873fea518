"""Lines as they are printed.

Whatever a course holds, a printed line has no control characters and is never taken for a choice or a prompt.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Final, TextIO

WIDTH: Final = 78
"""Columns of wrapped text: two less than the smallest usual terminal, so that no terminal wraps it again."""

_PROMPT: Final = "> "
_TAKEN: Final = re.compile(r"(?:[0-9]+\.|>) ")
"""How only a choice or a prompt may begin."""
_GLUE: Final = "\x00"
"""Stands for a blank at which a line must not be broken; `cleaned` leaves no other NUL."""
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


def printed(line: Line) -> tuple[str, ...]:
    """Return a line as the rows to print: a choice always one, a paragraph at most `WIDTH` columns wide."""
    text = cleaned(line.text)
    if line.number is not None:
        return (f"{line.number}. {text}",)
    if not text:
        return ("",)
    glued = re.sub(rf" (?={_TAKEN.pattern})", _GLUE, text)
    rows = wrap(glued, WIDTH, break_long_words=False, break_on_hyphens=False)
    first = f" {rows[0]}" if _TAKEN.match(rows[0].replace(_GLUE, " ") + " ") else rows[0]
    return tuple(row.replace(_GLUE, " ") for row in (first, *rows[1:]))


class Paper:
    """Where lines are printed to."""

    def __init__(self, out: TextIO) -> None:
        """Print to a text stream; where its encoding is not UTF-8, signs outside it are written in ASCII."""
        self._out = out
        encoding = (getattr(out, "encoding", None) or "utf-8").lower()
        self._encoding = None if encoding.startswith(("utf-8", "utf8")) else encoding

    def say(self, lines: Iterable[Line]) -> None:
        """Print lines."""
        for line in lines:
            for row in printed(line):
                self._write(row)

    def prompt(self, text: str) -> None:
        """Print a prompt, which is one line however long, and make sure that it is seen."""
        self._write(_PROMPT + cleaned(text))
        self._out.flush()

    def _write(self, row: str) -> None:
        if self._encoding:
            row = row.translate(_ASCII).encode(self._encoding, "replace").decode(self._encoding)
        self._out.write(f"{row}\n")
