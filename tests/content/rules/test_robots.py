"""No rule of thumb answers the safety quiz, and the README says how each one did."""

from dataclasses import replace

import pytest

import glutatui.content.facts
from content.rules.bars import hold_to_the_bars
from glutatui.content.facts import facts, offered, placed
from glutatui.content.loading import load
from glutatui.content.robots import SEEDS, Bank, play
from glutatui.content.where import CHECKOUT


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank(load(CHECKOUT).drafts[0].course, "en")


def test_no_robot_finds_its_way_and_the_readme_says_how_each_one_did(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Played once, as 10,000 visits of all robots take their time; ``make facts`` writes the README."""
    played = play(bank, SEEDS)

    hold_to_the_bars(played, bank)

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
