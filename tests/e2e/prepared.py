"""Visits that are led to a certain step without a terminal, so that a test begins where it has something to see."""

import secrets
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from glutatui.cli.desk import TutorDesk
from glutatui.course import Course
from glutatui.records import SqliteJournal
from glutatui.visit import Answer, Ask, Checklist, Done, Event, GoOn, Step, Summary


def prepared(journal: Path, course: Course, there: Callable[[Step], bool], mode: str = "quiz") -> str:
    """Lead a visit to the first step at which ``there`` holds, always answering "I'm not sure"; return its code."""
    with closing(SqliteJournal.open(journal)) as records:
        desk = TutorDesk(
            course,
            records,
            clock=lambda: datetime.now(UTC),
            new_id=lambda: uuid4().hex,
            random_bytes=secrets.token_bytes,
        )
        visit, code = desk.start(mode, "en")
        while not there(visit.step):
            unsure = Answer(frozenset(), unsure=True)
            choice = unsure if isinstance(visit.step, Ask) else Done() if isinstance(visit.step, Checklist) else GoOn()
            event = visit.prepare(choice)
            visit.keep(event)
            visit.accept(event)
        return code


def at_the_end(step: Step) -> bool:
    """Tell whether the summary is reached."""
    return isinstance(step, Summary)


def at_a_question(step: Step) -> bool:
    """Tell whether a question is asked."""
    return isinstance(step, Ask)


def events_of(journal: Path, code: str) -> tuple[Event, ...]:
    """Return what a journal holds of a visit."""
    with closing(SqliteJournal.open(journal)) as records:
        return records.replay(records.find(code))
