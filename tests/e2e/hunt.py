"""Kills the program again and again at random moments, and counts what a patient has lost by it.

The hunter plays the patient, and trusts only what was painted: an answer counts as acknowledged once its feedback
stood on the screen. After each kill the program starts anew with the patient's code. Then the journal must be whole,
hold every acknowledged answer, and the screen must show the step that the journal says.
"""

import json
import random
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

from e2e.patient import CODE, DOWN, ENTER, english
from e2e.warm import Warm, WarmTerminal
from fakes import MemoryJournal
from glutatui.content import course_from_json
from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.records import SqliteJournal, verify
from glutatui.visit import (
    Again,
    Answer,
    Ask,
    Checklist,
    Choice,
    Done,
    Event,
    Feedback,
    GoOn,
    HandOver,
    Intro,
    PageStep,
    Step,
    Summary,
    Visit,
    replay,
    teaching,
)
from terminal import Terminal

_STARTING = 0.5
"""Seconds of a start within which one kill in eight falls."""
_ANSWERING = 0.02
"""Seconds after a key within which the other kills fall; a key takes 3 to 10 ms to be kept and painted."""

Shape: TypeAlias = tuple[str, str]
"""Kind and payload of an event, without time and id."""


def shape(event: Event) -> Shape:
    """Return what an event says, to compare it with another."""
    return event.kind, json.dumps(dict(event.data), sort_keys=True)


@dataclass
class Tally:
    """What came of a hunt."""

    kills: int = 0
    answers: int = 0
    """Answers that were acknowledged."""
    lost: list[str] = field(default_factory=list)
    """Acknowledged answers or steps that the journal lacks, each with what happened."""
    corrupt: list[str] = field(default_factory=list)
    """Journals that are not whole, or that do not lead to the step on the screen."""
    crashed: list[str] = field(default_factory=list)
    """Screens of a program that ended by itself."""
    resumed: int = 0
    """Starts that led back to a visit."""

    def __str__(self) -> str:
        """Return the counts as one line."""
        return (
            f"kills: {self.kills} tried, {self.resumed} visits taken up, {self.answers} answers acknowledged, "
            f"{len(self.lost)} lost, {len(self.corrupt)} corrupt, {len(self.crashed)} crashed"
        )


def landmarks(course: Course, step: Step) -> tuple[str, ...]:
    """Return words that stand on the screen at a step, and not all of them at one that is near."""
    match step:
        case Ask(item=item):
            words: tuple[str, ...] = (item.ask["en"],)
        case Feedback():
            words = _of_feedback(step)
        case PageStep():
            lesson = next(found for found in course.lessons if found.id == step.lesson)
            page = next(found for found in lesson.pages if found.id == step.page)
            place = english("page-number", number=step.number, of=step.of)
            words = (page.title["en"], lesson.title["en"], place)
        case Again() | HandOver():
            taught = teaching(course, step)
            first = taught.pages[0].title if taught.pages else course.warning_of[step.warning].again
            words = (first["en"], english(taught.title))
        case Checklist():
            words = (english("checklist-note"),)
        case Intro(part=part):
            words = (english("before-intro" if part == "before" else "quiz-intro-pass"),)
        case _:  # the summary
            words = (english("summary-title"),)
    return words


def _of_feedback(step: Feedback) -> tuple[str, ...]:
    """Return the headline, and after a scenario the words for the very option chosen."""
    item = step.ask.item
    if step.unsure:
        return (english("unsure-title"),)
    if item.kind == "choose-one":
        said = [item.options[number].because["en"] for number in step.chosen]
        return (english("right" if step.right else "wrong"), *said)
    off = sum((number in step.chosen) != option.right for number, option in enumerate(item.options))
    key = "right-all" if not off else "wrong-all-one" if off == 1 else "wrong-all-many"
    return (english(key, number=off),)


