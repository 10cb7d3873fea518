"""What rules of thumb get from the Spanish wording: keys and orders are the English ones, lengths and words are not."""

from dataclasses import replace
from math import comb

import pytest

from content.rules.spanish_robots import read_spanish
from glutatui.content.loading import load
from glutatui.content.robots import MARGIN, Bank, play
from glutatui.content.where import CHECKOUT
from glutatui.visit.policy import POLICY, guess_pass

CHANCE = 1 / 3
"""Chance on a scenario of three options."""
LINES_CHANCE = 1 / 32
"""Chance on five lines, each a fair coin."""
SEEDS = 1000
"""Seeded visits; the English bank is played with more, because the README tells its figures."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    drafts = [draft for draft in load(CHECKOUT).drafts if draft.course.languages == ("es",)]
    return Bank(drafts[0].course, "es")


def test_no_robot_finds_its_way_through_the_spanish_wording(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bars are those of the English bank, for each rule and for the best pair of rules."""
    read_spanish(monkeypatch)
    played = play(bank, SEEDS)

    assert {robot: share for robot, share in played.choices.items() if share > CHANCE + MARGIN} == {}
    assert {robot: share for robot, share in played.lines.items() if share > LINES_CHANCE + MARGIN} == {}
    assert played.sensible["a clinician is named at all"] < 0.45
    assert played.sensible["a cautious word stands at all"] < 0.45

    guess, number = float(guess_pass(bank.course, POLICY)), len(bank.course.warnings)
    assert sum(played.passed.values()) / len(played.passed) <= guess
    guessers = [comb(number, k) * guess**k * (1 - guess) ** (number - k) for k in range(number + 1)]
    most = next(k for k in range(number + 1) if sum(guessers[: k + 1]) >= 0.99)
    assert max(played.passed.values()) * number <= most == 2


def test_a_spanish_bank_that_gives_itself_away_is_found_out(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: where every right option names a doctor and is the longest, two robots score full marks."""
    read_spanish(monkeypatch)
    warnings = tuple(
        replace(
            warning,
            items=tuple(
                replace(
                    item,
                    options=tuple(
                        replace(
                            option,
                            text={
                                "es": f"{option.text['es']}, y consulte antes con médico y enfermera, doctor y clínica"
                            },
                        )
                        if option.right and item.kind == "choose-one"
                        else option
                        for option in item.options
                    ),
                )
                for item in warning.items
            ),
        )
        for warning in bank.course.warnings
    )
    given = play(Bank(replace(bank.course, warnings=warnings), "es"), 50).choices
    assert (given["longest"], given["names a clinician"]) == (1.0, 1.0)
