"""The app and the screen that every face of the tutor stands on."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen

from .driver import FAULT, GuardedApp, KioskDriver, driver_for

__all__ = ["FAULT", "KioskApp", "KioskDriver", "KioskScreen", "driver_for"]


class KioskScreen(Screen[None], inherit_bindings=False):
    """A screen with the two keys that move the focus, and no other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab", "app.focus_next"),
        ("shift+tab", "app.focus_previous"),
    ]


class KioskApp(GuardedApp, inherit_bindings=False):
    """An app for strangers: no way out, no way in, nothing left behind.

    Subclasses name the actions that their keys run in ``ACTIONS``; all others are refused.
    After ``run`` the command line exits with ``status``.
    """

    def __init__(
        self,
        driver_class: type[Driver] | None = None,
        *,
        sorry: str,
        log: Callable[[str], None],
    ) -> None:
        """Make the app.

        Args:
            driver_class: From ``driver_for``; None draws on descriptors 0 and 1.
            sorry: The one sentence that a patient sees after a crash.
            log: Takes the details of a crash, several lines without any value or message.
        """
        super().__init__(driver_class, sorry=sorry, log=log)
        self.ended_by = ""
        """Why the app had to end: ``input``, ``output`` or a signal's name; else empty."""

    def get_default_screen(self) -> Screen[Any]:
        """Begin on a screen without Textual's keys."""
        return KioskScreen(id="_default")

    def leave(self, why: str) -> None:
        """End because the terminal is gone or a signal says so; nothing is asked."""
        self.ended_by = why
        self.exit()

    def cursor_at(self, x: int, y: int) -> None:
        """Put the terminal's cursor on a cell with the next frame, for magnifiers and Braille lines."""
        self.cursor_position = Offset(x, y)