class Hunter:
    """Plays, kills and counts, on one journal."""

    def __init__(self, program: Sequence[str | Path], warm: Warm, journal: Path, seed: int) -> None:
        """Get ready to kill ``program`` while it starts, and visits of ``warm`` later; the same seed, the same plan."""
        self.program, self.warm = program, warm
        self.journal = journal
        self.chance = random.Random(seed)  # noqa: S311  (a plan, no secret)
        self.tally = Tally()
        self._course: tuple[str, Course] | None = None
        self._forget()

    def _forget(self) -> None:
        self.mode = self.chance.choice(["learn", "quiz", "quiz"])
        self.code = ""
        self.seen = 0
        """How many events the painted screens prove."""
        self.proven: list[Shape] = []
        """The acknowledged answers."""
        self.underway: Shape | None = None
        """What the key just sent leads to."""

    def hunt(self, kills: int) -> Tally:
        """Kill so often; a visit that ends is followed by another."""
        while self.tally.kills < kills:
            code = ["--visit", self.code] if self.code else []
            words: list[str | Path] = [self.mode, "--records", self.journal, *code]
            cold = self.chance.random() < 1 / 8
            with Terminal([*self.program, *words]) if cold else WarmTerminal(self.warm, words) as terminal:
                if cold:
                    terminal.quiet(self.chance.random() * _STARTING)
                else:
                    self._life(terminal)
                self._killed(terminal)
        return self.tally

    def _life(self, terminal: Terminal) -> None:
        """See one visit as far as it gets."""
        if self.code or self._enter(terminal):
            visit = self._taken_up(terminal)
            if visit is None:
                self._forget()
            else:
                self._play(terminal, visit)

    def _killed(self, terminal: Terminal) -> None:
        """Kill."""
        if terminal.process.poll() is not None:
            self.tally.crashed.append(f"{terminal.process.returncode}: {terminal.text()}")
        terminal.kill()
        self.tally.kills += 1

    def _enter(self, terminal: Terminal) -> bool:
        """Begin a visit; tell whether its code was shown."""
        if not self._sees(terminal, english("welcome-privacy")):
            return False
        terminal.send("1")
        if not self._sees(terminal, english("hint-next")) or not (found := CODE.search(terminal.text())):
            return False
        self.code, self.seen, self.proven = found[0], 1, []
        return True

    def _sees(self, terminal: Terminal, *words: str) -> bool:
        """Wait for words on the screen; tell whether they came, and note it where they did not."""
        wanted = [" ".join(text.split()) for text in words]
        if terminal.holds(lambda: all(text in terminal.text() for text in wanted)):
            return True
        if terminal.process.poll() is None:
            self.tally.corrupt.append(f"{self.code}: not on the screen: {wanted}; but: {terminal.text()}")
        return False

    def _taken_up(self, terminal: Terminal) -> Visit | None:
        """Compare journal and screen with what was painted before the kill; return None where they do not fit."""
        if not self._sees(terminal, english("hint-help")):
            return None
        self.tally.corrupt += [str(problem) for problem in verify(self.journal).problems]
        try:
            with closing(SqliteJournal.open(self.journal)) as records:
                events = records.replay(records.find(self.code))
                course = self._course_in(records, str(events[0].data["course"]))
            state = replay(course, events)
        except (RecordsError, IndexError) as error:
            self.tally.lost.append(f"{self.code}: {error}")
            return None
        self._compare(events)
        visit = Visit(course, state, MemoryJournal(), clock=lambda: datetime.now(UTC), new_id=lambda: uuid4().hex)
        if not self._sees(terminal, *landmarks(course, visit.step)):
            return None
        self.tally.resumed += 1
        return visit

    def _course_in(self, records: SqliteJournal, digest: str) -> Course:
        if self._course is None or self._course[0] != digest:
            self._course = digest, course_from_json(records.course(digest))
        return self._course[1]

    def _compare(self, events: tuple[Event, ...]) -> None:
        """Note every acknowledged answer and every painted step that the journal lacks, and every one it made up."""
        kept = [shape(event) for event in events]
        answers = [found for found in kept if found[0] == "answered"]
        for number, proven in enumerate(self.proven):
            if number >= len(answers) or answers[number] != proven:
                self.tally.lost.append(f"{self.code}: answer {number}, {proven}")
        beyond = kept[self.seen :]
        if len(kept) < self.seen:
            self.tally.lost.append(f"{self.code}: {self.seen} events were painted, {len(kept)} are kept")
        elif beyond and beyond != [self.underway]:
            self.tally.corrupt.append(f"{self.code}: {beyond} was never done, {self.underway} was")
        self.seen, self.underway, self.proven = len(events), None, answers

    def _play(self, terminal: Terminal, visit: Visit) -> None:
        """Do a few things, and do not wait for what comes of the last one."""
        for left in reversed(range(self.chance.randint(1, 5))):
            if isinstance(visit.step, Summary):
                self._forget()
                return
            event = visit.prepare(self._choice(visit.step))
            keys = self._keys(terminal, visit.step, event)
            self.underway = shape(event)
            terminal.send(keys)
            visit.accept(event)
            wanted = landmarks(visit.course, visit.step)
            if left == 0:
                terminal.quiet(self.chance.random() * _ANSWERING)
                if not all(" ".join(text.split()) in terminal.text() for text in wanted):
                    return
            elif not self._sees(terminal, *wanted):
                return
            self.seen, self.underway = self.seen + 1, None
            if event.kind == "answered":
                self.proven.append(shape(event))
                self.tally.answers += 1

    def _choice(self, step: Step) -> Choice:
        """Return something that a patient may do, at random."""
        if isinstance(step, Checklist):
            return Done()
        if not isinstance(step, Ask):
            return GoOn()
        how = self.chance.random()
        if how < 1 / 10:
            return Answer(frozenset(), unsure=True)
        count = len(step.item.options)
        if step.item.kind == "choose-one":
            chosen = {self.chance.randrange(count)}
        else:
            chosen = {number for number in range(count) if self.chance.random() < 1 / 2}
        if self.chance.random() < 1 / 2:
            chosen = set(step.item.right)
        return Answer(frozenset(chosen), sure=how > 1 / 2)

    def _keys(self, terminal: Terminal, step: Step, event: Event) -> str:
        """Return the keys that lead to an event, after having scrolled to the end of what is to be read."""
        if isinstance(step, Ask):
            return _answering(step, event)
        if isinstance(step, Checklist):
            for _ in range(4):
                terminal.send(DOWN * 25)
                terminal.settle()  # more at once is a flood
            return ENTER
        terminal.settle()
        while english("hint-more") in terminal.rows()[-1]:
            before = terminal.rows()
            terminal.send(ENTER)
            terminal.until(lambda: terminal.rows() != before)  # noqa: B023  (used within the round)
            terminal.settle()
        return ENTER


def _answering(ask: Ask, event: Event) -> str:
    """Return digits that mark each option as answered, and the keys that submit."""
    if event.data["unsure"]:
        return "0"
    keys = ""
    for position, option in enumerate(ask.order, 1):
        if option in event.data["chosen"]:
            keys += str(position)
        elif ask.item.kind == "choose-all":
            keys += f"{position}{position}"
    return keys + (DOWN * (len(ask.order) + 1 - int(keys[-1])) + ENTER if event.data["sure"] else "t")
