"""A small program for the tests of driver and app: a counter on a terminal, hardened or stock.

Run as ``python kiosk_child.py stock|kiosk [flags]`` with a pty on descriptors 0 to 2.
"""

# ruff: noqa: C901, PLC0415  (Textual is imported after the environment is scrubbed, as in the real program)

import argparse
import contextlib
import fcntl
import os
import sys
import termios
from pathlib import Path

from glutatui.tui.environment import scrub
from glutatui.tui.profile import profile_from_environment

CANARY = "CANARY-LOCAL"
SORRY = "Sorry, please call the staff."
FOREIGN = "\x1b]0;CANARY\x07\x1b]52;c;Q0FO\x07\x1b]8;;CANARY\x07x\x1b]8;;\x07\x1b[6n\u202e"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["stock", "kiosk"])
    parser.add_argument("--log", type=Path)
    parser.add_argument("--beat", type=int)
    for flag in ("wipe", "unfiltered", "no-ctty", "unscrubbed", "no-terminal", "broken-css"):
        parser.add_argument(f"--{flag}", action="store_true")
    return parser.parse_args()


def main() -> int:
    """Run the counter."""
    args = _arguments()
    if not args.no_ctty:
        with contextlib.suppress(OSError):
            fcntl.ioctl(1, termios.TIOCSCTTY, 0)
    profile = profile_from_environment(os.environ)
    if args.kind == "kiosk" and not args.unscrubbed:
        scrub(os.environ, profile.colours)

    from rich.segment import Segment
    from textual import events
    from textual.app import App, ComposeResult
    from textual.strip import Strip
    from textual.widget import Widget

    from glutatui.tui.driver import driver
    from glutatui.tui.kiosk import KioskApp, driver_for

    class Counter(Widget, can_focus=True):
        """Shows on every row how many events came and which was the last."""

        DEFAULT_CSS = "Counter { height: 1fr; }"
        seen, beats, last, extra = 0, 0, "none", ""

        def on_mount(self) -> None:
            if args.beat is not None:
                self.set_interval(0.02, self._beat)

        def _beat(self) -> None:
            self.beats += 1
            os.write(args.beat, b".")
            self.refresh()

        def render_line(self, y: int) -> Strip:
            text = f"{y} seen={self.seen}; last={self.last}; beats={self.beats};{self.extra}"
            return Strip([Segment(text.ljust(self.size.width))])

        def _saw(self, what: str) -> None:
            self.seen, self.last = self.seen + 1, what
            self.refresh()

        def on_key(self, event: events.Key) -> None:
            secret = CANARY
            if event.key == "x":
                raise ValueError(secret)
            if event.key == "c":
                self.extra = FOREIGN
            self._saw(event.key)

        def on_click(self, event: events.Click) -> None:
            self._saw(f"click@{event.x},{event.y}")

        def on_paste(self, event: events.Paste) -> None:
            self._saw(f"paste{len(event.text)}")

    def compose() -> ComposeResult:
        yield Counter()

    def log(text: str) -> None:
        if args.log:
            args.log.write_text(text)

    if args.unfiltered:
        setattr(driver, "only_ours", lambda text: text)  # noqa: B010  (the defence switched off)
    app: App[None]
    if args.kind == "stock":
        app = App()
        app.compose = compose  # type: ignore[method-assign]
        app.run()
        return app.return_code or 0
    if args.broken_css:
        Counter.DEFAULT_CSS = "Counter { height: }"
    fd = 999 if args.no_terminal else 0
    app = KioskApp(driver_for(fd, fd or 1, profile, wipe=args.wipe), sorry=SORRY, log=log)
    app.compose = compose  # type: ignore[method-assign]
    app.run()
    return app.status


if __name__ == "__main__":
    sys.exit(main())
