"""The rules that a course is held to, each a small function with a code of its own."""

from collections.abc import Iterator

from glutatui.content.draft import Draft
from glutatui.content.problems import Problem, problem
from glutatui.content.rules import (
    amounts,
    bank,
    caution,
    confirmed,
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
    translation,
    unfinished,
    wording,
)
from glutatui.content.rules.registry import RULES, Rule

__all__ = [
    "RULES",
    "Rule",
    "amounts",
    "bank",
    "caution",
    "confirmed",
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
    "translation",
    "unfinished",
    "wording",
]


def judge(draft: Draft) -> Iterator[Problem]:
    """Give what each rule finds; a rule whose part of the content could not be read is left out.

    Of a file that is still to be filled in only that is said.
    """
    found = tuple(_judged(draft))
    waiting = {one.path for one in found if one.code == unfinished.UNFILLED}
    yield from (one for one in found if one.code == unfinished.UNFILLED or one.path not in waiting)


def _judged(draft: Draft) -> Iterator[Problem]:
    for rule in RULES.values():
        if rule.speaks(draft.language) and all(draft.is_whole(part) for part in rule.needs):
            for place, values in rule.finds(draft):
                yield problem(place, rule.code, rule.severity, **values)
