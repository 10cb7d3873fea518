"""Bytes from a patient's terminal become keys, clicks and short pastes; nothing else passes.

Textual's own parser dies on some sequences and types unknown ones as keys, which on a quiz
would mark options. This one has a fixed grammar and bounded memory, and drops what it does not know.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Final

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import _character_to_key

ESCAPE_DELAY: Final = 0.1
"""Seconds after which a lone ESC is the Escape key; Textual's own figure."""

STUCK: Final = 1.0
"""Seconds after which an unfinished paste or control string is given up."""

PASTE: Final = 256
"""Characters of a paste that are handed on."""

_SPLIT: Final = 0.25
"""Seconds that a key's sequence may be on its way in two parts."""

_SWALLOW: Final = 4096
"""Characters of an unfinished paste or control string after which it is given up."""
_SEQUENCE: Final = 64
"""Longest unfinished key or mouse sequence that is waited for."""

_STRINGS = frozenset("]PX^_")
_PASTE_START, _PASTE_END = "\x1b[200~", "\x1b[201~"
_TOKEN = re.compile(
    r"\x1b\[M..."  # a click in the old coding
    r"|\x1b\[\[."  # F1-F5 of the Linux console
    r"|\x1b\[(?:3|7|8|23|24)\$"  # rxvt with shift
    r"|\x1b\[(?![M\[])[0-?]*[ -/]*(?:[@-~]|(?=[^ -~]))"  # cut short by what cannot be part of it
    r"|\x1b\[[0-?]*[ -/]+(?=[0-?])"
    r"|\x1bO(?:[ -~]|(?=[^ -~]))"
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|(?=\x1b[^\\]))"
    r"|\x1b[^\x1b\[\]OPX^_]"
    r"|\x1b(?=\x1b)"
    r"|[^\x1b]",
    re.DOTALL,
)
_PARTIAL = re.compile(r"\x1b(?:\[(?:M.{0,2}|\[|[0-?]*[ -/]*)|O|[\]PX^_][^\x07\x1b]*\x1b?)?", re.DOTALL)
_MOUSE = re.compile(r"\x1b\[<([0-9]{1,4});([0-9]{1,4});([0-9]{1,4})([Mm])")
_WHEEL: dict[int, type[events.MouseEvent]] = {0: events.MouseScrollUp, 1: events.MouseScrollDown}
_PRESS: dict[tuple[int, bool], type[events.MouseEvent]] = {
    **{(button, True): events.MouseDown for button in range(3)},
    **{(button, False): events.MouseUp for button in range(3)},
}


