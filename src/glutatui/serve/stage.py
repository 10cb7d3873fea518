"""The face of one visit, composed before its terminal is there."""

import asyncio
import socket
from collections.abc import Callable
from time import monotonic

from textual import events

from glutatui.serve import wire
from glutatui.serve.endings import How
from glutatui.serve.wire import Drain, Ping, Pong, Resize, Start, WireError
from glutatui.tui.app import TutorApp
from glutatui.tui.driver import FAULT, LateDriver, Wiring
from glutatui.tui.face import Face
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.theme import Theme
from glutatui.words import say


class HostedFace(Face):
    """A face that ends with its patient: the next one gets a process of their own."""

    def _leave(self) -> None:
        self.over = True


class Stage(TutorApp, inherit_bindings=False):
    """Waits for a terminal, then draws one visit on it until that is over."""

    def __init__(self, face: Face, *, place: socket.socket, sorry: str, log: Callable[[str], None]) -> None:
        """Compose.

        Args:
            face: What to compose ahead of need.
            place: Where the zygote says `Start`.
            sorry: The one sentence that a patient sees after a crash.
            log: Takes the details of a crash.
        """
        super().__init__(face, TerminalProfile(), LateDriver, sorry=sorry, log=log)
        self._place = place
        self._control: socket.socket | None = None
        self._last_key = self._begun = monotonic()
        self._clocks: list[asyncio.TimerHandle] = []
        self.start: Start | None = None
        """What the zygote asked for; None until then."""
        self.fds: list[int] = []
        """What came with it: the terminal's way in, its way out, the control socket."""
        self.how: How | None = None
        """How the visit ended, where it was not the patient who ended it."""
        self.faces: Callable[[Start], Face] = lambda _: face
        """Makes the face of a visit."""

    @property
    def ended(self) -> How:
        """How it ended."""
        if self.how:
            return self.how
        if self.status == FAULT:
            return "crashed"
        if self.ended_by in {"input", "output", "SIGHUP"}:
            return "gone"
        return "drained" if self.ended_by else "finished"

    def on_mount(self) -> None:
        """Listen to the zygote."""
        self._place.setblocking(False)  # noqa: FBT003  (as sockets have it)
        asyncio.get_running_loop().add_reader(self._place, self._asked)

    def _asked(self) -> None:
        """Take a terminal; where the zygote is gone, be gone too."""
        try:
            got = wire.receive(self._place)
        except BlockingIOError:
            return
        except (OSError, WireError):
            got = None
        asyncio.get_running_loop().remove_reader(self._place)
        if got is None or not isinstance(got[0], Start) or len(got[1]) != wire.MOST_FDS:
            self.exit()
            return
        self.start, self.fds = got[0], got[1]
        if self.start.account in {"plain", "staff"}:
            self.exit()
        else:
            self._connect(self.start)

    def _connect(self, start: Start) -> None:
        size = (start.columns, start.rows) if start.columns and start.rows else None
        profile = TerminalProfile(size, start.colours, start.charset, start.language)
        self.face = self.faces(start)
        if start.note:
            self.face.view.note = say(self.face.language, start.note)
        self._profile = profile
        self._theme = Theme("dark", few=profile.colours in {"16", "mono"})
        self._take_colours(profile)
        self._last_key = self._begun = monotonic()
        driver = self._driver
        assert isinstance(driver, LateDriver)  # noqa: S101  (made so above)
        self.draw()
        driver.connect(Wiring(self.fds[0], self.fds[1], profile, wipe=True))
        loop = asyncio.get_running_loop()
        self._control = socket.socket(fileno=self.fds[2])
        self._control.setblocking(False)  # noqa: FBT003  (as sockets have it)
        loop.add_reader(self._control, self._told)
        self._watch()

    def _told(self) -> None:
        """Hear what the front door says about the terminal."""
        control, driver = self._control, self._driver
        assert control is not None and isinstance(driver, LateDriver)  # noqa: PT018, S101
        try:
            got = wire.receive(control)
        except BlockingIOError:
            return
        except (OSError, WireError):
            got = None
        if got is None:
            asyncio.get_running_loop().remove_reader(control)
            self.leave("input")
            return
        message, fds = got
        wire.close(fds)
        match message:
            case Resize(columns=columns, rows=rows):
                driver.resize(columns, rows)
            case Ping(number=number):
                wire.send(control, Pong(number))
            case Drain(seconds=seconds):
                self._drain(seconds)
            case _:
                pass

    # the clocks

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, events.Key | events.MouseUp):
            self._last_key = monotonic()
        await super().on_event(event)

    def _watch(self) -> None:
        """End when nobody is there any more, or when the time is up."""
        start = self.start
        if start is None or not self.is_running:
            return
        now = monotonic()
        due: list[float] = []
        if start.idle and self.face.visit is not None:
            due.append(self._last_key + start.idle - now)
            if due[-1] <= 0:
                self._end("idle")
                return
        if start.hard:
            due.append(self._begun + start.hard - now)
            if due[-1] <= 0:
                self._end("hard")
                return
        later = max(0.05, min([*due, start.idle or 60]))
        self._clocks = [asyncio.get_running_loop().call_later(later, self._watch)]

    def _drain(self, seconds: int) -> None:
        """Say that the service ends, and end with it; where nobody has begun, at once."""
        if self.face.visit is None or seconds <= 0:
            self._end("drained")
            return
        self.face.view.note = say(self.face.language, "serve-drain-note", seconds=seconds)
        self.draw()
        self._clocks.append(asyncio.get_running_loop().call_later(seconds, self._end, "drained"))

    def _end(self, how: How) -> None:
        self.how = self.how or how
        self.exit()
