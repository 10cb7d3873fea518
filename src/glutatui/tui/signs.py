"""The signs that the program draws, each one cell wide, and their ASCII twins."""

from collections.abc import Mapping

UTF8: Mapping[str, str] = {
    "stop": "■",
    "ask": "?",
    "watch": "▲",
    "edge": "┃",
    "rule": "─",
    "done": "━",
    "here": "▸",
    "off": "( )",
    "on": "(●)",
    "unchecked": "[ ]",
    "checked": "[●]",
    "right": "✓",
    "wrong": "✗",
    "bullet": "•",
    "bar": "█",
    "limit": "▼",
    "axis": "─",
    "tick": "┼",
    "tick-first": "├",
    "tick-last": "┤",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "apply": "●",
    "back-and-forth": "↑↓",
}
ASCII: Mapping[str, str] = {
    "stop": "X",
    "ask": "?",
    "watch": "!",
    "edge": "|",
    "rule": "-",
    "done": "=",
    "here": ">",
    "off": "( )",
    "on": "(x)",
    "unchecked": "[ ]",
    "checked": "[x]",
    "right": "+",
    "wrong": "x",
    "bullet": "*",
    "bar": "#",
    "limit": "v",
    "axis": "-",
    "tick": "+",
    "tick-first": "+",
    "tick-last": "+",
    "up": "^",
    "down": "v",
    "left": "<",
    "apply": "*",
    "back-and-forth": "^v",
}


def signs_for(charset: str) -> Mapping[str, str]:
    """Return the signs that a terminal of this charset can show; see `profile.Charset`."""
    return UTF8 if charset == "utf-8" else ASCII
