"""Reads the keys of a mapping as what they should be; each one that is missing, unknown or of another kind is noted.

A reader always gets a value of the right type, so that one slip hides no other.
"""

import re
from collections.abc import Iterable
from typing import TypeVar, get_args

from glutatui.content.problems import Notes, Place
from glutatui.content.yaml_nodes import Items, Keys, Node, Text
from glutatui.course import Texts

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Lower-case letters, digits and hyphens: an identifier is never a path."""

LONGEST_ID = 64
"""Characters of an identifier (kiosk hazards, section 5)."""

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?")

Choice = TypeVar("Choice", bound=str)


class Fields:
    """The keys of one mapping."""

    def __init__(self, node: Node | None, notes: Notes, language: str, allowed: Iterable[str]) -> None:
        """Take a node; note that it is no mapping, or which keys it has that are not ``allowed``."""
        self.notes = notes
        self.language = language
        self.place = node.place if node else Place("")
        self._entries = node.entries if isinstance(node, Keys) else {}
        known = tuple(allowed)
        if node is not None and not isinstance(node, Keys):
            notes.add(node.place, "not-a-mapping", keys=", ".join(known))
        for key, (place, _) in self._entries.items():
            if key not in known:
                notes.add(place, "key-unknown", key=key, keys=", ".join(known))
        self._silent = not isinstance(node, Keys)

    def has(self, key: str) -> bool:
        """Tell whether a key is given."""
        return key in self._entries

    def node(self, key: str) -> Node | None:
        """Return the value of a key as a node, or None."""
        return self._entries[key][1] if key in self._entries else None

    def at(self, key: str) -> Place:
        """Return where the value of a key stands; the mapping's own place where it is not given."""
        node = self.node(key)
        return node.place if node else self.place

    def word(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default the key must be given and must not be empty."""
        node = self.node(key)
        if node is None:
            if default is None:
                self._missing(key)
            return default or ""
        if not isinstance(node, Text):
            self.notes.add(node.place, "not-a-text", key=key)
            return default or ""
        value = " ".join(node.value.split())
        if not value and default is None:
            self.notes.add(node.place, "text-empty", key=key)
        return value

    def texts(self, key: str) -> Texts:
        """Return a text that a reader sees, in the language of the file; remembers where it stands."""
        return self.notes.put({self.language: self.word(key)}, self.at(key))

    def id(self, key: str, default: str | None = None) -> str:
        """Return an identifier; a text that is none is noted."""
        value = self.word(key, default)
        if value and not is_id(value):
            self.notes.add(self.at(key), "not-an-id", id=value[:LONGEST_ID])
        return value

    def ids(self, key: str, *, needed: bool = True, pattern: re.Pattern[str] = ID) -> tuple[str, ...]:
        """Return a list of identifiers; remembers where each stands."""
        nodes = [node for node in self.nodes(key, needed=needed) if self._is_text(node, key)]
        values = [(node.value.strip(), node.place) for node in nodes if isinstance(node, Text)]
        for value, place in values:
            if not pattern.fullmatch(value):
                self.notes.add(place, "not-an-id", id=value[:LONGEST_ID])
        ids = tuple(value for value, _ in values)
        return self.notes.put_each(ids, tuple(place for _, place in values))

    def _is_text(self, node: Node, key: str) -> bool:
        if not isinstance(node, Text):
            self.notes.add(node.place, "not-a-text", key=key)
        return isinstance(node, Text)

    def nodes(self, key: str, *, needed: bool = True) -> list[Node]:
        """Return the members of a list; without a list, none."""
        node = self.node(key)
        if node is None:
            if needed:
                self._missing(key)
            return []
        if isinstance(node, Items):
            return node.items
        self.notes.add(node.place, "not-a-list", key=key)
        return []

    def choice(self, key: str, kind: object, default: Choice) -> Choice:
        """Return one of the values of a Literal type; anything else is noted, and the default taken."""
        known: tuple[Choice, ...] = get_args(kind)
        node = self.node(key)
        if node is None:
            self._missing(key)
            return default
        for value in known:
            if isinstance(node, Text) and node.value == value:
                return value
        self.notes.add(node.place, "value-unknown", key=key, values=", ".join(known))
        return default

    def flag(self, key: str) -> bool:
        """Return whether a key says ``true``; left out it says ``false``."""
        node = self.node(key)
        if node is None:
            return False
        if isinstance(node, Text) and node.value in {"true", "false"}:
            return node.value == "true"
        self.notes.add(node.place, "value-unknown", key=key, values="true, false")
        return False

    def number(self, key: str) -> float:
        """Return a number from 0 up, written in digits with at most three decimals."""
        value = self.word(key)
        if _NUMBER.fullmatch(value):
            return float(value)
        if value:
            self.notes.add(self.at(key), "not-a-number", key=key)
        return 0.0

    def _missing(self, key: str) -> None:
        if not self._silent:
            self.notes.add(self.place, "key-missing", key=key)


def is_id(value: str) -> bool:
    """Tell whether a text is an identifier."""
    return len(value) <= LONGEST_ID and ID.fullmatch(value) is not None


def entries(node: Node, notes: Notes, keys: str) -> list[Node]:
    """Return the members of a file that is one list; note it where it is none."""
    if isinstance(node, Items):
        return node.items
    notes.lose(node.place, "file-not-a-list", keys=keys)
    return []
