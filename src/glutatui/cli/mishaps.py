"""Errors that are told in one sentence, faults of ours that go to a log, and a word when something takes long."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from threading import Timer
from traceback import format_exception
from typing import Final

from glutatui.errors import GlutatuiError
from glutatui.words import error_text, say

PATIENCE: Final = 0.5
"""Seconds after which something that takes long is said to (architecture: progress over half a second)."""
LARGEST_LOG: Final = 1024 * 1024
"""Bytes of the log after which it begins anew, so that a fault in a loop cannot fill the disk."""
_LEFT: Final[Mapping[tuple[str, ...], str]] = {
    ("check",): "nothing",
    ("doctor",): "nothing",
    ("health",): "nothing",
    ("staff-pin",): "nothing",
    ("preview",): "nothing",
    ("import",): "nothing",
    ("export", "records"): "audit",
    ("export",): "nothing",
    ("report",): "audit",
    ("records",): "records",
    ("new",): "files",
    ("translated",): "files",
    ("serve",): "answers",
}
"""What each command that is no patient's has changed where it stops in the middle: the end of a key among the words."""


def _err(text: str) -> None:
    """Write one line to stderr, at a terminal broken between words, if anybody can still read it."""
    with suppress(OSError, ValueError, AttributeError):
        encoding = sys.stderr.encoding or "utf-8"
        seen = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
        if sys.stderr.isatty():
            seen = fill(seen, max(get_terminal_size().columns - 1, 20))
        sys.stderr.write(seen.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stderr.flush()


def tell(error: GlutatuiError) -> None:
    """Tell on stderr, in one sentence, what is wrong and what to do."""
    _err(f"glutatui: {error_text('en', error)}")


def say_aside(text: str) -> None:
    """Say something on stderr that is no error."""
    _err(text)


def keep(fault: Exception, words: Sequence[str] = ()) -> None:
    """Tell on stderr that the program stopped; keep the details, without any variable's value, in a log.

    Args:
        fault: What went wrong.
        words: What was typed after the program's name: patients read another sentence than staff, authors and hosts.
    """
    kept = _is_kept("".join(format_exception(fault)))
    left = next((key for known, key in _LEFT.items() if tuple(words[: len(known)]) == known), "")
    if "--confirm-wordings" in words:
        left = "files"
    if not left:
        _err(say("en", "sorry"))
        return
    details = say("en", "fault-details" if kept else "fault-details-lost", path=log_file())
    _err(f"{say('en', 'fault')} {say('en', f'fault-{left}')} {details}")


def log_file() -> Path:
    """Return where details of faults are kept: the user's state directory."""
    from platformdirs import user_state_path  # noqa: PLC0415  (most runs need no log)

    return user_state_path("glutatui", appauthor=False) / "faults.log"


def log(details: str) -> None:
    """Keep details of a fault; where even that fails, nothing more can be done."""
    _is_kept(details)


def _is_kept(details: str) -> bool:
    """Keep details of a fault; return whether that was possible."""
    with suppress(OSError):
        path = log_file()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        full = path.is_file() and path.stat().st_size > LARGEST_LOG
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if full else os.O_APPEND), 0o600)
        with open(handle, "a", encoding="utf-8", errors="backslashreplace") as out:  # noqa: PTH123  (a handle)
            out.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{details.rstrip()}\n\n")
        return True
    return False


@contextmanager
def patience(seconds: float = PATIENCE) -> Iterator[None]:
    """Say on stderr that the program is working when the block takes longer than ``seconds``."""
    timer = Timer(seconds, lambda: _err(say("en", "working")))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def patience_unthreaded(seconds: float = PATIENCE) -> Iterator[None]:
    """As `patience`, by the alarm clock: for Python's own work, whose process may be copied meanwhile (`beside`)."""
    before = signal.signal(signal.SIGALRM, lambda *_: _err(say("en", "working")))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def no_more_output() -> None:
    """Let the interpreter end calmly when nobody reads stdout any more."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
