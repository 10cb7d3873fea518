"""What staff see: how well warnings are understood, and the card of one visit. Read only."""

from collections.abc import Hashable
from functools import partial
from typing import ClassVar, Final

from rich.cells import cell_len

from glutatui.reports.charts import ASCII, BLOCKS, Signs, columns, stacked
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Role, Row, Scene, Span, line, padded, paragraph
from glutatui.tui.staff_room import Overview, Shares, StaffRoom
from glutatui.tui.staff_room import Span as Period
from glutatui.tui.views.code_entry import CodeView
from glutatui.tui.views.view import Act, Back, Do, Leave, Reading, Resume, Show
from glutatui.tui.work import Work
from glutatui.words import say

_NUMBERS: Final = 6
"""Cells of each percentage."""
_PARTS: Final = ("known-at-once", "known-after-teaching", "to-talk-about", "not-reached")


def told(key: str, /, **values: object) -> str:
    """Return one of the sentences for staff, who read English whatever the language of visits."""
    return say("en", key, **values)


class DashboardView(Reading):
    """Counts over many visits."""

    switches: ClassVar[bool] = False

    def __init__(self, room: StaffRoom, overview: Overview) -> None:
        """Show what is known now, of today first."""
        self._room = room
        self._overview = overview
        self._span = 0
        """Which period is told warning by warning."""

    def press(self, key: str, look: Look) -> Act | None:
        """Look up a visit, change the period, read anew, end, or scroll."""
        if key == "c":
            return Show(LookUpView(self._room))
        if key == "t" and self._overview.spans:
            self._span, self.top = (self._span + 1) % len(self._overview.spans), 0
            return None
        if key == "r":
            return Do(Work(self._room.overview, self._renewed))
        return Leave() if key == "q" else super().press(key, look)

    def on_enter(self) -> Act | None:
        """Stay: there is nothing to go on to."""
        return None

    def _renewed(self, found: object) -> None:
        if not isinstance(found, Overview):
            raise TypeError("a staff room gives an overview")
        self._overview = found

    def state(self, look: Look) -> Hashable:
        """Return the look and what is told."""
        return look, self._overview, self._span

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the counts, the days, the warnings, the questions that may be faulty, the notes."""
        found, width = self._overview, look.column
        live = [] if found.live is None else [told("dashboard-live", number=found.live)]
        rows = [row for text in (*(span.line for span in found.spans), *live) for row in paragraph(text, width)]
        signs = BLOCKS if look.charset == "utf-8" else ASCII
        rows += [BLANK, *paragraph(told("dashboard-days", most=max(found.days, default=0)), width, "quiet")]
        rows += [line(columns(found.days, signs), "bar"), BLANK]
        rows += [*self._warnings(look, signs, found.spans[self._span]), BLANK] if found.spans else []
        if found.suspects:
            rows += paragraph(told("dashboard-suspects"), width, "ask")
            rows += [row for text in found.suspects for row in paragraph(text, width, first="! ", rest="  ")]
        else:
            rows += paragraph(told("dashboard-suspects-none"), width)
        return (*rows, BLANK, *(row for text in found.notes for row in paragraph(text, width, "quiet")))

    def _warnings(self, look: Look, signs: Signs, span: Period) -> list[Row]:
        """Return a bar for each warning, with its shares in numbers."""
        width = look.column
        rows = [*paragraph(told("dashboard-warnings", period=span.name), width, "accent")]
        if not any(sum(shares.parts) for shares in span.shares):
            return [*rows, *paragraph(told("dashboard-none"), width)]
        legend = (f"{sign} {told(f'result-{name}')}" for sign, name in zip(signs.parts, _PARTS, strict=True))
        rows += paragraph("   ".join(legend), width, "quiet")
        return rows + [row for shares in span.shares for row in _bar(shares, width, signs)]

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


def _bar(shares: Shares, width: int, signs: Signs) -> list[Row]:
    """Return a warning's row; where there is little room its name has one of its own."""
    total = sum(shares.parts)
    cells = "".join(f"{100 * part / total:.0f}%".rjust(_NUMBERS) for part in shares.parts) if total else ""
    name = 26 if width >= 60 else 0  # noqa: PLR2004  (below it bar and name do not fit side by side)
    bar = stacked(shares.parts, width - name - len(_PARTS) * _NUMBERS, signs)
    if name:
        return [Row((Span(padded(shares.name[: name - 1], name)), Span(bar, "bar"), Span(cells)))]
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
