"""What patients take home on paper: a page on the stdin of a command that the operator has named. Never a shell."""

import subprocess
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final

from glutatui.cli.settings import Form
from glutatui.errors import PrintError
from glutatui.visit import TakeHome
from glutatui.visit.take_home import Printer

PATIENCE: Final = 20.0
"""Seconds in which the command takes the page; a spooler takes it at once."""


PAUSE: Final = 30.0
"""Seconds between two pages of one terminal, so that nobody empties the tray by holding a key."""


def printer_for(
    command: Sequence[str] | None,
    form: Form = "text",
    *,
    patience: float = PATIENCE,
    clock: Callable[[], float] = monotonic,
) -> Printer | None:
    """Return what prints a page; None where no command is named.

    Args:
        command: The program and its words, handed on as they are.
        form: What it is handed.
        patience: Seconds in which it takes the page.
        clock: Monotonic seconds.
    """
    if command is None:
        return None

    last = float("-inf")

    def prints(page: TakeHome) -> None:
        nonlocal last
        if clock() - last < PAUSE:
            raise PrintError("print-soon")
        from glutatui.reports.leaflet import page_html, page_text  # noqa: PLC0415  (few patients print)

        data = (page_text(page) if form == "text" else page_html(page)).encode()
        _handed(list(command), data, patience)
        last = clock()

    return prints


def _handed(command: list[str], data: bytes, patience: float) -> None:
    """Hand data to a command.

    Raises:
        PrintError: ``print-failed`` or ``print-slow``: then the command is ended.
    """
    try:
        done = subprocess.run(  # noqa: S603  (the operator's own words, and nothing that a patient typed)
            command, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PrintError("print-slow") from error
    except (OSError, ValueError) as error:
        raise PrintError("print-failed") from error
    if done.returncode != 0:
        raise PrintError("print-failed")