class Budget:
    """A token bucket: so much at once, so much a second."""

    def __init__(self, burst: float, rate: float, clock: Callable[[], float]) -> None:
        """Begin full; ``clock`` is monotonic seconds."""
        self._burst, self._rate, self._clock = burst, rate, clock
        self._left, self._then = burst, clock()

    def take(self, amount: float) -> bool:
        """Spend; False, and a debt of a quarter second at most, when there is too little."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._then) * self._rate) - amount
        self._then = now
        if self._left < 0:
            self._left = max(self._left, -self._rate / 4)
            return False
        return True


class Reader:
    """Turns bytes into Textual events.

    ``feed`` takes what was read; ``waits`` tells how long to wait before ``lapse`` when
    something is unfinished.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with nothing half read; ``clock`` is monotonic seconds."""
        self._clock = clock
        self._bytes = Budget(2048, 1024, clock)
        self._clicks = Budget(32, 32, clock)
        self.forget()

    def forget(self) -> None:
        """Drop everything that is half read."""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._paste: str | None = None
        self._since = self._clock()

    def feed(self, data: bytes) -> Iterator[events.Event]:
        """Yield the events that are complete; drop all of a flood."""
        if not self._bytes.take(len(data)):
            self.forget()
            return
        if not self._rest and self._paste is None:
            self._since = self._clock()
        text = self._rest + self._decode(data)
        self._rest = ""
        while text:
            if self._paste is not None:
                pasted, text = self._pasting(text)
                if pasted is not None:
                    yield events.Paste(pasted)
                continue
            found = _TOKEN.match(text)
            if found is None:
                self._hold(text)
                return
            text = text[found.end() :]
            if found[0] == _PASTE_START:
                self._paste, self._since = "", self._clock()
            else:
                yield from self._events(found[0])

    def waits(self) -> float | None:
        """Return the seconds until ``lapse`` has to be called; None when nothing is unfinished."""
        if self._paste is not None or self._rest[1:2] in _STRINGS:
            return max(0.0, self._since + STUCK - self._clock())
        if self._rest:
            return ESCAPE_DELAY if self._rest == "\x1b" else _SPLIT
        return None

    def lapse(self) -> Iterator[events.Event]:
        """Give up what is unfinished; a lone ESC was the Escape key."""
        if self._rest == "\x1b" and self._paste is None:
            self._rest = ""
            yield events.Key("escape", "\x1b")
        elif self._rest or self._paste is not None:
            self.forget()

    def _hold(self, text: str) -> None:
        """Keep the beginning of a sequence, within bounds."""
        longest = _SWALLOW if text[1:2] in _STRINGS else _SEQUENCE
        if _PARTIAL.fullmatch(text) and len(text) <= longest:
            self._rest = text
        else:
            self.forget()

    def _pasting(self, text: str) -> tuple[str | None, str]:
        """Take text into the paste; return the paste when it is complete, and what is left."""
        taken = (self._paste or "") + text
        end = taken.find(_PASTE_END)
        if end >= 0:
            self._paste = None
            return "".join(c for c in taken[:end] if c.isprintable())[:PASTE], taken[end + 6 :]
        if len(taken) > _SWALLOW:
            self.forget()
        else:
            self._paste = taken
        return None, ""

    def _events(self, token: str) -> Iterator[events.Event]:
        """Translate one complete token."""
        if mouse := _MOUSE.fullmatch(token):
            code, column, row = (int(part) for part in mouse.groups()[:3])
            event = _mouse(code, column - 1, row - 1, down=mouse[4] == "M")
            if event is not None and self._clicks.take(1):
                yield event
        elif (key := _key(token)) is not None:
            yield key


def _key(token: str) -> events.Key | None:
    """Return the key that a token stands for; None for an unknown one and for Alt with a special key."""
    known = None if "\x80" <= token <= "\x9f" else ANSI_SEQUENCES_KEYS.get(token)
    if isinstance(known, tuple):
        single = len(known) == 1
        return events.Key(known[0].value, token if len(token) == 1 else None) if single else None
    character = known if isinstance(known, str) else token.removeprefix("\x1b")
    if len(character) != 1 or not character.isprintable() or character == "\ufffd":
        return None
    name = _character_to_key(character)
    alt = known is None and len(token) > 1
    return events.Key(f"alt+{name}", None) if alt else events.Key(name, character)


def _mouse(code: int, x: int, y: int, *, down: bool) -> events.MouseEvent | None:
    """Build a press, release or turn of the wheel; None for moves and anything odd.

    Args:
        code: The terminal's number: button 0-2, 4 shift, 8 meta, 16 control, 32 move, 64 wheel.
        x: Column from 0.
        y: Row from 0.
        down: Whether the button goes down.
    """
    button = code & 3
    kind: type[events.MouseEvent] | None
    if code & 64:
        kind = _WHEEL.get(button)
        number = 0
    else:
        kind = _PRESS.get((button, down))
        number = button + 1
    if kind is None or code & 32 or code >> 7 or min(x, y) < 0:
        return None
    shift, meta, ctrl = bool(code & 4), bool(code & 8), bool(code & 16)
    return kind(None, x, y, 0, 0, number, shift, meta, ctrl, screen_x=x, screen_y=y)
