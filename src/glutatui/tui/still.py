"""A frame drawn ahead of need: the very bytes that a driver would send first, without a terminal."""

from typing import Final

from rich.color import ColorSystem

from glutatui.tui.driver import coded, opening, painting
from glutatui.tui.face import Face
from glutatui.tui.frame import Frame
from glutatui.tui.look import Look
from glutatui.tui.profile import Colours, TerminalProfile
from glutatui.tui.theme import Theme
from glutatui.tui.widgets.sheet import lines_of

DEPTHS: Final[dict[Colours, ColorSystem]] = {
    "true": ColorSystem.TRUECOLOR,
    "256": ColorSystem.EIGHT_BIT,
    "16": ColorSystem.STANDARD,
    "mono": ColorSystem.STANDARD,
}
"""Rich's name for each depth; colours of ``mono`` are taken out again when they are coded."""


def first_theme(profile: TerminalProfile) -> Theme:
    """Return the colours that every patient begins with."""
    return Theme("dark", few=profile.colours in {"16", "mono"})


def cursor_of(frame: Frame) -> tuple[int, int] | None:
    """Return column and row of the terminal's cursor; None where nothing has the focus."""
    return None if frame.focus_row is None else (frame.focus_column, frame.focus_row)


def still(face: Face, profile: TerminalProfile) -> bytes:
    """Return what sets a terminal up and draws what a face shows, as `driver.LateDriver` sends it.

    Raises:
        ValueError: The profile has no size.
    """
    if profile.size is None:
        raise ValueError("a still needs a size")
    look = Look(*profile.size, profile.charset, face.language)
    frame = face.frame(look)
    lines = lines_of(frame.rows, look.width, first_theme(profile), DEPTHS[profile.colours])
    return opening(cursor=False, mouse=True) + coded(painting((), lines, cursor_of(frame)), profile)
