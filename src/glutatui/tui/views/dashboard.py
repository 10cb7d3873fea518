"""What staff see: how well warnings are understood, and the card of one visit. Read only."""

from collections.abc import Hashable
from functools import partial
from typing import ClassVar, Final

from rich.cells import cell_len

from glutatui.reports.charts import ASCII, BLOCKS, Signs, columns, side_by_side, stacked
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Role, Row, Scene, Span, line, padded, paragraph
from glutatui.tui.staff_room import Overview, Shares, StaffRoom
from glutatui.tui.staff_room import Span as Period
from glutatui.tui.views.code_entry import CodeView
from glutatui.tui.views.view import Act, Back, Do, Leave, Reading, Resume, Show
from glutatui.tui.work import Work
from glutatui.words import say

_NUMBERS: Final = 5
"""Cells of each percentage."""
_BAR: Final = 10
"""Cells of a bar at least, where a name stands beside it."""
_NOTHING: Final = Overview("", (), (), None, (), (), ())
_PARTS: Final = ("known-at-once", "known-after-teaching", "to-talk-about", "not-reached")


def told(key: str, /, **values: object) -> str:
    """Return one of the sentences for staff, who read English whatever the language of visits."""
    return say("en", key, **values)


class DashboardView(Reading):
    """Counts over many visits."""

    switches: ClassVar[bool] = False

    def __init__(self, room: StaffRoom) -> None:
        """Know nothing so far; `read` finds out, of today first."""
        self._room = room
        self._overview = _NOTHING
        self._span = 0
        """Which period is told warning by warning."""
        self._percent: int | None = None
        """How far the reading of the records is; None where nothing is read."""

    def read(self) -> Work | None:
        """Return the work of reading the records, beside which keys are answered; None while that goes on already."""
        if self._percent is not None:
            return None
        self._percent = 0
        return Work(self._found, self._renewed, beside=True)

    def _found(self) -> Overview:
        """Read the records, in a thread of its own."""
        try:
            return self._room.overview(self._told)
        finally:
            self._percent = None

    def _told(self, percent: int) -> None:
        self._percent = percent

    def press(self, key: str, look: Look) -> Act | None:
        """Look up a visit, change the period, read anew, end, or scroll."""
        if key == "c":
            return Show(LookUpView(self._room))
        if key == "t" and self._overview.spans:
            self._span, self.top = (self._span + 1) % len(self._overview.spans), 0
            return None
        if key == "r":
            work = self.read()
            return Do(work) if work else None
        return Leave() if key == "q" else super().press(key, look)

    def on_enter(self) -> Act | None:
        """Stay: there is nothing to go on to."""
        return None

    def _renewed(self, found: object) -> None:
        if not isinstance(found, Overview):
            raise TypeError("a staff room gives an overview")
        if self._overview is _NOTHING:  # of a day on which nobody has come yet there is nothing to tell
            told_of = (at for at, span in enumerate(found.spans) if any(sum(shares.parts) for shares in span.shares))
            self._span = next(told_of, 0)
        self._overview = found

    def state(self, look: Look) -> Hashable:
        """Return the look and what is told."""
        return look, self._overview, self._span, self._percent

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return how far the reading is, the counts, the days, the warnings, faulty questions, the notes."""
        found, width = self._overview, look.column
        reading = [] if self._percent is None else [told("progress", percent=self._percent)]
        live = [] if found.live is None else [told("dashboard-live", number=found.live)]
        rows = [row for text in reading for row in paragraph(text, width, "quiet")]
        rows += [row for text in (*(span.line for span in found.spans), *live) for row in paragraph(text, width)]
        rows += [row for text in found.waiting for row in paragraph(text, width, "ask", first="! ", rest="  ")]
        rows += self._figures(look) if found.spans else []
        return (*rows, *([BLANK] if rows and found.notes else []), *self._notes(width))

    def _notes(self, width: int) -> list[Row]:
        return [row for text in self._overview.notes for row in paragraph(text, width, "quiet")]

    def _figures(self, look: Look) -> list[Row]:
        """Return the days, the warnings and the questions that may be faulty."""
        found, width = self._overview, look.column
        signs = BLOCKS if look.charset == "utf-8" else ASCII
        rows = [BLANK, *paragraph(told("dashboard-days", most=max(found.days, default=0)), width, "quiet")]
        rows += [line(columns(found.days, signs), "bar"), BLANK]
        rows += [*self._warnings(look, signs, found.spans[self._span]), BLANK]
        if found.suspects:
            rows += paragraph(told("dashboard-suspects"), width, "ask")
            rows += [row for text in found.suspects for row in paragraph(text, width, first="! ", rest="  ")]
        else:
            rows += paragraph(told("dashboard-suspects-none"), width)
        return rows

    def _warnings(self, look: Look, signs: Signs, span: Period) -> list[Row]:
        """Return a bar for each warning, with its shares in numbers."""
        width = look.column
        rows = [*paragraph(told("dashboard-warnings", period=span.name), width, "accent")]
        if not any(sum(shares.parts) for shares in span.shares):
            return [*rows, *paragraph(told("dashboard-none"), width)]
        legend = [f"{sign} {told(f'result-{name}')}" for sign, name in zip(signs.parts, _PARTS, strict=True)]
        rows += [line(text, "quiet") for text in side_by_side(legend, width)]
        name = max(cell_len(shares.name) for shares in span.shares) + 1
        beside = name if name + _BAR + len(_PARTS) * _NUMBERS <= width else 0
        return rows + [row for shares in span.shares for row in _bar(shares, width, beside, signs)]

    def scene(self, look: Look) -> Scene:
        """Lay out the dashboard."""
        return Scene(
            title=told("dashboard-title"),
            place=self._overview.made,
            progress=(1, 1),
            rows=self.body(look),
            hints=(
                Hint("c", "c", told("dashboard-find")),
                Hint("t", "t", told("dashboard-period")),
                Hint("r", "r", told("dashboard-renew")),
                Hint("down", look.signs["back-and-forth"], told("dashboard-scroll")),
                Hint("q", "q", told("dashboard-end")),
            ),
        )


def _bar(shares: Shares, width: int, name: int, signs: Signs) -> list[Row]:
    """Return a warning's row; where ``name`` is 0 its name has one of its own, else so many cells."""
    total = sum(shares.parts)
    cells = "".join(f"{100 * part / total:.0f}%".rjust(_NUMBERS) for part in shares.parts) if total else ""
    bar = stacked(shares.parts, width - name - len(_PARTS) * _NUMBERS, signs)
    if name:
        return [Row((Span(padded(shares.name, name)), Span(bar, "bar"), Span(cells)))]
    return [line(shares.name), Row((Span(bar, "bar"), Span(cells)))]


