"""How each role looks: two themes of our own, and black and white where there are few colours.

All colours stand in the 256-colour palette as they are, so that a terminal with 256 colours shows the same.
Every text has a contrast of at least 7:1 with its ground; a test computes it from what is drawn.
A role never tells anything by colour alone: a word or a sign stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from rich.style import Style

from glutatui.tui.rows import Role

ThemeName: TypeAlias = Literal["dark", "light"]

_SQUARE: Mapping[Role, str] = {"square": "#000000 on #ffffff", "square-dark": "#ffffff on #000000"}
"""What a camera reads is black on white in every theme."""
_DARK: Mapping[Role, str] = {
    "text": "#e4e4e4 on #121212",
    "strong": "bold #ffffff on #121212",
    "quiet": "#b2b2b2 on #121212",
    "rule": "#767676 on #121212",
    "accent": "bold #87d7ff on #121212",
    "focus": "bold #121212 on #87d7ff",
    "stop": "bold #ff8787 on #121212",
    "ask": "bold #ffd75f on #121212",
    "watch": "bold #d7afff on #121212",
    "on-stop": "bold #121212 on #ff8787",
    "on-ask": "bold #121212 on #ffd75f",
    "on-watch": "bold #121212 on #d7afff",
    "right": "bold #87d787 on #121212",
    "wrong": "bold #ffaf87 on #121212",
    "bar": "#87d7ff on #121212",
    "limit": "bold #ffd75f on #121212",
    **_SQUARE,
}
_LIGHT: Mapping[Role, str] = {
    "text": "#121212 on #ffffff",
    "strong": "bold #000000 on #ffffff",
    "quiet": "#444444 on #ffffff",
    "rule": "#767676 on #ffffff",
    "accent": "bold #005f87 on #ffffff",
    "focus": "bold #ffffff on #00005f",
    "stop": "bold #870000 on #ffffff",
    "ask": "bold #5f0087 on #ffffff",
    "watch": "bold #00005f on #ffffff",
    "on-stop": "bold #ffffff on #870000",
    "on-ask": "bold #ffffff on #5f0087",
    "on-watch": "bold #ffffff on #00005f",
    "right": "bold #005f00 on #ffffff",
    "wrong": "bold #870000 on #ffffff",
    "bar": "#005f87 on #ffffff",
    "limit": "bold #870000 on #ffffff",
    **_SQUARE,
}
_FEW: Final = "white on black"
"""Where there are few colours: black and white only, the light theme is its reverse; words and signs carry the rest."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A choice of looks."""

    name: ThemeName = "dark"
    few: bool = False
    """Whether the terminal has 16 colours or fewer."""

    def other(self) -> "Theme":
        """Return the light theme for the dark one, and the reverse."""
        return Theme("light" if self.name == "dark" else "dark", self.few)


@lru_cache(maxsize=4)
def styles(theme: Theme) -> Mapping[Role, Style]:
    """Return the style of each role."""
    table = _DARK if theme.name == "dark" else _LIGHT
    if not theme.few:
        return {role: Style.parse(look) for role, look in table.items()}
    return {role: _of_few(role, look, light=theme.name == "light") for role, look in table.items()}


def _of_few(role: Role, look: str, *, light: bool) -> Style:
    """Return how a role looks where there are few colours: normal, reversed, or bold where that is no colour.

    Reversed text is never bold: the Linux console, xterm and PuTTY draw bold black as dark grey, which on their white
    has a contrast of 3.2 to 3.9.
    """
    if role in _SQUARE:
        return Style.parse(_FEW) + Style(reverse=role == "square")
    stands_out = role == "focus" or role.startswith("on-")
    ground = Style.parse(_FEW)
    return ground + (Style(reverse=True) if stands_out != light else Style(bold=not light and "bold" in look))
