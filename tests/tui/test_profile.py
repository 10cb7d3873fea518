"""Environment in, a few known values out; and nothing left that steers Textual."""

import subprocess
import sys

import pytest

from glutatui.tui.environment import scrub
from glutatui.tui.profile import TerminalProfile, can_draw, profile_from_environment


@pytest.mark.parametrize(
    ("env", "colours"),
    [
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-kitty"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "true"),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit", "NO_COLOR": "1"}, "mono"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "256"),
        ({"TERM": "vt220"}, "mono"),
        ({"TERM": "vt100", "COLORTERM": "truecolor"}, "mono"),
        ({"TERM": "xterm-mono"}, "mono"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "tmux"}, "16"),
        ({}, "16"),
    ],
)
def test_colours(env: dict[str, str], colours: str) -> None:
    assert profile_from_environment(env).colours == colours


@pytest.mark.parametrize(
    ("env", "charset"),
    [
        ({"LANG": "en_US.UTF-8"}, "utf-8"),
        ({"LANG": "C.utf8"}, "utf-8"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "ascii"),
        ({"LC_CTYPE": "de_DE.ISO-8859-1", "LANG": "en_US.UTF-8"}, "ascii"),
        ({"TERM": "linux"}, "ascii"),
        ({"TERM": "xterm"}, "utf-8"),
    ],
)
def test_charset(env: dict[str, str], charset: str) -> None:
    assert profile_from_environment(env).charset == charset


@pytest.mark.parametrize(
    ("lang", "language"),
    [("de_CH.UTF-8", "de"), ("C.UTF-8", "en"), ("POSIX", "en"), ("", "en"), ("\x1b]0;x\x07", "en"), ("es", "es")],
)
def test_language(lang: str, language: str) -> None:
    assert profile_from_environment({"LANG": lang}).language == language


@pytest.mark.parametrize(
    "term", ["xterm", "xterm-256color", "linux", "vt100", "screen.xterm-256color", "tmux-256color"]
)
def test_known_terminals_can_draw(term: str) -> None:
    assert can_draw({"TERM": term})


@pytest.mark.parametrize(
    "term", ["", "dumb", "unknown", "emacs", "xterm\x1b[2J", "x" * 65536, "../../etc/passwd", "network"]
)
def test_other_terminals_cannot(term: str) -> None:
    assert not can_draw({"TERM": term})


def test_size_is_handed_in_and_never_read() -> None:
    env = {"COLUMNS": "9999", "LINES": "9999"}
    assert profile_from_environment(env) == TerminalProfile()
    assert profile_from_environment(env, size=(80, 24)).size == (80, 24)


def test_scrub_leaves_nothing_that_steers() -> None:
    env = {
        "PATH": "/usr/bin",
        "LANG": "C.UTF-8",
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_LOG": "/tmp/log",  # noqa: S108
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_PRESS": "q",
        "PYTHONPATH": "/tmp",  # noqa: S108
        "COLUMNS": "1",
        "LINES": "1",
        "BROWSER": "lynx",
        "ESCDELAY": "100000",
        "LC_TERMINAL": "iTerm2",
        "TERM_PROGRAM": "x",
        "NO_COLOR": "1",
        "COLORTERM": "truecolor",
        "TERM": "\x1b[2J",
    }
    scrub(env, "256")
    assert env == {
        "PATH": "/usr/bin",
        "LANG": "C.UTF-8",
        "BROWSER": "/bin/false",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_COLOR_SYSTEM": "256",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_SMOOTH_SCROLL": "0",
    }


def test_neither_needs_textual() -> None:
    code = "import sys; import glutatui.tui.environment, glutatui.tui.profile; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
