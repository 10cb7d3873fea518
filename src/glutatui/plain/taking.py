"""What a patient takes home, told line by line; asked for once more it is printed, where there is a printer."""

from collections.abc import Iterator

from glutatui.errors import PrintError
from glutatui.plain.paper import BLANK, Line
from glutatui.plain.reader import Reader
from glutatui.visit import Summary, Visit, take_home
from glutatui.visit.take_home import Printer
from glutatui.words import error_text


class Taking:
    """Whether the page has been told."""

    def __init__(self, printer: Printer | None) -> None:
        """Tell it first."""
        self._printer = printer
        self._told = False

    def take(self, reader: Reader, visit: Visit, code: str) -> Iterator[Line]:
        """Give the page, or once it was told what came of printing it."""
        step = visit.step
        assert isinstance(step, Summary)  # noqa: S101  (before the end there is no page)
        page = take_home(visit.course, step, reader.applies, code, reader.language, about=reader.about)
        if self._told and self._printer:
            try:
                self._printer(page)
            except PrintError as error:
                yield Line(error_text(reader.language, error))
            else:
                yield Line(reader.say("take-home-printed"))
            return
        self._told = True
        yield BLANK
        yield from map(Line, page.paragraphs())
        if self._printer:
            yield from (BLANK, Line(reader.say("plain-print")))
