"""Frames go out through a filter and a bounded buffer: a terminal that stops reading costs nothing."""

import asyncio
import os
import re
import select
import time
from collections import deque
from collections.abc import Callable
from typing import Final

LIMIT: Final = 64 * 1024
"""Bytes that may wait for a slow terminal before frames are dropped."""

_CUT: Final = b"\x18"
"""CAN: a terminal gives up the sequence of which it has seen a part."""

_OURS = r"\[[0-9;]{0,64}[A-HJKm]"
_FOREIGN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
    r"(?:(?<!\x1b)|(?!" + _OURS + r")"
    r"(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|\[[0-?]*[ -/]*[@-~]?|[^\x1b]?))",
    re.DOTALL,
)
_KEEP = re.compile("\x1b" + _OURS)
_COLOUR = re.compile(r"\x1b\[([0-9;]*)m")
_LOOKS = frozenset({"1", "2", "3", "4", "7"})
_ENDS = {"22": frozenset({"1", "2"}), "23": frozenset({"3"}), "24": frozenset({"4"}), "27": frozenset({"7"})}


def only_ours(text: str) -> str:
    """Return the text with nothing but printable characters and our own escape grammar.

    Ours are SGR, cursor moves and erasing. Everything else, be it a title, a hyperlink, the
    clipboard, a query, a mode, a line feed or a character that turns the writing direction,
    is taken out whole.
    """
    if _FOREIGN.search(text) is None:
        return text
    return _FOREIGN.sub("", text)


def without_colour(text: str) -> str:
    """Return the text with bold, underline and reverse, but no colour.

    Looks are ended by 0 alone: a VT100 knows no 22, 24 or 27 (its user guide, SGR), and would stay reversed.
    """
    return _COLOUR.sub(_Looks(), text)


class _Looks:
    """Rewrites SGR sequences one after the other, from a terminal in its own colours on."""

    def __init__(self) -> None:
        """Begin with nothing on."""
        self._on: frozenset[str] = frozenset()

    def __call__(self, found: re.Match[str]) -> str:
        """Rewrite one sequence; drop it when only colour was in it."""
        before, self._on = self._on, _after(self._on, found[1].split(";"))
        if found[1] in {"", "0"}:
            return found[0]
        if before <= self._on:
            added = sorted(self._on - before)
            return f"\x1b[{';'.join(added)}m" if added else ""
        return f"\x1b[{';'.join(['0', *sorted(self._on)])}m"


def _after(looks: frozenset[str], parts: list[str]) -> frozenset[str]:
    """Return the looks that are on after the parameters of an SGR sequence."""
    while parts:
        part = parts.pop(0)
        if part in {"38", "48", "58"}:
            del parts[: 4 if parts[:1] == ["2"] else 2]
        elif part in {"", "0"}:
            looks = frozenset()
        elif part in _LOOKS:
            looks |= {part}
        else:
            looks -= _ENDS.get(part, frozenset())
    return looks


class FrameWriter:
    """Sends frames without ever waiting."""

    def __init__(self, fd: int, *, drained: Callable[[], None], lost: Callable[[], None]) -> None:
        """Write to a non-blocking descriptor within the running loop.

        Args:
            fd: Where the terminal is.
            drained: Called when a slow terminal has caught up after frames were dropped:
                everything has to be painted anew.
            lost: Called once when the terminal is gone.
        """
        self._fd, self._drained, self._lost = fd, drained, lost
        self._loop = asyncio.get_running_loop()
        self._queue: deque[bytes] = deque()
        self._size, self._begun, self._stale, self._gone = 0, False, False, False

    def send(self, frame: bytes) -> None:
        """Write a frame now, or keep it for later, or drop it when too much waits already."""
        if self._gone or self._stale or not frame:
            return
        if not self._queue:
            if rest := self._put(frame):
                self._begun = len(rest) < len(frame)
                self._queue.append(rest)
                self._size = len(rest)
                self._loop.add_writer(self._fd, self._more)
        elif self._size + len(frame) > LIMIT:
            self._drop()
        else:
            self._queue.append(frame)
            self._size += len(frame)

    def anew(self, data: bytes) -> None:
        """Forget what waits and send this, whatever waits; it is never dropped."""
        if self._gone:
            return
        cut, self._stale = bool(self._queue), False
        self._queue.clear()
        self._loop.remove_writer(self._fd)
        self.send(_CUT + data if cut else data)
        self._begun = bool(self._queue)

    def close(self, farewell: bytes, *, patience: float = 0.25) -> None:
        """Forget what waits and write the last bytes, for ``patience`` seconds at most."""
        self._queue.clear()
        self._loop.remove_writer(self._fd)
        deadline = time.monotonic() + patience
        ready = select.poll()
        ready.register(self._fd, select.POLLOUT)
        while not self._gone and (farewell := self._put(farewell)):
            wait = deadline - time.monotonic()
            if wait <= 0 or not ready.poll(wait * 1000):
                break
        self._gone = True

    def _drop(self) -> None:
        """Keep only the frame that is half sent; the next one has to be whole."""
        first = self._queue.popleft() if self._begun else None
        self._queue.clear()
        if first is not None:
            self._queue.append(first)
        self._size = len(first or b"")
        self._stale = True

    def _put(self, data: bytes) -> bytes:
        """Write what the terminal takes; return the rest."""
        try:
            return data[os.write(self._fd, data) :]
        except (BlockingIOError, InterruptedError):
            return data
        except OSError:
            self._gone = True
            self._queue.clear()
            self._loop.remove_writer(self._fd)
            self._loop.call_soon(self._lost)
            return b""

    def _more(self) -> None:
        """Go on where the terminal stopped reading."""
        while self._queue and not self._gone:
            frame = self._queue.popleft()
            rest = self._put(frame)
            self._size -= len(frame) - len(rest)
            self._begun = bool(rest) and (self._begun or len(rest) < len(frame))
            if rest:
                self._queue.appendleft(rest)
                return
        self._loop.remove_writer(self._fd)
        if self._stale and not self._gone:
            self._stale = False
            self._drained()
