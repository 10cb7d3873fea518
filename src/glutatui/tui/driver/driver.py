"""The terminal driver: descriptors and a profile in, no thread, no polling, no trust."""

import asyncio
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, ClassVar, Final, Protocol, runtime_checkable

from textual import events
from textual.app import App, ScreenStackError
from textual.driver import Driver
from textual.geometry import Size

from glutatui.tui.profile import TerminalProfile

from .frames import Frames
from .paint import Line, Painter
from .reader import Reader
from .terminal import END, MOUSE_ON, START, STEADY_CURSOR, WIPE, Terminal
from .writer import FrameWriter, only_ours, without_colour

_LEAVE: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_IGNORE: Final = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
_READ: Final = 64 * 1024
_IN_FLIGHT: Final = 8
"""Events that the app has not handled yet; more wait here, in order."""
_WAITING: Final = 256
"""Events that wait; more are dropped, so that a flood costs no memory and is over soon."""
_SETTLED: Final = 0.2
"""Seconds after a new size in which something is to be drawn."""
_PACE: Final = 0.004
"""Seconds between looks whether the app has caught up, while events wait."""


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
        self._reader = Reader(wiring.clock)
        self._writer: FrameWriter | None = None
        self._lapse: asyncio.TimerHandle | None = None
        self._pace: asyncio.TimerHandle | None = None
        self._waiting: deque[events.Event] = deque()
        self._frame: list[str] = []
        self._shown = Frames()
        self._old_signals: dict[signal.Signals, Any] = {}
        self._leaving = ""
        self.last_words = ""
        """A sentence to leave on the screen at the end, in plain text; empty once it is said."""

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
        if frame := Painter().paint(before, after):
            place = f"\x1b[{cursor[1] + 1};{cursor[0] + 1}H" if cursor else ""
            self._writer.send(self._coded(only_ours(frame) + place))
        return True

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._terminal.open()
        self._writer = FrameWriter(self._terminal.fd_out, drained=self._repaint, lost=lambda: self._leave("output"))
        self._take_signals()
        self._writer.send(self._start())
        try:
            self._loop.add_reader(self._terminal.fd_in, self._readable)
        except OSError:  # a plain file cannot be waited for
            self._loop.call_soon(self._leave, "input")

    def wipe(self) -> None:
        """Leave nothing for the next person, neither on either screen nor of what was typed; begin as if anew."""
        if self._writer is not None and self.wiring.wipe:
            self._waiting.clear()
            self._reader.forget()
            self._shown.forget()
            self._writer.anew((END + WIPE).encode() + self._start())

    def disable_input(self) -> None:
        """Read no more."""
        self._loop.remove_reader(self._terminal.fd_in)
        self._waiting.clear()
        for timer in (self._lapse, self._pace):
            if timer is not None:
                timer.cancel()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was; harmless when repeated."""
        self.disable_input()
        if self._writer is not None:
            words = only_ours(self.last_words)
            end = END + (WIPE if self.wiring.wipe else "") + (words and f"{words}\r\n")
            self._writer.close(self._coded(end))
            self._writer = None
            self.last_words = ""
        self._terminal.close()

    def close(self) -> None:
        """Give back the signals too."""
        self.stop_application_mode()
        self._give_signals()

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
        """Ask the terminal for its size and tell the app; a host calls this, or SIGWINCH does.

        Args:
            told: Columns and rows to believe where the kernel knows none, as of a socket.
        """
        size = self._terminal.size(told or self._size)
        if size != self._size:
            self._size = size
            self._shown.forget()
            self._resize(size)

    def _resize(self, size: tuple[int, int]) -> None:
        """Lay out for a size; where sizes that follow each other cancel out, Textual draws nothing at all."""
        self._app.post_message(events.Resize(Size(*size), Size(*size)))
        self._loop.call_later(_SETTLED, self._repaint_blank)

    def _repaint_blank(self) -> None:
        if self._shown.blank and self._writer is not None:
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
        self._deliver(self._reader.feed(data))

    def _deliver(self, arrived: Iterable[events.Event]) -> None:
        """Hand events to the app in order, a few at a time; see to what is unfinished."""
        for event in arrived:
            if isinstance(event, events.MouseEvent) and not self._on_screen(event):
                continue
            if not self._waiting and self._unhandled() < _IN_FLIGHT:
                self._post(event)
            elif len(self._waiting) < _WAITING:
                self._waiting.append(event)
        if self._waiting and self._pace is None:
            self._pace = self._loop.call_later(_PACE, self._catch_up)
        if self._lapse is not None:
            self._lapse.cancel()
            self._lapse = None
        if (wait := self._reader.waits()) is not None:
            self._lapse = self._loop.call_later(wait, self._lapsed)

    def _lapsed(self) -> None:
        """Nothing more came after the beginning of a sequence."""
        self._lapse = None
        self._deliver(self._reader.lapse())

    def _catch_up(self) -> None:
        """Hand over what waits, as far as the app has caught up."""
        self._pace = None
        for _ in range(_IN_FLIGHT - self._unhandled()):
            if self._waiting:
                self._post(self._waiting.popleft())
        if self._waiting:
            self._pace = self._loop.call_later(_PACE, self._catch_up)

    def _post(self, event: events.Event) -> None:
        event.set_sender(self._app)
        self._app.post_message(event)

    def _unhandled(self) -> int:
        """Count the messages that the app, its screen and the focused widget have before them."""
        count = self._app.message_queue_size
        with suppress(ScreenStackError):
            count += self._app.screen.message_queue_size
            if (focused := self._app.screen.focused) is not None:
                count += focused.message_queue_size
        return count

    def _on_screen(self, event: events.MouseEvent) -> bool:
        return self._size is not None and event.x < self._size[0] and event.y < self._size[1]

    def _start(self) -> bytes:
        """Return what sets the terminal up."""
        cursor = STEADY_CURSOR if self.wiring.cursor else ""
        return (START + cursor + (MOUSE_ON if self._mouse else "")).encode()

    def _coded(self, text: str) -> bytes:
        """Bring text into the terminal's colours and charset."""
        profile = self.wiring.profile
        if profile.colours == "mono":
            text = without_colour(text)
        return text.encode(profile.charset, "replace")

    # the end

    def _leave(self, why: str) -> None:
        """End the app, once."""
        if not self._leaving:
            self._leaving = why
            if isinstance(self._app, Leaves):
                self._app.leave(why)
            else:
                self._app.exit()

    def _take_signals(self) -> None:
        """Answer the signals of a terminal, where they reach us."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in _LEAVE:
            self._old_signals[number] = signal.getsignal(number)
            self._loop.add_signal_handler(number, self._leave, number.name)
        self._old_signals[signal.SIGWINCH] = signal.getsignal(signal.SIGWINCH)
        self._loop.add_signal_handler(signal.SIGWINCH, self.resized)
        for number in _IGNORE:
            self._old_signals[number] = signal.signal(number, signal.SIG_IGN)

    def _give_signals(self) -> None:
        """Put back what was there; a terminal that hung up may still send its SIGHUP."""
        for number, old in self._old_signals.items():
            if number not in _IGNORE:
                self._loop.remove_signal_handler(number)
            hung_up = number is signal.SIGHUP and self._leaving
            signal.signal(number, signal.SIG_IGN if hung_up else signal.SIG_DFL if old is None else old)
        self._old_signals.clear()
