"""A question whose key is wrong is found while it has done little harm. Simulated patients test the code, no more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest

from courses import small_course
from glutatui.course import Course, Item
from glutatui.reports.items import item_figures
from glutatui.reports.sittings import Mark
from glutatui.reports.tally import Attempts
from glutatui.visit.policy import pair_for

PATIENTS = 60

TRUTH = small_course(warnings=12, pairs=3)
"""As the shipped bank: twelve warnings of three pairs, of which a patient meets one at first."""


def planted(item: Item, rng: Random) -> Item:
    """Return an item with a wrong key: another option, or one line the other way."""
    at = rng.randrange(len(item.options))
    if item.kind == "choose-one":
        at = rng.choice([at for at, option in enumerate(item.options) if not option.right])
        options = [replace(option, right=number == at) for number, option in enumerate(item.options)]
    else:
        options = [replace(option, right=option.right != (n == at)) for n, option in enumerate(item.options)]
    return replace(item, options=tuple(options))


def chosen_by(item: Item, knows: bool, rng: Random) -> frozenset[int]:  # noqa: FBT001  (a patient does or does not)
    """Return what a patient chooses who knows a thing (but for a slip in fifty decisions), or guesses."""
    options = range(len(item.options))
    if item.kind == "choose-one":
        return item.right if knows and rng.random() > 0.02 else frozenset({rng.choice(options)})
    slips = 0.02 if knows else 0.5
    return frozenset(at for at in options if (at in item.right) != (rng.random() < slips))


def answers(truth: Course, filed: Course, rng: Random) -> Iterator[list[Mark]]:
    """Give the first round of each patient: they answer by the truth and are marked by what is filed."""
    for _ in range(PATIENTS):
        ability = rng.betavariate(3, 2)
        seed = str(rng.random())
        pairs = [pair_for(seed, warning, 1) for warning in truth.warnings]
        marks = []
        for item in (item for pair in pairs for item in pair):
            chosen = chosen_by(item, rng.random() < ability, rng)
            known = MARKS.setdefault((id(filed), item.id, chosen), _mark(filed.item_of[item.id], chosen))
            marks.append(known)
        yield marks


MARKS: dict[tuple[int, str, frozenset[int]], Mark] = {}


def _mark(item: Item, chosen: frozenset[int]) -> Mark:
    return Mark(item, "quiz", tuple(sorted(chosen)), sure=False, unsure=False, right=chosen == item.right)


def suspected(filed: Course, rng: Random) -> set[str]:
    """Return the items whose key is doubted after 60 patients."""
    attempts = Attempts()
    for marks in answers(TRUTH, filed, rng):
        total = sum(mark.right for mark in marks)
        attempts.marks.update((mark, total - mark.right) for mark in marks)
    return {one.item.id for one in item_figures(filed, "en", attempts) if "check-key" in one.flags}


def wrongly_filed(rng: Random) -> tuple[Course, str]:
    """Return the course with one wrong key, and where it is."""
    warning = rng.choice(TRUTH.warnings)
    item = rng.choice(warning.items)
    items = tuple(planted(one, rng) if one is item else one for one in warning.items)
    spoiled = replace(warning, items=items)
    return replace(TRUTH, warnings=tuple(spoiled if one is warning else one for one in TRUTH.warnings)), item.id


def found_in(runs: int, seed: int) -> tuple[int, int]:
    """Return in how many runs the planted key was found, and how many sound items were doubted in all."""
    rng = Random(seed)  # noqa: S311  (simulated patients)
    found = others = 0
    for _ in range(runs):
        filed, where = wrongly_filed(rng)
        doubted = suspected(filed, rng)
        found += where in doubted
        others += len(doubted - {where})
        MARKS.clear()
    return found, others


@pytest.mark.parametrize(("runs", "seed"), [(60, 1), pytest.param(1000, 2, marks=pytest.mark.soak)])
def test_a_wrong_key_is_found_within_60_patients(
    runs: int, seed: int, record_property: Callable[[str, object], None]
) -> None:
    found, others = found_in(runs, seed)

    record_property("counts", f"planted keys: {found} of {runs} found, {others} sound items doubted")
    assert found >= 0.95 * runs
    assert others <= 0.1 * runs, "false alarms: at most one in ten reports of 72 items"


def test_a_sound_bank_is_not_doubted() -> None:
    rng = Random(3)  # noqa: S311  (simulated patients)

    assert sum(len(suspected(TRUTH, rng)) for _ in range(20)) <= 2
