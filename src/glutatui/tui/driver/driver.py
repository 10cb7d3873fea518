"""The terminal driver: descriptors and a profile in, no thread, no polling, no trust."""

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any, ClassVar, Final, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size

from glutatui.tui.profile import TerminalProfile

from .coding import coded, opening, painting
from .frames import Frames
from .intake import Intake
from .paint import Line
from .reader import Budget, Reader
from .signals import Signals
from .terminal import END, WIPE, Terminal
from .writer import FrameWriter, only_ours

_READ: Final = 64 * 1024
SWALLOWED: Final = (8 * 1024 * 1024, 64 * 1024)
"""Bytes that are read at once, and a second: to drop a flood soon, and not to keep a server busy that decrypts it."""
_LULL: Final = 0.25
"""Seconds without reading, where more came."""
_SETTLED: Final = 0.2
"""Seconds after a new size in which something is to be drawn."""


@runtime_checkable
class Leaves(Protocol):
    """An app that wants to know why it has to end."""

    def leave(self, why: str) -> None:
        """End; ``why`` is ``input`` (closed), ``output`` (gone) or a signal's name."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """What one driver is connected to."""

    fd_in: int
    fd_out: int
    profile: TerminalProfile
    wipe: bool = False
    """Clear screen and scrollback at the end."""

    cursor: bool = False
    """Show the cursor, steady, where the app puts it; otherwise it is hidden."""

    clock: Callable[[], float] = time.monotonic


def driver_for(
    fd_in: int,
    fd_out: int,
    profile: TerminalProfile,
    *,
    wipe: bool = False,
    cursor: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> "type[KioskDriver]":
    """Return the driver class for one terminal, to be handed to ``KioskApp``.

    Args:
        fd_in: Where keys come from; stays open and blocking for its owner.
        fd_out: Where frames go.
        profile: What the terminal can do.
        wipe: Clear screen and scrollback at the end, for the next person.
        cursor: Show a steady cursor where ``KioskApp.cursor_at`` puts it.
        clock: Monotonic seconds, for the input budgets.
    """

    class WiredDriver(KioskDriver):
        wiring = Wiring(fd_in, fd_out, profile, wipe, cursor, clock)

    return WiredDriver


class KioskDriver(Driver):
    """Reads and draws by the event loop, and survives whatever the other end does."""

    wiring: ClassVar[Wiring] = Wiring(0, 1, TerminalProfile())

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,  # noqa: ARG002
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Be made by Textual; ``debug`` is ignored, as it would log every key."""
        super().__init__(app, debug=False, mouse=mouse, size=size)
        wiring = self.wiring
        self._terminal = Terminal(wiring.fd_in, wiring.fd_out)
        self._size = self._terminal.size(size or wiring.profile.size)
        self._intake = Intake(app, Reader(wiring.clock), self._loop, on_screen=self._on_screen)
        self._swallowed = Budget(*SWALLOWED, wiring.clock)
        self._writer: FrameWriter | None = None
        self._lull: asyncio.TimerHandle | None = None
        self._frame: list[str] = []
        self._shown = Frames()
        self._signals = Signals(self._loop)
        self._whole: tuple[int, int] | None = None
        """The size of the screen that was painted whole since the last new size."""
        self._leaving = ""
        self.last_words = ""
        """Lines to leave on the screen at the end, in plain text; empty once they are said."""

    # what Textual asks for

    def write(self, data: str) -> None:
        """Keep a piece of a frame."""
        self._frame.append(data)

    def flush(self) -> None:
        """Send what was kept as one write; nothing of it where the app paints by itself."""
        if getattr(self._app, "PAINTS", False):
            self._frame.clear()
        elif self._frame:
            frame = self._shown.changes(only_ours("".join(self._frame)))
            self._frame.clear()
            if frame and self._writer is not None:
                self._writer.send(self._coded(frame))

    def paint(self, before: Sequence[Line], after: Sequence[Line], cursor: tuple[int, int] | None) -> bool:
        """Turn one screen into another as one write; tell whether there is a terminal yet.

        Args:
            before: What the terminal shows; empty where that is not known.
            after: What it is to show.
            cursor: Column and row, from 0, where the terminal's cursor goes.
        """
        if self._writer is None:
            return False
        size = _size_of(after)
        if _size_of(before) != size:
            self._whole = size
        self._writer.send(self._coded(painting(before, after, cursor)))
        return True

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._terminal.open()
        self._writer = self._writer_for(self._terminal.fd_out)
        self._signals.take(self._leave, self._winched)
        self._writer.send(self._start())
        try:
            self._loop.add_reader(self._terminal.fd_in, self._readable)
        except OSError:  # a plain file cannot be waited for
            self._loop.call_soon(self._leave, "input")

    def _writer_for(self, fd: int) -> FrameWriter:
        """Return what writes to the terminal."""
        return FrameWriter(fd, drained=self._repaint, lost=lambda: self._leave("output"))

    def wipe(self) -> None:
        """Leave nothing for the next person, neither on either screen nor of what was typed; begin as if anew."""
        if self._writer is not None and self.wiring.wipe:
            self._intake.forget()
            self._shown.forget()
            self._writer.anew((END + WIPE).encode() + self._start())

    def disable_input(self) -> None:
        """Read no more."""
        if self._lull is not None:
            self._lull.cancel()
        self._loop.remove_reader(self._terminal.fd_in)
        self._intake.stop()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was; harmless when repeated."""
        self.disable_input()
        if self._writer is not None:
            words = "".join(f"{only_ours(line)}\r\n" for line in self.last_words.splitlines())
            end = END + (WIPE if self.wiring.wipe else "") + words
            self._writer.close(self._coded(end))
            self._writer = None
            self.last_words = ""
        self._terminal.close()

    def close(self) -> None:
        """Give back the signals too."""
        self.stop_application_mode()
        self._signals.give_back(left=bool(self._leaving))

    # what a kiosk never does

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002
        """Open nothing."""

    def deliver_binary(self, binary: IO[Any], **_: object) -> None:
        """Write no file."""
        binary.close()

    def suspend_application_mode(self) -> None:
        """Stay."""

    def resume_application_mode(self) -> None:
        """Stay."""

    # the terminal's side

    def resized(self, told: tuple[int, int] | None = None) -> None:
        """Ask the terminal for its size and tell the app if it is another; a host calls this.

        Args:
            told: Columns and rows to believe where the kernel knows none, as of a socket.
        """
        size = self._terminal.size(told or self._size)
        if size != self._size:
            self._resize(size)

    def _winched(self) -> None:
        """Take SIGWINCH: where the size is what it was, it was another one in between, and that has cut the screen."""
        self._resize(self._terminal.size(self._size))

    def _resize(self, size: tuple[int, int]) -> None:
        """Lay out for a size; where sizes that follow each other cancel out, Textual draws nothing at all."""
        self._size, self._whole = size, None
        self._shown.forget()
        self._app.post_message(events.Resize(Size(*size), Size(*size)))
        self._loop.call_later(_SETTLED, self._repaint_blank)

    def _repaint_blank(self) -> None:
        if self._shown.blank and self._whole != self._size and self._writer is not None:
            self._repaint()

    def _repaint(self) -> None:
        """Draw everything anew, after frames were dropped."""
        self._shown.forget()
        getattr(self._app, "repaint", self._app.refresh)()

    def _readable(self) -> None:
        """Take what the terminal has sent."""
        try:
            data = os.read(self._terminal.fd_in, _READ)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self._loop.remove_reader(self._terminal.fd_in)
            self._leave("input")
            return
        if not self._swallowed.take(len(data)):
            self._loop.remove_reader(self._terminal.fd_in)
            self._lull = self._loop.call_later(_LULL, self._listen)
        self._intake.take(data)

    def _listen(self) -> None:
        """Read on."""
        self._lull = None
        self._loop.add_reader(self._terminal.fd_in, self._readable)

    def _on_screen(self, event: events.MouseEvent) -> bool:
        return self._size is not None and event.x < self._size[0] and event.y < self._size[1]

    def _start(self) -> bytes:
        """Return what sets the terminal up."""
        return opening(cursor=self.wiring.cursor, mouse=self._mouse)

    def _coded(self, text: str) -> bytes:
        """Bring text into the terminal's colours and charset."""
        return coded(text, self.wiring.profile)

    # the end

    def _leave(self, why: str) -> None:
        """End the app, once."""
        if not self._leaving:
            self._leaving = why
            if isinstance(self._app, Leaves):
                self._app.leave(why)
            else:
                self._app.exit()


def _size_of(screen: Sequence[Line]) -> tuple[int, int]:
    return (len(screen[0].cells) if screen else 0, len(screen))
