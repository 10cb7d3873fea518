"""Which keys a measured patient presses, and what must be on the screen then.

The way is that of somebody who is never sure: every screen of it is known before, but for the order of options and the
code, which the seed of a visit decides. So a screen is recognised by the rows that no choice stands on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from itertools import count

import pyte

from glutatui.cli.minutes import minutes_of
from glutatui.content import course_for
from glutatui.content.where import CHECKOUT
from glutatui.course import Course
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.still import still
from glutatui.visit import POLICY, Ask, Checklist, Desk, Event, PageStep, Visit, begin, started

SIZE = (80, 24)
_CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}\b")
_KEYS = {"enter": b"\r", "down": b"\x1b[B", "escape": b"\x1b"}


@dataclass(frozen=True)
class Stroke:
    """One key and what it leads to."""

    key: bytes
    shows: frozenset[str]
    """Rows of the screen, without blanks at their ends."""


class _Memory:
    """A journal that forgets."""

    def append(self, event: Event) -> None:
        """Keep nothing."""

    def replay(self, visit: str) -> tuple[Event, ...]:
        """Return nothing."""
        del visit
        return ()


class _Desk(Desk):
    """Begins a visit of one seed."""

    def __init__(self, course: Course) -> None:
        self._course = course

    @property
    def course(self) -> Course:
        return self._course

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        numbers = count(1)
        payload = started(
            self._course,
            seed="00" * 16,
            mode=mode,
            language=language,
            course_hash="0" * 64,
            policy=POLICY,
            program="bench",
        )
        now = datetime.now(UTC)
        event = Event("0" * 32, "0" * 32, 0, now, "started", payload)
        visit = Visit(
            self._course,
            begin(self._course, event),
            _Memory(),
            clock=lambda: now,
            new_id=lambda: f"{next(numbers):032x}",
        )
        return visit, "ABC-234"

    def resume(self, code: str) -> Visit:
        raise NotImplementedError


@cache
def course() -> Course:
    """Return the shipped course."""
    return course_for(CHECKOUT)


def _welcome() -> Face:
    return Face(_Desk(course()), minutes_of=partial(minutes_of, course()), kiosk=True, once=True)


def _rows(face: Face) -> frozenset[str]:
    """Return the rows of a screen that do not depend on the seed."""
    rows = face.frame(Look(*SIZE)).rows
    texts = {row.text.rstrip() for row in rows if row.target is None}
    return frozenset(text for text in texts if text.strip() and not _CODE.search(text))


def first_screen() -> frozenset[str]:
    """Return the rows of the welcome."""
    return _rows(_welcome())


def first_bytes(size: tuple[int, int] = SIZE) -> bytes:
    """Return what draws the welcome, for a floor to store."""
    return still(_welcome(), TerminalProfile(size, "256"))


@cache
def strokes() -> tuple[Stroke, ...]:
    """Return the keys of a visit up to the safety quiz."""
    return tuple(_strokes())


def _strokes() -> Iterator[Stroke]:
    face, look = _welcome(), Look(*SIZE)

    def press(key: str) -> Stroke:
        work = face.press(key, look)
        if work:
            work.then(work.run())
        return Stroke(_KEYS.get(key, key.encode()), _rows(face))

    yield press("1")
    yield press("enter")
    pages = 0
    while face.visit and not (pages and isinstance(face.visit.step, Ask) and face.visit.step.part == "quiz"):
        step = face.visit.step
        if isinstance(step, Ask):
            yield press("down")
            yield press("0")
        elif isinstance(step, Checklist):
            for _ in range(face.view.count() - 1):  # type: ignore[attr-defined]
                yield press("down")
            yield press("enter")
        else:
            yield press("enter")
            pages += isinstance(step, PageStep)
            if pages % 4 == 1:
                yield press("?")
                yield press("escape")
                face.frame(look)


class Screen:
    """A terminal that is fed afterwards."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        """Be blank."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, data: bytes) -> None:
        """Show what was sent."""
        self._stream.feed(data)

    def shows(self, rows: frozenset[str]) -> bool:
        """Tell whether all rows are on the screen."""
        return rows <= {row.rstrip() for row in self._screen.display}
