"""A driver whose terminal comes later, so that an app can be composed before anybody is there to see it."""

from typing import ClassVar, Final

from glutatui.tui.profile import TerminalProfile, digest

from .driver import KioskDriver, Wiring
from .terminal import FALLBACK, Terminal, clamp
from .writer import FrameWriter

USUAL: Final = TerminalProfile(FALLBACK, colours="256")
"""What most terminals are: nothing has to be laid out anew for them when they come."""


class OpeningWriter(FrameWriter):
    """Sends what opens a terminal together with the first frame: in one piece, or not at all where it is there."""

    _held: bytes | None = b""
    """What opens the terminal, once it is known; None when the first frame is out."""
    shown = ""
    """The `digest` of what the terminal shows already."""

    def send(self, frame: bytes) -> None:
        """Write a frame now, or keep the opening for the first one."""
        if self._held is None or not frame:
            super().send(frame)
        elif not self._held:
            self._held = frame
        else:
            whole, self._held = self._held + frame, None
            if digest(whole) != self.shown:
                super().send(whole)

    def anew(self, data: bytes) -> None:
        """Forget what waits."""
        self._held = None
        super().anew(data)


class LateDriver(KioskDriver):
    """Draws nothing until `connect`."""

    wiring: ClassVar[Wiring] = Wiring(-1, -1, USUAL)
    _wired: Wiring | None = None
    _already = ""

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

    def _writer_for(self, fd: int) -> FrameWriter:
        """Return what writes to the terminal."""
        writer = OpeningWriter(fd, drained=self._repaint, lost=lambda: self._leave("output"))
        writer.shown = self._already
        return writer

    def connect(self, wiring: Wiring, shown: str = "") -> None:
        """Take the terminal and draw the whole screen on it; to be called within the running loop, once.

        Args:
            wiring: The terminal.
            shown: The `digest` of what it shows already, if anything: that is not sent again.
        """
        self._wired, self._already = wiring, shown
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
