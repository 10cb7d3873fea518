"""How a patient stands with each warning: a fold over the answers alone, so that it needs no replay of the visit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glutatui.reports.sittings import Mark, Sitting
from glutatui.words import say

Result: TypeAlias = Literal["known_at_once", "known_after_teaching", "to_talk_about", "not_reached"]
"""What came of a warning (architecture, section 5); ``not_reached`` where the visit was left before."""

RESULTS: Final[tuple[Result, ...]] = ("known_at_once", "known_after_teaching", "to_talk_about", "not_reached")

HALVES: Final = 2
"""Items of a round: the scenario and the five lines."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What came of one warning."""

    result: Result
    rounds: tuple[bool, ...]
    """Whether each round that was asked to its end was wholly right."""
    taught_again: int
    """How often the warning was explained in other words."""
    sure_and_wrong: bool
    items: tuple[str, ...]
    """The items that were asked, in order."""


def standings(sitting: Sitting) -> Mapping[str, Standing]:
    """Return how a patient stands with each warning of the course, in its order."""
    by_warning: dict[str, list[Mark]] = {warning.id: [] for warning in sitting.course.warnings}
    for mark in sitting.marks:
        if mark.section == "quiz" and mark.item.warning in by_warning:
            by_warning[mark.item.warning].append(mark)
    return {warning: standing_of(marks, sitting.rounds) for warning, marks in by_warning.items()}


def standing_of(marks: list[Mark], most: int) -> Standing:
    """Return what the answers to one warning amount to, in the order in which they were given.

    Args:
        marks: Scenario, five lines, scenario, ... as asked.
        most: How many rounds a warning gets.
    """
    rounds = _rounds(marks)
    missed = len(rounds) - any(rounds)
    return Standing(
        result=result_of(marks, most),
        rounds=rounds,
        taught_again=min(missed, most - 1),
        sure_and_wrong=any(mark.sure and not mark.right for mark in marks),
        items=tuple(mark.item.id for mark in marks),
    )


def result_of(marks: list[Mark], most: int) -> Result:
    """Return what came of a warning; as `standing_of`, but for a report on a million events."""
    if len(marks) == HALVES and marks[0].right and marks[1].right:
        return "known_at_once"
    rounds = _rounds(marks)
    if any(rounds):
        return "known_at_once" if rounds[0] else "known_after_teaching"
    return "to_talk_about" if len(rounds) >= most else "not_reached"


def _rounds(marks: list[Mark]) -> tuple[bool, ...]:
    """Return whether each round that was asked to its end was wholly right."""
    whole = len(marks) - len(marks) % HALVES
    return tuple([marks[at].right and marks[at + 1].right for at in range(0, whole, HALVES)])


def result_words(language: str, result: Result) -> str:
    """Return a result in words."""
    return say(language, f"result-{result.replace('_', '-')}")


def numbers_of(standings: Iterable[Standing]) -> Mapping[Result, int]:
    """Return how many warnings have each result."""
    found: dict[Result, int] = dict.fromkeys(RESULTS, 0)
    for standing in standings:
        found[standing.result] += 1
    return found
