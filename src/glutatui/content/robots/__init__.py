"""Blind robots: they answer the whole safety quiz by one rule of thumb and know nothing about glutamine.

A bank that a robot can pass measures test-wiseness, not understanding (education standard, section 7). The rules of
thumb stand in `thumb`, the words of each language by which some of them go in `vocabulary`. On a scenario a robot takes
the option with the highest number, the first shown among equals.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from glutatui.content.robots.thumb import CHOOSERS, LINES, PLACES, SENSIBLE, Bank
from glutatui.course import Course
from glutatui.visit.policy import POLICY, Policy, order_of_options, pair_for

__all__ = ["MARGIN", "SEEDS", "Bank", "Played", "Visits", "play", "visits_of"]

SEEDS = 10_000
"""Seeded visits that each robot plays."""

MARGIN = 0.05
"""How far above chance a robot may come (section 7): 5 points."""


@dataclass(frozen=True, eq=False)
class Visits:
    """What many seeded visits show, in any language; a set of visits is a number with a bit for each."""

    number: int
    """How many visits there are."""
    shown: Mapping[str, Mapping[tuple[int, ...], int]]
    """The visits that show a scenario's options in an order of their filed indices, by the scenario's id."""
    asked: Mapping[str, int]
    """The visits in which one of the rounds asks a scenario, by its id."""


@dataclass(frozen=True)
class Played:
    """How the robots did over many seeded visits; every figure is a share from 0 to 1."""

    visits: int
    """How many visits each played."""
    choices: Mapping[str, float]
    """Scenarios answered right, by blind rule of thumb."""
    sensible: Mapping[str, float]
    """Scenarios answered right by rules that hold some plain sense."""
    lines: Mapping[str, float]
    """Five-line items answered wholly right, by rule of thumb."""
    passed: Mapping[tuple[str, str], float]
    """Warnings passed in a visit in the mean, by both rules of thumb."""


def visits_of(course: Course, seeds: int = SEEDS, policy: Policy = POLICY) -> Visits:
    """Return what so many seeded visits show of a course."""
    shown: dict[str, Counter[tuple[int, ...]]] = {
        one.id: Counter() for warning in course.warnings for one, _ in warning.pairs
    }
    asked = dict.fromkeys(shown, 0)
    for seed in range(seeds):
        name, bit = str(seed), 1 << seed
        for warning in course.warnings:
            for turn in range(policy.rounds):
                asked[pair_for(name, warning, turn + 1)[0].id] |= bit
            for one, _ in warning.pairs:
                shown[one.id][order_of_options(name, one)] |= bit
    return Visits(seeds, shown, asked)


def play(bank: Bank, visits: Visits) -> Played:
    """Let every robot answer every scenario and every five lines in some visits.

    Raises:
        ContentError: The robots know no words of the bank's language.
    """
    hits = _hits(bank, visits)
    known = {
        robot: {item.id for item in bank.lines if choose(bank, item) == item.right} for robot, choose in LINES.items()
    }
    every = len(bank.choices) * visits.number
    shares = {robot: sum(map(int.bit_count, found.values())) / every for robot, found in hits.items()}
    blind = [robot for robot in hits if robot not in SENSIBLE]
    return Played(
        visits.number,
        {robot: shares[robot] for robot in blind},
        {robot: shares[robot] for robot in SENSIBLE},
        {robot: len(found) / len(bank.lines) for robot, found in known.items()},
        {
            (one, lines): _passed(bank, hits[one], known[lines], visits) / (visits.number * len(bank.course.warnings))
            for one in blind
            for lines in known
        },
    )


def _hits(bank: Bank, visits: Visits) -> Mapping[str, Mapping[str, int]]:
    """Return for each robot and scenario the visits in which it is right: each visit shows one order, so they add."""
    choosers = {**CHOOSERS, **SENSIBLE}
    hits: dict[str, dict[str, int]] = {robot: {} for robot in (*choosers, *PLACES)}
    for item in bank.choices:
        key, shown = min(item.right), visits.shown[item.id]
        for robot, scores in choosers.items():
            found = scores(bank, item)
            best = {index for index, score in enumerate(found) if score == max(found)}
            taken = {order: next(index for index in order if index in best) for order in shown}
            hits[robot][item.id] = sum(seen for order, seen in shown.items() if taken[order] == key)
        for place, robot in enumerate(PLACES):
            hits[robot][item.id] = sum(seen for order, seen in shown.items() if order[place] == key)
    return hits


def _passed(bank: Bank, hits: Mapping[str, int], known: set[str], visits: Visits) -> int:
    """Return how many warnings of all visits are passed: both halves of a pair right in one of the rounds."""
    number = 0
    for warning in bank.course.warnings:
        passed = 0
        for one, lines in warning.pairs:
            if lines.id in known:
                passed |= hits[one.id] & visits.asked[one.id]
        number += passed.bit_count()
    return number
