"""The rules that a course is held to, each a small function with a code of its own."""

from collections.abc import Iterator

from glutatui.content.draft import Draft
from glutatui.content.problems import Problem, problem
from glutatui.content.rules import (
    amounts,
    bank,
    caution,
    coverage,
    cues,
    items,
    numbers,
    pages,
    plain,
    quiz,
    references,
    signing,
    terms,
    wording,
)
from glutatui.content.rules.registry import RULES, Rule

__all__ = [
    "RULES",
    "Rule",
    "amounts",
    "bank",
    "caution",
    "coverage",
    "cues",
    "items",
    "judge",
    "numbers",
    "pages",
    "plain",
    "quiz",
    "references",
    "signing",
    "terms",
    "wording",
]


def judge(draft: Draft) -> Iterator[Problem]:
    """Give what each rule finds; a rule whose part of the content could not be read is left out."""
    for rule in RULES.values():
        if rule.language in {None, draft.language} and all(draft.is_whole(part) for part in rule.needs):
            for place, values in rule.finds(draft):
                yield problem(place, rule.code, rule.severity, **values)
