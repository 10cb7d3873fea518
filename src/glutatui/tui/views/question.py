"""A question: choices to mark, and three lines to submit with (architecture, section 3)."""

from collections.abc import Hashable
from functools import lru_cache

from rich.cells import cell_len

from glutatui.course import Course
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Role, Row, Scene, Span, padded, paragraph, wrap
from glutatui.tui.views.choosing import Choosing
from glutatui.tui.views.heading import Heading, heading_of
from glutatui.tui.views.view import Act, Take
from glutatui.visit import Answer, Ask

_SUBMITS = ("sure", "think-so", "not-sure")
"""The three lines below the options, in order; a click on one presses its name."""
_SHORTCUTS = {"t": "think-so", "0": "not-sure"}
_KEYS = {name: key for key, name in _SHORTCUTS.items()}


class QuestionView(Choosing):
    """A question that opens with nothing marked; marking never submits."""

    def __init__(self, course: Course, step: Ask) -> None:
        """Show a question."""
        self.course = course
        self.step = step
        self.marks: dict[int, bool] = {}
        """Shown positions that are marked: True for chosen or yes, False for no."""
        self._heading: tuple[Look, Heading] | None = None

    @property
    def _all(self) -> bool:
        return self.step.item.kind == "choose-all"

    @property
    def _complete(self) -> bool:
        return len(self.marks) == (len(self.step.order) if self._all else 1)

    def count(self) -> int:
        """Return how many lines the focus goes over: the options, and the lines to submit with."""
        return len(self.step.order) + len(_SUBMITS)

    def state(self, look: Look) -> Hashable:
        """Return the focus and the marks on this screen."""
        return look, self.focus, tuple(self.marks.items())

    def press(self, key: str, look: Look) -> Act | None:
        """Move, mark, submit or go back."""
        if key in _SHORTCUTS or key in _SUBMITS:
            return self._submit(_SHORTCUTS.get(key, key), look)
        if key.isdecimal() and key.isascii() and 1 <= int(key) <= len(self.step.order):
            self.focus = int(key) - 1
            self._mark(self.focus)
            return None
        return super().press(key, look)

    def enter(self, look: Look) -> Act | None:
        """Mark the focused option, or submit."""
        focus, options = self.focus or 0, len(self.step.order)
        if focus >= options:
            return self._submit(_SUBMITS[focus - options], look)
        self._mark(focus)
        return None

    def _mark(self, position: int) -> None:
        if self._all:
            self.marks[position] = not self.marks.get(position, False)
        else:
            self.marks = {position: True}

    def _submit(self, how: str, look: Look) -> Act | None:
        if how == "not-sure":
            return Take(Answer(self._chosen() if self._complete else frozenset(), unsure=True))
        if not self._complete:
            self.note = look.say("mark-first" if self._all else "choose-first")
            return None
        return Take(Answer(self._chosen(), sure=how == "sure"))

    def _chosen(self) -> frozenset[int]:
        return frozenset(self.step.order[position] for position, mark in self.marks.items() if mark)

    def scene(self, look: Look) -> Scene:
        """Lay out the question, its choices and the three lines to submit with."""
        if self._heading is None or self._heading[0] != look:
            self._heading = (look, heading_of(self.step, self.course, look))
        heading = self._heading[1]
        return Scene(
            title=heading.title,
            place=heading.place,
            place_short=heading.place_short,
            progress=heading.progress,
            rows=self._rows(look),
            hints=_hints(look, submitting=(self.focus or 0) >= len(self.step.order)),
            aside=heading.aside,
            focus=self.focus,
        )

    def _rows(self, look: Look) -> tuple[Row, ...]:
        """Return the body; blank rows stand between the options where all of it fits."""
        rows = [*paragraph(self.step.item.ask[look.language], look.column, "strong")]
        rows += paragraph(look.say("mark-all" if self._all else "mark-one"), look.column, "quiet")
        options = [self._option(position, look) for position in range(len(self.step.order))]
        submits = _submits(self.focus or 0, len(options), look, complete=self._complete)
        height = len(rows) + sum(map(len, options)) + len(options) + len(submits)
        loose = look.roomy and height <= look.body
        for position, option in enumerate(options):
            if loose or position == 0:
                rows.append(Row((), position) if position else BLANK)
            rows += option
        return (*rows, *submits)

    def _option(self, position: int, look: Look) -> tuple[Row, ...]:
        text = self.step.item.options[self.step.order[position]].text[look.language]
        mark, focused = self.marks.get(position), self.focus == position
        role: Role = "focus" if focused else "text" if mark is None else "strong"
        return _option_rows(text, position, look, role=role, sign=_sign(mark, look, of_all=self._all))


