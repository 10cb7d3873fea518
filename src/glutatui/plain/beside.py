"""What a patient may do beside the visit: hear help, sources and readings, and look back. None of it is an event."""

from collections.abc import Iterable, Iterator
from typing import Final

from glutatui.plain.earlier import Earlier
from glutatui.plain.endings import about_told, helping
from glutatui.plain.library import Library
from glutatui.plain.paper import Line
from glutatui.plain.prompts import prompt_at
from glutatui.plain.reader import Reader
from glutatui.plain.replies import Command, Onward, Reply
from glutatui.plain.telling import sources_of, told
from glutatui.visit import About, Ask, Visit

_ANYWHERE: Final = frozenset(Command(asks) for asks in ("about", "again", "language", "help", "quit"))
"""What is the same in the library as beside it."""


class Beside:
    """Where a patient is who is not, or not only, at the step of the visit."""

    def __init__(self, *, for_staff: bool) -> None:
        """Be at the step; only staff open the readings for the care team."""
        self._for_staff = for_staff
        self._earlier = Earlier()
        self._library: Library | None = None

    def prompt(self, reader: Reader, visit: Visit) -> str:
        """Return what can be typed here."""
        if self._library:
            return self._library.prompt
        return prompt_at(reader, visit.step, looking_back=self._earlier.told, due=visit.return_day is not None)

    def told(self, reader: Reader, visit: Visit) -> Iterator[Line]:
        """Give what is to be read here."""
        return self._library.told() if self._library else told(reader, self._earlier.step(visit))

    def speak(self, reader: Reader) -> None:
        """Go on in another language."""
        if self._library:
            self._library.speak(reader)

    def takes(self, reply: Reply) -> bool:
        """Tell whether a reply is meant for what is open beside the step."""
        if self._library:
            return reply not in _ANYWHERE
        return self._earlier.told and not isinstance(reply, Command)

    def take(self, reply: Reply, reader: Reader, visit: Visit) -> Iterable[Line]:
        """Go where a reply leads, in the library or forward again; give what is to be read then."""
        if self._library:
            return self._browse(self._library, reply, reader, visit)
        if not isinstance(reply, Onward):
            return [Line(reader.say("plain-repeat"))]
        self._earlier.forward(visit)
        return told(reader, self._earlier.step(visit))

    def carry_out(self, command: Command, reader: Reader, visit: Visit, about: About) -> Iterable[Line]:
        """Carry out a letter; give what is to be read then."""
        match command.asks:
            case "help":
                return helping(reader)
            case "about":
                return about_told(reader, about)
            case "library":
                return self._open_library(reader, visit)
            case "sources":
                return sources_of(reader, self._earlier.step(visit))
            case "back" | "again" if command.asks == "again" or self._earlier.back(visit):
                return self.told(reader, visit)
            case _:
                return [Line(reader.say("plain-back-none" if command.asks == "back" else "plain-repeat"))]

    def _open_library(self, reader: Reader, visit: Visit) -> Iterable[Line]:
        """Tell the list of readings; before a question is answered it would give the answer away."""
        if not visit.course.library:
            return [Line(reader.say("library-empty"))]
        if isinstance(visit.step, Ask) and not self._earlier.told:
            return [Line(reader.say("plain-library-later"))]
        self._library = Library(reader, staff=self._for_staff)
        return self._library.told()

    def _browse(self, library: Library, reply: Reply, reader: Reader, visit: Visit) -> Iterator[Line]:
        """Go where a reply leads in the library, or back to the step."""
        yield from library.take(reply)
        if library.left:
            self._library = None
            yield from told(reader, self._earlier.step(visit))
