"""The Textual app that shows slides to an author and looks at the files again whenever one is saved."""

import asyncio
from collections.abc import Callable, Hashable
from typing import ClassVar, Final

from textual import events
from textual.driver import Driver
from textual.screen import Screen

from glutatui.tui.app import VisitScreen
from glutatui.tui.driver import driver_for
from glutatui.tui.kiosk import KioskApp
from glutatui.tui.look import Look
from glutatui.tui.profile import TerminalProfile
from glutatui.tui.sight import Sight
from glutatui.tui.slides import Slides
from glutatui.tui.still import first_theme
from glutatui.tui.widgets.sheet import Sheet
from glutatui.words import say

_EVERY: Final = 0.2
"""Seconds between two looks at the files."""


class PreviewApp(KioskApp, inherit_bindings=False):
    """Draws slides on a terminal."""

    ACTIONS: ClassVar[frozenset[str]] = frozenset()
    PAINTS: ClassVar[bool] = True

    def __init__(
        self,
        slides: Slides,
        profile: TerminalProfile,
        driver_class: type[Driver] | None = None,
        *,
        stamp: Callable[[], Hashable],
        seen: Hashable,
        look_again: Callable[[], Sight],
        sorry: str,
        log: Callable[[str], None],
    ) -> None:
        """Make the app.

        Args:
            slides: What is shown.
            profile: What the terminal can show.
            driver_class: The terminal.
            stamp: Returns a value that changes whenever a file is saved.
            seen: That value when the slides were made.
            look_again: Reads the file anew; takes its time, in a thread.
            sorry: What is said after a crash.
            log: Takes the details of one.
        """
        super().__init__(driver_class, sorry=sorry, log=log)
        self._slides = slides
        self._profile = profile
        self._stamp, self._seen, self._look_again = stamp, seen, look_again
        self._sheet: Sheet | None = None
        self._reading = False
        self._theme = first_theme(profile)

    def get_default_screen(self) -> Screen[None]:
        """Begin on the one screen."""
        return VisitScreen(id="_default")

    def on_mount(self) -> None:
        """Begin to look at the files."""
        self.set_interval(_EVERY, self._watch)

    async def _watch(self) -> None:
        """Look at the files; where one was saved, read them in a thread and show what came of it."""
        if self._reading:
            return
        self._reading = True
        try:
            now = await asyncio.to_thread(self._stamp)
            if now != self._seen:
                self._slides.take(await asyncio.to_thread(self._look_again))
                self._seen = now
                self.draw()
        finally:
            self._reading = False

    def on_sheet_sized(self, message: Sheet.Sized) -> None:
        """Lay out for the size."""
        self._sheet = message.sheet
        self.draw()

    async def on_event(self, event: events.Event) -> None:
        """Take keys here; leave the rest, but the mouse and what is pasted, to Textual."""
        if isinstance(event, events.Key):
            self._answer(event)
        elif not isinstance(event, events.MouseEvent | events.Paste):
            await super().on_event(event)

    def _answer(self, event: events.Key) -> None:
        if event.key == "d":
            self._theme = self._theme.other()
        else:
            self._slides.press(_named(event), self._look)
        if self._slides.over:
            self.exit()
        else:
            self.draw()

    @property
    def _look(self) -> Look:
        return Look(self.size.width, self.size.height, self._profile.charset, self._slides.language)

    def repaint(self) -> None:
        """Draw everything anew."""
        if self._sheet is not None:
            self._sheet.forget()
        self.draw()

    def draw(self) -> None:
        """Show the slide at hand."""
        if self.is_running and self.size and self._sheet is not None:
            self._sheet.show(self._slides.frame(self._look), self._theme, self, None)


def _named(event: events.Key) -> str:
    """Return a key by its name, but the question mark by its sign."""
    return "?" if event.character == "?" else event.key


def run_preview(
    sight: Sight,
    profile: TerminalProfile,
    *,
    name: str,
    language: str,
    stamp: Callable[[], Hashable],
    seen: Hashable,
    look_again: Callable[[], Sight],
    log: Callable[[str], None],
) -> int:
    """Show a file until the author has had enough; return the exit status."""
    slides = Slides(sight, name, language)
    driver = driver_for(0, 1, profile, wipe=True)
    sorry = say(language, "preview-sorry")
    app = PreviewApp(slides, profile, driver, stamp=stamp, seen=seen, look_again=look_again, sorry=sorry, log=log)
    app.run()
    return app.status
