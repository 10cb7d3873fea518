"""The Textual app of the patient's face: it hands keys to a `Face` and draws what that shows."""

import asyncio
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.driver import Driver
from textual.screen import Screen

from glutatui.errors import GlutatuiError
from glutatui.tui.face import Face
from glutatui.tui.kiosk import KioskScreen
from glutatui.tui.limits import Limits
from glutatui.tui.look import Look
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.staff import CHORD
from glutatui.tui.still import cursor_of, first_theme
from glutatui.tui.theme import Theme
from glutatui.tui.timed import TimedApp
from glutatui.tui.views.view import View
from glutatui.tui.widgets.sheet import Sheet
from glutatui.tui.work import Outcome, Work
from glutatui.words import say

_SLOW = 0.5
"""Seconds after which a patient is told that work is going on."""
_OVER: Final = 0.4
"""Seconds without a key after which whoever was here before types no more: a second Enter, a key held down."""
_WHOLE: Final = 60.0
"""Seconds after which the next key draws the whole screen: another program may have written on it, as ``wall`` does,
and what it wrote would stay between our words wherever no cell of ours changes."""
_GIVEN: Final = (events.Key, events.MouseEvent, events.Paste)
"""What a patient gives."""
_PRESENCE: Final = (events.Key, events.MouseUp, events.MouseScrollUp, events.MouseScrollDown)
"""What says that somebody is there."""


class VisitScreen(KioskScreen, inherit_bindings=False):
    """The one screen: a sheet."""

    def compose(self) -> ComposeResult:
        """Lay out the sheet, once."""
        yield Sheet()


