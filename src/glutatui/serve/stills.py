"""First frames, drawn ahead of need: the front door shows them at once, while a visit's process takes the terminal.

The zygote draws them (`studio`); each stands for all that it depends on. A process that would draw other bytes than
were shown draws its own over them, so that a still can be outdated but never stay.
"""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

from glutatui.serve.messages import Start
from glutatui.tui.profile import digest

Kind: TypeAlias = tuple[str, int, int, str, str, str]
"""Account, columns, rows, colours, charset, language."""

MOST: Final = 64
"""Stills that are kept; other terminals are drawn on by their visit."""
_LARGEST: Final = 132 * 50
"""Cells of a still at most."""


def kind_of(start: Start) -> Kind | None:
    """Return what a visit's first frame depends on; None where it is drawn by the visit itself."""
    cells = start.columns * start.rows
    if start.account not in {"learn", "quiz"} or start.note or not 0 < cells <= _LARGEST:
        return None
    return start.account, start.columns, start.rows, start.colours, start.charset, start.language


def write_stills(stills: dict[Kind, bytes]) -> int:
    """Return a descriptor of a file in memory that holds stills; the caller closes it."""
    fd = os.memfd_create("stills")
    text = json.dumps([[kind, still.decode()] for kind, still in stills.items()]).encode()
    while text:
        text = text[os.write(fd, text) :]
    return fd


class Album:
    """The front door's stills."""

    def __init__(self) -> None:
        """Begin with none."""
        self._stills: dict[Kind, bytes] = {}

    def take(self, fd: int, *, anew: bool) -> None:
        """Take stills out of a file.

        Args:
            fd: Of `write_stills`; stays the caller's.
            anew: Whether those that are here are outdated.
        """
        if anew:
            self._stills.clear()
        text = os.pread(fd, os.fstat(fd).st_size, 0)
        self._stills.update({tuple(kind): still.encode() for kind, still in json.loads(text)})

    def show(self, start: Start, write: Callable[[bytes], bool]) -> Start:
        """Show the first frame of a visit, where there is one; return the visit, which then knows that it is there.

        Args:
            start: The visit.
            write: Writes to its terminal; tells whether all of it was taken.
        """
        kind = kind_of(start)
        still = self._stills.get(kind) if kind else None
        return replace(start, shown=digest(still)) if still and write(still) else start
