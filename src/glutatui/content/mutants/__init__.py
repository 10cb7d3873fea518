"""What `check` would have caught: the shipped course changed in a thousand ways, one at a time.

Each mutant is judged by the program's own readers and rules, up to the first error that it brings; only the file that
was changed is read anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from glutatui.content.draft import Draft
from glutatui.content.forms import FIRST
from glutatui.content.loading import load
from glutatui.content.mutants.mutant import Mutant
from glutatui.content.mutants.rereading import Shelf, alone, reread, shelf_of
from glutatui.content.mutants.shapes import SHAPES, shapes
from glutatui.content.mutants.slips import SLIPS, slips
from glutatui.content.problems import Place
from glutatui.content.rules import RULES
from glutatui.content.rules.confirmed import CODES

__all__ = ["GROUPS", "SHAPES", "SLIPS", "Judge", "Mutant", "Shelf", "Tried", "mutants_of", "shelf_of", "tried_in"]

GROUPS = (*SLIPS, *SHAPES)
"""Every group of changes, by the name that the README's table gives it."""

_LOCAL = ("glutatui.content.rules.items", "glutatui.content.rules.amounts", "glutatui.content.rules.wording")
"""Rules that look at one text, item or page at a time: only those of the changed file are shown to them."""

Known: TypeAlias = frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Tried:
    """What came of the mutants of one group."""

    group: str
    codes: Mapping[str, int]
    """How many were caught by each code."""
    missed: tuple[Mutant, ...]

    @property
    def number(self) -> int:
        """How many were tried."""
        return self.caught + len(self.missed)

    @property
    def caught(self) -> int:
        """How many brought an error."""
        return sum(self.codes.values())

    @property
    def by_rules(self) -> int:
        """How many brought an error of another kind than those of the confirmed wordings, as far as it was looked."""
        return sum(number for code, number in self.codes.items() if code not in CODES)


def mutants_of(shelf: Shelf, group: str) -> Iterator[Mutant]:
    """Give the mutants of a group, kind by kind."""
    for kind in SLIPS.get(group, ()):
        yield from slips(shelf, group, kind)
    for kind in SHAPES.get(group, ()):
        yield from shapes(shelf, group, kind)


class Judge:
    """Judges mutants of a course as `check` would."""

    def __init__(self, shelf: Shelf) -> None:
        """Take a course; what is wrong with it already counts for no mutant."""
        self.shelf = shelf
        self._local = frozenset(_codes(local=True))
        self._codes = [*_codes(local=True), *_codes(local=False)]
        """In the order in which they are asked."""
        found = ((code, place, values) for code in self._codes for place, values in RULES[code].finds(shelf.draft))
        self._known: Known = frozenset(_named(code, place, values) for code, place, values in found)

    def tried(self, group: str) -> Tried:
        """Judge the mutants of a group.

        Slips of the pen are looked for in the confirmed wordings first, and everything else there last.
        The rule that caught one mutant is the first that is asked about the next: it mostly catches that too, and
        whether any rule does is the same in every order.
        """
        codes: dict[str, int] = {}
        missed: list[Mutant] = []
        for mutant in mutants_of(self.shelf, group):
            code = self.caught_by(mutant)
            if code is None:
                missed.append(mutant)
            else:
                codes[code] = codes.get(code, 0) + 1
                self._codes.sort(key=code.__ne__)
        return Tried(group, codes, tuple(missed))

    def caught_by(self, mutant: Mutant, *, confirmed: bool = True) -> str | None:
        """Return the code of an error that a mutant brings; None where it would be taught.

        Args:
            mutant: The change.
            confirmed: Whether the confirmed wordings are looked at.
        """
        draft = reread(self.shelf, mutant.path, mutant.text)
        part = alone(self.shelf, mutant.path, draft)
        kept = self._errors(part, CODES) if confirmed else iter(())
        ruled = (one for code in self._codes for one in self._errors(part if code in self._local else draft, (code,)))
        read = (problem.code for problem in draft.notes.problems)
        order = (read, kept, ruled) if mutant.kind in _PENS else (read, ruled, kept)
        return next((code for codes in order for code in codes), None)

    def _errors(self, draft: Draft, codes: tuple[str, ...]) -> Iterator[str]:
        for code in codes:
            rule = RULES[code]
            if rule.severity == "error" and all(draft.is_whole(part) for part in rule.needs):
                found = (_named(code, place, values) for place, values in rule.finds(draft))
                yield from (name[0] for name in found if name not in self._known)


def tried_in(root: Path, groups: Sequence[str]) -> list[Tried]:
    """Judge the mutants of some groups of the course in a folder, for a process of its own."""
    judge = Judge(shelf_of(root, load(root).drafts[0]))
    return [judge.tried(group) for group in groups]


_PENS = frozenset(kind for kinds in SLIPS.values() for kind in kinds)


def _codes(*, local: bool) -> tuple[str, ...]:
    """Return the rules of the English course but for those of the confirmed wordings."""
    ours = (rule for code, rule in RULES.items() if code not in CODES and rule.speaks(FIRST))
    return tuple(rule.code for rule in ours if (rule.finds.__module__ in _LOCAL) is local)


def _named(code: str, place: Place, values: Mapping[str, Any]) -> tuple[str, str, str]:
    return code, place.path, str(sorted(values.items()))
