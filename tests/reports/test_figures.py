"""Each figure equals, to 1e-9, what independent packages make of the raw answers."""

from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy import stats

from courses import small_course
from glutatui.course import Course
from glutatui.records import row_of
from glutatui.reports.figures import Consistency, index_of, kr_20, paired, subkoviak
from glutatui.reports.items import ItemFigures, flags_of, item_figures
from glutatui.reports.sittings import Mark, Sitting, sittings
from glutatui.reports.standing import HALVES
from glutatui.reports.tally import Counts, Tally
from reports.crowds import Crowd, visit_of

COURSE = small_course(warnings=5, pairs=2, lessons=3)
PATIENTS = 120


@pytest.fixture(scope="module")
def crowd() -> list[Sitting]:
    """Return visits of patients who know between little and nearly all; some of them stop half-way."""
    rng = Random(7)  # noqa: S311  (simulated patients)
    visits = [
        visit_of(Crowd(COURSE, right=rng.choice([0.2, 0.5, 0.9])), rng, steps=rng.choice([None, None, None, 25]))
        for _ in range(PATIENTS)
    ]
    found = [sitting for visit in visits for sitting in sittings(map(row_of, visit), lambda _: COURSE)]
    return [sitting for sitting in found if isinstance(sitting, Sitting)]


def tallied(crowd: list[Sitting]) -> Tally:
    tally = Tally({"all": Counts("")})
    for sitting in crowd:
        tally.add(sitting)
    return tally


def figures_of(crowd: list[Sitting]) -> dict[str, ItemFigures]:
    return {one.item.id: one for one in item_figures(COURSE, "en", tallied(crowd).attempts["en"])}


def firsts(sitting: Sitting, section: str) -> list[Mark]:
    """Return a patient's first attempts in a section, worked out apart from the program."""
    if section != "quiz":
        return [mark for mark in sitting.marks if mark.section == section]
    asked: Counter[str | None] = Counter()
    found = []
    for mark in sitting.marks:
        if mark.section == "quiz":
            asked[mark.item.warning] += 1
            if asked[mark.item.warning] <= HALVES:
                found.append(mark)
    return found


def whole(course: Course, section: str) -> int:
    return {"before": 3, "check": 3, "quiz": HALVES * len(course.warnings)}[section]


def test_item_figures_equal_scipy(crowd: list[Sitting]) -> None:
    found = figures_of(crowd)
    compared = 0
    for name, ours in found.items():
        given = [
            (marks, mark)
            for sitting in crowd
            for marks in [firsts(sitting, ours.section)]
            for mark in marks
            if mark.item.id == name
        ]
        right = np.array([mark.right for _, mark in given])
        assert ours.answers == len(given)
        if len(given) < 30:
            assert ours.difficulty is None
            continue
        assert ours.difficulty == pytest.approx(np.mean(right), abs=1e-9)
        shares = [np.mean([at in mark.chosen for _, mark in given]) for at in range(len(ours.item.options))]
        assert ours.chosen == pytest.approx(shares, abs=1e-9)
        complete = [(marks, mark) for marks, mark in given if len(marks) == whole(COURSE, ours.section)]
        rest = [sum(m.right for m in marks) - mark.right for marks, mark in complete]
        if len(complete) >= 30:
            reference = stats.pointbiserialr([mark.right for _, mark in complete], rest).statistic
            assert ours.discrimination == pytest.approx(reference, abs=1e-9)
            assert ours.index == pytest.approx(upper_less_lower(complete), abs=1e-9)
            compared += 1
        if ours.item.kind == "choose-one":
            working = 0
            for at in range(len(ours.item.options)):
                chose = [at in mark.chosen for _, mark in complete]
                used = shares[at] >= 0.05 and at not in ours.item.right
                if used and len(complete) >= 30 and stats.pointbiserialr(chose, rest).statistic < 0:
                    working += 1
            assert ours.working == working
    assert compared > 10


def upper_less_lower(complete: list[tuple[list[Mark], Mark]]) -> float:
    """Return D by numpy: each patient counts a hundred times, so that 27 % of them are whole, and ties share alike."""
    totals = np.array([sum(mark.right for mark in marks) for marks, _ in complete])
    right = np.array([float(mark.right) for _, mark in complete])
    alike = np.array([right[totals == total].mean() for total in totals])
    ranked = np.repeat(alike[np.argsort(totals, kind="stable")], 100)
    group = 27 * len(complete)
    return float(ranked[-group:].mean() - ranked[:group].mean())


@pytest.mark.parametrize(
    ("cells", "index"),
    [
        # 100 people: the top 27 are all right, of the bottom 27 none is.
        ({(True, 3): 27, (True, 2): 23, (False, 1): 23, (False, 0): 27}, 1.0),
        # 100 people, 50 at each score: 40 of 50 are right above, 10 of 50 below.
        ({(True, 1): 40, (False, 1): 10, (True, 0): 10, (False, 0): 40}, 0.8 - 0.2),
        # The top 27 are 20 who are right and 7 of the 40 in the middle, of whom half are; none is at the bottom.
        ({(True, 2): 20, (True, 1): 20, (False, 1): 20, (False, 0): 40}, 23.5 / 27),
        ({(True, 1): 100}, None),
        ({}, None),
    ],
)
def test_the_index_on_paper(cells: dict[tuple[bool, int], int], index: float | None) -> None:
    assert index_of(cells) == (None if index is None else pytest.approx(index))


