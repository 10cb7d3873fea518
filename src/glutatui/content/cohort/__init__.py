"""A simulated cohort: made-up patients of four literacy levels go through the shipped policy and the shipped questions.

It is a simulation and no evidence about people. It shows what the policy does to patients of whom we know what they
know, which no real visit can show; where the numbers come from stands beside each.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import lru_cache, partial

from glutatui.content.cohort.patient import LEVELS, Level, Mind, Patient
from glutatui.content.rules.pages import words
from glutatui.course import Course, Texts
from glutatui.course.spoken import spoken_page
from glutatui.visit import (
    POLICY,
    Again,
    Ask,
    Choice,
    Event,
    Feedback,
    GoOn,
    HandOver,
    Policy,
    Step,
    Summary,
    advance,
    begin,
    decide,
    started,
    step_of,
    teaching,
)

PATIENTS = 10_000
"""Patients of the README's table, a quarter of each level."""

SECONDS_A_DECISION = 4
"""As in the program's own estimate of minutes."""

TALK = 0.9
"""Share of handed over warnings that a talk with the care team mends. Our assumption; `break_even` needs none."""

_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Went:
    """How visits went, in sums that add up."""

    visits: int = 0
    all_at_once: int = 0
    """Visits in which every warning was known at once."""
    all_known: int = 0
    """Visits in which every warning was verified in the end."""
    handed_over: int = 0
    """Warnings that a person is to go over."""
    needless: int = 0
    """Of those, how many the patient knew when last asked."""
    false_passes: int = 0
    """Warnings verified that the patient did not know when asked."""
    unknown: int = 0
    """Warnings that the patient did not know when first asked."""
    items: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Went") -> "Went":
        """Return the sums of both."""
        return Went(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Went)))


def visit(course: Course, language: str, level: Level, number: int, policy: Policy = POLICY) -> Went:
    """Take a patient through the safety quiz, by the functions that every real visit goes through."""
    patient, seed = Patient(course, level, number), f"cohort {number}"
    payload = started(
        course, seed=seed, mode="quiz", language=language, course_hash="", policy=policy, program="simulation"
    )
    state = begin(course, Event("", seed, 0, _AT, "started", payload))
    unknown = sum(mind != "knows" for mind in patient.mind.values())
    when_asked: dict[str, Mind] = {}
    seconds = 0.0
    while not isinstance(step := step_of(course, state), Summary):
        seconds += _seconds(course, language, level, step)
        if isinstance(step, Again):
            patient.taught(step.warning)
        choice: Choice = GoOn()
        if isinstance(step, Ask):
            when_asked[step.warning or ""] = patient.mind[step.warning or ""]
            choice = patient.answer(step)
        kind, data = decide(course, state, choice)
        state = advance(course, state, Event("", seed, state.seq, _AT, kind, data))
    found = [(outcome, when_asked[name] == "knows") for name, outcome in state.outcomes.items()]
    return Went(
        visits=1,
        all_at_once=all(outcome == "known_at_once" for outcome, _ in found),
        all_known=all(outcome != "to_talk_about" for outcome, _ in found),
        handed_over=sum(outcome == "to_talk_about" for outcome, _ in found),
        needless=sum(outcome == "to_talk_about" and knew for outcome, knew in found),
        false_passes=sum(outcome != "to_talk_about" and not knew for outcome, knew in found),
        unknown=unknown,
        items=state.answered,
        seconds=seconds,
    )


def _seconds(course: Course, language: str, level: Level, step: Step) -> float:
    """Return how long a step takes: its words at the level's pace, and a moment for each decision."""
    texts: list[Texts] = []
    lines: list[str] = []
    decisions = 0
    match step:
        case Ask(item=item):
            texts = [item.ask, *(option.text for option in item.options)]
            decisions = len(item.options) if item.kind == "choose-all" else 1
        case Feedback(ask=ask, unsure=True):
            texts = [ask.item.unsure]
        case Feedback(ask=ask, chosen=chosen):
            every = enumerate(ask.item.options)
            one = ask.item.kind == "choose-one"
            texts = [option.because for index, option in every if (index in chosen) is (one or not option.right)]
        case Again(warning=name) | HandOver(warning=name):
            pages = teaching(course, step).pages
            texts = [] if pages else [course.warning_of[name].again]
            lines = [line for page in pages for line in spoken_page(course, page, language)]
        case _:
            pass
    lines += [text[language] for text in texts]
    return sum(map(_words, lines)) * 60 / level.words_a_minute + decisions * SECONDS_A_DECISION


@lru_cache(maxsize=4096)
def _words(text: str) -> int:
    return words(text)


def cohort(
    course: Course, language: str, *, patients: int = PATIENTS, rounds: Sequence[int] = (2, 3), workers: int = 1
) -> Mapping[tuple[int, str], Went]:
    """Return how a cohort goes through the safety quiz, by number of rounds and level.

    Args:
        course: The course.
        language: The language that everybody reads.
        patients: How many in all; each number of rounds sees the same ones.
        rounds: The policies.
        workers: Processes to share the work.
    """
    each = patients // len(LEVELS)
    tasks = [(number, level) for number in rounds for level in LEVELS]
    run = partial(_level, course, language, each)
    if workers == 1:
        return {(number, level.name): run((number, level)) for number, level in tasks}
    with ProcessPoolExecutor(workers) as pool:
        return {(number, level.name): went for (number, level), went in zip(tasks, pool.map(run, tasks), strict=True)}


def _level(course: Course, language: str, patients: int, task: tuple[int, Level]) -> Went:
    rounds, level = task
    first = LEVELS.index(level) * PATIENTS
    every = (visit(course, language, level, first + number, Policy(rounds)) for number in range(patients))
    return sum(every, Went())


def best_rounds(found: Mapping[tuple[int, str], Went]) -> int:
    """Return the number of rounds after which the fewest warnings are unknown, talks with the care team included."""
    rounds = sorted({number for number, _ in found})
    return min(rounds, key=lambda number: left_unknown(of_rounds(found, number), TALK))


def of_rounds(found: Mapping[tuple[int, str], Went], rounds: int) -> Went:
    """Return the sums over all levels."""
    return sum((went for (of, _), went in found.items() if of == rounds), Went())


def left_unknown(went: Went, talk: float) -> float:
    """Return how many warnings stay unknown if talks mend this share of what is handed over rightly."""
    return went.false_passes + (1 - talk) * (went.handed_over - went.needless)


def break_even(few: Went, many: Went) -> float:
    """Return the share of talks that would have to succeed for fewer rounds to leave as little unknown as more."""
    let, handed = (getattr(many, name) - getattr(few, name) for name in ("false_passes", "handed_over"))
    handed -= many.needless - few.needless
    return 1 + let / handed if handed else 0.0


def false_share(went: Went) -> float:
    """Return how many of the warnings that were unknown at first were verified without being known."""
    return went.false_passes / went.unknown if went.unknown else 0.0
