"""How far a pass and a miss can be trusted: the figures in each record against what the fold really does."""

from collections.abc import Callable
from fractions import Fraction
from itertools import chain, combinations, product
from math import prod

import pytest

from courses import small_course
from glutatui.course import Course
from glutatui.visit import POLICY, Answer, Ask, Choice, Policy, Step, Visit
from glutatui.visit.policy import SLIPS, guess_pass, guess_right, slip_fail
from visits import SeededDesk, dice, guessed, onward, walk

BAR = Fraction(35, 1000)
"""No guesser may pass an unknown warning more often (education standard, section 7)."""


def outcome(course: Course, choose: Callable[[Ask], frozenset[int]], policy: Policy = POLICY) -> str:
    """Go through a quiz of one warning; return what came of it."""
    visit: Visit = SeededDesk(course, policy=policy).start("quiz", "en")[0]

    def choice(step: Step) -> Choice:
        return Answer(choose(step)) if isinstance(step, Ask) else onward(step)

    for _ in walk(visit, choice):
        pass
    return visit.state.outcomes["w0"]


def all_answers(kind: str, options: int) -> list[frozenset[int]]:
    """Return every answer that a guesser may give, all equally likely."""
    indices = range(options)
    if kind == "choose-one":
        return [frozenset({index}) for index in indices]
    subsets = chain.from_iterable(combinations(indices, size) for size in range(options + 1))
    return [frozenset(subset) for subset in subsets]


def test_the_guess_bound_is_what_enumeration_finds() -> None:
    course = small_course(warnings=1, options=2, lines=2)
    rounds = list(product(all_answers("choose-one", 2), all_answers("choose-all", 2)))
    passed = 0
    for answers in product(rounds, repeat=3):
        given = iter(chain.from_iterable(answers))
        passed += outcome(course, lambda _, given=given: next(given)) != "to_talk_about"  # type: ignore[misc]
    assert Fraction(passed, len(rounds) ** 3) == guess_pass(course, POLICY) == 1 - Fraction(7, 8) ** 3


def test_one_round_of_the_shipped_form_lets_one_guess_in_ninety_six_pass() -> None:
    course = small_course(warnings=1, options=3, lines=5)
    rounds = list(product(all_answers("choose-one", 3), all_answers("choose-all", 5)))
    passed = [
        pair
        for pair in rounds
        if outcome(course, lambda ask, pair=pair: pair[ask.item.kind == "choose-all"], Policy(rounds=1))  # type: ignore[misc]
        == "known_at_once"
    ]
    assert (len(passed), len(rounds)) == (1, 96)
    assert guess_pass(course, Policy(rounds=1)) == Fraction(1, 96)


def test_the_shipped_policy_keeps_guessers_out() -> None:
    course = small_course(warnings=3)
    assert guess_pass(course, POLICY) == 1 - Fraction(95, 96) ** 3
    assert guess_pass(course, POLICY) <= BAR


def test_with_more_rounds_the_bar_is_broken() -> None:
    """The twin: it is the cap on rounds that holds the bar."""
    assert guess_pass(small_course(), Policy(rounds=4)) > BAR


def test_simulated_guessers_pass_as_often_as_the_bound_says() -> None:
    course, rng, visits = small_course(warnings=1), dice(7), 2000
    passed = sum(outcome(course, lambda ask: guessed(rng, ask)) != "to_talk_about" for _ in range(visits))
    expected = float(guess_pass(course, POLICY))
    error = (expected * (1 - expected) / visits) ** 0.5
    assert abs(passed / visits - expected) < 4 * error


def test_the_bound_is_that_of_the_easiest_warning_and_its_easiest_pairs() -> None:
    hard, easy = small_course(warnings=1), small_course(warnings=1, lines=2)
    both = Course(
        **{name: getattr(hard, name) for name in ("languages", "lessons", "before", "claims", "conflicts", "sources")},
        warnings=(*hard.warnings, *easy.warnings),
    )
    assert guess_pass(both, POLICY) == guess_pass(easy, POLICY) > guess_pass(hard, POLICY)


@pytest.mark.parametrize(("slip", "percent"), [(SLIPS[0], "0.003"), (SLIPS[1], "0.15")])
def test_slips_fail_who_knows_as_often_as_enumeration_finds(slip: Fraction, percent: str) -> None:
    """Six decisions a round, each of which may slip: the choice, and each of five lines."""
    course = small_course(warnings=1)
    failed = [Fraction(0)] * 3
    for number, pattern in product((1, 2, 3), product((False, True), repeat=6)):
        weight = prod(slip if slips else 1 - slip for slips in pattern)
        came = outcome(course, lambda ask, p=pattern, n=number: slipped(ask, p if ask.round == n else (True,) * 6))  # type: ignore[misc]
        failed[number - 1] += weight if came == "to_talk_about" else 0

    assert prod(failed) == slip_fail(course, POLICY, slip)
    assert f"{float(slip_fail(course, POLICY, slip)) * 100:.{len(percent) - 2}f}" == percent


def slipped(ask: Ask, pattern: tuple[bool, ...]) -> frozenset[int]:
    """Answer right but for slips: the first of the pattern is the choice, the others are the lines."""
    right = ask.item.right
    if ask.item.kind == "choose-one":
        return frozenset({(min(right) + 1) % len(ask.item.options)}) if pattern[0] else right
    return right ^ frozenset(index for index, slips in enumerate(pattern[1:]) if slips)


def test_i_am_not_sure_never_passes() -> None:
    course = small_course(warnings=1)
    visit = SeededDesk(course).start("quiz", "en")[0]
    for _ in walk(visit, lambda step: Answer(step.item.right, unsure=True) if isinstance(step, Ask) else onward(step)):
        pass
    assert visit.state.outcomes == {"w0": "to_talk_about"}
    assert not visit.state.sure_and_wrong


def test_each_record_holds_the_figures() -> None:
    desk = SeededDesk(small_course())
    desk.start("quiz", "en")
    policy = desk.events[0].data["policy"]
    assert policy == {
        "rounds": 3,
        "spacing": 3,
        "program": "test",
        "guess_pass": 0.030926,
        "slip_fail": {"0.005": 0.00002601, "0.02": 0.0014877},
    }


def test_the_chance_of_an_item_is_that_of_its_form() -> None:
    one, lines = small_course(warnings=1).warnings[0].pairs[0]
    assert (guess_right(one), guess_right(lines)) == (Fraction(1, 3), Fraction(1, 32))
