"""What surrounds a talk: who asks for the language, takes up a code, and warns before the time is up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from glutatui.visit import About, Visit
from glutatui.visit.take_home import Printer


@dataclass(frozen=True, slots=True)
class Around:
    """What the talk asks of it."""

    resume: Callable[[str], tuple[Visit, str, About]] | None = None
    """Takes up the visit of a code, tells how that is written and what there is to say
    about its course; RecordsError where there is none. None: not here."""
    asks_language: bool = False
    """Whether the patient is asked first for one of the course's languages."""
    printer: Printer | None = None
    """Prints what the patient takes home; None: there is no printer."""
    warned: Callable[[], bool] = bool
    """Tells, once, whether a warning was written since the last line: an empty line then only says "I am here"."""


ALONE: Final = Around()
"""Nothing of it."""
