"""Which characters the content may hold.

A terminal obeys some characters and hides others (kiosk hazards, section 5), and a picture is drawn one or two cells
wide depending on the terminal: authors are told about each of them, and nothing is dropped in silence.
"""

import re
import unicodedata
from collections.abc import Iterator

from glutatui.content.problems import Notes, Place

MOST_MARKS = 3
"""Combining marks on one letter; more pile up over the lines above."""

FIT = re.compile("[\n -~\u00a1-\u00ac\u00ae-\u017f\u2018\u2019\u201c\u201d\u2013\u2014\u2026]*")
"""A text of signs that are all fit and in form NFC, whatever stands beside them: nearly every file is one."""

_REFUSED = {
    "Cc": "control",
    "Cf": "hidden",
    "Cn": "private",
    "Co": "private",
    "Cs": "control",
    "Me": "picture",
    "Zl": "control",
    "Zp": "control",
}
_PICTURES = (
    range(0x2300, 0x2400),
    range(0x2600, 0x2800),
    range(0x2B00, 0x2C00),
    range(0xFE00, 0xFE10),
    range(0x1F000, 0x20000),
    range(0xE0000, 0xE1000),
)


def unfit(text: str) -> Iterator[tuple[int, str]]:
    """Give the index and the reason of each character that may not stand in a text.

    Reasons: ``control`` (the terminal obeys it), ``hidden`` (zero-width and direction marks), ``private`` (no agreed
    meaning), ``picture`` (emoji and their selectors), ``marks`` (more than three combining marks on a letter).
    """
    marks = 0
    for index, sign in enumerate(text):
        if " " <= sign <= "~" or sign == "\n":
            marks = 0
            continue
        reason = _reason(sign)
        marks = marks + 1 if unicodedata.category(sign) == "Mn" else 0
        if reason or marks > MOST_MARKS:
            yield index, reason or "marks"


def _reason(sign: str) -> str | None:
    if any(ord(sign) in pictures for pictures in _PICTURES):
        return "picture"
    return "tab" if sign == "\t" else _REFUSED.get(unicodedata.category(sign))


def check_characters(text: str, path: str, notes: Notes) -> str:
    """Note every unfit character with its place; return the text without them, with Unix line ends, in form NFC.

    A blank stands where an unfit character stood, so that the places of later problems stay right.
    """
    if FIT.fullmatch(text):
        return text
    if text.startswith("\ufeff"):
        notes.add(Place(path, 1, 1), "byte-order-mark")
        text = text[1:]
    if "\r\n" in text:
        notes.add(Place(path, 1 + text.count("\n", 0, text.index("\r\n")), 1), "line-ends")
        text = text.replace("\r\n", "\n")
    return "\n".join(_checked(line, Place(path, number, 1), notes) for number, line in enumerate(text.split("\n"), 1))


def _checked(line: str, start: Place, notes: Notes) -> str:
    if line.isascii() and line.isprintable():
        return line
    composed = unicodedata.normalize("NFC", line)
    if composed != line:
        differs = (index for index, (old, new) in enumerate(zip(line, composed, strict=False)) if old != new)
        column = next(differs, len(composed)) + 1
        notes.add(start._replace(column=column), "character-form")
    signs = list(line)
    for index, reason in unfit(line):
        character = f"U+{ord(line[index]):04X}"
        notes.add(start._replace(column=index + 1), f"character-{reason}", character=character)
        signs[index] = " "
    return unicodedata.normalize("NFC", "".join(signs))
