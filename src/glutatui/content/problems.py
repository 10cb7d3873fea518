"""What can be wrong in the content, and where: the notes that every reader of files writes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from glutatui.words import say

Severity: TypeAlias = Literal["error", "warning"]
"""An error keeps a course from being taught; a warning does not."""

T = TypeVar("T")

LONGEST_VALUE = 300
"""Characters of a text from a file that a message quotes."""

MOST_PER_FILE = 100
"""Problems kept for one file: a broken file cannot flood a terminal or a memory."""


class Place(NamedTuple):
    """A place in a file: lines and columns (in characters) count from 1; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that an author has to mend."""

    path: str
    """Relative to the folder that holds ``lessons/`` and ``quizzes/``."""
    line: int
    column: int
    code: str
    severity: Severity
    message: str

    def __str__(self) -> str:
        """Return the line that ``glutatui check`` prints."""
        return f"{self.path}:{self.line}:{self.column}: {self.code}: {self.message}"


def problem(place: Place, code: str, severity: Severity = "error", /, **values: object) -> Problem:
    """Return a problem whose message is the program's own sentence for its code.

    Raises:
        KeyError: The catalogue has no sentence for the code: a fault of ours that the tests find.
    """
    shown = {name: _shown(value) if isinstance(value, str) else value for name, value in values.items()}
    return Problem(*place, code, severity, say("en", f"problem-{code}", **shown))


def _shown(value: str) -> str:
    """Return a text from a file as it may stand in a line on a terminal: one line, not endless."""
    return " ".join(value.split())[:LONGEST_VALUE]


class Notes:
    """Collects what is wrong while files are read, and where each thing that was read stands.

    Things are known by identity: every text, list of ids and record that a reader makes is a new object.
    """

    def __init__(self) -> None:
        """Start with no problem."""
        self._problems: dict[str, list[Problem]] = {}
        self._places: dict[int, tuple[object, Place]] = {}
        self._each: dict[int, tuple[object, tuple[Place, ...]]] = {}
        self.texts: dict[str, str] = {}
        """Each file that was read, by its path."""
        self.lost: set[str] = set()
        """Paths of files that could not be read at all."""

    def add(self, place: Place, code: str, /, **values: object) -> None:
        """Note a problem; of each file the first ``MOST_PER_FILE`` are kept."""
        found = self._problems.setdefault(place.path, [])
        if len(found) < MOST_PER_FILE:
            found.append(problem(place, code, **values))
        elif len(found) == MOST_PER_FILE:
            found.append(problem(Place(place.path), "more-problems", number=MOST_PER_FILE))

    def lose(self, place: Place, code: str, /, **values: object) -> None:
        """Note a problem that makes a whole file unreadable."""
        self.add(place, code, **values)
        self.lost.add(place.path)

    @property
    def problems(self) -> Iterator[Problem]:
        """The problems noted so far, file by file."""
        for found in self._problems.values():
            yield from found

    def put(self, thing: T, place: Place) -> T:
        """Remember where a thing stands, and give it back."""
        self._places[id(thing)] = (thing, place)
        return thing

    def put_each(self, things: T, places: tuple[Place, ...]) -> T:
        """Remember where each member of a tuple stands, and give the tuple back."""
        self._each[id(things)] = (things, places)
        return things

    def aside(self) -> "Notes":
        """Return notes that know the same places and hold no problem, for reading one file anew."""
        notes = Notes()
        notes._places, notes._each = dict(self._places), dict(self._each)
        return notes

    def of(self, thing: object) -> Place:
        """Return where a thing stands.

        Raises:
            KeyError: No reader has put it.
        """
        return self._places[id(thing)][1]

    def place_or(self, thing: object, place: Place) -> Place:
        """Return where a thing stands, or another place where no reader has put it."""
        return self._places[id(thing)][1] if id(thing) in self._places else place

    def each(self, things: tuple[T, ...]) -> Iterator[tuple[T, Place]]:
        """Give the members of a tuple with their places."""
        if things:
            yield from zip(things, self._each[id(things)][1], strict=True)