class LookUpView(CodeView):
    """Takes the code of a visit, then shows its card."""

    switches: ClassVar[bool] = False
    asks: ClassVar[str] = "dashboard-code"

    def __init__(self, room: StaffRoom) -> None:
        """Begin with nothing typed."""
        super().__init__()
        self._room = room
        self._card: tuple[str, ...] = ()
        self._from = 0
        """The first line of the card that is seen."""

    def press(self, key: str, look: Look) -> Act | None:
        """Take a sign or look the code up; on the card scroll, or go back."""
        if self._card:
            return self._on_card(key, look)
        act = super().press(key, look)
        if isinstance(act, Resume):
            card = partial(self._room.card, act.code, min(look.width, 80), look.height - 1)
            return Do(Work(card, self._found))
        return act

    def _found(self, card: object) -> None:
        if not isinstance(card, tuple):
            raise TypeError("a staff room gives a card")
        self._card, self._signs = card, ""

    def _on_card(self, key: str, look: Look) -> Act | None:
        by = {"up": -1, "down": 1, "pageup": 1 - look.height, "pagedown": look.height - 1, "enter": look.height - 1}
        if key in by:
            deepest = max(len(self._card) - look.height + 1, 0)
            self._from = min(max(self._from + by[key], 0), deepest)
        elif key in {"escape", "left"}:
            self._card, self._from = (), 0
            return Back()
        return None

    def scene(self, look: Look) -> Scene:
        """Lay out the places for the code, or the card."""
        if not self._card:
            scene = super().scene(look)
            return Scene(
                told("dashboard-find-title"), scene.rows, hints=tuple(hint for hint in scene.hints if hint.key != "?")
            )
        hints = [Hint("left", look.signs["left"], look.say("hint-back"))]
        if len(self._card) >= look.height:
            hints.insert(0, Hint("down", look.signs["back-and-forth"], told("dashboard-scroll")))
        rows = tuple(line(text[: look.width], _role_of(text)) for text in self._card[self._from :])
        return Scene("", rows, hints=tuple(hints), bare=True)


def _role_of(text: str) -> Role:
    """Return how a line of the card looks: what was sure and wrong stands out, by its sign and besides in colour."""
    return "ask" if text.startswith("!") and cell_len(text) > 1 else "text"
