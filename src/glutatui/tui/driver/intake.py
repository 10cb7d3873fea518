"""Hands what a terminal sends to the app, in order and no faster than it is handled."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final, Protocol, runtime_checkable

from textual import events
from textual.app import App, ScreenStackError

from .reader import Reader

_IN_FLIGHT: Final = 8
"""Events that the app has not handled yet; more wait here, in order."""
_HASTE: Final = 64
"""Events that wait where nobody types so fast; a key held down for two seconds sends so many."""
_KEPT: Final = 4
"""Events that are kept of such a flood, the newest: what is pressed after it is answered within a second."""
_SLOWLY: Final = 0.25
"""Seconds between two of its events."""
_PACE: Final = 0.004
"""Seconds between looks whether the app has caught up, while events wait."""


@runtime_checkable
class Hurries(Protocol):
    """An app that wants to know of floods."""

    def hurries(self) -> None:
        """More waits than anybody types; told again as long as that holds."""


@runtime_checkable
class Takes(Protocol):
    """An app that takes what a patient gives at once, past Textual's queue, whose cost is that of the key itself."""

    def take(self, event: events.Event) -> None:
        """Carry an event out."""


class Intake:
    """What was typed and clicked, on its way to one app."""

    def __init__(
        self,
        app: App[Any],
        reader: Reader,
        loop: asyncio.AbstractEventLoop,
        *,
        on_screen: Callable[[events.MouseEvent], bool],
    ) -> None:
        """Begin with nothing waiting; mouse events that are not ``on_screen`` are dropped."""
        self._app, self._reader, self._loop, self._on_screen = app, reader, loop, on_screen
        self._take = app.take if isinstance(app, Takes) else None
        self._waiting: deque[events.Event] = deque()
        self._flooded = False
        """Whether more came than anybody types, and some of it still waits."""
        self._lapse: asyncio.TimerHandle | None = None
        self._pace: asyncio.TimerHandle | None = None

    def take(self, data: bytes) -> None:
        """Take bytes as they came."""
        self._deliver(self._reader.feed(data))

    def forget(self) -> None:
        """Drop what waits and what was begun."""
        self._waiting.clear()
        self._reader.forget()

    def stop(self) -> None:
        """Hand over no more."""
        self._waiting.clear()
        for timer in (self._lapse, self._pace):
            if timer is not None:
                timer.cancel()

    def _deliver(self, arrived: Iterable[events.Event]) -> None:
        """Hand events to the app, a few at a time; see to what is unfinished."""
        taken = False
        for event in arrived:
            if isinstance(event, events.MouseEvent) and not self._on_screen(event):
                continue
            if not self._waiting and self._unhandled() < _IN_FLIGHT and not taken:
                taken = self._post(event)
            else:
                self._waiting.append(event)
                self._bound()
        if self._waiting and self._pace is None:
            self._pace = self._loop.call_later(_PACE, self._catch_up)
        if self._lapse is not None:
            self._lapse.cancel()
            self._lapse = None
        if (wait := self._reader.waits()) is not None:
            self._lapse = self._loop.call_later(wait, self._lapsed)

    def _bound(self) -> None:
        """Keep little of a flood, and tell of it."""
        if len(self._waiting) >= _HASTE:
            self._flooded = True
            if isinstance(self._app, Hurries):
                self._app.hurries()
        if self._flooded:
            while len(self._waiting) > _KEPT:
                self._waiting.popleft()

    def _lapsed(self) -> None:
        """Nothing more came after the beginning of a sequence."""
        self._lapse = None
        self._deliver(self._reader.lapse())

    def _catch_up(self) -> None:
        """Hand over what waits, as far as the app has caught up."""
        self._pace = None
        for _ in range(min(1 if self._flooded else _IN_FLIGHT, _IN_FLIGHT - self._unhandled())):
            if self._waiting:
                self._post(self._waiting.popleft())
        self._flooded = self._flooded and bool(self._waiting)
        if self._waiting:
            self._pace = self._loop.call_later(_SLOWLY if self._flooded else _PACE, self._catch_up)

    def _post(self, event: events.Event) -> bool:
        """Hand an event over; tell whether it was carried out at once: then the next one waits its turn."""
        if self._take is not None and not self._unhandled():
            self._take(event)
            return True
        event.set_sender(self._app)
        self._app.post_message(event)
        return False

    def _unhandled(self) -> int:
        """Count the messages that the app, its screen and the focused widget have before them."""
        count = self._app.message_queue_size
        with suppress(ScreenStackError):
            count += self._app.screen.message_queue_size
            if (focused := self._app.screen.focused) is not None:
                count += focused.message_queue_size
        return count
