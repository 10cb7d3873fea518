"""The face of one visit, composed before its terminal is there."""

import asyncio
import os
import socket
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Final

from glutatui.errors import GlutatuiError
from glutatui.serve import wire
from glutatui.serve.endings import How
from glutatui.serve.wire import Drain, Drawn, Ping, Pong, Renew, Resize, Start, Unlock, Unlocked, WireError
from glutatui.tui.app import TutorApp
from glutatui.tui.driver import FAULT, USUAL, LateDriver, Wiring
from glutatui.tui.face import Face
from glutatui.tui.limits import Limits
from glutatui.tui.profile import TerminalProfile
from glutatui.words import say

_JUDGING = 10.0
"""Seconds in which the front door has judged a PIN; it takes a tenth of one, and others may be before."""
_CALM: Final = 0.75
"""Seconds after a process was forked, or has its terminal, in which it does nothing ahead of need: others who log in go
first, and nobody has read the welcome yet."""
_SPREAD: Final = 16
"""Sixteenths of a second over which those do it that came at once, so that they do not hold up anybody's keys."""


class Stage(TutorApp, inherit_bindings=False):
    """Waits for a terminal, then draws one visit on it until that is over."""

    def __init__(self, face: Face, log: Callable[[str], None]) -> None:
        """Compose.

        Args:
            face: What to compose ahead of need; each visit has one of its own.
            log: Takes the details of a crash.
        """
        super().__init__(face, USUAL, LateDriver, sorry=say(face.language, "sorry"), log=log)
        self.composed = asyncio.Event()
        """Set when there is nothing left to do without a terminal."""
        self.start: Start | None = None
        """What the zygote asked for; None until then."""
        self.fds: list[int] = []
        """What came with it: the terminal's way in, its way out, the control socket."""
        self._place: socket.socket | None = None
        self._control: socket.socket | None = None
        self._judged: Future[bool] = Future()
        """Whether the PIN that is with the front door is right."""
        self._faces: Callable[[Start], Face] = lambda _: face
        self.course = ""
        """Hash of the course that a visit here is about."""
        self._outdated = False
        """Whether there is another course, of which the next visit is to be."""
        self._renewed = False
        """Whether it ended for that."""
        self._foresee: Callable[[], None] = lambda: None
        self._calm: asyncio.TimerHandle | None = None
        self.give_way: Callable[[], None] = lambda: None
        """Lets other visits go first."""

    @property
    def ended(self) -> How:
        """How it ended."""
        if self.status == FAULT:
            return "crashed"
        if self._renewed:
            return "renewed"
        if self.ended_by in {"input", "output", "SIGHUP"}:
            return "gone"
        if self.face.ended in {"", "left"}:
            return "finished"
        return self.face.ended  # type: ignore[return-value]  # what is left are endings of both

    def draw(self) -> None:
        """Show what the face shows; where nobody sees it, be ready to."""
        super().draw()
        if self._sheet is not None:
            self.composed.set()

    def listen(self, place: socket.socket, faces: Callable[[Start], Face], foresee: Callable[[], None]) -> None:
        """Wait for a terminal, in the child.

        Args:
            place: Where the zygote says `Start`.
            faces: Makes the face of a visit.
            foresee: Does what is slow when a visit begins; called in a thread, once or twice, when nobody waits.
        """
        self._place, self._faces, self._foresee = place, faces, foresee
        place.setblocking(False)  # noqa: FBT003  (as sockets have it)

    def wait_for_calm(self) -> None:
        """Foresee how the visit begins when there is time, not now."""
        if self._calm:
            self._calm.cancel()
        seconds = _CALM + os.getpid() % _SPREAD / 16
        self._calm = asyncio.get_running_loop().call_later(seconds, self._is_calm)

    def _is_calm(self) -> None:
        """Foresee it, unless it has begun; in the thread that will keep answers, which so has begun as well."""
        if self.face.visit is None and not self.working:
            asyncio.get_running_loop().run_in_executor(None, self._foreseen)

    def _foreseen(self) -> None:
        """Foresee it; what goes wrong is told when somebody begins."""
        with suppress(GlutatuiError):
            self._foresee()

    def on_mount(self) -> None:
        """Take no time yet."""

    def asked(self) -> None:
        """Take a terminal, when something has come; where the zygote is gone, be gone too."""
        place = self._place
        assert place is not None  # noqa: S101  (`listen` was first)
        try:
            got = wire.receive(place)
        except BlockingIOError:
            return
        except (OSError, WireError):
            got = None
        asyncio.get_running_loop().remove_reader(place)
        if got is None or not isinstance(got[0], Start) or len(got[1]) != wire.MOST_FDS:
            self.exit()
            return
        self.start, self.fds = got[0], got[1]
        if self.start.account == "plain":
            self.exit()
        else:
            self._connect(self.start)

    def _connect(self, start: Start) -> None:
        """Draw a visit on its terminal."""
        size = (start.columns, start.rows) if start.columns and start.rows else None
        profile = TerminalProfile(size, start.colours, start.charset, start.language)
        self.face = self._faces(start)
        if start.follows:
            self.follow()
        if start.note:
            self.face.view.note = say(self.face.language, start.note)
        self._profile = profile
        self._theme = self._first_theme()
        if profile.colours != USUAL.colours:
            self._take_colours(profile)
        driver = self._driver
        assert isinstance(driver, LateDriver)  # noqa: S101  (made so above)
        driver.connect(Wiring(self.fds[0], self.fds[1], profile, wipe=True), start.shown)
        self._control = socket.socket(fileno=self.fds[2])
        self._control.setblocking(False)  # noqa: FBT003  (as sockets have it)
        asyncio.get_running_loop().add_reader(self._control, self._told)
        self.wait_for_calm()
        self.keep_time(Limits(start.idle or None, start.hard or None))
        self.open_face()
        self.call_after_refresh(self._drew)

    def _drew(self) -> None:
        """Tell that the patient sees something."""
        if self._control is not None:
            with suppress(OSError):
                wire.send(self._control, Drawn())

    def hurries(self) -> None:
        """More is typed than anybody can: let the others go first."""
        self.give_way()

    def unlocks(self, pin: str) -> bool:
        """Ask the front door whether a PIN is that of the staff; in a worker thread, which waits."""
        assert self._control is not None  # noqa: S101  (somebody has typed)
        self._judged = Future()
        try:
            wire.send(self._control, Unlock(pin))
            return self._judged.result(_JUDGING)
        except (OSError, TimeoutError):
            return False

    def _unlocked(self, *, right: bool, shut: int) -> None:
        """Take the front door's word about a PIN."""
        if shut and self.face.over_all.staff:
            self.face.over_all.staff.close(shut)
        if not self._judged.done():
            self._judged.set_result(right)

    def _renew(self, course: str) -> None:
        """Note that there is another course; where nobody has touched the screen, end at once."""
        self._outdated = course != self.course
        if self._outdated and self.face.untouched:
            self._after()

    def settle_time(self) -> None:
        """Take the time; where nobody has begun and there is another course, leave the place to a visit of that."""
        super().settle_time()
        if self._outdated and self.face.untouched and not self.face.over:
            self._renewed = True
            self.face.end("left")

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
                self.drain(seconds)
            case Unlocked(right=right, shut=shut):
                self._unlocked(right=right, shut=shut)
            case Renew(course=course):
                self._renew(course)
            case _:
                pass
