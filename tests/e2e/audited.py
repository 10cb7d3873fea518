"""The program with Python telling what it opens and starts, from the first key on; ``audited.py LOG COMMAND ...``.

What belongs to the journal, and code that is loaded late, is left out of the log.
"""

import os
import sys
from typing import Any

from glutatui.cli import main

_TELLING = ("subprocess", "os.exec", "os.fork", "os.posix_spawn", "os.system", "pty.spawn", "socket.", "webbrowser")
_CODE = tuple({sys.prefix, sys.base_prefix, os.path.dirname(os.path.dirname(main.__code__.co_filename))})  # noqa: PTH120
_NAME, _PATH, _MODE = 0, 0, 1


def watch(log: int) -> None:
    """Begin to write down, one event a line."""

    def hear(event: str, args: tuple[Any, ...]) -> None:
        told = event.startswith(_TELLING)
        if event == "open":
            path, mode = str(args[_PATH]), args[_MODE]
            code = path.startswith(_CODE) and path.endswith((".py", ".pyc")) and mode in {"r", "rb", None}
            told = not code and "journal.sqlite" not in path
        if told:
            os.write(log, f"{event} {args[_NAME] if args else ''}\n".encode())

    sys.addaudithook(hear)


def from_the_first_key(log: int) -> None:
    """Watch as soon as something is typed."""
    from glutatui.tui.driver.driver import KioskDriver  # noqa: PLC0415  (the environment is scrubbed by then)

    readable = KioskDriver._readable  # noqa: SLF001  (what the loop calls when something is typed)

    def first(self: KioskDriver) -> None:
        KioskDriver._readable = readable  # type: ignore[method-assign]  # noqa: SLF001
        watch(log)
        readable(self)

    KioskDriver._readable = first  # type: ignore[method-assign]  # noqa: SLF001


if __name__ == "__main__":
    from glutatui.tui.environment import scrub

    kept = os.environ.copy()
    scrub(os.environ)
    from_the_first_key(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    os.environ.clear()
    os.environ.update(kept)
    sys.exit(main(sys.argv[2:]))
