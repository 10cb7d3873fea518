"""Orders come from SHA-256 alone, so a record can be replayed years later."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from courses import small_course
from glutatui.visit import order_of_options
from glutatui.visit.policy import order_of_warnings, pair_for

COURSE = small_course(warnings=6, pairs=3)


def test_orders_hold_for_years() -> None:
    """These values are written down: a change of any of them breaks the replay of every record."""
    warning = COURSE.warnings[0]
    one, lines = warning.pairs[0]
    assert order_of_warnings("2026", COURSE) == ("w1", "w5", "w3", "w4", "w2", "w0")
    assert order_of_options("2026", one) == (2, 1, 0)
    assert order_of_options("2026", lines) == (1, 4, 0, 2, 3)
    assert [pair_for("2026", warning, turn)[0].use for turn in (1, 2, 3, 4)] == ["pair-2", "pair-1", "pair-3", "pair-2"]


@given(st.text(max_size=20))
def test_every_order_is_whole(seed: str) -> None:
    for item in COURSE.items():
        assert sorted(order_of_options(seed, item)) == list(range(len(item.options)))
    assert sorted(order_of_warnings(seed, COURSE)) == [warning.id for warning in COURSE.warnings]


@given(st.text(max_size=20))
def test_the_first_rounds_of_a_warning_use_each_pair_once(seed: str) -> None:
    for warning in COURSE.warnings:
        used = [pair_for(seed, warning, turn) for turn in (1, 2, 3)]
        assert {pair[0].id for pair in used} == {pair[0].id for pair in warning.pairs}


def test_no_place_is_favoured() -> None:
    """The right option comes first about as often as last."""
    item = COURSE.before[0]
    first = Counter(order_of_options(f"seed {n}", item)[0] for n in range(3000))
    assert all(900 < count < 1100 for count in first.values())
