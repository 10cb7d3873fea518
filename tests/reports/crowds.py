"""Crowds of simulated patients and the journals that they leave; they test the code and are no evidence."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from glutatui.content import course_json, hash_of
from glutatui.course import Course
from glutatui.records import SqliteJournal
from glutatui.visit import POLICY, Choice, Event, Policy, State, Step, Summary, advance, begin, decide, started, step_of
from visits import START, at_random, dice


@dataclass(frozen=True)
class Crowd:
    """What a crowd has in common."""

    course: Course
    policy: Policy = POLICY
    mode: str = "learn"
    language: str = "en"
    right: float = 0.7
    """The chance that a patient answers right before guessing."""


def visit_of(crowd: Crowd, rng: Random, *, at: datetime = START, steps: int | None = None) -> list[Event]:
    """Return the events of one patient; ``steps`` of them at most where given."""
    return taken(crowd, rng, at_random(rng, crowd.right), at=at, steps=steps)


def taken(
    crowd: Crowd,
    rng: Random,
    choose: Callable[[Step], Choice],
    *,
    at: datetime = START,
    steps: int | None = None,
) -> list[Event]:
    """Return the events of a patient who chooses as told."""
    visit = f"{rng.getrandbits(128):032x}"
    payload = started(
        crowd.course,
        seed=f"{rng.getrandbits(128):032x}",
        mode=crowd.mode,
        language=crowd.language,
        course_hash=hash_of(course_json(crowd.course)),
        policy=crowd.policy,
        program="test",
    )
    events = [Event(f"{rng.getrandbits(128):032x}", visit, 0, at, "started", payload)]
    state: State = begin(crowd.course, events[0])
    while not isinstance(step := step_of(crowd.course, state), Summary) and (steps is None or len(events) < steps):
        kind, data = decide(crowd.course, state, choose(step))
        at += timedelta(seconds=10)
        events.append(Event(f"{rng.getrandbits(128):032x}", visit, state.seq, at, kind, data))
        state = advance(crowd.course, state, events[-1])
    return events


def fill(path: Path, course: Course, visits: Iterable[Sequence[Event]]) -> None:
    """Write visits into a new journal, all in one transaction: a journal's own way takes a disk write an event."""
    text = course_json(course)
    SqliteJournal.open(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("insert into course values (?, ?)", (hash_of(text), text))
        for events in visits:
            first = events[0]
            db.execute(
                "insert into visit (id, code, course) values (?, ?, ?)",
                (first.visit, bytes.fromhex(first.visit) * 2, hash_of(text)),
            )
            db.executemany("insert into event values (?, ?, ?, ?, ?, ?)", map(_row, events))


def _row(event: Event) -> tuple[str, str, int, str, str, str]:
    data = json.dumps(dict(event.data), separators=(",", ":"), sort_keys=True)
    return event.id, event.visit, event.seq, event.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), event.kind, data


def many(course: Course, events: int, *, distinct: int = 200, seed: int = 1) -> Iterator[list[Event]]:
    """Give visits with this many events in all: ``distinct`` patients, each repeated under new ids."""
    rng = dice(seed)
    patients = [
        visit_of(Crowd(course, right=rng.choice((0.5, 0.8, 0.95))), rng, steps=rng.choice((None, None, None, 60)))
        for _ in range(distinct)
    ]
    written, number = 0, 0
    while written < events:
        template = patients[number % distinct]
        visit, later = f"{rng.getrandbits(128):032x}", timedelta(minutes=-7 * number)
        number += 1
        written += len(template)
        yield [
            Event(f"{rng.getrandbits(128):032x}", visit, event.seq, event.at + later, event.kind, event.data)
            for event in template
        ]
