"""Teach-to-goal: how often a warning is asked, in which order, and how far a pass can be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import prod
from typing import Any

from glutatui.course import Course, Item, Warning  # noqa: A004  (the project's own term)

SLIPS = (Fraction(1, 200), Fraction(2, 100))
"""Chances of one slip in a decision that each record reports: 0.5 % and 2 % (education standard, section 7)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How the safety quiz goes on after a miss (architecture, section 3)."""

    rounds: int = 3
    """How many rounds a warning gets at most; the simulated cohort speaks for three (README, "How we know")."""
    spacing: int = 3
    """How many other items come at least between a miss and the next round, while so many are left."""

    @property
    def turns_between(self) -> int:
        """The spacing in whole rounds of two items."""
        return -(-self.spacing // 2)


POLICY = Policy()
"""The policy as shipped."""


def _rank(seed: str, name: str, index: int) -> bytes:
    return sha256(f"{seed}:{name}:{index}".encode()).digest()


def order_of_options(seed: str, item: Item) -> tuple[int, ...]:
    """Return the filed indices of an item's options in the order that this seed shows them."""
    return tuple(sorted(range(len(item.options)), key=lambda index: _rank(seed, item.id, index)))


def order_of_warnings(seed: str, course: Course) -> tuple[str, ...]:
    """Return the warnings in the order in which this seed asks them first."""
    ids = [warning.id for warning in course.warnings]
    return tuple(sorted(ids, key=lambda warning: _rank(seed, warning, 0)))


def pair_for(seed: str, warning: Warning, turn: int) -> tuple[Item, Item]:
    """Return the pair of a round (from 1): another one each time until all are used."""
    pairs = sorted(warning.pairs, key=lambda pair: _rank(seed, pair[0].id, -1))
    return pairs[(turn - 1) % len(pairs)]


def guess_right(item: Item) -> Fraction:
    """Return the chance that a pure guesser answers right: uniform over options, each line a fair coin."""
    if item.kind == "choose-one":
        return Fraction(len(item.right), len(item.options))
    return Fraction(1, 2) ** len(item.options)


def guess_pass(course: Course, policy: Policy) -> Fraction:
    """Return the chance that a pure guesser passes one unknown warning: that of the warning easiest to guess."""
    chances = (_rounds(warning, policy) for warning in course.warnings)
    return 1 - min(prod((1 - chance for chance in rounds), start=Fraction(1)) for rounds in chances)


def _rounds(warning: Warning, policy: Policy) -> list[Fraction]:
    """Return the chances of the rounds, the easiest pairs first, so that the seed cannot make it easier."""
    chances = sorted((guess_right(one) * guess_right(lines) for one, lines in warning.pairs), reverse=True)
    return [chances[turn % len(chances)] for turn in range(policy.rounds)]


def slip_fail(course: Course, policy: Policy, slip: Fraction) -> Fraction:
    """Return the chance that somebody who knows a warning fails every round of it by slips.

    A choose-one is one decision and a choose-all one a line, each going wrong with the chance ``slip``.
    The figure is that of the warning with the most decisions.
    """
    decisions = max(1 + len(lines.options) for warning in course.warnings for _, lines in warning.pairs)
    return (1 - (1 - slip) ** decisions) ** policy.rounds


def described(course: Course, policy: Policy, program: str) -> Mapping[str, Any]:
    """Return the policy as each record holds it, with what a pass and a miss are worth."""
    return {
        "rounds": policy.rounds,
        "spacing": policy.spacing,
        "program": program,
        "guess_pass": round(float(guess_pass(course, policy)), 6),
        "slip_fail": {f"{float(slip):g}": round(float(slip_fail(course, policy, slip)), 8) for slip in SLIPS},
    }
