"""A session: one patient's line, and on it one visit after another. The same for both doors."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal, Protocol

from glutatui.errors import ServiceError
from glutatui.serve import wire
from glutatui.serve.control import Control
from glutatui.serve.endings import CALM, How
from glutatui.serve.latch import Latch
from glutatui.serve.limits import Gate, Refusal
from glutatui.serve.log import Log
from glutatui.serve.nursery import Nursery, Nursling
from glutatui.serve.screens import CLEAN
from glutatui.serve.watch import GRACE, Watch, Why
from glutatui.serve.wire import Account, Start
from glutatui.tui.profile import TerminalProfile
from glutatui.words import say

_FALLS: Final = 3
"""Visits in a row that may end badly within `_FALLEN` seconds before the line is given up."""
_FALLEN: Final = 60.0
_MOMENT: Final = 0.01
"""Seconds in which a first frame that is shown already reaches its terminal, before the visit's process takes a
processor to draw the same; what is typed meanwhile waits in the terminal."""


class Line(Protocol):
    """A patient's terminal, as a door reaches it."""

    def open(self, account: Account) -> tuple[int, int]:
        """Return the terminal's ways in and out for a child; the session closes them once the child has them.

        Raises:
            OSError: There is none to be had.
        """

    async def shut(self) -> bool:
        """Let go of what `open` gave, when the child is gone: pass on what it wrote, forget what was typed for it.

        Returns:
            Whether the terminal still takes what is written.
        """

    def write(self, data: bytes) -> bool:
        """Write to the terminal while no child has it; never wait; tell whether all of it was taken."""

    def resize(self, columns: int, rows: int) -> None:
        """Take note of another size, where the line keeps one for the child."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks for a session."""

    account: Account
    address: str
    """Where from, for the limits; the log names it only as configured."""
    profile: TerminalProfile
    door: Literal["ssh", "attach"] = "ssh"
    """By which way in; as `service.Doors`."""
    key: str = ""
    """As `Start.key`."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """How a session ended."""

    status: int
    """Exit status for the client: 0, or 75 (try again later) for a refusal, 70 for a fault of ours."""
    how: How | Refusal
    says: str = ""
    """A sentence for the patient, where there is one."""


@dataclass
class House:
    """What all sessions share: the zygote, the limits, the log."""

    nursery: Nursery
    gate: Gate
    log: Log
    clock: Callable[[], float] = time.monotonic
    latch: Latch = field(default_factory=Latch)
    sessions: "set[Session]" = field(default_factory=set)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    """Set whenever a session has ended."""

    def drain(self, seconds: int) -> None:
        """Let nobody in any more, and tell all visits to end within some seconds."""
        self.gate.closed = True
        for session in self.sessions:
            session.drain(seconds)

    def renew(self, course: str) -> None:
        """Tell all visits that there is another course, by its hash."""
        for session in self.sessions:
            session.renew(course)

    async def empty(self) -> None:
        """Wait until there is no session any more."""
        while self.sessions:
            self.changed.clear()
            await self.changed.wait()


class Session:
    """One patient's line, from the first welcome to the end of the connection.

    A door makes it when a terminal was granted, awaits `run`, and tells it of `resize` and `hang_up`.
    """

    def __init__(self, house: House, line: Line, caller: Caller) -> None:
        """Draw nothing yet."""
        self._house, self._line, self._caller = house, line, caller
        self._size = caller.profile.size or (0, 0)
        self._gone = False
        self._draining: float | None = None
        """When all is to be over, in seconds of the house's clock."""
        self._renews = ""
        """Hash of the course that came while the visit at hand began, which may have it or not."""
        self._follows = False
        """Whether somebody has just ended a visit on this line by a key."""
        self._control: Control | None = None
        self._watch: Watch | None = None
        self._falls: deque[float] = deque(maxlen=_FALLS)

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size."""
        self._size = (columns, rows)
        self._line.resize(columns, rows)
        if self._control:
            self._control.resize(columns, rows)

    def hang_up(self) -> None:
        """The terminal is gone."""
        self._gone = True
        if self._control:
            self._control.close()
        if self._watch:
            self._watch.end_within(GRACE, "late")

    def typed(self) -> None:
        """Somebody has typed; where the line's door sees that."""
        if self._watch:
            self._watch.typed()

    def drain(self, seconds: int) -> None:
        """Tell the visit to end within some seconds."""
        self._draining = self._house.clock() + seconds
        if self._control:
            self._control.drain(seconds)
        if self._watch:
            self._watch.end_within(seconds + GRACE, "late")

    def renew(self, course: str) -> None:
        """Tell the visit that there is another course: a screen that nobody has touched is drawn anew from it."""
        self._renews = course
        if self._control:
            self._control.renew(course)

    async def run(self) -> Farewell:
        """Lead patients through visits until the line is gone or may not go on; write no last sentence."""
        house, caller = self._house, self._caller
        source = house.log.source(caller.address)
        if refusal := house.gate.enter(caller.address):
            house.log.tell("refused", why=refusal, door=caller.door, account=caller.account, source=source)
            return Farewell(75, refusal, say(caller.profile.language, f"serve-{refusal}"))
        house.sessions.add(self)
        house.log.tell("session", account=caller.account, door=caller.door, source=source, inside=house.gate.inside)
        farewell = Farewell(70, "crashed", say(caller.profile.language, "serve-sorry"))
        try:
            farewell = await self._visits()
        finally:
            house.gate.leave(caller.address)
            house.sessions.discard(self)
            house.changed.set()
            house.log.tell("session-over", source=source, how=farewell.how, inside=house.gate.inside)
        return farewell

    async def _visits(self) -> Farewell:
        """Give the line one visit after another."""
        language, note = self._caller.profile.language, ""
        while True:
            try:
                how = await self._visit(note)
            except (ServiceError, OSError) as error:
                why = error.code if isinstance(error, ServiceError) else error.strerror or ""
                self._house.log.tell("no-visit", why=why)
                self._line.write(CLEAN)
                return Farewell(70, "crashed", say(language, "serve-sorry"))
            self._follows, takes = how == "finished", await self._line.shut()
            if self._gone or how == "gone":
                return Farewell(0, "gone")
            self._line.write(CLEAN)
            if farewell := self._last(how, takes=takes):
                return farewell
            note = "" if how in CALM else "serve-again"

    def _last(self, how: How, *, takes: bool) -> Farewell | None:
        """Return the session's end where no other visit follows the one that ended so."""
        language = self._caller.profile.language
        if how == "drained" or self._draining is not None:
            return Farewell(75, "drained", say(language, "serve-draining"))
        if how not in CALM and (self._once or self._fell()):
            return Farewell(70, how, say(language, "serve-sorry"))
        if not takes:  # nobody reads what is written: leave the place to somebody else
            return Farewell(75, how)
        return Farewell(0, how) if how == "staff" or self._once else None

    @property
    def _once(self) -> bool:
        """Whether nobody else follows on this line."""
        return self._caller.account in {"plain", "staff"}

    def _fell(self) -> bool:
        """Note a bad ending; tell whether there were too many of late."""
        self._falls.append(self._house.clock())
        return len(self._falls) == _FALLS and self._falls[-1] - self._falls[0] < _FALLEN

    async def _visit(self, note: str) -> How:
        """Lead one patient through one visit; return how it ended.

        Raises:
            ServiceError: The zygote is gone.
            OSError: There is no descriptor left.
        """
        house = self._house
        begun, self._renews = house.clock(), ""
        start = house.nursery.album.show(self._asked(note), self._line.write)  # before all that takes time
        near, far = wire.pair()
        fds = [far.detach()]
        tries = partial(house.latch.tries, self._caller.address)
        control = Control(near, lambda: house.log.tell("drawn", seconds=round(house.clock() - begun, 4)), tries)
        try:
            fds = [*self._line.open(self._caller.account), *fds]
            if start.shown:
                await asyncio.sleep(_MOMENT)
            child = await house.nursery.start(start, fds)
        except BaseException:
            control.close()
            raise
        finally:
            wire.close(fds)
        house.log.tell("visit", visit_pid=child.pid, warm=child.warm, account=self._caller.account)
        try:
            how = await self._watched(child, control)
        finally:
            house.nursery.stop(child)
            self._control = None
            control.close()
        house.log.tell("visit-over", visit_pid=child.pid, how=how)
        return how

    def _asked(self, note: str) -> Start:
        caller, limits, log = self._caller, self._house.gate.limits, self._house.log
        profile, shut = caller.profile, self._house.latch.shut(caller.address)
        seen = (caller.account, *self._size, profile.colours, profile.charset, profile.language)
        source, follows = log.hashed(caller.address), self._follows
        return Start(0, *seen, limits.idle, limits.hard, source, note, shut, follows=follows, key=caller.key)

    async def _watched(self, child: Nursling, control: Control) -> How:
        """Wait for the end of a visit, which may come from outside; tell its child first what it has missed."""
        house = self._house

        def kill(why: Why) -> None:
            if not child.ended.done():
                house.log.tell("killed", visit_pid=child.pid, why=why)
                house.nursery.stop(child)

        watch = Watch(control, house.gate.limits, kill, hears=self._caller.door == "ssh")
        self._control, self._watch = control, watch
        control.resize(*self._size)
        if self._gone:
            self.hang_up()
        elif self._draining is not None:
            self.drain(max(0, round(self._draining - house.clock())))
        elif self._renews:
            control.renew(self._renews)
        try:
            how = await asyncio.shield(child.ended)
        finally:
            self._watch = None
            watch.close()
        return "hard" if watch.why == "hard" else how
