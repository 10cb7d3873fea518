"""From a scene to the rows of a whole screen: the band above, the body, the band below (look.md)."""

from dataclasses import dataclass

from rich.cells import cell_len

from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Row, Scene, Span, paragraph


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of a screen and what a click on them means."""

    rows: tuple[Row, ...]
    """As many as the screen is high, each from the left edge of the screen."""
    focus_row: int | None = None
    """The screen row of the focused choice, for the hardware cursor."""
    hints: tuple[tuple[int, int, str], ...] = ()
    """Where the hints of the last row stand: from column, to column, key."""

    def target_at(self, row: int) -> int | None:
        """Return the choice on a screen row."""
        return self.rows[row].target if 0 <= row < len(self.rows) else None

    def key_at(self, column: int, row: int) -> str | None:
        """Return the key whose hint stands at a cell."""
        if row != len(self.rows) - 1:
            return None
        return next((key for start, end, key in self.hints if start <= column < end), None)


def deepest(scene: Scene, look: Look) -> int:
    """Return how far a scene can be scrolled, in rows."""
    return max(len(scene.rows) - _room(scene, look), 0)


def _room(scene: Scene, look: Look) -> int:
    return max(look.body - len(_note(scene, look)), 1)


def in_sight(scene: Scene, look: Look, top: int) -> int:
    """Return the scroll offset nearest to ``top`` that shows the focused choice whole, or its beginning."""
    top = min(max(top, 0), deepest(scene, look))
    of_focus = [number for number, row in enumerate(scene.rows) if row.target == scene.focus]
    if scene.focus is None or not of_focus:
        return top
    room = _room(scene, look)
    first, last = of_focus[0], of_focus[-1]
    if scene.focus == 0 and last < room:
        return 0  # the question itself comes into sight again
    return min(max(top, last - room + 1), first)


def framed(scene: Scene, look: Look, top: int) -> Frame:
    """Return the screen that shows a scene from the row ``top`` of its body on."""
    note = _note(scene, look)
    room = _room(scene, look)
    body = [*scene.rows[top : top + room]]
    below = top + room < len(scene.rows)
    body += [BLANK] * (room - len(body)) + note
    hints_row, hints = _hints(scene, look)
    rows = [
        _heading(scene, look),
        _progress(scene, look),
        *([BLANK] if look.roomy else []),
        *(_indented(row, look.left) for row in body),
        _foot(look, below=below),
        hints_row,
    ]
    focus_row = next((number for number, row in enumerate(rows) if row.target is not None and row.target == scene.focus), None)
    return Frame(tuple(rows[: look.height]), focus_row, hints)


def _indented(row: Row, left: int) -> Row:
    return Row((Span(" " * left), *row.spans), row.target) if row.spans else Row((), row.target)


def _note(scene: Scene, look: Look) -> list[Row]:
    if not scene.note:
        return []
    return paragraph(scene.note, look.column, "ask", first="! ", rest="  ")


def _heading(scene: Scene, look: Look) -> Row:
    place = scene.place
    if cell_len(scene.title) + cell_len(place) + 3 > look.width:
        place = "{}/{}".format(*scene.progress) if place else ""
    gap = look.width - 2 - cell_len(scene.title) - cell_len(place)
    return Row((Span(f" {scene.title}", "strong"), Span(" " * max(gap, 1)), Span(place, "quiet")))


def _progress(scene: Scene, look: Look) -> Row:
    done, of = scene.progress
    width = look.width - 2
    full = width * min(done, of) // of if of else 0
    signs = look.signs
    return Row((Span(" "), Span(signs["done"] * full, "accent"), Span(signs["rule"] * (width - full), "rule")))


def _foot(look: Look, *, below: bool) -> Row:
    width, rule = look.width - 2, look.signs["rule"]
    if not below:
        return Row((Span(" "), Span(rule * width, "rule")))
    more = f" {look.say('more-below')} {look.signs['down']} "
    return Row((Span(" "), Span(rule * (width - cell_len(more) - 2), "rule"), Span(more, "accent"), Span(rule * 2, "rule")))


def _hints(scene: Scene, look: Look) -> tuple[Row, tuple[tuple[int, int, str], ...]]:
    """Return the last row: as many hints as fit, the last of them (help) always."""
    gap = 3 if look.width >= 60 else 2  # noqa: PLR2004  (narrow screens save a cell)
    room = look.width - 2

    def length(hints: tuple[Hint, ...]) -> int:
        return sum(cell_len(f"{hint.label} {hint.does}") for hint in hints) + gap * max(len(hints) - 1, 0)

    shown = scene.hints
    while len(shown) > 1 and length(shown) > room:
        shown = (*shown[:-2], shown[-1])
    spans, places, column = [Span(" ")], [], 1
    for hint in shown:
        text = f"{hint.label} {hint.does}"
        places.append((column, column + cell_len(text), hint.key))
        spans += [Span(hint.label, "accent"), Span(f" {hint.does}", "quiet"), Span(" " * gap)]
        column += cell_len(text) + gap
    if scene.aside and column + cell_len(scene.aside) + 1 <= look.width:
        spans += [Span(" " * (look.width - 1 - column - cell_len(scene.aside))), Span(scene.aside, "quiet")]
    return Row(tuple(spans)), tuple(places)
