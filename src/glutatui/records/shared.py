"""The journal of one host among several: its own file first, the shared one to look up who comes from another host."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from glutatui.errors import RecordsError
from glutatui.records.codes import read_code
from glutatui.records.contract import Audited, Kept, Records
from glutatui.records.schema import KINDS
from glutatui.visit import Event


class SharedRecords:
    """A host's own journal (what each method promises: `contract.Records`) that knows the visits of other hosts too.

    Events are kept here alone; `delivery` brings them to the shared journal.
    """

    def __init__(self, own: Records, shared: Callable[[], Records]) -> None:
        """Stand before a host's own journal.

        Args:
            own: Where everything is kept.
            shared: Opens the shared journal; asked only when somebody types a code.
        """
        self._own = own
        self._shared = shared

    def append(self, event: Event) -> None:
        """Keep an event; it is durable when this returns."""
        self._own.append(event)

    def replay(self, visit: str) -> tuple[Event, ...]:
        """Return the events of a visit, in order and without a gap."""
        return self._own.replay(visit)

    def begin(self, visit: str, code: str, course_json: str, course_hash: str, first: Event | None = None) -> None:
        """Open a visit: all of it is kept, or nothing."""
        self._own.begin(visit, code, course_json, course_hash, first)

    def foresee(self, code: str) -> None:
        """Do ahead of need what is slow about `begin`; nothing is kept."""
        self._own.foresee(code)

    def find(self, code: str, source: str = "") -> str:
        """Return the id of the visit of a code, and bring along what happened to it at other hosts.

        Raises:
            RecordsError: As `Records.find`; ``visit-elsewhere`` where it went two ways; where nobody here knows the
                code and the shared journal cannot be asked, ``database-no-answer``.
        """
        read = read_code(code)
        if read is None:
            raise RecordsError("visit-unknown")
        try:
            self._fetch(read, source)
        except RecordsError as error:
            if error.code == "visit-elsewhere":
                raise
            return self._known(code, source, error)
        return self._own.find(code, source)  # asked last: a right code of another host is no wrong one here

    def _known(self, code: str, source: str, error: RecordsError) -> str:
        """Return the visit of a code that the shared journal has not given, as it began here.

        Raises:
            RecordsError: As `find`.
        """
        try:
            return self._own.find(code, source)
        except RecordsError as unknown:
            if unknown.code != "visit-unknown":
                raise
            no_answer = error.code.startswith("database-")
            raise (RecordsError("database-no-answer") if no_answer else error) from error

    def _fetch(self, code: str, source: str) -> None:
        """Keep here what the shared journal has of a visit.

        Raises:
            RecordsError: As `find`.
        """
        shared = self._shared()
        try:
            visit = shared.find(code, source)
            events = shared.replay(visit)
            course = str(events[0].data.get("course", "")) if events else ""
            if events:
                self._own.begin(visit, code, shared.course(course), course)
        finally:
            shared.close()
        for event in events:
            self._own.append(event)

    def course(self, course_hash: str) -> str:
        """Return the JSON of a course that visits were begun with."""
        return self._own.course(course_hash)

    def visits(self) -> tuple[str, ...]:
        """Return the ids of all visits of this host."""
        return self._own.visits()

    def read(self, since: datetime | None = None, kinds: Sequence[str] = KINDS) -> Iterator[Kept]:
        """Give the events of all visits of this host."""
        return self._own.read(since, kinds)

    def count(self) -> int:
        """Return how many events there are."""
        return self._own.count()

    def note(self, who: str, what: str, visit: str | None = None) -> None:
        """Keep that somebody looked something up or took something away."""
        self._own.note(who, what, visit)

    def notes(self) -> tuple[Audited, ...]:
        """Return what `note` kept, in order."""
        return self._own.notes()

    def close(self) -> None:
        """Let go of the journal; closing twice is fine."""
        self._own.close()
