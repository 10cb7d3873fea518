"""A whole visit, key by key, on a pty: what each key costs.

The walker looks at no screen: it reads the journal to know the step, so the kind of step is known for certain.
A key counts only when the program answered it with bytes.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, perf_counter

from bench.terminal import Run
from glutatui.content import course_from_json
from glutatui.course import Course
from glutatui.records import SqliteJournal
from glutatui.visit import Ask, Checklist, State, Step, Summary, replay, step_of

DOWN, ENTER = b"\x1b[B", b"\r"


@dataclass
class Costs:
    """What the keys of a visit cost."""

    bytes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Bytes a key, by what the key did."""
    seconds: float = 0.0
    """Processor time of all keys."""
    waits: list[float] = field(default_factory=list)
    """Seconds from a key to the first byte of its frame."""
    silent: int = 0
    """Keys that changed nothing on the screen."""

    @property
    def keys(self) -> int:
        """How many keys were pressed."""
        return sum(len(some) for some in self.bytes.values())


class Walker:
    """Goes through one visit with the arrows, digits and Enter."""

    def __init__(self, run: Run, records: Path) -> None:
        """Take a program that shows its welcome."""
        self._run = run
        self._records = records
        self._course: Course | None = None
        self.costs = Costs()

    def press(self, key: bytes, does: str) -> None:
        """Press a key and take up its frame; only a move or a mark may change nothing, at the edge of a list."""
        before = perf_counter()
        self._run.send(key)
        first = self._run.settled(0.25 if does in {"move", "mark"} else 5.0)
        self.costs.bytes[does].append(len(first))
        self.costs.silent += not first
        self.costs.waits.append(perf_counter() - before)

    def step(self) -> Step:
        """Return the step that the program is on."""
        journal = SqliteJournal.open(self._records)
        try:
            (visit,) = journal.visits()
            events = journal.replay(visit)
            if self._course is None:
                self._course = course_from_json(journal.course(str(events[0].data["course"])))
        finally:
            journal.close()
        state: State = replay(self._course, events)
        return step_of(self._course, state)

    def _begun(self) -> bool:
        """Tell whether there is a visit: a language is chosen first."""
        journal = SqliteJournal.open(self._records)
        try:
            return bool(journal.visits())
        finally:
            journal.close()

    def walk(self) -> None:
        """Go from the welcome to the last screen, right on every question."""
        start = self._run.processor()
        limit = monotonic() + 300
        while not self._begun():
            if monotonic() > limit:
                raise TimeoutError("welcome")
            self.press(ENTER, "open")
        while not isinstance(step := self.step(), Summary):
            if monotonic() > limit:
                raise TimeoutError(step.key)
            if isinstance(step, Ask):
                self._answer(step)
            elif isinstance(step, Checklist):
                self._to_the_end(step)
            else:
                self._on(step)
        self.costs.seconds = self._run.processor() - start

    def _on(self, step: Step) -> None:
        self.press(ENTER, "page")
        while self.step() == step:
            self.press(ENTER, "page")

    def _to_the_end(self, step: Step) -> None:
        lines = sum(len(warning.applies) for warning in self._course.warnings) if self._course else 0
        for _ in range(lines):
            self.press(DOWN, "move")
        self._on(step)

    def _answer(self, ask: Ask) -> None:
        """Mark with digits, go down to "I'm sure", and choose it."""
        at = 0
        for position, index in enumerate(ask.order):
            right = index in ask.item.right
            if ask.item.kind == "choose-all" or right:
                self.press(str(position + 1).encode(), "mark")
                at = position
                if not right:
                    self.press(str(position + 1).encode(), "mark")
        for _ in range(len(ask.order) - at):
            self.press(DOWN, "move")
        self.press(ENTER, "answer")
