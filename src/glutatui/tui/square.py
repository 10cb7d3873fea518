"""A QR code as rows of cells: half blocks, or blanks on black and white where there are none.

Sizes are those of ISO/IEC 18004: version v has 17 + 4 v modules a side, and four light ones around it.
"""

from functools import lru_cache
from importlib.util import find_spec
from typing import Final, TypeAlias

from glutatui.tui.rows import Row, Span

QUIET: Final = 4
"""Light modules on each side (the standard's quiet zone)."""
_LARGEST: Final = 85
"""Modules a side at most, version 17: more are too small for a phone's camera before a screen."""
_DRAWS: Final = find_spec("segno") is not None
"""Whether what draws QR codes (the extra ``qr``) is installed."""

Modules: TypeAlias = tuple[tuple[bool, ...], ...]
"""Rows of modules with the quiet zone; true is dark."""


def square_for(notes: tuple[str, ...], width: int, height: int, charset: str) -> tuple[str, tuple[Row, ...]] | None:
    """Return the fullest of some notes whose code fits, and the rows that draw it; None where none does.

    Args:
        notes: The fullest first.
        width: Cells that there are.
        height: Rows that there are.
        charset: Of the terminal.
    """
    room = min(width, 2 * height) if charset == "utf-8" else min(width // 2, height)
    for note in notes:
        modules = modules_of(note) if _DRAWS else ()
        if modules and len(modules) <= min(room, _LARGEST + 2 * QUIET):
            return note, (half_blocks(modules) if charset == "utf-8" else blanks(modules))
    return None


def ready() -> None:
    """Load what draws squares ahead of need: a service does so once, in memory that all visits share."""
    if _DRAWS:
        import segno  # noqa: F401, PLC0415  (only loaded)


@lru_cache(maxsize=8)
def modules_of(note: str) -> Modules:
    """Return the code of a note as UTF-8, nothing added; empty where a code can hold no such text."""
    import segno  # noqa: PLC0415  (few patients ask for it)

    try:
        code = segno.make(note, error="l", micro=False, mode="byte", encoding="utf-8")
    except segno.DataOverflowError:
        return ()
    return tuple(tuple(bool(module) for module in row) for row in code.matrix_iter(border=QUIET))


def half_blocks(modules: Modules) -> tuple[Row, ...]:
    """Return rows of cells that hold two modules each, one above the other."""
    below = (*modules[1:], (False,) * len(modules[0]))
    signs = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    pairs = list(zip(modules, below, strict=True))[::2]
    return tuple(
        Row((Span("".join(signs[cell] for cell in zip(upper, lower, strict=True)), "square"),))
        for upper, lower in pairs
    )


def blanks(modules: Modules) -> tuple[Row, ...]:
    """Return rows of blanks, two cells a module, light or dark by their ground."""
    return tuple(Row(tuple(Span("  ", "square-dark" if module else "square") for module in row)) for row in modules)
