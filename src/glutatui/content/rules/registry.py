"""The list of rules: code, what it is for (its docstring), how severe, and the function that applies it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from glutatui.content.draft import Draft, Whole
from glutatui.content.problems import Place, Severity

Finding: TypeAlias = tuple[Place, Mapping[str, Any]]
"""Where something is wrong, and the values that its message names."""

Finds: TypeAlias = Callable[[Draft], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    code: str
    severity: Severity
    needs: tuple[Whole, ...]
    finds: Finds
    languages: tuple[str, ...] = ()
    """The languages whose words the rule knows; none where it counts and compares only."""

    def speaks(self, language: str) -> bool:
        """Tell whether the rule can judge a text in this language."""
        return not self.languages or language in self.languages

    @property
    def why(self) -> str:
        """What the rule asks for and where it comes from."""
        return self.finds.__doc__ or ""


_entered: dict[str, Rule] = {}

RULES: Mapping[str, Rule] = MappingProxyType(_entered)
"""Every rule by its code; filled while the modules of this package are imported."""


def rule(code: str, *needs: Whole, severity: Severity = "error", language: str = "") -> Callable[[Finds], Finds]:
    """Enter a function as the rule of a code; it is left out while a part that it needs could not be read whole.

    ``language`` names the languages whose words it knows, with blanks between them.
    """

    def enter(finds: Finds) -> Finds:
        _entered[code] = Rule(code, severity, needs, finds, tuple(language.split()))
        return finds

    return enter
