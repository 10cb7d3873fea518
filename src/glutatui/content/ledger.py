"""Reads the ledger: the documents, what they claim, and where they do not agree."""

import re

from glutatui.content import forms
from glutatui.content.draft import Exclusion
from glutatui.content.fields import Fields
from glutatui.content.problems import Notes
from glutatui.content.yaml_nodes import Node, plain
from glutatui.course import Citation, Claim, Conflict, Side, Source

DOCUMENT = re.compile(r"S\d{1,3}")
"""The id of a source document."""


def read_source(node: Node, language: str, notes: Notes) -> Source:
    """Return one document."""
    fields = Fields(node, notes, language, forms.SOURCE)
    source = Source(
        id=_document(fields, "id"),
        title=fields.texts("title"),
        short=fields.texts("short"),
        publisher=fields.word("publisher"),
        kind=fields.word("kind"),
        date=fields.word("date"),
        trust=fields.word("trust"),
        trust_note=fields.texts("trust_note"),
    )
    return notes.put(source, fields.place)


def read_claim(node: Node, language: str, notes: Notes) -> Claim:
    """Return one claim."""
    fields = Fields(node, notes, language, forms.CLAIM)
    claim = Claim(
        id=fields.id("id"),
        topic=fields.word("topic"),
        statement=fields.texts("statement"),
        sources=tuple(_citation(source, language, notes) for source in fields.nodes("sources")),
        kind=fields.word("kind"),
        strength=fields.word("strength"),
        safety=fields.flag("safety"),
        action=fields.word("action", "") or None,
        safety_group=fields.word("safety_group", "") or None,
        safety_tier=fields.word("safety_tier", "") or None,
        clinician_only=fields.flag("clinician_only"),
        numbers=_free(fields, "numbers"),
        quantity=_free(fields, "quantity"),
        borderline=fields.word("borderline", "") or None,
        related=fields.ids("related", needed=False),
    )
    return notes.put(claim, fields.place)


def read_conflict(node: Node, language: str, notes: Notes) -> Conflict:
    """Return one disagreement."""
    fields = Fields(node, notes, language, forms.CONFLICT)
    conflict = Conflict(
        id=fields.id("id"),
        severity=fields.word("severity"),
        type=fields.word("type"),
        question=fields.texts("question"),
        sides=tuple(_side(side, language, notes) for side in fields.nodes("sides")),
        safest_reading=fields.texts("safest_reading"),
        why=fields.texts("why"),
        short=fields.texts("short") if fields.has("short") else None,
    )
    if conflict.severity not in {"high", "medium", "low", ""}:
        notes.add(fields.at("severity"), "value-unknown", key="severity", values="high, medium, low")
    return notes.put(conflict, fields.place)


def read_exclusion(node: Node, language: str, notes: Notes) -> Exclusion:
    """Return one claim that is told nowhere, with the reason."""
    fields = Fields(node, notes, language, forms.EXCLUSION)
    return notes.put(Exclusion(fields.id("claim"), fields.word("reason")), fields.place)


def _citation(node: Node, language: str, notes: Notes) -> Citation:
    fields = Fields(node, notes, language, forms.CITATION)
    citation = Citation(_document(fields, "doc"), int(fields.number("line")), fields.word("strength", "") or None)
    return notes.put(citation, fields.place)


def _side(node: Node, language: str, notes: Notes) -> Side:
    fields = Fields(node, notes, language, forms.SIDE)
    return notes.put(
        Side(fields.ids("claims"), fields.ids("docs", pattern=DOCUMENT), fields.texts("position")), fields.place
    )


def _document(fields: Fields, key: str) -> str:
    value = fields.word(key)
    if value and not DOCUMENT.fullmatch(value):
        fields.notes.add(fields.at(key), "not-an-id", id=value[:64])
    return value


def _free(fields: Fields, key: str) -> object:
    """Return a value that only experts and exports read: mappings, lists and texts as they stand."""
    node = fields.node(key)
    return None if node is None else plain(node)
