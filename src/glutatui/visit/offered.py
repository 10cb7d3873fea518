"""A visit whose beginning is held back until the patient does something: another may still be taken up in its place."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from glutatui.visit.events import Event, Journal
from glutatui.visit.running import Desk, Visit


class HeldBack:
    """A journal that keeps how a visit began only with what follows.

    A language that is chosen first waits with the beginning: it is no answer, and whoever chose it may still
    come back with a code. All of it is offered again where keeping it failed; equal ids are kept once.
    """

    def __init__(self, journal: Journal, first: Event) -> None:
        """Hold the first event of a visit back from a journal."""
        self._journal = journal
        self._held = [first]

    def append(self, event: Event) -> None:
        """Keep an event, and before it what was held back."""
        if self._held and event.kind == "language":
            self._held.append(event)
            return
        self.keep()
        self._journal.append(event)

    def keep(self) -> None:
        """Keep what was held back."""
        for event in self._held:
            self._journal.append(event)
        self._held.clear()

    def replay(self, visit: str) -> Iterable[Event]:
        """Give the events that are kept."""
        return self._journal.replay(visit)


class Offer(NamedTuple):
    """A visit that may begin."""

    visit: Visit
    code: str
    keep: Callable[[], None]
    """Keeps that it began: by what the patient does first, or by this where they leave before; its code then holds."""


class OfferingDesk(Desk, Protocol):
    """Where a face gets visits from that may come to nothing."""

    def offer(self, mode: str, language: str) -> Offer:
        """Offer a visit; nothing of it is kept yet but that its code is taken.

        Raises:
            RecordsError: There is no room for it.
        """

    def foresee(self) -> None:
        """Do ahead of need what is slow about the next offer; nothing of it is kept, and nobody is told.

        It never has to be called, and may be in a worker thread, also while a visit is offered.

        Raises:
            RecordsError: The next offer would not succeed either, as things are.
        """