# What a key does not change is not made again: a mark changes two or three rows of a question.


@lru_cache(maxsize=16)
def _hints(look: Look, *, submitting: bool) -> tuple[Hint, ...]:
    return (
        Hint("down", look.signs["back-and-forth"], look.say("hint-move")),
        Hint("enter", look.say("key-enter"), look.say("hint-answer" if submitting else "hint-mark")),
        Hint("left", look.signs["left"], look.say("hint-back")),
        Hint("?", "?", look.say("hint-help")),
    )


@lru_cache(maxsize=16)
def _sign(mark: bool | None, look: Look, *, of_all: bool) -> str:  # noqa: FBT001  (what a mark is)
    """Return what stands before an option: whether it is chosen, or the word that was marked."""
    if not of_all:
        return look.signs["on" if mark else "off"]
    wide = max(cell_len(look.say("yes")), cell_len(look.say("no")))
    return padded(look.say("unmarked" if mark is None else "yes" if mark else "no"), wide)


@lru_cache(maxsize=128)
def _option_rows(text: str, position: int, look: Look, *, role: Role, sign: str) -> tuple[Row, ...]:
    gap = " " if look.narrow else "  "
    here = look.signs["here"] if role == "focus" else " "
    lead = f"{here} {position + 1}{gap}{sign}{gap}"
    pieces = wrap(text, look.column - cell_len(lead))
    leads = (lead, *[" " * cell_len(lead)] * len(pieces))
    return tuple(filled(lead + piece, role, position, look.column) for lead, piece in zip(leads, pieces, strict=False))


@lru_cache(maxsize=32)
def _submits(focus: int, options: int, look: Look, *, complete: bool) -> tuple[Row, ...]:
    """Return what to submit with: side by side and three rows high where they fit the column, else line by line.

    Args:
        focus: The focused line of the question, be it one of these or an option.
        options: How many options there are.
        look: The screen.
        complete: Whether enough is marked.
    """
    cell, focused = look.column // len(_SUBMITS), focus - options
    lines = [_line_to_submit(number, options, look, 0, focused, complete=complete) for number in range(len(_SUBMITS))]
    if max(cell_len(line.text.rstrip()) for line in lines) <= cell:
        return _band(lines, cell, look)
    wide = max(cell_len(look.say(name)) for name in _SUBMITS) + len("[  ]")
    rows = (_line_to_submit(number, options, look, wide, focused, complete=complete) for number in range(len(_SUBMITS)))
    return (BLANK, *rows)


def _line_to_submit(number: int, options: int, look: Look, wide: int, focused: int, *, complete: bool) -> Row:
    """Return one of them; ``wide`` are the cells that its words take, so that the keys stand below each other."""
    name = _SUBMITS[number]
    ready = complete or name == "not-sure"
    said = padded(f"[ {look.say(name)} ]" if ready else f"  {look.say(name)}", wide)
    key = _KEYS.get(name, "") if look.letters else ""
    words = f"{look.signs['here'] if focused == number else ' '} {said} {key}"
    role: Role = "focus" if focused == number else "text" if ready else "quiet"
    return filled(words.rstrip(), role, options + number, look.column)


def _band(lines: list[Row], cell: int, look: Look) -> tuple[Row, ...]:
    """Return choices side by side, each a block as wide as ``cell`` and three rows high; the last goes to the edge.

    A click anywhere in the band counts for the choice that is above or below it, beyond the column as well.
    """
    edges = [-look.left, *(cell * number for number in range(1, len(lines))), look.width - look.left]
    spots = tuple(zip(edges, edges[1:], _SUBMITS, strict=False))
    focused = [line.spans[0].role == "focus" for line in lines]
    of_band = lines[focused.index(True) if any(focused) else 0].target
    air = tuple(Span(" " * cell, "focus" if here else "text") for here in focused)
    words = tuple(Span(padded(line.text.rstrip(), cell), line.spans[0].role) for line in lines)
    return tuple(Row(spans, of_band, spots) for spans in (air, words, air))


def filled(text: str, role: Role, target: int, width: int) -> Row:
    """Return a row of a choice; the focused one fills the column, so that it is seen as one block."""
    return Row((Span(padded(text, width) if role == "focus" else text, role),), target)
