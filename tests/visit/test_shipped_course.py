"""What a record says of the shipped course, and random visits to it."""

from fractions import Fraction

import pytest

from glutatui.content import course_for, root_for
from glutatui.course import Course
from glutatui.visit import POLICY, Ask, Summary, replay
from glutatui.visit.policy import SLIPS, guess_pass, slip_fail
from visits import SeededDesk, at_random, dice, knowing, walk


@pytest.fixture(scope="module")
def course() -> Course:
    """The course as it is shipped."""
    return course_for(root_for())


def test_a_guesser_passes_an_unknown_warning_three_times_in_a_hundred(course: Course) -> None:
    assert guess_pass(course, POLICY) == 1 - Fraction(95, 96) ** 3
    assert guess_pass(course, POLICY) <= Fraction(35, 1000)


def test_who_knows_fails_a_warning_by_slips_as_seldom_as_the_standard_says(course: Course) -> None:
    assert [f"{float(slip_fail(course, POLICY, slip)):.3%}" for slip in SLIPS] == ["0.003%", "0.149%"]


def test_each_warning_has_a_pair_for_each_round_and_one_for_later(course: Course) -> None:
    assert all(len(warning.pairs) > POLICY.rounds for warning in course.warnings)


def test_random_visits_end_and_replay(course: Course) -> None:
    for number in range(20):
        desk = SeededDesk(course, f"seed {number}")
        visit, _ = desk.start("quiz" if number % 4 else "learn", "en")
        for _ in walk(visit, at_random(dice(number))):
            pass
        assert isinstance(visit.step, Summary)
        assert replay(course, desk.events) == visit.state


def test_who_knows_is_asked_two_questions_a_warning(course: Course) -> None:
    visit, _ = SeededDesk(course).start("quiz", "en")
    asked = [step for step, _ in walk(visit, knowing) if isinstance(step, Ask)]
    assert len(asked) == 2 * len(course.warnings)
    assert set(visit.state.outcomes.values()) == {"known_at_once"}
