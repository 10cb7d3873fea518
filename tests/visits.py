"""Visits that tests drive without a face, and what a patient may do at a step."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from courses import small_course
from fakes import MemoryJournal
from glutatui.course import Course
from glutatui.visit import (
    POLICY,
    About,
    Answer,
    Ask,
    Checklist,
    Choice,
    Done,
    Event,
    GoOn,
    Journal,
    Policy,
    Step,
    Summary,
    Visit,
    begin,
    replay,
    started,
)
from glutatui.visit.take_home import Printer

CODE = "ABC-234"
VISIT = "0123456789abcdef" * 2
START = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
OLD_COURSE = small_course(warnings=4, pairs=3)
"""What the visit of `kept_under_two_rounds` is about: in those days a warning had three pairs."""


def new_ids(first: int = 1) -> Callable[[], str]:
    """Return a maker of event ids that follow each other."""
    numbers = count(first)
    return lambda: f"{next(numbers):032x}"


def ticking() -> Callable[[], datetime]:
    """Return a clock that moves on by a second each time."""
    seconds = count()
    return lambda: START + timedelta(seconds=next(seconds))


@dataclass
class SeededDesk:
    """A desk whose visits all have one seed."""

    course: Course
    seed: str = "seed"
    policy: Policy = POLICY
    journal: Journal = field(default_factory=MemoryJournal)
    about: About = About("1.0", "0" * 64)  # noqa: RUF009  (it is frozen)

    printer: Printer | None = None

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        """Begin the visit."""
        if isinstance(self.journal, MemoryJournal):
            self.journal.begin(VISIT, CODE, "{}", "0" * 64)
        clock, new_id = ticking(), new_ids()
        payload = started(
            self.course,
            seed=self.seed,
            mode=mode,
            language=language,
            course_hash="0" * 64,
            policy=self.policy,
            program="test",
        )
        event = Event(new_id(), VISIT, 0, clock(), "started", payload)
        self.journal.append(event)
        return Visit(self.course, begin(self.course, event), self.journal, clock=clock, new_id=new_id), CODE

    def resume(self, code: str) -> Visit:
        """Go on with the visit, whatever the code."""
        assert code == CODE
        state = replay(self.course, self.events)
        return Visit(self.course, state, self.journal, clock=ticking(), new_id=new_ids(1000 * state.seq))

    @property
    def events(self) -> tuple[Event, ...]:
        """What is kept of the visit."""
        return tuple(self.journal.replay(VISIT))


def dice(number: int) -> Random:
    """Return chance that is the same each time; nothing here is a secret."""
    return Random(number)  # noqa: S311


def take(visit: Visit, choice: Choice) -> Event:
    """Do as a face does: prepare, keep, accept."""
    event = visit.prepare(choice)
    visit.keep(event)
    visit.accept(event)
    return event


def walk(visit: Visit, choose: Callable[[Step], Choice]) -> Iterator[tuple[Step, Event]]:
    """Go on to the end; give each step and the event that it led to."""
    while not isinstance(step := visit.step, Summary):
        yield step, take(visit, choose(step))


def knowing(step: Step) -> Choice:
    """Choose as somebody who knows everything."""
    return Answer(step.item.right, sure=True) if isinstance(step, Ask) else onward(step)


def onward(step: Step) -> Choice:
    """Go on from a step that is no question."""
    return Done() if isinstance(step, Checklist) else GoOn()


def at_random(rng: Random, right: float = 0.6) -> Callable[[Step], Choice]:
    """Return a patient who is right with a chance, else answers anything or is not sure."""

    def choose(step: Step) -> Choice:
        if not isinstance(step, Ask):
            return onward(step)
        if rng.random() < right:
            return Answer(step.item.right, sure=rng.random() < 0.7)
        if rng.random() < 0.2:
            return Answer(frozenset(), unsure=True)
        return Answer(guessed(rng, step), sure=rng.random() < 0.5)

    return choose


def guessed(rng: Random, step: Ask) -> frozenset[int]:
    """Guess: uniform over options, each line a fair coin."""
    options = range(len(step.item.options))
    if step.item.kind == "choose-one":
        return frozenset({rng.choice(options)})
    return frozenset(index for index in options if rng.random() < 0.5)


def kept_under_two_rounds() -> tuple[Event, ...]:
    """Return a visit as a program of two rounds kept it: ``w1`` was missed in both, ``w2`` in the first."""
    lines = Path(__file__).with_name("two_rounds.jsonl").read_text(encoding="utf-8").splitlines()
    kept = map(json.loads, lines)
    return tuple(
        Event(one["id"], VISIT, one["seq"], datetime.fromisoformat(one["at"]), one["kind"], one["data"]) for one in kept
    )
