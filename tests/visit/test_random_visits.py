"""What holds of every visit, whatever the patient does: a thousand of them, judged by rules written anew here."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest

from courses import small_course
from glutatui.visit import POLICY, Ask, Event, Policy, Step, Summary, Visit, replay, step_of
from visits import SeededDesk, at_random, dice, knowing, walk

COURSE = small_course()
POLICIES = (POLICY, POLICY, Policy(rounds=1), Policy(rounds=2), Policy(spacing=0), Policy(spacing=6))


@dataclass(frozen=True)
class Walked:
    """A visit that was gone to its end."""

    visit: Visit
    policy: Policy
    steps: tuple[Step, ...]
    events: tuple[Event, ...]

    @property
    def asked(self) -> list[tuple[Ask, bool, bool]]:
        """The quiz questions in order: each with whether it was answered right, and surely."""
        return [
            (step, bool(event.data["right"]), bool(event.data["sure"]))
            for step, event in zip(self.steps, self.events[1:], strict=True)
            if isinstance(step, Ask) and step.part == "quiz"
        ]


def walked(number: int) -> Walked:
    """Go through the visit with this number; every tenth has the lessons too."""
    rng = dice(number)
    policy = POLICIES[number % len(POLICIES)]
    desk = SeededDesk(COURSE, seed=f"seed {number}", policy=policy)
    visit, _ = desk.start("learn" if number % 10 == 0 else "quiz", "en")
    steps = tuple(step for step, _ in walk(visit, at_random(rng, right=rng.choice((0.3, 0.6, 0.9)))))
    return Walked(visit, policy, steps, desk.events)


@pytest.fixture(scope="module")
def visits() -> Sequence[Walked]:
    """A thousand random visits, each of which ended."""
    return [walked(number) for number in range(1000)]


def rounds_of(visit: Walked, warning: str) -> list[list[tuple[int, Ask, bool, bool]]]:
    """Return the rounds of a warning: its questions two by two, each with its place among all questions."""
    found = [(n, *entry) for n, entry in enumerate(visit.asked) if entry[0].warning == warning]
    return [found[start : start + 2] for start in range(0, len(found), 2)]


def test_every_visit_ends_and_says_so(visits: Sequence[Walked]) -> None:
    for visit in visits:
        assert isinstance(visit.visit.step, Summary)
        assert [event.kind for event in visit.events].count("finished") == 1
        assert visit.events[-1].kind == "finished"
        assert len(visit.asked) <= 2 * visit.policy.rounds * len(COURSE.warnings)


def test_replay_equals_live(visits: Sequence[Walked]) -> None:
    for visit in visits:
        assert replay(COURSE, visit.events) == visit.visit.state


def test_each_beginning_of_a_visit_replays_to_the_step_that_was_shown(visits: Sequence[Walked]) -> None:
    for visit in visits[:60]:
        for length, step in enumerate(visit.steps, 1):
            assert step_of(COURSE, replay(COURSE, visit.events[:length])) == step


def test_the_same_choices_give_the_same_events() -> None:
    for number in range(0, 100, 7):
        assert walked(number).events == walked(number).events


def test_no_step_follows_itself(visits: Sequence[Walked]) -> None:
    assert all(one != other for visit in visits for one, other in pairwise(visit.steps))


def test_both_halves_are_always_asked_one_after_the_other(visits: Sequence[Walked]) -> None:
    for visit in visits:
        for warning in COURSE.warnings:
            for pair in rounds_of(visit, warning.id):
                (first, one, *_), (second, lines, *_) = pair
                assert second == first + 1
                assert (one.item.kind, lines.item.kind) == ("choose-one", "choose-all")
                assert one.item.use == lines.item.use


def test_no_item_comes_twice_while_another_of_its_warning_is_unused(visits: Sequence[Walked]) -> None:
    for visit in visits:
        for warning in COURSE.warnings:
            used = [pair[0][1].item.use for pair in rounds_of(visit, warning.id)]
            assert len(set(used[: len(warning.pairs)])) == len(used[: len(warning.pairs)])


def test_a_miss_waits_for_other_items(visits: Sequence[Walked]) -> None:
    """At least the spacing of other items, or else all that are left."""
    for visit in visits:
        for warning in COURSE.warnings:
            for missed, again in pairwise(rounds_of(visit, warning.id)):
                last, first = missed[1][0], again[0][0]
                settled = [
                    other.id
                    for other in COURSE.warnings
                    if other.id != warning.id and is_settled(visit, other.id, before=last)
                ]
                left = 2 * (len(COURSE.warnings) - 1 - len(settled))
                assert first - last - 1 >= min(visit.policy.spacing, left)


def is_settled(visit: Walked, warning: str, before: int) -> bool:
    """Tell whether nothing was left to ask about a warning at a place among all questions."""
    done = [pair for pair in rounds_of(visit, warning) if pair[1][0] < before]
    return any(is_known(pair) for pair in done) or len(done) == visit.policy.rounds


def is_known(pair: Sequence[tuple[int, Ask, bool, bool]]) -> bool:
    """Tell whether both halves of a round were right."""
    return all(right for _, _, right, _ in pair)


def test_outcomes_are_those_of_whole_rounds_and_nothing_carries_over(visits: Sequence[Walked]) -> None:
    halves_right_apart = 0
    for visit in visits:
        outcomes = {}
        for warning in COURSE.warnings:
            rounds = rounds_of(visit, warning.id)
            known = [is_known(pair) for pair in rounds]
            assert True not in known[:-1]
            assert known[-1] or len(rounds) == visit.policy.rounds
            outcomes[warning.id] = (
                "to_talk_about" if not known[-1] else "known_at_once" if len(rounds) == 1 else "known_after_teaching"
            )
            if not any(known) and all(any(pair[half][2] for pair in rounds) for half in (0, 1)):
                halves_right_apart += 1
        step = visit.visit.step
        assert isinstance(step, Summary)
        assert dict(step.outcomes) == outcomes == visit.events[-1].data["outcomes"]
    assert halves_right_apart > 10, "no visit shows that a half does not carry over"


def test_sure_and_wrong_leaves_a_mark_and_costs_no_round(visits: Sequence[Walked]) -> None:
    for visit in visits:
        marks = {ask.warning for ask, right, sure in visit.asked if sure and not right}
        assert visit.visit.state.sure_and_wrong == marks == set(visit.events[-1].data["sure_and_wrong"])
        assert all(len(rounds_of(visit, mark or "")) <= visit.policy.rounds for mark in marks)


def test_who_knows_is_asked_each_warning_once() -> None:
    desk = SeededDesk(COURSE)
    visit, _ = desk.start("learn", "en")
    for _ in walk(visit, knowing):
        pass

    asked = [event for event in desk.events if event.kind == "answered"]
    assert len(asked) == len(list(COURSE.before)) + len(COURSE.lessons) + 2 * len(COURSE.warnings)
    assert set(desk.events[-1].data["outcomes"].values()) == {"known_at_once"}
