"""A question: choices to mark, and three lines to submit with (architecture, section 3)."""

from rich.cells import cell_len

from glutatui.course import Course
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Role, Row, Scene, Span, paragraph, wrap
from glutatui.tui.views.reading import heading_of
from glutatui.tui.views.view import Act, Back, Take, View
from glutatui.visit import Answer, Ask

_SUBMITS = ("sure", "think-so", "not-sure")
"""The three lines below the options, in order."""
_SHORTCUTS = {"t": "think-so", "0": "not-sure"}


class QuestionView(View):
    """A question that opens with nothing marked; marking never submits."""

    focus: int | None = 0

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

    def press(self, key: str, look: Look) -> Act | None:
        """Move, mark, submit or go back."""
        del look
        count = len(self.step.order)
        focus = self.focus or 0
        if key in self.moves:
            self.focus = min(max(focus + self.moves[key], 0), count + len(_SUBMITS) - 1)
        elif key.isdecimal() and 1 <= int(key) <= count:
            self.focus = int(key) - 1
            self._mark(self.focus)
        elif key in _SHORTCUTS:
            return self._submit(_SHORTCUTS[key])
        elif key == "enter" and focus >= count:
            return self._submit(_SUBMITS[focus - count])
        elif key == "enter":
            self._mark(focus)
        elif key in {"escape", "left"}:
            return Back()
        return None

    def _mark(self, position: int) -> None:
        if self._all:
            self.marks[position] = not self.marks.get(position, False)
        else:
            self.marks = {position: True}

    def _submit(self, how: str) -> Act | None:
        if how == "not-sure":
            return Take(Answer(self._chosen() if self._complete else frozenset(), unsure=True))
        if not self._complete:
            self.note = "mark-first" if self._all else "choose-first"
            return None
        return Take(Answer(self._chosen(), sure=how == "sure"))

    def _chosen(self) -> frozenset[int]:
        return frozenset(self.step.order[position] for position, mark in self.marks.items() if mark)

    def scene(self, look: Look) -> Scene:
        """Lay out the question, its choices and the three lines to submit with."""
        item, language = self.step.item, look.language
        title, place, progress, aside = heading_of(self.step, self.course, look)
        rows = [*paragraph(item.ask[language], look.column, "strong")]
        rows += paragraph(look.say("mark-all" if self._all else "mark-one"), look.column, "quiet")
        options = [self._option(position, look) for position in range(len(self.step.order))]
        height = len(rows) + sum(map(len, options)) + len(_SUBMITS) + len(options) + 1
        loose = look.roomy and height <= look.body
        for position, option in enumerate(options):
            if loose or position == 0:
                rows.append(Row((), position) if loose and position else BLANK)
            rows += option
        rows.append(BLANK)
        rows += [self._line_to_submit(number, look) for number in range(len(_SUBMITS))]
        marking = look.say("hint-mark-keys", last=len(self.step.order))
        return Scene(
            title=title,
            place=place,
            progress=progress,
            rows=tuple(rows),
            hints=(
                Hint("down", look.signs["back-and-forth"], look.say("hint-move")),
                Hint("enter", "Enter", look.say("hint-choose")),
                Hint("", marking, look.say("hint-mark")),
                Hint("?", "?", look.say("hint-help")),
            ),
            aside=aside,
            focus=self.focus,
            note=look.say(self.note) if self.note else "",
        )

    def _option(self, position: int, look: Look) -> list[Row]:
        text = self.step.item.options[self.step.order[position]].text[look.language]
        here = look.signs["here"] if self.focus == position else " "
        if self._all:
            mark = self.marks.get(position)
            word = look.say("unmarked" if mark is None else "yes" if mark else "no")
            wide = max(cell_len(look.say("yes")), cell_len(look.say("no")))
            sign = word.ljust(wide)
        else:
            sign = look.signs["on" if self.marks.get(position) else "off"]
        lead = f"{here} {position + 1}  {sign}  "
        role: Role = "focus" if self.focus == position else "strong" if position in self.marks else "text"
        indent = cell_len(lead)
        pieces = wrap(text, look.column - indent)
        return [
            _filled((lead if number == 0 else " " * indent) + piece, role, position, look.column)
            for number, piece in enumerate(pieces)
        ]

    def _line_to_submit(self, number: int, look: Look) -> Row:
        name, position = _SUBMITS[number], len(self.step.order) + number
        here = look.signs["here"] if self.focus == position else " "
        key = next((key for key, meant in _SHORTCUTS.items() if meant == name), "")
        ready = self._complete or name == "not-sure"
        role: Role = "focus" if self.focus == position else "text" if ready else "quiet"
        return _filled(f"{here} [ {look.say(name)} ]  {key}".rstrip(), role, position, look.column)


def _filled(text: str, role: Role, target: int, width: int) -> Row:
    """Return a row of a choice; the focused one fills the column, so that it is seen as one block."""
    padded = text + " " * (width - cell_len(text)) if role == "focus" else text
    return Row((Span(padded, role),), target)
