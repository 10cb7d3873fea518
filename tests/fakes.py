"""Stand-ins of our own for what the core is handed."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from glutatui.errors import RecordsError
from glutatui.records import Audited, read_code
from glutatui.records.contract import TRIES, WINDOW, Kept
from glutatui.records.rows import row_of
from glutatui.records.schema import KINDS
from glutatui.visit import Event


class MemoryJournal:
    """A journal that forgets; the suite of ``tests/records/test_contract.py`` holds for it as for the real one."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._events: dict[str, list[Event]] = {}
        self._codes: dict[str, str] = {}
        self._courses: dict[str, str] = {}
        self._tries: list[tuple[str, datetime]] = []
        self._notes: list[Audited] = []

    def append(self, event: Event) -> None:
        """Keep an event."""
        events = self._of(event.visit)
        ids = [kept.id for visit in self._events.values() for kept in visit]
        if event.id in ids:
            if event.seq < len(events) and events[event.seq].id == event.id:
                return
            raise RecordsError("visit-elsewhere", visit=event.visit)
        if event.seq < len(events):
            raise RecordsError("visit-elsewhere", visit=event.visit)
        if event.seq > len(events):
            raise RecordsError("visit-out-of-step", visit=event.visit, seq=event.seq)
        events.append(replace(event, data=json.loads(json.dumps(dict(event.data), allow_nan=False))))

    def replay(self, visit: str) -> tuple[Event, ...]:
        """Return the events of a visit."""
        return tuple(self._of(visit))

    def begin(self, visit: str, code: str, course_json: str, course_hash: str, first: Event | None = None) -> None:
        """Open a visit."""
        if self._codes.get(code) != visit:
            if code in self._codes or visit in self._events:
                raise RecordsError("code-taken")
            self._courses.setdefault(course_hash, course_json)
            self._codes[code] = visit
            self._events[visit] = []
        if first:
            try:
                self.append(first)
            except RecordsError:
                if not self._events[visit]:
                    del self._codes[code], self._events[visit]
                raise

    def foresee(self, code: str) -> None:
        """Make nothing ahead: this journal has no slow hash."""

    def find(self, code: str, source: str = "") -> str:
        """Return the visit of a code."""
        read = read_code(code)
        if read is None:
            raise RecordsError("visit-unknown")
        now = self._clock()
        self._tries = [(at, when) for at, when in self._tries if abs((now - when).total_seconds()) < WINDOW]
        if sum(at == source for at, _ in self._tries) >= TRIES:
            raise RecordsError("code-tried-too-often", minutes=WINDOW // 60)
        if read not in self._codes:
            self._tries.append((source, now))
            raise RecordsError("visit-unknown")
        return self._codes[read]

    def course(self, course_hash: str) -> str:
        """Return the JSON of a course."""
        if course_hash not in self._courses:
            raise RecordsError("journal-corrupt", path="memory")
        return self._courses[course_hash]

    def visits(self) -> tuple[str, ...]:
        """Return all visits."""
        return tuple(self._events)

    def read(self, since: datetime | None = None, kinds: Sequence[str] = KINDS) -> Iterator[Kept]:
        """Give the events of all visits that began since a time."""
        for events in self._events.values():
            if events and (since is None or events[0].at >= since):
                yield from (row_of(event) for event in events if event.kind in kinds)

    def count(self) -> int:
        """Return how many events there are."""
        return sum(map(len, self._events.values()))

    def note(self, who: str, what: str, visit: str | None = None) -> None:
        """Keep a look of staff."""
        self._notes.append(Audited(self._clock().strftime("%Y-%m-%dT%H:%M:%S.%fZ"), who, what, visit))

    def notes(self) -> tuple[Audited, ...]:
        """Return what `note` kept."""
        return tuple(self._notes)

    def close(self) -> None:
        """Do nothing."""

    def _of(self, visit: str) -> list[Event]:
        """Return the events of a visit that was begun."""
        if visit not in self._events:
            raise RecordsError("visit-unknown")
        return self._events[visit]
