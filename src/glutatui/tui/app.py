"""The Textual app of the patient's face: it hands keys to a `Face` and draws what that shows."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.driver import Driver
from textual.screen import Screen

from glutatui.errors import GlutatuiError
from glutatui.tui.face import Face, Work
from glutatui.tui.kiosk import KioskApp, KioskScreen
from glutatui.tui.look import Look
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.theme import Theme
from glutatui.tui.widgets.sheet import Sheet
from glutatui.words import say

_SLOW = 0.5
"""Seconds after which a patient is told that work is going on."""


class VisitScreen(KioskScreen, inherit_bindings=False):
    """The one screen: a sheet."""

    def compose(self) -> ComposeResult:
        """Lay out the sheet, once."""
        yield Sheet()


class TutorApp(KioskApp, inherit_bindings=False):
    """Draws a face on a terminal."""

    ACTIONS: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self,
        face: Face,
        profile: TerminalProfile,
        driver_class: type[Driver] | None = None,
        *,
        sorry: str,
        log: Callable[[str], None],
    ) -> None:
        """Make the app for one terminal."""
        super().__init__(driver_class, sorry=sorry, log=log)
        self.face = face
        self._profile = profile
        self._theme = Theme("dark", few=profile.colours in {"16", "mono"})

    def get_default_screen(self) -> Screen[None]:
        """Begin on the one screen."""
        return VisitScreen(id="_default")

    @property
    def look_now(self) -> Look:
        """The screen as it is now."""
        return Look(self.size.width, self.size.height, self._profile.charset, self.face.language)

    def on_sheet_sized(self) -> None:
        """Lay out for the size."""
        self.draw()

    async def on_event(self, event: events.Event) -> None:
        """Take keys and clicks here, before any widget; leave the rest to Textual."""
        if isinstance(event, events.Key):
            await self._pressed(_name_of(event))
        elif isinstance(event, events.MouseUp):
            await self._clicked(event.screen_x, event.screen_y)
        elif not isinstance(event, events.MouseEvent | events.Paste):
            await super().on_event(event)

    async def _pressed(self, key: str) -> None:
        if key == "d" and not self.face.takes_letters:
            self._theme = self._theme.other()
        elif key:
            await self._carry_out(self.face.press(key, self.look_now))
        self._after()

    async def _clicked(self, column: int, row: int) -> None:
        await self._carry_out(self.face.click(column, row, self.look_now))
        self._after()

    def _after(self) -> None:
        if self.face.over:
            self.exit()
        else:
            self.draw()

    async def _carry_out(self, work: Work | None) -> None:
        """Do work in a thread; keys that come meanwhile wait in the queue."""
        if work is None:
            return
        task = asyncio.ensure_future(asyncio.to_thread(work.run))
        done, _ = await asyncio.wait({task}, timeout=_SLOW)
        if not done:
            self.face.view.note = say(self.face.language, "working")
            self.draw()
            await asyncio.wait({task})
            self.face.view.note = ""
        try:
            result = task.result()
        except GlutatuiError as error:
            self.face.failed(error)
        else:
            work.then(result)

    def draw(self) -> None:
        """Show what the face shows."""
        if not self.is_running or not self.size:
            return
        look = self.look_now
        frame = self.face.frame(look)
        for sheet in self.screen.query(Sheet):
            sheet.show(frame, self._theme)
        if frame.focus_row is not None:
            self.cursor_at(look.left, frame.focus_row)


def _name_of(event: events.Key) -> str:
    """Return a key as views know it: a name for the keys that move, else the character."""
    names = {"up", "down", "left", "right", "enter", "escape", "backspace", "pageup", "pagedown"}
    if event.key in names:
        return event.key
    character = event.character or ""
    return character.lower() if character.isprintable() else ""
