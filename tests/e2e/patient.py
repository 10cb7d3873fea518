"""A person at a terminal: reads the screen, finds the lines on it, and moves with arrows and Enter or with the mouse.

Nothing here knows how the program works inside: what is asked and what is right comes from `glutatui export course`.
"""

import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from glutatui.course import Course, Item, Option
from glutatui.tui.signs import ASCII, UTF8
from glutatui.words import say
from terminal import Terminal

_CLICKS = 14
"""Clicks in any second; each is a press and a release, of which `driver.reader` takes 32 a second."""
DOWN, ENTER, ESCAPE = "\x1b[B", "\r", "\x1b"
_MARK = "|".join(re.escape(mark) for mark in (UTF8["off"], UTF8["on"], ASCII["on"], "-", "yes", "no"))
_LINE = re.compile(rf"\s*([{UTF8['here']}{ASCII['here']}]| ) ([1-9]) +({_MARK}) +(\S.*)")
_BUTTON = re.compile(r"\[ (\S.*?) +\]")
CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}\b")


def english(key: str, **values: object) -> str:
    """Return one of the program's sentences."""
    return say("en", key, **values)


@dataclass(frozen=True)
class Line:
    """One option as it stands on the screen."""

    row: int
    focused: bool
    mark: str
    text: str


