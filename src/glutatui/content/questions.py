"""Reads quiz files: a warning with its items, a lesson's quick checks, the shared mistaken beliefs."""

import re

from glutatui.content import forms
from glutatui.content.fields import Fields, entries
from glutatui.content.forms import Basis, ItemKind
from glutatui.content.problems import Notes
from glutatui.content.yaml_nodes import Node
from glutatui.course import Applies, Item, Level, Option, Part, Trap, Warning  # noqa: A004  (the project's own term)

PAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*#[a-z0-9]+(?:-[a-z0-9]+)*")
"""A page as it is cited: ``LESSON#PAGE``."""

USE = re.compile(r"pair-[1-9]\d?|before")


def read_warning(node: Node, language: str, notes: Notes) -> tuple[Warning, tuple[Item, ...]]:
    """Return a warning with the items of its pairs, and apart its items that are asked before the lessons."""
    fields = Fields(node, notes, language, forms.WARNING)
    name = fields.id("warning")
    items = tuple(_item(item, language, notes, warning=name) for item in fields.nodes("items"))
    warning = Warning(
        id=name,
        level=fields.choice("level", Level, "stop"),
        says=fields.texts("says"),
        again=fields.texts("again"),
        claims=fields.ids("claims"),
        taught=fields.ids("taught", pattern=PAGE),
        items=tuple(item for item in items if item.use != "before"),
        parts=tuple(_part(part, language, notes) for part in fields.nodes("parts", needed=False)),
        applies=tuple(_applies(line, language, notes) for line in fields.nodes("applies", needed=False)),
        traps=tuple(_trap(trap, language, notes) for trap in fields.nodes("traps", needed=False)),
        ask_back=fields.texts("ask_back"),
    )
    return notes.put(warning, fields.place), tuple(item for item in items if item.use == "before")


def read_checks(node: Node, language: str, notes: Notes) -> tuple[Item, ...]:
    """Return the quick checks of a lesson."""
    return tuple(_item(item, language, notes, warning=None) for item in entries(node, notes, "id, ask, options"))


def read_traps(node: Node, language: str, notes: Notes) -> tuple[Trap, ...]:
    """Return the mistaken beliefs that several warnings share."""
    return tuple(_trap(trap, language, notes) for trap in entries(node, notes, "id, belief"))


def _item(node: Node, language: str, notes: Notes, *, warning: str | None) -> Item:
    fields = Fields(node, notes, language, forms.CHECK if warning is None else forms.ITEM)
    item = Item(
        id=fields.id("id"),
        kind=fields.choice("kind", ItemKind, "choose-one"),
        ask=fields.texts("ask"),
        unsure=fields.texts("unsure"),
        options=tuple(_option(option, language, notes) for option in fields.nodes("options")),
        claims=fields.ids("claims"),
        use=None if warning is None else _use(fields),
        basis=_basis(fields),
        warning=warning,
        part=fields.id("part", "") or None,
        cautious=fields.flag("cautious"),
        decoy=fields.flag("decoy"),
        revision=int(fields.number("revision")) if fields.has("revision") else 1,
    )
    return notes.put(item, fields.place)


def _basis(fields: Fields) -> Basis:
    """Return what the right answer rests on: the ledger, if left out."""
    return fields.choice("basis", Basis, "ledger") if fields.has("basis") else "ledger"


def _use(fields: Fields) -> str:
    use = fields.word("use")
    if use and not USE.fullmatch(use):
        fields.notes.add(fields.at("use"), "value-unknown", key="use", values="pair-1, pair-2, ..., before")
    return use


def _option(node: Node, language: str, notes: Notes) -> Option:
    fields = Fields(node, notes, language, forms.OPTION)
    option = Option(
        text=fields.texts("text"),
        because=fields.texts("because"),
        right=fields.flag("right"),
        trap=fields.id("trap", "") or None,
        part=fields.id("part", "") or None,
    )
    return notes.put(option, fields.place)


def _part(node: Node, language: str, notes: Notes) -> Part:
    fields = Fields(node, notes, language, forms.PART)
    part = Part(
        id=fields.id("id"),
        level=fields.choice("level", Level, "stop"),
        when=fields.texts("when"),
        claims=fields.ids("claims"),
    )
    return notes.put(part, fields.place)


def _applies(node: Node, language: str, notes: Notes) -> Applies:
    fields = Fields(node, notes, language, forms.APPLIES)
    return notes.put(Applies(fields.id("id"), fields.texts("text")), fields.place)


def _trap(node: Node, language: str, notes: Notes) -> Trap:
    fields = Fields(node, notes, language, forms.TRAP)
    return notes.put(Trap(fields.id("id"), fields.texts("belief")), fields.place)
