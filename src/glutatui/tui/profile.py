"""What a patient's terminal can do, as checked data; free of Textual."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Colours = Literal["true", "256", "16", "mono"]
"""How many colours may be sent; ``mono`` still allows bold, underline and reverse."""

Charset = Literal["utf-8", "latin", "ascii"]
"""What may be sent as text.

``utf-8``: letters and signs. ``latin``: UTF-8, but no sign beyond the letters of Western Europe (ISO 8859-1), for
terminals whose fonts hold few signs. ``ascii``: nothing else; letters lose their accents.
"""

_KNOWN = re.compile(
    r"(xterm|vt[0-9]{3}|linux|screen|tmux|rxvt|putty|konsole|foot|alacritty|wezterm|kitty|gnome"
    r"|vte|st|ansi|cygwin|contour|ghostty|eterm|mlterm|iterm2?)(?![a-z])[a-z0-9+._-]{0,40}"
)
_MONO = re.compile(r"vt[0-9]{3}.*|.*-(mono|m)")
_BARE = re.compile(r"vt[0-9]{3}")
"""Terminals that know ASCII alone, whatever the locale says."""
_FONTS = re.compile(r"linux|putty")
"""Terminals that may have no more than the letters: a console's font holds 256 or 512 signs, not ours for sure."""
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[_.@-].*)?")


@dataclass(frozen=True, slots=True)
class TerminalProfile:
    """What the program believes about one terminal; made by whoever opened it."""

    size: tuple[int, int] | None = None
    """Columns and rows to begin with; None asks the terminal itself."""

    colours: Colours = "16"
    charset: Charset = "utf-8"
    language: str = "en"
    """Lower-case language code of two or three letters."""


def can_draw(env: Mapping[str, str]) -> bool:
    """Tell whether TERM names a terminal that takes cursor addressing."""
    return _KNOWN.fullmatch(env.get("TERM", "").lower()) is not None


def profile_from_environment(env: Mapping[str, str], *, size: tuple[int, int] | None = None) -> TerminalProfile:
    """Read the profile of a local terminal from its environment.

    Nothing of the environment is copied: every field is one of a few known values.

    Args:
        env: Usually ``os.environ``, before it is scrubbed.
        size: Columns and rows, when the caller knows them; COLUMNS and LINES are never believed.
    """
    return TerminalProfile(size, _colours(env), _charset(env), _language(env))


def _colours(env: Mapping[str, str]) -> Colours:
    """Choose the depth that TERM promises, and no more than NO_COLOR allows."""
    term = env.get("TERM", "").lower()
    if env.get("NO_COLOR") or _MONO.fullmatch(term):
        return "mono"
    if env.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "true"
    return "256" if term.endswith("-256color") or term == "xterm-kitty" else "16"


def _charset(env: Mapping[str, str]) -> Charset:
    """Read the locale, and trust no terminal to have more signs than it must have."""
    term = env.get("TERM", "").lower()
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if _BARE.match(term) or (not locale and term.startswith("linux")):
        return "ascii"
    if locale and not re.search(r"utf-?8", locale, re.IGNORECASE):
        return "ascii"
    return "latin" if _FONTS.match(term) else "utf-8"


def _language(env: Mapping[str, str]) -> str:
    """Read the language of messages; English when there is none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name, ""):
            found = _LANGUAGE.fullmatch(value.lower()[:40])
            return found[1] if found else "en"
    return "en"


def digest(frame: bytes) -> str:
    """Return a name for what a terminal was sent, by which two processes know that they mean the same bytes."""
    return hashlib.sha256(frame).hexdigest()[:32]
