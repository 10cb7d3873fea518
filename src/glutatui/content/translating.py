"""Reads the ledger in further languages: files of the same name in the language's folder, with ids and texts only."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from glutatui.content.fields import Fields, entries
from glutatui.content.problems import Notes, Place
from glutatui.content.yaml_nodes import Node
from glutatui.course import Claim, Conflict, Source

Entry = TypeVar("Entry", Source, Claim, Conflict)

KEYS = {
    "sources": ("title", "short", "trust_note"),
    "claims": ("statement",),
    "conflicts": ("question", "positions", "safest_reading", "why", "short"),
}
"""What a translation file holds beside ``id``."""


def translate_source(source: Source, fields: Fields) -> Source:
    """Return a document with its texts in another language."""
    return replace(
        source,
        title=fields.texts("title"),
        short=fields.texts("short"),
        trust_note=fields.texts("trust_note"),
    )


def translate_claim(claim: Claim, fields: Fields) -> Claim:
    """Return a claim with its statement in another language."""
    return replace(claim, statement=fields.texts("statement"))


def translate_conflict(conflict: Conflict, fields: Fields) -> Conflict:
    """Return a disagreement in another language: ``positions`` are those of its sides, in their order."""
    nodes = fields.nodes("positions")
    if fields.has("positions") and len(nodes) != len(conflict.sides):
        fields.notes.add(fields.at("positions"), "parity-count", what="positions", number=len(conflict.sides))
    texts = [fields.notes.put({fields.language: getattr(node, "value", "")}, node.place) for node in nodes]
    texts += [fields.notes.put({fields.language: ""}, fields.place) for _ in conflict.sides[len(texts) :]]
    return replace(
        conflict,
        question=fields.texts("question"),
        sides=tuple(replace(side, position=text) for side, text in zip(conflict.sides, texts, strict=False)),
        safest_reading=fields.texts("safest_reading"),
        why=fields.texts("why"),
        short=fields.texts("short") if conflict.short else None,
    )


def translate(
    originals: tuple[Entry, ...],
    node: Node | None,
    start: Place,
    language: str,
    notes: Notes,
    *,
    one: Callable[[Entry, Fields], Entry],
) -> tuple[Entry, ...]:
    """Return a ledger file's entries in another language; one without a translation is noted."""
    if node is None:
        return ()
    keys: tuple[str, ...] = KEYS[start.path.rsplit("/", 1)[-1].removesuffix(".yaml")]
    found = [Fields(entry, notes, language, ("id", *keys)) for entry in entries(node, notes, ", ".join(("id", *keys)))]
    by_id = {fields.word("id"): fields for fields in found}
    known = {original.id for original in originals}
    for name, fields in by_id.items():
        if name not in known:
            notes.add(fields.place, "translation-unknown", id=name)
    done: list[Entry] = []
    for original in originals:
        given = by_id.get(original.id)
        if given is None:
            notes.add(start, "translation-missing", id=original.id)
        translated = one(original, given or Fields(None, notes, language, ()))
        done.append(notes.put(translated, given.place if given else start))
    return tuple(done)
