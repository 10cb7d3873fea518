"""The library line by line: a list of readings with numbers, then their pages; nothing of it is an event."""

from collections.abc import Iterator
from typing import TypeAlias

from glutatui.course import Lesson
from glutatui.plain.endings import sources
from glutatui.plain.paper import BLANK, Line
from glutatui.plain.reader import Reader
from glutatui.plain.replies import Command, Numbers, Onward, Reply
from glutatui.plain.telling import page_told

Told: TypeAlias = Iterator[Line]


class Library:
    """Where a patient is in the library."""

    def __init__(self, reader: Reader, *, staff: bool) -> None:
        """Begin at the list; only ``staff`` open the readings for the care team."""
        self._reader = reader
        readings = reader.course.readings
        self._open = tuple(reading for reading in readings if staff or not reading.clinician_only)
        self._closed = tuple(reading for reading in readings if reading not in self._open)
        self._reading: Lesson | None = None
        self._page = 0
        self.left = False
        """Whether the patient has gone back to the visit."""

    @property
    def prompt(self) -> str:
        """What can be typed now."""
        return self._reader.say("plain-prompt-library" if self._reading is None else "plain-prompt-reading")

    def told(self) -> Told:
        """Give what is to be read now: the list, or a page."""
        yield BLANK
        yield from self._list() if self._reading is None else self._told_page(self._reading)

    def _list(self) -> Told:
        language = self._reader.language
        yield Line(f"{self._reader.say('library-title')}.")
        yield from (Line(reading.title[language], number) for number, reading in enumerate(self._open, 1))
        for reading in self._closed:
            yield Line(f"{self._reader.say('library-for-staff')}: {reading.title[language]}.")

    def _told_page(self, reading: Lesson) -> Told:
        language, number, last = self._reader.language, self._page + 1, len(reading.pages)
        if reading.clinician_only:
            yield Line(f"{self._reader.say('library-for-staff')}.")
        yield Line(self._reader.say("plain-library-page", title=reading.title[language], page=number, pages=last))
        if number == 1:
            yield Line(reading.main_message[language])
        yield from page_told(self._reader, reading.pages[self._page])
        if number == last:
            yield Line(reading.action[language])

    def take(self, reply: Reply) -> Told:
        """Go where a reply leads; give what is to be read then."""
        match reply:
            case Numbers(chosen=chosen, sure=True) if self._reading is None and self._named(chosen):
                self._reading, self._page = self._open[min(chosen) - 1], 0
            case Onward() if self._reading and self._page + 1 < len(self._reading.pages):
                self._page += 1
            case Command(asks="back") if self._reading and self._page:
                self._page -= 1
            case Command(asks="library") | Onward() | Command(asks="back") if self._reading:
                self._reading = None
            case Onward() | Command(asks="back"):
                self.left = True
                return iter([Line(self._reader.say("plain-library-closed"))])
            case Command(asks="library"):
                pass
            case Command(asks="sources") if self._reading:
                page = self._reading.pages[self._page]
                return sources(self._reader, page.claims, [block.conflict for block in page.blocks if block.conflict])
            case Command(asks="sources"):
                return iter([Line(self._reader.say("plain-sources-here"))])
            case _:
                return iter([Line(self._reader.say("plain-repeat"))])
        return self.told()

    def _named(self, chosen: frozenset[int]) -> bool:
        return len(chosen) == 1 and min(chosen) <= len(self._open)
