"""A driver whose terminal comes later, so that an app can be composed before anybody is there to see it."""

from typing import ClassVar, Final

from glutatui.tui.profile import TerminalProfile

from .driver import KioskDriver, Wiring
from .terminal import FALLBACK, Terminal, clamp

USUAL: Final = TerminalProfile(FALLBACK, colours="256")
"""What most terminals are: nothing has to be laid out anew for them when they come."""


class LateDriver(KioskDriver):
    """Draws nothing until `connect`."""

    wiring: ClassVar[Wiring] = Wiring(-1, -1, USUAL)
    _wired: Wiring | None = None

    @property
    def is_headless(self) -> bool:
        """Nothing is rendered while there is no terminal: Rich would keep the escape codes of a wrong colour depth."""
        return self._wired is None

    def start_application_mode(self) -> None:
        """Wait for the terminal."""

    def disable_input(self) -> None:
        """Read no more."""
        if self._wired is not None:
            super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back, if there ever was one."""
        if self._wired is not None:
            super().stop_application_mode()

    def connect(self, wiring: Wiring) -> None:
        """Take the terminal and draw the whole screen on it; to be called within the running loop, once."""
        self._wired = wiring
        self.wiring = wiring  # type: ignore[misc]  # this one instance only
        self._terminal = Terminal(wiring.fd_in, wiring.fd_out)
        before = self._size
        self._size = self._terminal.size(wiring.profile.size)
        super().start_application_mode()
        if self._size == before:
            self._repaint()
        else:
            self._resize(self._size)

    def resize(self, columns: int, rows: int) -> None:
        """Believe a size that a host was told, where the kernel knows none; zeros stand for one that is not known."""
        if columns and rows:
            self.resized(clamp(columns, rows))
        else:
            self.resized()
