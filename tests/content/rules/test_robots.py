"""No rule of thumb answers the safety quiz in any language, and the README says how each one did."""

from collections.abc import Mapping
from dataclasses import replace
from math import comb

import pytest

from glutatui.content.draft import Draft
from glutatui.content.facts import facts, offered, placed, played_in
from glutatui.content.loading import load
from glutatui.content.robots import MARGIN, Bank, Played, play, visits_of
from glutatui.content.where import CHECKOUT
from glutatui.course import Course
from glutatui.errors import ContentError
from glutatui.visit.policy import POLICY, guess_pass
from glutatui.words import error_text

CHANCE = 1 / 3
"""Chance on a scenario of three options."""
LINES_CHANCE = 1 / 32
"""Chance on five lines, each a fair coin."""


@pytest.fixture(scope="module")
def drafts() -> tuple[Draft, ...]:
    return offered(load(CHECKOUT).drafts)


@pytest.fixture(scope="module")
def played(drafts: tuple[Draft, ...]) -> Mapping[str, Played]:
    """Played once: what 10,000 visits show takes its time."""
    return played_in(drafts)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_robot_finds_its_way(drafts: tuple[Draft, ...], played: Mapping[str, Played], language: str) -> None:
    """Hold robots to the bars, which are the same in each language.

    On scenarios and on five lines none beats chance by more than five points. Naming a clinician, or being cautious,
    alone finds less than half. All pairs of rules together pass no larger share of the warnings than a pure guesser;
    and the best of them passes, in the mean, no more than 99 of 100 pure guessers pass at most in one visit.
    """
    found, course = played[language], drafts[0].course
    assert {robot: share for robot, share in found.choices.items() if share > CHANCE + MARGIN} == {}
    assert {robot: share for robot, share in found.lines.items() if share > LINES_CHANCE + MARGIN} == {}
    assert found.sensible["a clinician is named at all"] < 0.45
    assert found.sensible["a cautious word stands at all"] < 0.45

    guess, number = float(guess_pass(course, POLICY)), len(course.warnings)
    assert sum(found.passed.values()) / len(found.passed) <= guess
    shares = [comb(number, k) * guess**k * (1 - guess) ** (number - k) for k in range(number + 1)]
    most = next(k for k in range(number + 1) if sum(shares[: k + 1]) >= 0.99)
    assert max(found.passed.values()) * number <= most == 2


def test_the_readme_says_how_each_robot_did(drafts: tuple[Draft, ...], played: Mapping[str, Played]) -> None:
    """``make facts`` writes it, in every language that is offered."""
    assert [*played] == ["en", "es"]
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert placed(readme, facts(drafts, played)) == readme


def given_away(course: Course, language: str, hint: str) -> Course:
    """Return a course whose right options all end in a hint."""
    warnings = []
    for warning in course.warnings:
        items = [
            replace(
                item,
                options=tuple(
                    replace(option, text={language: f"{option.text[language]}{hint}"})
                    if option.right and item.kind == "choose-one"
                    else option
                    for option in item.options
                ),
            )
            for item in warning.items
        ]
        warnings.append(replace(warning, items=tuple(items)))
    return replace(course, warnings=tuple(warnings))


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("en", " and ask the clinician, doctor and nurse first"),
        ("es", ", y consulte antes con médico, enfermera y clínica"),
    ],
)
def test_a_bank_that_gives_itself_away_is_found_out(drafts: tuple[Draft, ...], language: str, hint: str) -> None:
    """The twin: where every right option is the longest and names a clinician, two robots score full marks."""
    course = next(draft.course for draft in drafts if draft.language == language)
    found = play(Bank(given_away(course, language, hint), language), visits_of(course, 50)).choices
    assert (found["longest"], found["names a clinician"]) == (1.0, 1.0)


def test_a_language_without_words_is_refused(drafts: tuple[Draft, ...]) -> None:
    """Robots that know no words would find nothing, and the bank would look better than anybody knows."""
    with pytest.raises(ContentError) as refused:
        _ = Bank(drafts[0].course, "tl").vocabulary
    assert error_text("en", refused.value) == (
        "The blind robots know no words of the language tl. Give them some in "
        "src/glutatui/content/robots/vocabulary.py."
    )


def test_a_file_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="missing"):
        placed("# A file\n", "")
