"""No rule of thumb answers the safety quiz, and the README says how each one did."""

from dataclasses import replace
from math import comb

import pytest

from glutatui.content.facts import facts, offered, placed
from glutatui.content.loading import load
from glutatui.content.robots import MARGIN, SEEDS, Bank, Played, play
from glutatui.content.where import CHECKOUT
from glutatui.visit.policy import POLICY, guess_pass

CHANCE = 1 / 3
"""Chance on a scenario of three options."""

LINES_CHANCE = 1 / 32
"""Chance on five lines, each a fair coin."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank(load(CHECKOUT).drafts[0].course, "en")


@pytest.fixture(scope="module")
def played(bank: Bank) -> Played:
    return play(bank, SEEDS)


def test_no_robot_beats_chance_by_more_than_five_points_on_the_scenarios(played: Played) -> None:
    assert {robot: share for robot, share in played.choices.items() if share > CHANCE + MARGIN} == {}


def test_naming_a_clinician_or_being_cautious_alone_finds_less_than_half(played: Played) -> None:
    assert played.sensible["a clinician is named at all"] < 0.45
    assert played.sensible["a cautious word stands at all"] < 0.45


def test_no_robot_beats_chance_by_more_than_five_points_on_five_lines(played: Played) -> None:
    assert {robot: share for robot, share in played.lines.items() if share > LINES_CHANCE + MARGIN} == {}


def test_robots_pass_no_more_warnings_than_guessing_allows(bank: Bank, played: Played) -> None:
    """All pairs of rules together pass no larger share than a pure guesser.

    And the best of them passes, in the mean of 10,000 visits, no more warnings than 99 of 100 pure guessers pass at
    most in one visit.
    """
    guess, number = float(guess_pass(bank.course, POLICY)), len(bank.course.warnings)
    assert sum(played.passed.values()) / len(played.passed) <= guess

    shares = [comb(number, k) * guess**k * (1 - guess) ** (number - k) for k in range(number + 1)]
    most = next(k for k in range(number + 1) if sum(shares[: k + 1]) >= 0.99)
    assert max(played.passed.values()) * number <= most == 2


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


def test_the_readme_says_what_the_robots_did() -> None:
    """``make facts`` writes it: run that after a change of the course."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")

    drafts = load(CHECKOUT).drafts
    assert placed(readme, facts(drafts[0], further=offered(drafts))) == readme


def test_a_file_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="missing"):
        placed("# A file\n", "")
