"""YAML as plain text with positions: lists and mappings of strings, nothing else.

`No` stays "No" and `1.10` stays "1.10". Anchors, aliases, tags and merges are refused, so a small file cannot unfold
into a huge one; a key that stands twice is a problem, because the last one would win in silence and could turn a safety
answer round (kiosk hazards, section 5).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import yaml

from glutatui.content.clean import unfit
from glutatui.content.problems import Notes, Place

DEEPEST = 20
"""Levels of nesting; the deepest that a content file uses is 6."""

MOST_NODES = 10_000
"""Nodes of one file (kiosk hazards, section 5)."""

MOST_NODES_LEDGER = 30_000
"""Nodes of a ledger file: 406 claims with their sources are 12,000 nodes, and each new source adds to them."""


@dataclass(slots=True, eq=False)
class Text:
    """A scalar, as written."""

    place: Place
    value: str


@dataclass(slots=True, eq=False)
class Items:
    """A list."""

    place: Place
    items: "list[Node]" = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Keys:
    """A mapping: each key with its place and its value."""

    place: Place
    entries: "dict[str, tuple[Place, Node]]" = field(default_factory=dict)


Node: TypeAlias = Text | Items | Keys


class _Mark(Protocol):
    """A position of PyYAML, counted from 0: the C parser's marks are another class than the Python one's."""

    line: int
    column: int


class _WrongError(Exception):
    """The text is no YAML that we read."""

    def __init__(self, code: str, line: int, column: int) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column


def _loader() -> type:
    """Return the C parser, which is ten times as fast, or the Python one where PyYAML was built without it."""
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(
    text: str, path: str, notes: Notes, *, first_line: int = 1, first_column: int = 1, most: int = MOST_NODES
) -> Node | None:
    """Return the nodes of a text; None, with the problem noted, where it is no YAML that we read.

    Args:
        text: The YAML.
        path: The file that it stands in.
        notes: Where problems go.
        first_line: The line of that file on which the text begins.
        first_column: The column at which each of its lines begins.
        most: How many nodes it may hold.
    """
    builder = _Builder(Place(path, first_line, first_column), notes, most)
    try:
        for event in yaml.parse(text, _loader()):
            if taken := _TAKES.get(type(event)):
                taken(builder, event)
    except _WrongError as wrong:
        notes.lose(Place(path, wrong.line + first_line, wrong.column + first_column), wrong.code)
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        notes.lose(Place(path, line + first_line, column + first_column), "yaml-syntax")
        return None
    if builder.root is None:
        notes.lose(Place(path), "file-empty")
    return builder.root


class _Builder:
    """Builds nodes from the parser's events: no recursion, and it stops at the first event that is refused."""

    def __init__(self, start: Place, notes: Notes, most: int) -> None:
        self._notes, self._most = notes, most
        self._path, self._line, self._column = start
        self._stack: list[tuple[Items | Keys, list[Text]]] = []
        """The open lists and mappings, each with the key that waits for its value."""
        self._count = 0
        self.root: Node | None = None

    def scalar(self, event: yaml.ScalarEvent) -> None:
        place = self.place_of(event)
        self._add(Text(place, self._fit(event, place)), event)

    def items(self, event: yaml.SequenceStartEvent) -> None:
        self._open(event, Items(self.place_of(event)))

    def keys(self, event: yaml.MappingStartEvent) -> None:
        self._open(event, Keys(self.place_of(event)))

    def _open(self, event: yaml.CollectionStartEvent, node: Items | Keys) -> None:
        self._add(node, event)
        self._stack.append((node, []))
        if len(self._stack) > DEEPEST:
            raise _refused("yaml-deep", event)

    def close(self, _: yaml.CollectionEndEvent) -> None:
        self._stack.pop()

    def document(self, event: yaml.DocumentStartEvent) -> None:
        if self.root is not None:
            raise _refused("yaml-documents", event)

    def place_of(self, event: yaml.NodeEvent) -> Place:
        """Return where a node stands; what is no plain node is refused, and one too many."""
        self._count += 1
        if self._count > self._most:
            raise _refused("yaml-large", event)
        # A plain "!" before a text is a tag to the Python parser and none to the C one; both are refused here.
        if event.anchor is not None or event.tag is not None:  # type: ignore[attr-defined]  # an alias has an anchor
            raise _refused("yaml-special", event)
        mark = _mark_of(event)
        return Place(self._path, mark.line + self._line, mark.column + self._column)

    def _fit(self, event: yaml.ScalarEvent, place: Place) -> str:
        """Return a scalar's text; characters that it writes as escapes (backslash e) are judged here."""
        text: str = event.value
        if event.style != '"' or (text.isascii() and text.isprintable()):
            return text
        for index, reason in unfit(text):
            self._notes.add(place, f"character-{reason}", character=f"U+{ord(text[index]):04X}")
            text = text[:index] + " " + text[index + 1 :]
        return text

    def _add(self, node: Node, event: yaml.NodeEvent) -> None:
        if not self._stack:
            self.root = node
            return
        parent, waiting = self._stack[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        elif not waiting:
            if not isinstance(node, Text):
                raise _refused("yaml-key", event)
            waiting.append(node)
        else:
            self._enter(parent, waiting.pop(), node)

    def _enter(self, parent: Keys, key: Text, node: Node) -> None:
        if key.value == "<<":
            line, column = key.place.line - self._line, key.place.column - self._column
            raise _WrongError("yaml-special", line, column)
        if key.value in parent.entries:
            line = parent.entries[key.value][0].line
            self._notes.add(key.place, "key-twice", key=key.value, line=line)
            return
        parent.entries[key.value] = (key.place, node)


_TAKES: Mapping[type[yaml.Event], Callable[[_Builder, Any], object]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.SequenceStartEvent: _Builder.items,
    yaml.SequenceEndEvent: _Builder.close,
    yaml.MappingStartEvent: _Builder.keys,
    yaml.MappingEndEvent: _Builder.close,
    yaml.AliasEvent: _Builder.place_of,
    yaml.DocumentStartEvent: _Builder.document,
}
"""What takes an event of the parser, by its class; others are passed over.

It is no part of a builder: a builder that holds its own methods is a ring, which only the collector can free, and the
whole course with it (`collecting`).
"""


def _refused(code: str, event: yaml.Event) -> _WrongError:
    mark = _mark_of(event)
    return _WrongError(code, mark.line, mark.column)


def _mark_of(event: yaml.Event) -> _Mark:
    mark: _Mark = event.start_mark  # type: ignore[assignment]  # its types allow None, which its parsers never give
    return mark


def plain(node: Node) -> object:
    """Return a node as Python's own strings, lists and dicts."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}
