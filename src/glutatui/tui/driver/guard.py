"""An app in which no built-in of Textual leads out of the course, and a crash says one sentence."""

import asyncio
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, Any, ClassVar, Final

from rich.color import ColorSystem
from rich.console import Console
from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen

from glutatui.tui.environment import COLOUR_SYSTEMS
from glutatui.tui.profile import TerminalProfile

from .driver import KioskDriver
from .paint import Line

FAULT: Final = 70
"""Exit status of a crash."""


def told(error: BaseException) -> str:
    """Describe an error for staff: types and places, no message, no locals, no patient's words."""
    lines: list[str] = []
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        lines.append(f"{type(now).__module__}.{type(now).__qualname__}")
        for frame, line in traceback.walk_tb(now.__traceback__):
            code = frame.f_code
            lines.append(f"  {os.path.basename(code.co_filename)}:{line} {code.co_qualname}")  # noqa: PTH119
        inner = getattr(now, "error", None)  # a failed worker keeps its cause there
        now = inner if isinstance(inner, BaseException) else now.__cause__ or now.__context__
    return "\n".join(lines)


class GuardedApp(App[None], inherit_bindings=False):
    """The part of the kiosk app that has to reach into Textual."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    COMMANDS: ClassVar[set[Any]] = set()
    PAINTS: ClassVar[bool] = False
    """Whether the app paints by itself with ``paint``, so that what Textual draws is left out."""
    ACTIONS: ClassVar[frozenset[str]] = frozenset({"focus_next", "focus_previous"})
    """Actions that may run at all, whatever asks for them; an app names its own here."""

    def __init__(
        self,
        driver_class: type[Driver] | None = None,
        *,
        sorry: str,
        log: Callable[[str], None],
    ) -> None:
        """Make the app; see ``KioskApp``."""
        super().__init__(driver_class or KioskDriver)
        self._sorry, self._report = sorry, log
        self._down = self._unsaid = False
        self._disable_tooltips = self._disable_notifications = True
        wiring = getattr(driver_class, "wiring", None)
        if wiring is not None:
            self._take_colours(wiring.profile)

    @property
    def status(self) -> int:
        """Exit status for the command line: 0, what ``exit`` was given, or 70 after a crash."""
        return FAULT if self._down else self.return_code or 0

    def _take_colours(self, profile: TerminalProfile) -> None:
        """Draw in the colours of this terminal, not of the process."""
        self.no_color = profile.colours == "mono"
        self.console = Console(
            color_system=COLOUR_SYSTEMS[profile.colours],  # type: ignore[arg-type]
            file=self.console.file,
            markup=True,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            force_terminal=True,
            safe_box=False,
            soft_wrap=False,
            _environ={},
        )

    # painting

    @property
    def depth(self) -> ColorSystem:
        """How many colours are drawn with."""
        depths = {"truecolor": ColorSystem.TRUECOLOR, "256": ColorSystem.EIGHT_BIT}
        return depths.get(self.console.color_system or "", ColorSystem.STANDARD)

    def paint(self, before: Sequence[Line], after: Sequence[Line], *, cursor: tuple[int, int] | None) -> bool:
        """Turn one screen into another, cell by cell, past Textual; tell whether there is a terminal that can."""
        return isinstance(self._driver, KioskDriver) and self._driver.paint(before, after, cursor)

    def wipe(self) -> None:
        """Leave nothing of a visit on the terminal; what is drawn next is drawn whole."""
        if isinstance(self._driver, KioskDriver):
            self._driver.wipe()

    def repaint(self) -> None:
        """Draw everything anew, as nobody knows what the terminal shows."""
        self.refresh()

    def say_at_the_end(self, words: str) -> None:
        """Leave lines on the terminal after the last screen.

        The driver says them before it gives the terminal back: from then on Ctrl+S stops whoever writes there.
        """
        if words and isinstance(self._driver, KioskDriver):
            self._driver.last_words = words

    # one gate for all actions

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:  # noqa: ANN401
        """Run an action if it is on the list."""
        if action_name not in self.ACTIONS:
            return False
        return await super()._dispatch_action(namespace, action_name, params)

    # a crash

    def on_load(self) -> None:
        """Keep asyncio from printing errors onto the patient's terminal."""
        asyncio.get_running_loop().set_exception_handler(self._stray)

    def _stray(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Report what nobody waited for; an error in a callback is a crash."""
        error = context.get("exception")
        if isinstance(error, Exception) and "handle" in context:
            self._handle_exception(error)
        else:
            self._report(told(error) if isinstance(error, BaseException) else str(context.get("message")))

    def _handle_exception(self, error: Exception) -> None:
        """Report an error without its words, then go down."""
        self._report(told(error))
        super()._handle_exception(error)  # calls panic or _fatal_error

    def _fatal_error(self) -> None:
        """Go down; draw no traceback."""
        self.panic()

    def panic(self, *renderables: object) -> None:  # noqa: ARG002
        """Leave one calm sentence, whatever was to be shown."""
        self._down = self._unsaid = True
        self._return_code = FAULT
        self.say_at_the_end(self._sorry)
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing of Textual's; say the sentence where the driver could not."""
        self._exit_renderables.clear()
        said = isinstance(self._driver, KioskDriver) and not self._driver.last_words
        if self._unsaid and not said:
            print(self._sorry, file=sys.__stderr__)
        self._unsaid = False

    # the terminal

    def resized(self) -> None:
        """Tell the app that its terminal has another size, where no SIGWINCH arrives."""
        if isinstance(self._driver, KioskDriver):
            self._driver.resized()

    def _build_driver(
        self,
        headless: bool,  # noqa: FBT001
        inline: bool,  # noqa: ARG002, FBT001
        mouse: bool,  # noqa: FBT001
        size: tuple[int, int] | None,
    ) -> Driver:
        """Never take Textual's inline driver."""
        return super()._build_driver(headless=headless, inline=False, mouse=mouse, size=size)

    # nothing leads out

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer none."""
        return ()

    def get_driver_class(self) -> type[Driver]:
        """Never let the environment choose."""
        return KioskDriver

    def copy_to_clipboard(self, text: str) -> None:
        """Leave the clipboard alone."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""

    def deliver_binary(self, path_or_file: str | IO[Any], **_: object) -> str | None:  # type: ignore[override]
        """Write no file."""

    def deliver_text(self, path_or_file: str | IO[Any], **_: object) -> str | None:  # type: ignore[override]
        """Write no file."""

    def save_screenshot(self, *_: object, **__: object) -> str:
        """Write no file."""
        return ""

    def notify(self, *_: object, **__: object) -> None:
        """Show no toast: it would be gone before it is read."""

    def bell(self) -> None:
        """Stay quiet."""

    def set_keymap(self, keymap: Mapping[str, str]) -> None:
        """Keep the keys as they are."""