@pytest.mark.parametrize(
    ("figures", "flags"),
    [
        ({"discrimination": 0.5, "index": 0.5, "difficulty": 0.5}, ()),
        ({"discrimination": -0.01, "index": 0.1}, ("check-key",)),
        ({"discrimination": 0.19, "index": 0.5}, ("does-not-tell",)),
        ({"discrimination": 0.5, "index": 0.19}, ("does-not-tell",)),
        ({"difficulty": 0.19}, ("too-hard",)),
        ({"difficulty": 0.20}, ()),
        ({"sure_and_wrong": 0.10}, ("sure-and-wrong",)),
        ({"sure_and_wrong": 0.09}, ()),
        ({"difficulty": 0.91}, ("too-easy",)),
        ({"working": 0}, ("options-unused",)),
        ({"doubted": 0, "discrimination": 0.5}, ("check-key",)),
        ({}, ()),
    ],
)
def test_flags_are_those_of_the_standard(
    crowd: list[Sitting], figures: dict[str, float], flags: tuple[str, ...]
) -> None:
    hidden: dict[str, Any] = dict.fromkeys(
        ("difficulty", "discrimination", "index", "sure_and_wrong", "working", "doubted")
    )
    found = replace(figures_of(crowd)["before-0"], **{**hidden, **figures})

    assert tuple(flags_of(found)) == flags


def test_kr_20_equals_the_analysis_of_variance(crowd: list[Sitting]) -> None:
    """Hoyt (1941): the reliability of 0/1 items is 1 - (residual / between people), from a two-way table."""
    table = at_once(crowd)
    people, items = table.shape
    grand = table.mean()
    between = items * ((table.mean(axis=1) - grand) ** 2).sum()
    of_items = people * ((table.mean(axis=0) - grand) ** 2).sum()
    residual = ((table - grand) ** 2).sum() - between - of_items
    hoyt = 1 - (residual / ((people - 1) * (items - 1))) / (between / (people - 1))
    attempts = tallied(crowd).attempts["en"]
    warnings = tuple(warning.id for warning in COURSE.warnings)

    ours = kr_20([attempts.at_once[warnings][name] for name in warnings], attempts.totals[warnings])

    assert people >= 30
    assert ours == pytest.approx(hoyt, abs=1e-9)


def at_once(crowd: list[Sitting]) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Return who knew which warning at once, of those who were asked about all."""
    rows = []
    for sitting in crowd:
        marks = firsts(sitting, "quiz")
        if len(marks) == whole(COURSE, "quiz"):
            by_warning = [[mark.right for mark in marks if mark.item.warning == w.id] for w in COURSE.warnings]
            rows.append([float(all(pair)) for pair in by_warning])
    return np.array(rows)


def test_decision_consistency_equals_the_binomial_of_scipy(crowd: list[Sitting]) -> None:
    scores = at_once(crowd).sum(axis=1)
    items = len(COURSE.warnings)
    attempts = tallied(crowd).attempts["en"]
    totals = attempts.totals[tuple(warning.id for warning in COURSE.warnings)]
    for cut in (3, 4, items):
        for reliability in (0.0, 0.4, 0.85):
            share = reliability * scores / items + (1 - reliability) * scores.mean() / items
            passes = stats.binom.sf(cut - 1, items, share)
            agreement = (passes**2 + (1 - passes) ** 2).mean()
            chance = passes.mean() ** 2 + (1 - passes.mean()) ** 2

            ours = subkoviak(totals, items, cut, reliability)

            assert ours.agreement == pytest.approx(agreement, abs=1e-9)
            assert ours.kappa == pytest.approx((agreement - chance) / (1 - chance), abs=1e-9)


def test_what_cannot_be_computed_is_said() -> None:
    assert paired({(True, 3): 40}).correlation() is None, "all are right"
    assert paired({(True, 3): 20, (False, 3): 20}).correlation() is None, "all have the same score"
    assert kr_20([5], {1: 5}) is None, "one item"
    assert kr_20([5, 5], {2: 5}) is None, "all know all"
    assert subkoviak({3: 10}, 3, 3, 1.0) == Consistency(1.0, None), "chance agrees always"


def test_figures_are_hidden_below_30(crowd: list[Sitting]) -> None:
    few = [sitting for sitting in crowd if len(sitting.marks) > 3][:29]

    assert all(
        (one.difficulty, one.discrimination, one.index, one.chosen, one.working, one.unsure, one.sure_and_wrong)
        == (None,) * 7
        for one in figures_of(few).values()
    )


def test_another_wording_is_another_item(crowd: list[Sitting]) -> None:
    """Answers to an item whose text has changed since are not told of the new one (rule L36)."""
    item = COURSE.before[0]
    first = replace(item.options[0], text={"en": "Another text"})
    course = replace(COURSE, before=(replace(item, options=(first, *item.options[1:])), *COURSE.before[1:]))
    attempts = tallied(crowd).attempts["en"]

    found = {one.item.id: one.answers for one in item_figures(course, "en", attempts)}

    assert found["before-0"] == 0
    assert found["before-1"] > 0
