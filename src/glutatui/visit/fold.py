"""The loop of a visit as pure functions: events in, step out.

A `State` is what the events so far amount to.
`advance` adds one event to it, `step_of` says what to show, `decide` turns what the patient did into the next event.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from typing import Any

from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.visit.events import Answer, Choice, ComeBack, Done, Event, GoOn, Speak
from glutatui.visit.path import path_back, path_of
from glutatui.visit.policy import Policy, described, order_of_options, order_of_warnings, pair_for
from glutatui.visit.returning import comes_back, items_due
from glutatui.visit.steps import (
    Again,
    Ask,
    Checklist,
    Feedback,
    HandOver,
    Intro,
    Outcome,
    PageStep,
    Step,
    Summary,
)

MODES = ("learn", "quiz")


@dataclass(frozen=True, slots=True)
class Turn:
    """One round of one warning in the quiz."""

    warning: str
    round: int = 1


@dataclass(frozen=True, slots=True)
class State:
    """What the events of a visit so far amount to."""

    visit: str
    seed: str
    mode: str
    language: str
    course: str
    """The hash of the course that this visit is about."""
    policy: Policy
    seq: int
    """How many events there are, so the number of the next."""
    path: tuple[Step, ...]
    """The steps before the first turn of the quiz, in order; they do not depend on answers."""
    place: int
    """Which step of the path; its length once the quiz has begun."""
    turns: tuple[Turn, ...]
    """The rounds to come, the present one first."""
    half: int = 0
    """Which half of the present round: 0 the scenario, 1 the five lines."""
    shown: Feedback | None = None
    """The feedback on screen, if any."""
    misses: int = 0
    """Halves of the present round that were not right."""
    lesson: Again | HandOver | None = None
    """The teaching on screen after a missed round, if any."""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """What came of each warning that is settled."""
    sure_and_wrong: frozenset[str] = frozenset()
    answered: int = 0
    """How many questions were answered."""
    finished: bool = False
    over_since: datetime | None = None
    """When the visit was over first."""
    used: tuple[str, ...] = ()
    """The items of the quiz that were answered, in order."""
    returned: int = 0
    """The day of the last check after some days; 0 before the first."""
    recalled: Mapping[str, bool] = field(default_factory=dict)
    """What came of that check."""


def started(
    course: Course, *, seed: str, mode: str, language: str, course_hash: str, policy: Policy, program: str
) -> Mapping[str, Any]:
    """Return the payload of the first event of a visit."""
    return {
        "seed": seed,
        "mode": mode,
        "language": language,
        "course": course_hash,
        "policy": described(course, policy, program),
    }


def begin(course: Course, event: Event) -> State:
    """Return the state after the first event.

    Raises:
        RecordsError: ``visit-out-of-step``, where the event is not the start of a visit.
    """
    data = event.data
    if event.kind != "started" or event.seq != 0 or data.get("mode") not in MODES:
        raise RecordsError("visit-out-of-step", visit=event.visit, seq=event.seq)
    seed = str(data["seed"])
    return State(
        visit=event.visit,
        seed=seed,
        mode=str(data["mode"]),
        language=str(data["language"]),
        course=str(data["course"]),
        policy=Policy(int(data["policy"]["rounds"]), int(data["policy"]["spacing"])),
        seq=1,
        path=path_of(course, seed, str(data["mode"])),
        place=0,
        turns=tuple(Turn(warning) for warning in order_of_warnings(seed, course)),
    )


def step_of(course: Course, state: State) -> Step:
    """Return what to show now."""
    if state.shown:
        return state.shown
    if state.lesson:
        return state.lesson
    if state.place < len(state.path):
        return state.path[state.place]
    if not state.turns:
        outcomes = {w.id: state.outcomes[w.id] for w in course.warnings if w.id in state.outcomes}
        return Summary(outcomes, state.sure_and_wrong, state.recalled)
    turn = state.turns[0]
    item = pair_for(state.seed, course.warning_of[turn.warning], turn.round)[state.half]
    return Ask(
        item,
        order_of_options(state.seed, item),
        "quiz",
        len(state.outcomes) + 1,
        len(course.warnings),
        warning=turn.warning,
        round=turn.round,
    )


def trail(state: State) -> tuple[PageStep, ...]:
    """Return the pages that the patient has been shown, for looking back; none once the quiz asks."""
    if state.place >= len(state.path):
        return ()
    return tuple(step for step in state.path[: state.place + 1] if isinstance(step, PageStep))


def advance(course: Course, state: State, event: Event) -> State:
    """Return the state after one more event.

    Raises:
        RecordsError: ``visit-out-of-step``, where the event does not fit what is shown.
    """
    step = step_of(course, state)
    if event.visit == state.visit and event.seq == state.seq and (not state.finished or "items" in event.data):
        state = replace(state, seq=state.seq + 1)
        match event.kind, step:
            case "language", _:
                return replace(state, language=str(event.data["language"]))
            case "checklist-done", Checklist():
                return replace(state, place=state.place + 1)
            case "answered", Ask() if event.data["item"] == step.item.id:
                return _answered(state, step, event.data)
            case "went", Summary() if comes_back(course, state.returned, event.data):
                path = path_back(course, state.seed, event.data["items"])
                back = replace(state, path=path, place=0, finished=False, recalled={})
                return replace(back, returned=int(event.data["day"]))
            case (("went" | "finished"), (Intro() | PageStep() | Feedback() | Again() | HandOver())):
                after = _onward(state, step)
                if event.kind == "finished":
                    after = replace(after, finished=True, over_since=state.over_since or event.at)
                if isinstance(step_of(course, after), Summary) == after.finished:
                    return after
            case _:
                pass
    raise RecordsError("visit-out-of-step", visit=event.visit, seq=event.seq)


def _answered(state: State, ask: Ask, data: Mapping[str, Any]) -> State:
    """Return the state with the feedback on an answer."""
    answer = Answer(frozenset(data["chosen"]), sure=bool(data["sure"]), unsure=bool(data["unsure"]))
    right = is_right(ask, answer)
    shown = Feedback(ask, answer.chosen, answer.unsure, answer.sure, right)
    marks = state.sure_and_wrong
    if ask.warning and answer.sure and not right:
        marks = marks | {ask.warning}
    used = (*state.used, ask.item.id) if ask.warning else state.used
    return replace(state, shown=shown, sure_and_wrong=marks, answered=state.answered + 1, used=used)


def _onward(state: State, step: Step) -> State:
    """Return the state after the patient went on from a step that is no question."""
    match step:
        case Intro() | PageStep():
            return replace(state, place=state.place + 1)
        case Feedback(ask=Ask(part="quiz"), right=right):
            return _half_done(replace(state, shown=None, misses=state.misses + (not right)))
        case Feedback(ask=Ask(part="return", warning=str(warning)), right=right):
            known = {**state.recalled, warning: right}
            lesson = None if right else HandOver(warning)
            return replace(state, shown=None, place=state.place + 1, recalled=known, lesson=lesson)
        case Feedback():
            return replace(state, shown=None, place=state.place + 1)
        case _:
            return replace(state, lesson=None)


def _half_done(state: State) -> State:
    """Return the state after a half of a round; a round ends known, with teaching, or with a hand-over."""
    if state.half == 0:
        return replace(state, half=1)
    turn, left = state.turns[0], state.turns[1:]
    missed = state.misses > 0
    state = replace(state, half=0, misses=0, turns=left)
    if not missed:
        outcome: Outcome = "known_at_once" if turn.round == 1 else "known_after_teaching"
        return replace(state, outcomes={**state.outcomes, turn.warning: outcome})
    if turn.round >= state.policy.rounds:
        handed: Mapping[str, Outcome] = {**state.outcomes, turn.warning: "to_talk_about"}
        return replace(state, outcomes=handed, lesson=HandOver(turn.warning))
    between = state.policy.turns_between
    later = (*left[:between], Turn(turn.warning, turn.round + 1), *left[between:])
    return replace(state, turns=later, lesson=Again(turn.warning, turn.round))


def is_right(ask: Ask, answer: Answer) -> bool:
    """Tell whether an answer is fully right; "I'm not sure" never is."""
    return not answer.unsure and answer.chosen == ask.item.right


def decide(course: Course, state: State, choice: Choice) -> tuple[str, Mapping[str, Any]]:
    """Return kind and payload of the event that a choice makes.

    Raises:
        ValueError: The face offered a choice that the step does not have.
    """
    step = step_of(course, state)
    match choice, step:
        case Speak(language=language), _ if language in course.languages and not state.finished:
            return "language", {"language": language}
        case Done(), Checklist():
            return "checklist-done", {}
        case Answer(), Ask() if _complete(step, choice):
            return "answered", {
                "item": step.item.id,
                "chosen": sorted(choice.chosen),
                "unsure": choice.unsure,
                "sure": choice.sure,
                "right": is_right(step, choice),
            }
        case GoOn(), (Intro() | PageStep() | Feedback() | Again() | HandOver()):
            after = step_of(course, _onward(state, step))
            if isinstance(after, Summary):
                return "finished", _came(after)
            return "went", {"to": after.key}
        case ComeBack(day=day), Summary() if state.finished and day > state.returned:
            items = items_due(course, step, state.used)
            return "went", {"to": Intro("return").key, "day": day, "items": list(items)}
        case _:
            message = f"{choice} is no choice at {step.key}"
            raise ValueError(message)


def _came(summary: Summary) -> Mapping[str, Any]:
    """Return what is kept of the end."""
    kept = {"outcomes": dict(summary.outcomes), "sure_and_wrong": sorted(summary.sure_and_wrong)}
    return {**kept, "recalled": dict(summary.recalled)} if summary.recalled else kept


def _complete(ask: Ask, answer: Answer) -> bool:
    """Tell whether an answer can be given to a question."""
    if not answer.chosen <= set(range(len(ask.item.options))) or (answer.sure and answer.unsure):
        return False
    return answer.unsure or ask.item.kind == "choose-all" or len(answer.chosen) == 1


def replay(course: Course, events: Iterable[Event]) -> State:
    """Return the state that all the events of a visit amount to.

    Raises:
        RecordsError: ``visit-out-of-step``, where they are not a visit of this course.
    """
    first, *rest = events
    return reduce(lambda state, event: advance(course, state, event), rest, begin(course, first))
