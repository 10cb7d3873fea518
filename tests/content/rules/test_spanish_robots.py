"""What rules of thumb get from the Spanish wording: keys and orders are the English ones, lengths and words are not."""

from dataclasses import replace

import pytest

from content.rules.bars import hold_to_the_bars
from content.rules.spanish_robots import read_spanish
from glutatui.content.loading import load
from glutatui.content.robots import Bank, play
from glutatui.content.where import CHECKOUT

SEEDS = 1000
"""Seeded visits; the English bank is played with more, because the README tells its figures."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    drafts = [draft for draft in load(CHECKOUT).drafts if draft.course.languages == ("es",)]
    return Bank(drafts[0].course, "es")


def test_no_robot_finds_its_way_through_the_spanish_wording(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bars are those of the English bank, for each rule and for the best pair of rules."""
    read_spanish(monkeypatch)

    hold_to_the_bars(play(bank, SEEDS), bank)


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
