"""What no robot that is blind to the meaning may reach, in any language."""

from math import comb

from glutatui.content.robots import MARGIN, Bank, Played
from glutatui.visit.policy import POLICY, guess_pass

CHANCE = 1 / 3
"""Chance on a scenario of three options."""
LINES_CHANCE = 1 / 32
"""Chance on five lines, each a fair coin."""


def hold_to_the_bars(played: Played, bank: Bank) -> None:
    """Hold robots to the bars.

    On scenarios and on five lines none beats chance by more than five points. Naming a clinician, or being cautious,
    alone finds less than half. All pairs of rules together pass no larger share of the warnings than a pure guesser;
    and the best of them passes, in the mean, no more than 99 of 100 pure guessers pass at most in one visit.
    """
    assert {robot: share for robot, share in played.choices.items() if share > CHANCE + MARGIN} == {}
    assert {robot: share for robot, share in played.lines.items() if share > LINES_CHANCE + MARGIN} == {}
    assert played.sensible["a clinician is named at all"] < 0.45
    assert played.sensible["a cautious word stands at all"] < 0.45

    guess, number = float(guess_pass(bank.course, POLICY)), len(bank.course.warnings)
    assert sum(played.passed.values()) / len(played.passed) <= guess
    shares = [comb(number, k) * guess**k * (1 - guess) ** (number - k) for k in range(number + 1)]
    most = next(k for k in range(number + 1) if sum(shares[: k + 1]) >= 0.99)
    assert max(played.passed.values()) * number <= most == 2
