"""From a scene to the rows of a whole screen: the band above, the body, the band below (look.md)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

from glutatui.tui.look import HELP, Look
from glutatui.tui.rows import BLANK, Hint, Row, Scene, Span, moved, paragraph

_REACH: Final = 2
"""Rows above the keys at the bottom that count as them: a finger needs three rows."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of a screen and what a click on them means."""

    rows: tuple[Row, ...]
    """As many as the screen is high, each from the left edge of the screen."""
    focus_row: int | None = None
    """The screen row of the focused choice, for the hardware cursor."""
    focus_column: int = 0
    """Its column: where the sign of the focus stands."""

    def target_at(self, row: int) -> int | None:
        """Return the choice on a screen row."""
        return self.rows[row].target if 0 <= row < len(self.rows) else None

    def key_at(self, column: int, row: int) -> str | None:
        """Return the key that a click on a cell presses."""
        spots = [spot for at in self._counting(row) for spot in self.rows[at].spots]
        return next((key for start, end, key in spots if start <= column < end), None)

    def _counting(self, row: int) -> range:
        """Return the rows that a click counts for: its own, and the keys at the bottom where nothing else is above."""
        last = len(self.rows) - 1
        free = self.rows[max(row, 0) : last - 1]
        if last - _REACH <= row < last and not any(one.spans or one.target is not None for one in free):
            return range(row, last + 1)
        return range(row, row + 1) if 0 <= row <= last else range(0)


def room_of(look: Look, note: str = "") -> int:
    """Return how many rows of a scene can be seen at once while a note is shown."""
    return max(look.body - len(_note(note, look)), 1)


def deepest(scene: Scene, look: Look, note: str = "") -> int:
    """Return how far a scene can be scrolled, in rows."""
    return max(len(scene.rows) - room_of(look, note), 0)


def spread(rows: tuple[Row, ...], room: int) -> tuple[Row, ...]:
    """Return choices as blocks for fingers: each with a row of its own above and below it, or below alone.

    Args:
        rows: The body; what belongs to no choice stays as it is.
        room: Rows that all of it may take; where there are not enough, the rows come back as they are.
    """
    bare = [row for row in rows if row.target is None or row.spans]
    ends = [_grows(row) and row.target != after for row, after in _with_next(bare)]
    begins = [_grows(row) and (at == 0 or bare[at - 1].target != row.target) for at, row in enumerate(bare)]
    for above in (True, False):
        if len(bare) + sum(ends) * (1 + above) <= room:
            return tuple(
                piece
                for row, begin, end in zip(bare, begins, ends, strict=True)
                for piece in (*[Row((), row.target)] * (begin and above), row, *[Row((), row.target)] * end)
            )
    return rows


def _grows(row: Row) -> bool:
    """Tell whether a row belongs to a choice that may grow; where several stand side by side their places are fixed."""
    return row.target is not None and not row.spots


def _with_next(rows: list[Row]) -> Iterator[tuple[Row, int | None]]:
    """Give each row with the choice of the next one."""
    return zip(rows, [*(row.target for row in rows[1:]), None], strict=True)


def rows_of_focus(scene: Scene) -> tuple[int, int] | None:
    """Return the first and the last row of the focused choice."""
    if scene.focus is None:
        return None
    found = [number for number, row in enumerate(scene.rows) if row.target == scene.focus and row.spans]
    return (found[0], found[-1]) if found else None


def in_sight(scene: Scene, look: Look, top: int, note: str = "") -> int:
    """Return the scroll offset nearest to ``top`` that shows the focused choice, whole where it fits.

    At the first choice the text above it may be read instead.
    """
    top = min(max(top, 0), deepest(scene, look, note))
    of_focus = rows_of_focus(scene)
    if of_focus is None:
        return top
    first, last = of_focus
    room = room_of(look, note)
    if scene.focus == 0 and last < room:
        return 0
    low, high = sorted((first, last - room + 1))
    return min(max(top, 0 if scene.focus == 0 else low), high)


def framed(scene: Scene, look: Look, top: int, note: str = "", switch: Hint | None = None) -> Frame:
    """Return the screen that shows a scene from the row ``top`` of its body on; ``switch`` changes the language."""
    if scene.bare:
        scene = scene if look.letters else replace(scene, aside=look.say("letters-off"))
        shown = scene.rows[: look.height - 1]
        last = _hints(scene.hints, scene.aside, look)
        return Frame((*shown, *[BLANK] * (look.height - 1 - len(shown)), last))
    told = _note(note, look)
    room = room_of(look, note)
    body = [*scene.rows[top : top + room]]
    body += [*[BLANK] * (room - len(body)), *told]
    edge, left = look.edge, look.left
    rows = [
        moved(_heading(scene.title, scene.place, scene.place_short, look), edge),
        moved(_progress(scene.progress, look), edge),
        *[BLANK] * look.margin,
        *(moved(row, left) for row in body),
        moved(_foot(look, switch, above=top > 0, below=top + room < len(scene.rows)), edge),
        moved(_hints(scene.hints, scene.aside, look), edge),
    ]
    here = look.signs["here"]
    of_focus = [n for n, row in enumerate(rows) if row.target is not None and row.target == scene.focus and row.spans]
    marked = [n for n in of_focus if here in rows[n].text] or of_focus
    if not marked:
        return Frame(tuple(rows[: look.height]))
    before, sign, _ = rows[marked[0]].text.partition(here)
    return Frame(tuple(rows[: look.height]), marked[0], cell_len(before) if sign else look.left)


