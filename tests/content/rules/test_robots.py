"""No rule of thumb answers the safety quiz, and the README says how each one did."""

from dataclasses import replace
from math import comb

import pytest

import glutatui.content.facts
from glutatui.content.facts import facts, offered, placed
from glutatui.content.loading import load
from glutatui.content.robots import MARGIN, SEEDS, Bank, play
from glutatui.content.where import CHECKOUT
from glutatui.visit.policy import POLICY, guess_pass

CHANCE = 1 / 3
"""Chance on a scenario of three options."""

LINES_CHANCE = 1 / 32
"""Chance on five lines, each a fair coin."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank(load(CHECKOUT).drafts[0].course, "en")


def test_no_robot_finds_its_way_and_the_readme_says_how_each_one_did(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Played once, as 10,000 visits of all robots take their time; ``make facts`` writes the README.

    On scenarios and on five lines none beats chance by more than five points. Naming a clinician, or being cautious,
    alone finds less than half. All pairs of rules together pass no larger share of the warnings than a pure guesser;
    and the best of them passes, in the mean, no more than 99 of 100 pure guessers pass at most in one visit.
    """
    played = play(bank, SEEDS)

    assert {robot: share for robot, share in played.choices.items() if share > CHANCE + MARGIN} == {}
    assert {robot: share for robot, share in played.lines.items() if share > LINES_CHANCE + MARGIN} == {}
    assert played.sensible["a clinician is named at all"] < 0.45
    assert played.sensible["a cautious word stands at all"] < 0.45

    guess, number = float(guess_pass(bank.course, POLICY)), len(bank.course.warnings)
    assert sum(played.passed.values()) / len(played.passed) <= guess
    shares = [comb(number, k) * guess**k * (1 - guess) ** (number - k) for k in range(number + 1)]
    most = next(k for k in range(number + 1) if sum(shares[: k + 1]) >= 0.99)
    assert max(played.passed.values()) * number <= most == 2

    monkeypatch.setattr(glutatui.content.facts, "play", lambda *_: played)
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    drafts = load(CHECKOUT).drafts
    assert placed(readme, facts(drafts[0], further=offered(drafts))) == readme


def test_a_bank_that_gives_itself_away_is_found_out(bank: Bank) -> None:
    """The twin: where every right option is the longest and names a clinician, two robots score full marks."""

    def told(bank: Bank) -> Bank:
        warnings = []
        for warning in bank.course.warnings:
            items = [
                replace(
                    item,
                    options=tuple(
                        replace(
                            option, text={"en": f"{option.text['en']} and ask the clinician, doctor and nurse first"}
                        )
                        if option.right and item.kind == "choose-one"
                        else option
                        for option in item.options
                    ),
                )
                for item in warning.items
            ]
            warnings.append(replace(warning, items=tuple(items)))
        return Bank(replace(bank.course, warnings=tuple(warnings)), "en")

    given = play(told(bank), 50).choices
    assert (given["longest"], given["names a clinician"]) == (1.0, 1.0)


def test_a_file_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="missing"):
        placed("# A file\n", "")
