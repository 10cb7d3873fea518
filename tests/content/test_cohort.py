"""The simulated cohort goes through the shipped policy, and the README says what the command computed."""

from dataclasses import replace

import pytest

from courses import small_course
from glutatui.content.cohort import (
    PATIENTS,
    Went,
    best_rounds,
    break_even,
    cohort,
    false_share,
    left_unknown,
    visit,
)
from glutatui.content.cohort.patient import LEVELS
from glutatui.content.draft import Draft
from glutatui.content.facts import cohort_stamp, cohort_table, section
from glutatui.content.loading import load
from glutatui.content.where import CHECKOUT
from glutatui.visit import POLICY, Policy

LOW, HIGH = LEVELS[0], LEVELS[-1]


@pytest.fixture(scope="module")
def draft() -> Draft:
    return load(CHECKOUT).drafts[0]


def readme() -> str:
    return (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_the_readme_holds_what_the_command_computed_from_this_course(draft: Draft) -> None:
    """Its stamp is a hash of the course, the policy, the patients and the table: ``make facts`` renews it."""
    found = section(readme(), "cohort")

    assert found["stamp"] == cohort_stamp(draft, found["body"])
    assert cohort_stamp(draft, found["body"].replace("1", "2", 1)) != found["stamp"]
    assert "A simulation, not evidence" in found["body"]
    assert f"{PATIENTS:,} made-up patients" in found["body"]


def test_a_small_cohort_goes_as_the_readme_says(draft: Draft) -> None:
    """The means of 60 patients a level lie within four standard errors of the table's."""
    each = 60
    small = cohort(draft.course, "en", patients=each * len(LEVELS), rounds=(POLICY.rounds,))
    lines = section(readme(), "cohort")["body"].splitlines()
    rows = [line.split(" | ") for line in lines if line.startswith(f"| {POLICY.rounds} ")]

    assert [row[1] for row in rows] == [level.name for level in LEVELS]
    for row in rows:
        went = small[POLICY.rounds, row[1]]
        known = float(row[3].removesuffix(" %")) / 100
        error = (known * (1 - known) / each) ** 0.5
        assert abs(went.all_known / each - known) <= 4 * error
        assert abs(went.items / each - float(row[7])) <= 3
        assert abs(went.seconds / each / 60 - float(row[8].removesuffix(" |"))) <= 4


def test_who_takes_everything_in_and_never_slips_is_asked_once(draft: Draft) -> None:
    sure = replace(HIGH, takes_in=1.0, forgets=0.0, slips=0.0)
    went = visit(draft.course, "en", sure, 1)

    number = len(draft.course.warnings)
    assert (went.all_at_once, went.all_known, went.items, went.handed_over) == (1, 1, 2 * number, 0)
    assert (went.false_passes, went.unknown) == (0, 0)


def test_who_takes_nothing_in_is_handed_over(draft: Draft) -> None:
    lost = replace(LOW, takes_in=0.0, learns=0.0)
    number = len(draft.course.warnings)
    found = [visit(draft.course, "en", lost, seed) for seed in range(12)]

    assert all(went.unknown == number for went in found)
    assert all(went.handed_over + went.false_passes == number and went.needless == 0 for went in found)
    assert sum(went.handed_over for went in found) > 0.85 * number * len(found)


def test_more_rounds_hand_fewer_warnings_over_and_let_no_fewer_through() -> None:
    course = small_course(warnings=12, pairs=3, lessons=1, pages=1)
    visits = [[visit(course, "en", LOW, seed, Policy(rounds)) for seed in range(60)] for rounds in (1, 2, 3)]
    sums = [sum(found, Went()) for found in visits]

    assert sums[0].handed_over > sums[1].handed_over > sums[2].handed_over
    assert sums[0].false_passes <= sums[1].false_passes <= sums[2].false_passes
    assert sums[0].unknown == sums[2].unknown
    assert false_share(Went()) == 0.0


def test_the_number_of_rounds_follows_from_what_stays_unknown() -> None:
    few, many = Went(visits=100, false_passes=5, handed_over=60, needless=10), Went(100, 0, 0, 20, 0, 6)

    assert left_unknown(few, 0.9) == pytest.approx(10)
    assert break_even(few, many) == pytest.approx(1 - 1 / 30)
    assert best_rounds({(2, "low"): few, (3, "low"): many}) == 3
    assert best_rounds({(2, "low"): few, (3, "low"): replace(many, false_passes=40)}) == 2


def test_the_table_names_both_policies(draft: Draft) -> None:
    small = cohort(draft.course, "en", patients=len(LEVELS))
    table = cohort_table(small)

    assert [line.split(" | ")[0] for line in table.splitlines() if line.startswith(("| 2", "| 3"))] == (
        ["| 2"] * len(LEVELS) + ["| 3"] * len(LEVELS)
    )
