"""The library line by line: a list of readings with numbers, a search, then pages; nothing of it is an event."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from glutatui.course import Lesson
from glutatui.course.shelf import Shelf
from glutatui.plain.endings import sources
from glutatui.plain.paper import BLANK, Line, ended
from glutatui.plain.reader import Reader
from glutatui.plain.replies import Command, Numbers, Onward, Reply, Sought
from glutatui.plain.telling import page_told
from glutatui.plain.uses import Uses

Told: TypeAlias = Iterator[Line]

MOST_FOUND: Final = 9
"""Pages that a search lists: more are too many to keep in mind while they are heard."""


class Library:
    """Where a patient is in the library."""

    def __init__(self, reader: Reader, *, staff: bool) -> None:
        """Begin at the list; only ``staff`` open the readings for the care team."""
        self._reader = reader
        self._shelf = Shelf(reader.course, staff=staff)
        self._open = tuple(reading for reading in self._shelf.readings if self._shelf.opens(reading))
        self._reading: Lesson | None = None
        self._page = 0
        self._found: tuple[tuple[Lesson, int], ...] = ()
        """The pages that the last search has found, while they are listed."""
        self._uses: Uses | None = None
        """Where the patient is among the uses by what is known, while they are open."""
        self.left = False
        """Whether the patient has gone back to the visit."""

    def speak(self, reader: Reader) -> None:
        """Go on in another language; what was found in the last one is put away."""
        self._reader, self._found = reader, ()
        self._uses = Uses(reader, self._shelf.figures) if self._uses else None

    @property
    def prompt(self) -> str:
        """What can be typed now."""
        if self._uses:
            return self._uses.prompt
        if self._reading is None:
            return self._reader.say("plain-prompt-found" if self._found else "plain-prompt-library")
        last = self._page + 1 == len(self._reading.pages)
        return self._reader.say("plain-prompt-reading-last" if last else "plain-prompt-reading")

    def told(self) -> Told:
        """Give what is to be read now: the list, the uses, or a page."""
        if self._uses:
            yield from self._uses.told()
            return
        yield BLANK
        yield from self._list() if self._reading is None else self._told_page(self._reading)

    def _list(self) -> Told:
        language = self._reader.language
        yield Line(ended(self._reader.say("library-title")))
        yield from (Line(reading.title[language], number) for number, reading in enumerate(self._open, 1))
        if self._shelf.figures:
            yield Line(self._reader.say("library-grades"), len(self._open) + 1)
        for reading in self._shelf.readings:
            if reading not in self._open:
                yield Line(ended(f"{self._reader.say('library-for-staff')}: {reading.title[language]}"))

    def _told_page(self, reading: Lesson) -> Told:
        language, number, last = self._reader.language, self._page + 1, len(reading.pages)
        if reading.clinician_only:
            yield Line(ended(self._reader.say("library-for-staff")))
        title = ended(reading.title[language])
        yield Line(self._reader.say("plain-library-page", title=title, page=number, pages=last))
        if number == 1:
            yield Line(reading.main_message[language])
        yield from page_told(self._reader, reading.pages[self._page])
        if number == last:
            yield Line(reading.action[language])

    def take(self, reply: Reply) -> Told:
        """Go where a reply leads; give what is to be read then."""
        if self._uses:
            return self._sift(self._uses, reply)
        if reply == Command("sources"):
            return self._sources()
        if self._reading:
            return self._read(self._reading, reply)
        if isinstance(reply, Sought):
            return self._search(reply.text)
        return self._choose_found(reply) if self._found else self._choose(reply)

    def _sift(self, uses: Uses, reply: Reply) -> Told:
        """Go where a reply leads among the uses, or back to the list."""
        said = uses.take(reply)
        if not uses.left:
            return said
        self._uses = None
        return self.told()

    def _read(self, reading: Lesson, reply: Reply) -> Told:
        """Turn the pages of a reading, or go back to the list."""
        match reply:
            case Onward() if self._page + 1 < len(reading.pages):
                self._page += 1
            case Command(asks="back") if self._page:
                self._page -= 1
            case Command(asks="library" | "back") | Onward():
                self._reading = None
            case _:
                return self._no_answer()
        return self.told()

    def _search(self, text: str) -> Told:
        """List the pages that hold some words, to be opened by number."""
        found = self._shelf.found(text, self._reader.language)
        self._found = found[:MOST_FOUND]
        if not found:
            return iter([Line(self._reader.say("search-none"))])
        language = self._reader.language
        lines = [BLANK, Line(self._reader.say("plain-found", text=text))]
        for number, (reading, page) in enumerate(self._found, 1):
            place = {"reading": reading.title[language], "page": reading.pages[page].title[language]}
            lines.append(Line(self._reader.say("search-place", **place), number))
        more = [Line(self._reader.say("plain-found-more"))] if len(found) > MOST_FOUND else []
        return iter([*lines, *more])

    def _choose_found(self, reply: Reply) -> Told:
        """Open a page that was found, or go back to the list."""
        match reply:
            case Numbers(chosen=chosen, sure=True) if len(chosen) == 1 and min(chosen) <= len(self._found):
                self._reading, self._page = self._found[min(chosen) - 1]
            case Onward() | Command(asks="back" | "library"):
                pass
            case _:
                return self._no_answer()
        self._found = ()
        return self.told()

    def _choose(self, reply: Reply) -> Told:
        """Open what has a number in the list, or go back to the visit."""
        match reply:
            case Numbers(chosen=chosen, sure=True) if self._shelf.figures and chosen == {len(self._open) + 1}:
                self._uses = Uses(self._reader, self._shelf.figures)
            case Numbers(chosen=chosen, sure=True) if len(chosen) == 1 and min(chosen) <= len(self._open):
                self._reading, self._page = self._open[min(chosen) - 1], 0
            case Onward() | Command(asks="back"):
                self.left = True
                return iter([Line(self._reader.say("plain-library-closed"))])
            case Command(asks="library"):
                pass
            case _:
                return self._no_answer()
        return self.told()

    def _no_answer(self) -> Told:
        return iter([Line(self._reader.say("plain-repeat"))])

    def _sources(self) -> Told:
        """Give where the page that is read comes from."""
        if self._reading is None:
            return iter([Line(self._reader.say("plain-sources-here"))])
        page = self._reading.pages[self._page]
        return sources(self._reader, page.claims, [name for block in page.blocks for name in block.conflicts])
