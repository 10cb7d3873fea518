"""From a painted screen to the bytes of one terminal; the same for a driver and for a frame drawn ahead of need."""

from collections.abc import Sequence

from glutatui.tui.profile import TerminalProfile
from glutatui.words.letters import MARKS, TWINS

from .paint import Line, Painter
from .terminal import MOUSE_ON, START, STEADY_CURSOR
from .writer import only_ours, without_colour


def opening(*, cursor: bool, mouse: bool) -> bytes:
    """Return what sets a terminal up.

    Args:
        cursor: Show a steady cursor; otherwise it is hidden.
        mouse: Have clicks told.
    """
    return (START + (STEADY_CURSOR if cursor else "") + (MOUSE_ON if mouse else "")).encode()


def painting(before: Sequence[Line], after: Sequence[Line], cursor: tuple[int, int] | None) -> str:
    """Return the shortest text that turns one screen into another; empty where they are equal.

    Args:
        before: What the terminal shows; empty where that is not known.
        after: What it is to show.
        cursor: Column and row, from 0, where the terminal's cursor goes.
    """
    frame = Painter().paint(before, after)
    if not frame:
        return ""
    return only_ours(frame) + (f"\x1b[{cursor[1] + 1};{cursor[0] + 1}H" if cursor else "")


def coded(text: str, profile: TerminalProfile) -> bytes:
    """Bring text into a terminal's colours and charset."""
    if profile.colours == "mono":
        text = without_colour(text)
    if profile.charset == "ascii":
        return text.translate(TWINS).encode("ascii", "replace")
    if profile.charset == "latin":
        text = text.translate(MARKS).encode("iso-8859-1", "replace").decode("iso-8859-1")
    return text.encode("utf-8", "replace")
