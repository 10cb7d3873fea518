"""What the host itself writes to a terminal, between two visits; free of Textual."""

from typing import Final

CLEAN: Final = (
    b"\x18\x1b\\"  # ends whatever a killed process had half written
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[0m"
    b"\x1b[?1049h\x1b[2J\x1b[?1049l"  # some terminals keep the alternate screen
    b"\x1b[?7h\x1b[r\x1b[0m\x1b[?25h\x1b[H\x1b[2J\x1b[3J"
)
"""All modes off, both screens and the scrollback empty: nothing of the last patient is left."""


def told(sentence: str) -> bytes:
    """Return a sentence as it is written on an empty screen; nothing in it steers the terminal."""
    seen = "".join(sign if sign.isprintable() else " " for sign in sentence)
    return f"{seen}\r\n".encode("ascii", "replace")
