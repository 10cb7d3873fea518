"""The staff card fits one screen, says what is urgent first, and names nobody."""

from dataclasses import replace
from random import Random

import pytest

from glutatui.content import course_for, course_json, hash_of, root_for
from glutatui.course import LEVELS, Course
from glutatui.records import row_of
from glutatui.reports.card import ROWS, card_lines
from glutatui.reports.record import SignOff, VisitRecord, record_of, to_talk, weakest
from glutatui.reports.sittings import Sitting, sittings
from glutatui.visit import Ask, Choice, Event, Policy, Step
from glutatui.words import say
from reports.by_hand import COURSE, DIGEST, SURELY_WRONG, UNSIGNED, answer, sitting_of
from reports.crowds import Crowd, taken, visit_of
from visits import dice, onward


@pytest.fixture(scope="module")
def shipped() -> Course:
    return course_for(root_for(None))


def records_of(course: Course) -> list[VisitRecord]:
    """Return records of patients who know nothing, some, or all, some of whom stopped."""
    found = []
    for seed, right in enumerate([0.0, 0.2, 0.5, 0.8, 1.0] * 3):
        rng = Random(seed)  # noqa: S311  (simulated patients)
        steps = 70 if seed % 3 == 2 else None
        crowd = Crowd(course, Policy(rounds=2 + seed % 2), mode=("learn", "quiz")[seed % 2], right=right)
        found.append(record_from(course, visit_of(crowd, rng, steps=steps)))
    return found


def record_from(course: Course, events: list[Event]) -> VisitRecord:
    (sitting,) = sittings(map(row_of, events), lambda _: course)
    assert isinstance(sitting, Sitting)
    return record_of(sitting, SignOff(hash_of(course_json(course)), 0, 1))


@pytest.mark.parametrize("rounds", [2, 3])
@pytest.mark.parametrize("sign_off", ["reviewed", "partly", "unreviewed", "unknown"])
def test_the_worst_visit_fits_one_screen(shipped: Course, rounds: int, sign_off: str) -> None:
    """All twelve warnings sure and wrong to the end, and all of them again after some days."""

    def surely_wrong(step: Step) -> Choice:
        return answer(step, SURELY_WRONG) if isinstance(step, Ask) else onward(step)

    worst = record_from(shipped, taken(Crowd(shipped, Policy(rounds=rounds)), dice(1), surely_wrong))
    every = {warning.id: False for warning in shipped.warnings}
    mixed = {name: at % 2 == 0 for at, name in enumerate(every)}
    assert {len(one.rounds) for one in worst.standings.values()} == {rounds}
    for recalled in ({}, every, mixed):
        lines = card_lines(shipped, replace(worst, recalled=recalled, sign_off=sign_off), "en")
        assert len(lines) <= ROWS, lines
        assert all(len(line) <= 80 for line in lines)
        assert sum(line[:2] in {"1.", "2.", "3."} for line in lines) == 3
        told = " ".join(" ".join(lines).split())
        assert all(f"! {level_of(shipped, name)} {name}" in told or f"!{name}" in told for name in every)


def level_of(course: Course, warning: str) -> str:
    return say("en", f"level-{course.warning_of[warning].level}")


def test_every_card_fits_one_screen(shipped: Course) -> None:
    for record in records_of(shipped):
        lines = card_lines(shipped, record, "en")

        assert len(lines) <= ROWS, lines
        assert all(len(line) <= 80 for line in lines)
        assert sum(line[:2] in {"1.", "2.", "3."} for line in lines) == 3


def test_what_is_read_first_takes_15_seconds(shipped: Course) -> None:
    """At 240 words a minute 15 seconds are 60 words: all that there is to talk about, above the questions to ask."""
    for record in records_of(shipped):
        lines = card_lines(shipped, record, "en")
        first = " ".join(lines[2 : lines.index("", 2)])
        assert len(first.split()) <= 60, first


def test_nothing_to_talk_about_is_dropped_in_silence(shipped: Course) -> None:
    for record in records_of(shipped):
        told = "\n".join(card_lines(shipped, record, "en"))
        for warning in shipped.warnings:
            if to_talk(record.standings[warning.id]):
                assert warning.id in told


def test_sure_and_wrong_comes_first_then_what_is_left_then_the_level(shipped: Course) -> None:
    for record in records_of(shipped):
        ranked = [(record.standings[warning.id], warning) for warning in weakest(shipped, record)]
        marks = [standing.sure_and_wrong for standing, _ in ranked]
        assert marks == sorted(marks, reverse=True)
        for mark in (True, False):
            open_ones = [one.result == "to_talk_about" for one, _ in ranked if one.sure_and_wrong == mark]
            assert open_ones == sorted(open_ones, reverse=True)
            levels = [
                LEVELS.index(warning.level)
                for one, warning in ranked
                if one.sure_and_wrong == mark and one.result == "to_talk_about"
            ]
            assert levels == sorted(levels)


def test_the_card_asks_back_about_the_weakest() -> None:
    """Ana was sure and wrong about w1, and right later; she knew w0 at once."""
    lines = card_lines(COURSE, record_of(sitting_of("ana"), UNSIGNED), "en")

    at = lines.index("! ASK w1: known after teaching again")
    assert lines[at - 1].startswith("Talk about these first")
    asked = [line for line in lines if line.startswith(("1.", "2."))]
    assert asked == [
        "1. What would you tell a friend about w1?",
        "2. What would you tell a friend about w0?",
    ]
    assert "Known at once: 1 of 2. After teaching again: 1." in " ".join(lines)
    assert "Before: 2 of 3 right, after: 3 of 3 known." in " ".join(lines)


def test_a_visit_that_was_left_says_so() -> None:
    told = "\n".join(card_lines(COURSE, record_of(sitting_of("dora"), UNSIGNED), "en"))

    assert "NOT finished" in told
    assert "Not reached: 2." in told


@pytest.mark.parametrize(
    ("signed", "says"),
    [
        (SignOff(DIGEST, 0, 9), "No clinician has signed this course."),
        (SignOff(DIGEST, 4, 9), "A clinician has signed only a part of this course."),
        (SignOff(DIGEST, 9, 9), "A clinician has signed this course."),
        (SignOff("another", 9, 9), "This was another version of the course"),
    ],
)
def test_the_card_says_how_far_the_course_is_signed_and_what_it_is_not(signed: SignOff, says: str) -> None:
    told = " ".join(card_lines(COURSE, record_of(sitting_of("ana"), signed), "en"))

    assert says in told
    assert "It is not consent, and no permission to take glutamine." in told
