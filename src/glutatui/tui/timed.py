"""The part of the patient's app that takes the time: who was left alone, and how long a visit lasts."""

import asyncio
from collections.abc import Callable
from typing import Literal

from textual.driver import Driver

from glutatui.tui.clocks import Countdown
from glutatui.tui.face import Face
from glutatui.tui.kiosk import KioskApp
from glutatui.tui.limits import Ended, Limits
from glutatui.visit import Visit


class TimedApp(KioskApp, inherit_bindings=False):
    """Ends visits that are over for a reason of their own: nobody is there, the time is up, the service ends."""

    def __init__(
        self,
        face: Face,
        driver_class: type[Driver] | None = None,
        *,
        sorry: str,
        log: Callable[[str], None],
        limits: Limits | None,
    ) -> None:
        """Make the app; ``limits`` hold for each visit of ``face``, which a subclass draws."""
        super().__init__(driver_class, sorry=sorry, log=log)
        self.face = face
        self._limits = limits or Limits()
        self._idle, self._hard = self._countdowns()
        self._timed: Visit | None = None
        """The visit whose time is taken."""
        self._drains = False

    def draw(self) -> None:
        """Show what the face shows."""
        raise NotImplementedError

    def _after(self) -> None:
        """Show what came of something, or end."""
        raise NotImplementedError

    def _countdowns(self) -> tuple[Countdown, Countdown]:
        """Return the clock that every key sets back, and that of a whole visit."""
        limits = self._limits

        def clock(length: float | None, warning: float, kind: Literal["idle", "hard"]) -> Countdown:
            return Countdown(length, warning, warn=lambda: self._warn(kind), end=lambda: self._time_is_up(kind))

        return clock(limits.idle, limits.idle_warning, "idle"), clock(limits.hard, limits.hard_warning, "hard")

    def keep_time(self, limits: Limits) -> None:
        """Take the time from now on, within the running loop."""
        self._idle.stop()
        self._hard.stop()
        self._limits, self._timed = limits, self.face.visit
        self._idle, self._hard = self._countdowns()
        self._idle.restart()
        if self._timed:
            self._hard.restart()

    def on_mount(self) -> None:
        """Begin to take the time."""
        self.keep_time(self._limits)

    def wait_anew(self) -> None:
        """Give the patient the full time again."""
        self._idle.restart()

    def somebody_is_there(self) -> bool:
        """Give the patient the full time again; tell whether that took a warning away."""
        self.wait_anew()
        return self.face.over_all.dismiss()

    def settle_time(self) -> None:
        """Take the time of a visit that has begun, no more of one that is over; where the service ends, begin none."""
        if self._drains and self.face.visit is None and not self.face.over:
            self.face.end("drained")
        if self.face.visit is not self._timed:
            self._timed = self.face.visit
            self._hard.stop()
            if self._timed:
                self._hard.restart()

    def _warn(self, kind: Literal["idle", "hard"]) -> None:
        """Warn a patient once; at the welcome there is nobody to warn."""
        if not self.face.untouched:
            self.face.warn(kind, (self._idle if kind == "idle" else self._hard).warning)
            self.draw()

    def _time_is_up(self, how: Ended) -> None:
        """End what is on screen; an untouched welcome only becomes as it was at first."""
        if self.face.untouched and how != "drained":
            self.face.rest()
            self.fresh_look()
        else:
            self.face.end(how)
        self._after()

    def fresh_look(self) -> None:
        """Draw in the colours that every patient begins with."""
        raise NotImplementedError

    def drain(self, seconds: float) -> None:
        """Say once that the service ends, and end with it; where nobody has begun, at once."""
        self._drains = True
        if self.face.visit is None or seconds <= 0:
            self._time_is_up("drained")
            return
        self.face.warn("drain", seconds)
        self.draw()
        asyncio.get_running_loop().call_later(seconds, self._time_is_up, "drained")

    def leave(self, why: str) -> None:
        """End because the terminal is gone or a signal says so."""
        if not self.face.over:
            self.face.ended = "drained" if why == "SIGTERM" else "left"
        super().leave(why)
