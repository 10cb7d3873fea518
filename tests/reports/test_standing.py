"""What the answers alone tell is what the visit itself came to."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses import small_course
from glutatui.content import course_json, hash_of
from glutatui.records import row_of
from glutatui.reports.record import SignOff, record_of
from glutatui.reports.sittings import Lost, Sitting, sittings
from glutatui.reports.standing import result_of, standings
from glutatui.reports.tally import Counts, Tally
from glutatui.visit import Feedback, Policy, replay, step_of
from reports.crowds import Crowd, visit_of
from visits import OLD_COURSE, kept_under_two_rounds

COURSE = small_course(warnings=4, pairs=3)
DIGEST = hash_of(course_json(COURSE))


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(1, 3), st.integers(2, 90), st.floats(0, 1))
def test_results_are_those_of_the_visit_wherever_it_was_left(seed: int, rounds: int, steps: int, right: float) -> None:
    crowd = Crowd(COURSE, Policy(rounds=rounds), mode="quiz" if seed % 2 else "learn", right=right)
    events = visit_of(crowd, Random(seed), steps=steps)  # noqa: S311  (a simulated patient)
    (sitting,) = sittings(map(row_of, events), lambda _: COURSE)
    assert isinstance(sitting, Sitting)
    state = replay(COURSE, events)

    found = standings(sitting)

    if not isinstance(step_of(COURSE, state), Feedback):  # a result is told with its last answer, not a step later
        settled = {name: one.result for name, one in found.items() if one.result != "not_reached"}
        assert settled == dict(state.outcomes)
    assert {name for name, one in found.items() if one.sure_and_wrong} == state.sure_and_wrong
    assert sitting.finished == state.finished
    assert len(sitting.marks) == state.answered


def test_a_visit_of_two_rounds_is_told_by_two() -> None:
    (sitting,) = sittings(map(row_of, kept_under_two_rounds()), lambda _: OLD_COURSE)
    assert isinstance(sitting, Sitting)
    found = standings(sitting)

    assert {name: (one.result, one.taught_again) for name, one in found.items()} == {
        "w0": ("known_at_once", 0),
        "w1": ("to_talk_about", 1),
        "w2": ("known_after_teaching", 1),
        "w3": ("known_at_once", 0),
    }
    assert record_of(sitting, SignOff(DIGEST, 0, 9)).guess_pass == pytest.approx(1 - (95 / 96) ** 2, abs=1e-6)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 2**32), max_size=6))
def test_the_quick_way_of_the_report_is_the_slow_one_of_the_record(seeds: list[int]) -> None:
    tally = Tally({"all": Counts("")})
    expected: dict[tuple[str, str], int] = {}
    for seed in seeds:
        events = visit_of(Crowd(COURSE, right=0.5), Random(seed), steps=60)  # noqa: S311  (a simulated patient)
        (sitting,) = sittings(map(row_of, events), lambda _: COURSE)
        tally.add(sitting)
        assert isinstance(sitting, Sitting)
        for warning, one in standings(sitting).items():
            expected[warning, one.result] = expected.get((warning, one.result), 0) + 1

    assert dict(tally.periods["all"].results) == expected
    assert result_of([], 2) == "not_reached"


@pytest.mark.parametrize(
    "spoil",
    [
        {"course": "unknown"},
        {"payload": '{"item":"no-such-item","chosen":[],"sure":false,"unsure":true,"right":false}'},
        {"payload": '{"item":"check-1","chosen":[9],"sure":false,"unsure":false,"right":false}'},
        {"payload": "no json"},
        {"payload": "[]"},
        {"first": "went"},
    ],
)
def test_a_visit_that_cannot_be_read_is_counted_and_hides_no_other(spoil: dict[str, str]) -> None:
    rows = [row_of(event) for event in visit_of(Crowd(COURSE), Random(1), steps=30)]  # noqa: S311
    broken = [list(row) for row in rows]
    answered = next(at for at, row in enumerate(broken) if row[4] == "answered")
    if "payload" in spoil:
        broken[answered][5] = spoil["payload"]
    if "first" in spoil:
        broken[0][4] = spoil["first"]
    if "course" in spoil:
        broken[0][5] = str(broken[0][5]).replace('"course":"', '"course":"not-')
    other = [row_of(event) for event in visit_of(Crowd(COURSE), Random(2), steps=30)]  # noqa: S311
    spoiled = [tuple(row) for row in broken]

    found = list(sittings([*spoiled, *other], lambda asked: {DIGEST: COURSE}[asked]))  # type: ignore[list-item]

    assert isinstance(found[0], Lost)
    assert isinstance(found[1], Sitting)
    assert found[1].visit == other[0][1]