def _note(note: str, look: Look) -> tuple[Row, ...]:
    return paragraph(note, look.column, "ask", first="! ", rest="  ") if note else ()


# The bands are the same from key to key, mostly: what is asked for again is not made again.


@lru_cache(maxsize=32)
def _heading(title: str, long: str, short: str, look: Look) -> Row:
    room = look.stage - 2 - cell_len(title)
    place = next((place for place in (long, short) if cell_len(place) + 2 <= room), "")
    gap = max(room - cell_len(place), 0)
    return Row((Span(" "), Span(title, "strong"), Span(" " * gap), Span(place, "quiet")))


@lru_cache(maxsize=32)
def _progress(progress: tuple[int, int], look: Look) -> Row:
    done, of = progress
    width = look.stage - 2
    full = width * min(done, of) // of if of else 0
    signs = look.signs
    return Row((Span(" "), Span(signs["done"] * full, "accent"), Span(signs["rule"] * (width - full), "rule")))


@lru_cache(maxsize=32)
def _foot(look: Look, switch: Hint | None, *, above: bool, below: bool) -> Row:
    """Return the rule below the body: whether letters are no keys, the other language, and where there is more."""
    lead, spots = _switch(look, switch)
    used = sum(cell_len(span.text) for span in lead)
    width, rule, signs = look.stage - 2, look.signs["rule"], look.signs
    if not (above or below):
        return Row((*lead, Span(rule * (width + 1 - used), "rule")), None, spots)
    up, down = (f"{signs['up']} " if above else ""), (f"{signs['down']} " if below else "")
    word = f" {look.say('more-below')} "
    start = max(width - cell_len(word + up + down) - 1, used)
    middle = start + cell_len(word + up)
    spans = (*lead, Span(rule * (start - used), "rule"), Span(word + up + down, "accent"), Span(rule * 2, "rule"))
    if below:
        upward = ((middle - cell_len(up), middle, "pageup"),) if above else ()
        return Row(spans, None, (*spots, *upward, (start, width + 1, "pagedown")))
    return Row(spans, None, (*spots, (start, width + 1, "pageup")))


def _switch(look: Look, switch: Hint | None) -> tuple[tuple[Span, ...], tuple[tuple[int, int, str], ...]]:
    """Return what the rule below the body begins with, and where a click on it counts."""
    if switch is None and look.letters:
        return (Span(" "),), ()
    lead: tuple[Span, ...] = (Span(" "), Span(look.signs["rule"], "rule"), Span(" "))
    if not look.letters:
        lead = (*lead, Span(f"{look.say('letters-off')} ", "accent"), Span(look.signs["rule"], "rule"), Span(" "))
    if switch is None:
        return lead[:-2], ()
    switch = _named(switch, look)
    start = sum(cell_len(span.text) for span in lead)
    return (*lead, *_spans((switch,), 1)), ((start - 1, start + cell_len(_text_of(switch)) + 1, switch.key),)


def _named(hint: Hint, look: Look) -> Hint:
    """Return a hint as it is named where letters may be no keys: a click on it counts all the same."""
    if look.letters or len(hint.key) > 1:
        return hint
    return replace(hint, label=look.say("key-tab") if hint.key == HELP else "")


def _text_of(hint: Hint) -> str:
    return f"{hint.label} {hint.does}" if hint.label else hint.does


def _shown(hints: tuple[Hint, ...], room: int, gap: int) -> tuple[Hint, ...]:
    """Return as many hints as fit; the last of them (help) stays."""
    while len(hints) > 1 and sum(cell_len(_text_of(hint)) + gap for hint in hints) - gap > room:
        hints = (*hints[:-2], hints[-1])
    return hints


@lru_cache(maxsize=32)
def _hints(offered: tuple[Hint, ...], aside: str, look: Look) -> Row:
    gap = 2 if look.narrow else 3
    hints = _shown(tuple(_named(hint, look) for hint in offered), look.stage - 2, gap)
    spans, column = [Span(" "), *_spans(hints, gap)], 1
    spots = []
    for hint in hints:
        end = column + cell_len(_text_of(hint))
        spots.append((column, end, hint.key))
        column = end + gap
    if aside and column + cell_len(aside) + 1 <= look.stage:
        spans += [Span(" " * (look.stage - 1 - column - cell_len(aside))), Span(aside, "quiet")]
    return Row(tuple(spans), None, tuple(spots))


def _spans(hints: tuple[Hint, ...], gap: int) -> Iterator[Span]:
    for hint in hints:
        label = (Span(f"{hint.label} ", "accent"),) if hint.label else ()
        yield from (*label, Span(hint.does, "quiet"), Span(" " * gap))
