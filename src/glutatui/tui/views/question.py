"""A question: choices to mark, and three lines to submit with (architecture, section 3)."""

from rich.cells import cell_len

from glutatui.course import Course
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Role, Row, Scene, Span, padded, paragraph, wrap
from glutatui.tui.views.heading import heading_of
from glutatui.tui.views.view import Act, Choosing, Take
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

    @property
    def _all(self) -> bool:
        return self.step.item.kind == "choose-all"

    @property
    def _complete(self) -> bool:
        return len(self.marks) == (len(self.step.order) if self._all else 1)

    def count(self) -> int:
        """Return how many lines the focus goes over: the options, and the lines to submit with."""
        return len(self.step.order) + len(_SUBMITS)

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
        heading = heading_of(self.step, self.course, look)
        submitting = (self.focus or 0) >= len(self.step.order)
        return Scene(
            title=heading.title,
            place=heading.place,
            place_short=heading.place_short,
            progress=heading.progress,
            rows=self._rows(look),
            hints=(
                Hint("down", look.signs["back-and-forth"], look.say("hint-move")),
                Hint("enter", look.say("key-enter"), look.say("hint-answer" if submitting else "hint-mark")),
                Hint("left", look.signs["left"], look.say("hint-back")),
                Hint("?", "?", look.say("hint-help")),
            ),
            aside=heading.aside,
            focus=self.focus,
        )

    def _rows(self, look: Look) -> tuple[Row, ...]:
        """Return the body; blank rows stand between the options where all of it fits."""
        rows = [*paragraph(self.step.item.ask[look.language], look.column, "strong")]
        rows += paragraph(look.say("mark-all" if self._all else "mark-one"), look.column, "quiet")
        options = [self._option(position, look) for position in range(len(self.step.order))]
        height = len(rows) + sum(map(len, options)) + len(options) + len(self._submits(look))
        loose = look.roomy and height <= look.body
        for position, option in enumerate(options):
            if loose or position == 0:
                rows.append(Row((), position) if position else BLANK)
            rows += option
        return (*rows, *self._submits(look))

    def _submits(self, look: Look) -> list[Row]:
        """Return what to submit with: side by side and three rows high where they fit the column, else line by line."""
        cell = look.column // len(_SUBMITS)
        lines = [self._line_to_submit(number, look, 0) for number in range(len(_SUBMITS))]
        if max(cell_len(line.text.rstrip()) for line in lines) > cell:
            wide = max(cell_len(look.say(name)) for name in _SUBMITS) + len("[  ]")
            return [BLANK, *(self._line_to_submit(number, look, wide) for number in range(len(_SUBMITS)))]
        return _band(lines, cell, look)

    def _option(self, position: int, look: Look) -> list[Row]:
        text = self.step.item.options[self.step.order[position]].text[look.language]
        here = look.signs["here"] if self.focus == position else " "
        if self._all:
            mark = self.marks.get(position)
            wide = max(cell_len(look.say("yes")), cell_len(look.say("no")))
            sign = padded(look.say("unmarked" if mark is None else "yes" if mark else "no"), wide)
        else:
            sign = look.signs["on" if self.marks.get(position) else "off"]
        gap = " " if look.narrow else "  "
        lead = f"{here} {position + 1}{gap}{sign}{gap}"
        role: Role = "focus" if self.focus == position else "strong" if position in self.marks else "text"
        leads = (lead, *[" " * cell_len(lead)] * len(text))
        pieces = wrap(text, look.column - cell_len(lead))
        return [filled(lead + piece, role, position, look.column) for lead, piece in zip(leads, pieces, strict=False)]

    def _line_to_submit(self, number: int, look: Look, wide: int) -> Row:
        """Return one of them; ``wide`` are the cells that its words take, so that the keys stand below each other."""
        name, position = _SUBMITS[number], len(self.step.order) + number
        focused = self.focus == position
        ready = self._complete or name == "not-sure"
        said = padded(f"[ {look.say(name)} ]" if ready else f"  {look.say(name)}", wide)
        key = _KEYS.get(name, "") if look.letters else ""
        words = f"{look.signs['here'] if focused else ' '} {said} {key}"
        return filled(words.rstrip(), "focus" if focused else "text" if ready else "quiet", position, look.column)


def _band(lines: list[Row], cell: int, look: Look) -> list[Row]:
    """Return choices side by side, each a block as wide as ``cell`` and three rows high; the last goes to the edge.

    A click anywhere in the band counts for the choice that is above or below it, beyond the column as well.
    """
    edges = [-look.left, *(cell * number for number in range(1, len(lines))), look.width - look.left]
    spots = tuple(zip(edges, edges[1:], _SUBMITS, strict=False))
    focused = [line.spans[0].role == "focus" for line in lines]
    of_band = lines[focused.index(True) if any(focused) else 0].target
    air = tuple(Span(" " * cell, "focus" if here else "text") for here in focused)
    words = tuple(Span(padded(line.text.rstrip(), cell), line.spans[0].role) for line in lines)
    return [Row(spans, of_band, spots) for spans in (air, words, air)]


def filled(text: str, role: Role, target: int, width: int) -> Row:
    """Return a row of a choice; the focused one fills the column, so that it is seen as one block."""
    return Row((Span(padded(text, width) if role == "focus" else text, role),), target)
