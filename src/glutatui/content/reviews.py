"""Reads ``lessons/reviews.yaml``: who has checked which page or item, in which wording, and when."""

import re
from dataclasses import dataclass
from datetime import date

from glutatui.content import forms
from glutatui.content.fields import Fields, entries
from glutatui.content.problems import Notes
from glutatui.content.yaml_nodes import Node

_THING = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:#[a-z0-9]+(?:-[a-z0-9]+)*)?")


@dataclass(frozen=True)
class Review:
    """One sign-off."""

    of: str
    """A page as ``LESSON#PAGE``, or an item's id."""
    language: str
    hash: str
    """The content hash of what was read."""
    reviewer: str
    date: str
    """The day of the reading, as ``YYYY-MM-DD``."""


def read_reviews(node: Node, language: str, notes: Notes) -> tuple[Review, ...]:
    """Return the sign-offs; what is wrong in them is noted.

    Args:
        node: The file.
        language: The language that an entry without one is about.
        notes: Where problems and places go.
    """
    return tuple(_review(entry, language, notes) for entry in entries(node, notes, "of, hash, reviewer, date"))


def _review(node: Node, language: str, notes: Notes) -> Review:
    fields = Fields(node, notes, language, forms.REVIEW)
    of, day = fields.word("of"), fields.word("date")
    if of and not _THING.fullmatch(of):
        notes.add(fields.at("of"), "not-an-id", id=of)
    if day and not _is_day(day):
        notes.add(fields.at("date"), "not-a-date", key="date")
    review = Review(of, fields.word("language", language), fields.word("hash"), fields.word("reviewer"), day)
    return notes.put(review, fields.place)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
