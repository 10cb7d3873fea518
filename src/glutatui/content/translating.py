"""Lays a translated YAML file over the English one: texts are the translation's, everything else is English.

A translated file has the form of the English one and may leave out all but ids and texts. What else stands in it must
be equal; two keys must stand in it, because they show that nothing has changed places: ``right: true`` on an option,
and the ``claims`` of each side of a disagreement.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from glutatui.content.problems import Notes, Place
from glutatui.content.yaml_nodes import Items, Keys, Node, Text, plain


@dataclass(frozen=True)
class Shape:
    """Which keys of a mapping are texts, and what its lists hold."""

    texts: tuple[str, ...] = ()
    lists: Mapping[str, "Shape"] = field(default_factory=dict)
    """Lists of mappings, by key."""
    kept: tuple[str, ...] = ()
    """Keys that are no texts and stand in the translation all the same."""
    by_id: bool = True
    """Whether entries of such a list are known by their ``id``; else by their order."""


OPTION = Shape(("text", "because"), kept=("right",), by_id=False)
ITEM = Shape(("ask", "unsure"), {"options": OPTION})
TRAP = Shape(("belief",))
WARNING = Shape(
    ("says", "again", "ask_back"),
    {"parts": Shape(("when",)), "applies": Shape(("text",)), "traps": TRAP, "items": ITEM},
)
SIDE = Shape(("position",), kept=("claims",), by_id=False)
CLAIM = Shape(("statement",))
CONFLICT = Shape(("question", "safest_reading", "why", "short"), {"sides": SIDE})
SOURCE = Shape(("title", "short", "trust_note"))
RANGE = Shape(("title", "how", "unit"), {"rows": Shape(("label",), by_id=False)})
EVIDENCE = Shape(("title", "how"), {"rows": Shape(("use",), by_id=False)})


def laid_over(original: Node, given: Node, shape: Shape, notes: Notes) -> Node:
    """Return the nodes of an English file with the texts of its translation.

    Args:
        original: The English file, a mapping or a list of mappings.
        given: The translation.
        shape: Which keys are texts.
        notes: Where differences go.
    """
    if isinstance(original, Items) and isinstance(given, Items):
        return _list(original, given, shape, notes)
    if isinstance(original, Keys) and isinstance(given, Keys):
        return _mapping(original, given, shape, notes)
    notes.add(given.place, "translation-form")
    return original


def _mapping(original: Keys, given: Keys, shape: Shape, notes: Notes) -> Keys:
    laid = Keys(given.place)
    for key, (place, node) in original.entries.items():
        here = given.entries.get(key)
        if key in shape.texts or key in shape.lists:
            if here is None:
                notes.add(given.place, "key-missing", key=key)
            elif key in shape.texts:
                laid.entries[key] = here
            else:
                laid.entries[key] = (here[0], laid_over(node, here[1], shape.lists[key], notes))
            continue
        laid.entries[key] = (place, node)
        if here is not None and plain(here[1]) != plain(node):
            notes.add(here[1].place, "parity-value", what=key, value=_shown(node))
        elif here is None and key in shape.kept and plain(node) != "false":
            notes.add(given.place, "translation-kept", key=key, value=_shown(node))
    for key, (place, node) in given.entries.items():
        if key not in original.entries and not (key in shape.kept and plain(node) == "false"):
            notes.add(place, "translation-key", key=key)
    return laid


def _list(original: Items, given: Items, shape: Shape, notes: Notes) -> Items:
    if not shape.by_id and len(original.items) != len(given.items):
        notes.add(given.place, "parity-count", what="entries", number=len(original.items))
        return original
    pairs = _by_id(original, given, notes) if shape.by_id else zip(original.items, given.items, strict=True)
    return Items(given.place, [one if other is None else laid_over(one, other, shape, notes) for one, other in pairs])


def _by_id(original: Items, given: Items, notes: Notes) -> Iterator[tuple[Node, Node | None]]:
    """Give each English entry with its translation; what has none stays English, so that no other rule trips on it."""
    found: dict[str, Node] = {}
    for node in given.items:
        name = _id(node)
        if name in found:
            notes.add(node.place, "id-twice", id=name, first=f"{found[name].place.path}:{found[name].place.line}")
        found.setdefault(name, node)
    known = [_id(node) for node in original.items]
    for name, node in found.items():
        if name not in known:
            notes.add(node.place, "translation-unknown", id=name)
    for name, node in zip(known, original.items, strict=True):
        if name not in found:
            notes.add(given.place, "translation-missing", id=name)
        yield node, found.get(name)


def _id(node: Node) -> str:
    """Return the id of an entry; empty where it has none."""
    named = node.entries.get("id") if isinstance(node, Keys) else None
    return named[1].value.strip() if named and isinstance(named[1], Text) else ""


def _shown(node: Node) -> str:
    """Return a value as an author writes it."""
    value = plain(node)
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def is_own(place: Place, language: str) -> bool:
    """Tell whether something stands in a language's own files: what is English in a translation is judged there."""
    return place.path.startswith((f"lessons/{language}/", f"quizzes/{language}/")) or place.path in {
        f"lessons/{language}",
        f"quizzes/{language}",
    }