class Patient:
    """Somebody who takes the course at a terminal."""

    def __init__(
        self, terminal: Terminal, course: Course, *, mouse: bool = False, signs: Mapping[str, str] = UTF8
    ) -> None:
        """Sit down; with ``mouse`` never touch a key. ``signs`` are those that the terminal shows."""
        self.terminal = terminal
        self.course = course
        self.mouse = mouse
        self._signs = signs
        self._clicked: deque[float] = deque(maxlen=_CLICKS)
        self.heard: list[str] = []
        """The titles and headlines met on the way, for a look back."""

    # seeing

    @property
    def title(self) -> str:
        """What stands at the left of the first row."""
        return re.split(r"  +", self.terminal.rows()[0].strip())[0]

    @property
    def body(self) -> list[str]:
        """The rows between the bands."""
        return self.terminal.rows()[2:-2]

    def lines(self) -> list[Line]:
        """Return the options in sight, each with its whole text as far as it is in sight."""
        found: list[Line] = []
        rows = self.body
        for number, row in enumerate(rows):
            if match := _LINE.match(row):
                focus, _, mark, text = match.groups()
                rest = [text, *_continued(rows[number + 1 :])]
                found.append(Line(number + 2, focus != " ", mark, " ".join(" ".join(rest).split())))
        return found

    @cached_property
    def _by_line(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.course.items():
            for option in item.options:
                found.setdefault(option.text["en"], []).append(item)
        return found

    def question(self) -> Item | None:
        """Return the question on the screen; None where it is none."""
        lines = self.lines()
        if not lines:
            return None
        sets = [{item.id for item in self._by_line.get(line.text, [])} for line in lines]
        known = set.intersection(*[names for names in sets if names]) if any(sets) else set()
        asked = [self.course.item_of[name] for name in known]
        shown = self.terminal.text()
        asked = [item for item in asked if len(asked) == 1 or item.ask["en"] in shown]
        return asked[0] if asked else None

    def code(self) -> str:
        """Return the code that stands on the screen."""
        found = CODE.search(self.terminal.text())
        assert found is not None, self.terminal.text()
        return found[0]

    # doing

    def change(self, act: Callable[[], None]) -> None:
        """Do something that changes the screen."""
        before = self.terminal.rows()
        if self.mouse:
            self._rest()
        act()
        self.terminal.until(lambda: self.terminal.rows() != before, "a change of the screen")
        self.terminal.settle()

    def _rest(self) -> None:
        """Click no faster than the program takes clicks: it drops what comes faster than a hand can be."""
        while len(self._clicked) == _CLICKS and (left := self._clicked[0] + 1 - time.monotonic()) > 0:
            self.terminal.read(left)
        self._clicked.append(time.monotonic())

    def press(self, key: str) -> None:
        """Press a key that changes the screen; with the mouse: click on what stands for it."""
        if not self.mouse:
            self.change(lambda: self.terminal.send(key))
            return
        label = {ENTER: "Enter", DOWN: self._signs["back-and-forth"]}[key]
        last = self.terminal.display.lines - 1
        column = self.terminal.rows()[last].index(label)
        self.change(lambda: self.terminal.click(column, last))

    def _down(self) -> None:
        """Move the focus, not knowing yet whether it goes on."""
        self.press(DOWN)

    def _choose(self, row: int, column: int = 20) -> None:
        """Choose a line: Enter where the focus is, or a click."""
        if self.mouse:
            self.change(lambda: self.terminal.click(column, row))
        else:
            self.press(ENTER)

    def answer(self, chosen: Callable[[Option], bool], how: str = "sure") -> Item:
        """Answer the question on the screen; return it.

        Args:
            chosen: Whether an option is to be chosen, or marked yes.
            how: ``sure``, ``think-so`` or ``not-sure``: the line to submit with; the last with its key 0.
        """
        item = self.question()
        assert item is not None, "\n".join(self.terminal.rows())
        if how == "not-sure" and not self.mouse:
            self.press("0")
            return item
        if how != "not-sure":
            for line in self._visited(item):
                option = next(option for option in item.options if option.text["en"] == line.text)
                if item.kind == "choose-all":
                    self._mark(line, "yes" if chosen(option) else "no")
                elif chosen(option):
                    self._choose(line.row)
        self._push(english(how))
        return item

    def _visited(self, item: Item) -> Iterator[Line]:
        """Go from option to option, from the first to the last."""
        texts = {option.text["en"] for option in item.options}
        while texts:
            if self.mouse:
                line = next((line for line in self.lines() if line.text in texts), None)
            else:
                line = next((line for line in self.lines() if line.focused and line.text in texts), None)
            if line is None:
                self._down()
                continue
            texts.discard(line.text)
            yield line

    def _mark(self, line: Line, word: str) -> None:
        for _ in range(2):
            if next(seen.mark for seen in self.lines() if seen.text == line.text) != word:
                row = next(seen.row for seen in self.lines() if seen.text == line.text)
                self._choose(row)

    def _push(self, label: str) -> None:
        """Go down to a button, such as "[ I'm sure ]", and choose it."""
        for _ in range(60):
            place = self._button(label)
            if place is not None:
                self._choose(*place)
                return
            self._down()
        raise AssertionError("\n".join(self.terminal.rows()))

    def _button(self, label: str) -> tuple[int, int] | None:
        """Return row and column of a button, for arrows only when it has the focus; several may stand side by side."""
        for number, row in enumerate(self.terminal.rows()):
            for found in _BUTTON.finditer(row):
                if found[1] == label and (self.mouse or row[: found.start()].rstrip().endswith(self._signs["here"])):
                    return number, found.start() + 2
        return None

    def go_on(self) -> None:
        """Do what leads on from anything that is no question."""
        if self.title == english("checklist-title"):
            self._push(english("checklist-done"))
        else:
            self.press(ENTER)

    def walk(self, answer: Callable[[Item], tuple[Callable[[Option], bool], str]], until: str) -> list[str]:
        """Go on until a title shows; return the ids of the questions answered.

        Args:
            answer: What to choose for a question, and how to submit it.
            until: The title to stop at.
        """
        asked: list[str] = []
        for _ in range(2000):
            self.terminal.settle()
            if self.title == until:
                return asked
            self.heard.append(self.terminal.text())
            item = self.question()
            if item is None:
                self.go_on()
            else:
                asked.append(self.answer(*answer(item)).id)
        raise AssertionError("\n".join(self.terminal.rows()))


def _continued(rows: list[str]) -> Iterator[str]:
    """Give the rows that go on with an option: indented, up to a blank row, another option or a line to submit with."""
    for row in rows:
        if not row.strip() or _LINE.match(row) or "[ " in row:
            return
        yield row.strip()
