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
    language: str | None = None
    """The one language whose words the rule knows; None where it counts and compares only."""

    @property
    def why(self) -> str:
        """What the rule asks for and where it comes from."""
        return self.finds.__doc__ or ""


_entered: dict[str, Rule] = {}

RULES: Mapping[str, Rule] = MappingProxyType(_entered)
"""Every rule by its code; filled while the modules of this package are imported."""


def rule(
    code: str, *needs: Whole, severity: Severity = "error", language: str | None = None
) -> Callable[[Finds], Finds]:
    """Enter a function as the rule of a code; it is left out while a part that it needs could not be read whole."""

    def enter(finds: Finds) -> Finds:
        _entered[code] = Rule(code, severity, needs, finds, language)
        return finds

    return enter
