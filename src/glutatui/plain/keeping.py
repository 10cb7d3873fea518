"""Keeping an event: a patient hears at once where that fails, and nothing is lost."""

from typing import Final, NamedTuple, TextIO

from glutatui.errors import RecordsError
from glutatui.plain.paper import Line, Paper
from glutatui.plain.reader import Reader
from glutatui.plain.replies import Command, Onward, next_line, read_reply
from glutatui.visit import Event, Visit

_FINAL: Final = frozenset({"visit-elsewhere", "visit-out-of-step", "visit-unknown"})
"""What no second try mends."""


class Place(NamedTuple):
    """Where somebody reads and types."""

    paper: Paper
    lines_in: TextIO


def keep(visit: Visit, event: Event, typed: str, reader: Reader, at: Place) -> bool:
    """Keep an event and move on by it; where that fails the very same event is tried again, never another.

    Args:
        visit: The visit that the event belongs to.
        event: What the patient did.
        typed: The line that made it; typed once more it tries again.
        reader: Who listens.
        at: Where the failure is told.

    Returns:
        Whether it is kept; False where the patient stops before that.

    Raises:
        RecordsError: Trying again cannot help.
    """
    while True:
        try:
            visit.keep(event)
        except RecordsError as error:
            if error.code in _FINAL:
                raise
            at.paper.say([Line(reader.say("not-saved"))])
            if not _tries_again(typed, reader, at):
                return False
        else:
            visit.accept(event)
            return True


def _tries_again(typed: str, reader: Reader, at: Place) -> bool:
    """Ask until the patient wants to try again (by an empty line, or the same answer) or stops."""
    while True:
        at.paper.prompt(reader.say("plain-prompt-retry"))
        line = next_line(at.lines_in)
        if line is None or read_reply(line) == Command("quit"):
            return False
        if read_reply(line) in (Onward(), read_reply(typed)):
            return True