class TutorApp(TimedApp, inherit_bindings=False):
    """Draws a face on a terminal."""

    ACTIONS: ClassVar[frozenset[str]] = frozenset()
    PAINTS: ClassVar[bool] = True

    def __init__(
        self,
        face: Face,
        profile: TerminalProfile,
        driver_class: type[Driver] | None = None,
        *,
        sorry: str,
        log: Callable[[str], None],
        limits: Limits | None = None,
        farewell: Callable[[Face], str] = lambda _: "",
    ) -> None:
        """Make the app for one terminal; ``limits`` hold for each visit on it, ``farewell`` is left at the end."""
        super().__init__(face, driver_class, sorry=sorry, log=log, limits=limits)
        self._farewell = farewell
        self._profile = profile
        self._sheet: Sheet | None = None
        self.working = False
        """Whether something is being kept or opened."""
        self._free_since = 0.0
        """When the last work was done; what was pressed before was meant for another screen."""
        self._theme = self._first_theme()
        self._turn = 0
        self._under_way: set[asyncio.Future[object]] = set()
        """Work that is being done."""
        self._says_wait: View | None = None
        """What says that work takes long."""
        self._typed_before = 0.0
        """Until when keys are those of the patient before."""
        self._whole_at = 0.0
        """When the whole screen was drawn."""

    def _first_theme(self) -> Theme:
        return first_theme(self._profile)

    def fresh_look(self) -> None:
        """Draw in the colours that every patient begins with."""
        self._theme = self._first_theme()

    def get_default_screen(self) -> Screen[None]:
        """Begin on the one screen."""
        return VisitScreen(id="_default")

    @property
    def look_now(self) -> Look:
        """The screen as it is now."""
        return Look(self.size.width, self.size.height, self._profile.charset, self.face.language)

    def on_sheet_sized(self, message: Sheet.Sized) -> None:
        """Lay out for the size."""
        self._sheet = message.sheet
        self.repaint()

    async def on_event(self, event: events.Event) -> None:
        """Take what a patient gives here, before any widget; leave the rest to Textual."""
        if isinstance(event, _GIVEN):
            self.take(event)
        else:
            await super().on_event(event)

    def take(self, event: events.Event) -> None:
        """Carry out a key or a click; a paste and the rest of the mouse mean nothing.

        A key counts only for the screen that was shown when it was pressed: while work goes on, keys are dropped.
        Any key says that somebody is there; one that takes a warning away does nothing else.
        """
        if event.time - self._whole_at > _WHOLE:
            self._draw_whole()
        if isinstance(event, _PRESENCE) and self.somebody_is_there():
            self.draw()
        elif isinstance(event, events.Key | events.MouseUp):
            if event.time < self._typed_before:
                self._typed_before = event.time + _OVER
            elif not self.working and event.time >= self._free_since:
                self._answer(event)

    def _answer(self, event: events.Key | events.MouseUp) -> None:
        look = self.look_now
        work = None
        if isinstance(event, events.MouseUp):
            work = self.face.click(event.screen_x, event.screen_y, look)
        elif event.key == CHORD:
            self.face.over_all.ask_staff()
        elif key := _name_of(event):
            work = self.face.press(key, look)
        self._begin(work)

    def open_face(self) -> None:
        """Begin the work that the face opens with; where there is none, nothing has changed that is to be drawn."""
        if work := self.face.opening():
            self._begin(work)

    def _begin(self, work: Outcome) -> None:
        """Begin work in a thread, if there is any; else show what came of the key."""
        if work is None:
            self._after()
            return
        self.working = not work.beside
        loop = asyncio.get_running_loop()
        under_way = loop.run_in_executor(None, work.run)
        self._under_way.add(under_way)
        slow = loop.call_later(_SLOW, self._goes_on, work, under_way)
        under_way.add_done_callback(partial(self._done, work, self.face.turn, slow))

    def _goes_on(self, work: Work, under_way: "asyncio.Future[object]") -> None:
        """Say that work takes long, or how far it is."""
        if under_way.done():
            return
        if work.beside:
            asyncio.get_running_loop().call_later(_SLOW, self._goes_on, work, under_way)
        else:
            self._says_wait = self.face.view
            self._says_wait.note = say(self.face.language, "working")
        self.draw()

    def _done(self, work: Work, turn: int, slow: asyncio.TimerHandle, under_way: "asyncio.Future[object]") -> None:
        """Show what came of work; of a patient who is gone nothing is shown."""
        slow.cancel()
        self._under_way.discard(under_way)
        if under_way.cancelled():
            return
        if not work.beside:
            self.working, self._free_since = False, monotonic()
            self.wait_anew()
        if self._says_wait and not work.beside:  # it may be the next patient's by now
            self._says_wait.note, self._says_wait = "", None
        if turn == self.face.turn:
            self._show_what_came(work, under_way)
        self._after()

    def _show_what_came(self, work: Work, done: "asyncio.Future[object]") -> None:
        """Go on with a result, or say that there is none; what nobody foresaw ends the program."""
        try:
            result = done.result()
        except GlutatuiError as error:
            self.face.failed(error)
        else:
            work.then(result)

    def on_unmount(self) -> None:
        """Wait for no work any more."""
        for under_way in self._under_way:
            under_way.cancel()

    def _after(self) -> None:
        """Show what came of it, or end; leave nothing of a patient who is gone."""
        self.settle_time()
        if self.face.over:
            self.exit()
            return
        if self.face.turn != self._turn:
            self._turn, self._free_since = self.face.turn, monotonic()
            if self.face.ended in {"finished", "left"}:  # by a key, not because nobody was there
                self.follow()
            self.fresh_look()
            self.wipe()
            self._draw_whole()
        self.draw()

    def exit(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Textual's own)
        """End, and leave the last words."""
        self.say_at_the_end(self._farewell(self.face))
        super().exit(*args, **kwargs)

    def follow(self) -> None:
        """Drop what the patient before still types, until they have stopped."""
        self._typed_before = monotonic() + _OVER

    def repaint(self) -> None:
        """Draw everything anew."""
        self._draw_whole()
        self.draw()

    def _draw_whole(self) -> None:
        """Let the next frame be a whole one."""
        self._whole_at = monotonic()
        if self._sheet is not None:
            self._sheet.forget()

    def draw(self) -> None:
        """Show what the face shows."""
        if not self.is_running or not self.size or self._sheet is None:
            return
        look = self.look_now
        frame = self.face.frame(look)
        cursor = cursor_of(frame)
        if cursor:
            self.cursor_at(*cursor)
        theme = self._theme.other() if self.face.comfort.other_colours else self._theme
        self._sheet.show(frame, theme, self, cursor)


def _name_of(event: events.Key) -> str:
    """Return a key as views know it: a name for the keys that move, else the character."""
    names = {"up", "down", "left", "right", "enter", "escape", "backspace", "pageup", "pagedown", "tab"}
    if event.key in names:
        return event.key
    character = event.character or ""
    return character.lower() if character.isprintable() else ""
