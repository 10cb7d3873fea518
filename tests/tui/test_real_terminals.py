"""The whole program inside GNU screen and in a real xterm shows what every terminal of the matrix is to show."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from operator import ne
from pathlib import Path
from typing import Any, Protocol

import pytest

from glutatui.tui.signs import UTF8
from glutatui.words.letters import TWINS
from spanish_course import write_bilingual
from terminal import PATIENCE, Terminal
from tui.xterms import XTerm, glyphs, x_server

CHILD = Path(__file__).with_name("seeded_child.py")
LEFT, ENTER = "\x1b[D", "\r"
ROUTE = (
    ("welcome", "", "Thinking about taking"),
    ("help", "\t", "goes on, or chooses"),
    ("library", f"{LEFT}4", "Search for words"),
    ("intro", f"{LEFT}1", "Your code is"),
    ("question", ENTER, "Choose one."),
    ("marked", "2", "(●)"),
    ("feedback", "t", "You chose"),
    ("sources", "s", "The sources are web pages"),
)
"""Screens of one visit: the name, the keys that lead there, and a text that is seen then and not before."""
MISSING = "\ue123"
"""A sign of the private use area, which no font has: how a missing glyph looks."""


class Shows(Protocol):
    """A terminal with the program on it."""

    def send(self, keys: str) -> None:
        """Type."""

    def rows(self) -> list[str]:
        """Return what it shows."""


def walked(terminal: Shows) -> Iterator[tuple[str, list[str]]]:
    """Go the route; give each screen with its rows as soon as all of it is there."""
    for name, keys, wanted in ROUTE:
        if keys.startswith(LEFT):
            before = terminal.rows()
            terminal.send(LEFT)
            until(terminal, partial(ne, before))
        terminal.send(keys.removeprefix(LEFT))
        yield name, until(terminal, partial(_says, wanted))


def _says(wanted: str, rows: list[str]) -> bool:
    return wanted in " ".join(" ".join(rows).split())


def until(terminal: Shows, holds: Callable[[list[str]], bool]) -> list[str]:
    """Wait for a screen; return it when two looks at it are alike."""
    end, last = time.monotonic() + PATIENCE, [""]
    while not (holds(rows := [row.rstrip() for row in terminal.rows()]) and rows == last):
        assert time.monotonic() < end, "\n".join(rows)
        last = rows
        if isinstance(terminal, Terminal):
            terminal.settle()
    return rows


def command(course: Path, journal: Path) -> list[str | Path]:
    """Return how the program is started."""
    return [sys.executable, CHILD, "learn", "--lang", "en", "--content", course, "--records", journal]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course on disk."""
    return write_bilingual(tmp_path_factory.mktemp("course"))


def told(name: str, size: tuple[int, int], screens: int, unknown: int) -> str:
    """Return a row of the matrix (`test_matrix`)."""
    told_size = "{}x{}".format(*size)
    return f"{name:<32}{told_size:<8}{'256':<9}{'utf-8':<8}{screens:>7}{unknown:>16}"


def text_of(screens: list[tuple[str, list[str]]]) -> str:
    """Return screens as they are approved, one below the other."""
    return "\n".join("\n".join((f"[{name}]", *rows)) for name, rows in screens) + "\n"


@pytest.mark.needs("screen")
def test_what_screen_hands_on_is_as_approved(
    course: Path,
    tmp_path: Path,
    approved: Any,  # noqa: ANN401  (syrupy compares with anything)
    record_property: Callable[[str, object], None],
) -> None:
    """The program believes `TERM=screen`; what is judged is what the terminal outside of screen shows."""
    settings, sockets = tmp_path / "screenrc", tmp_path / "sockets"
    settings.write_text("startup_message off\nvbell off\nterm screen-256color\n")
    sockets.mkdir(mode=0o700)
    words = ["screen", "-c", settings, "-U", "-S", "glutatui", *command(course, tmp_path / "journal.sqlite")]
    env = {"SCREENDIR": str(sockets), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    try:
        with Terminal(words, env=env) as terminal:
            screens = list(walked(terminal))
    finally:
        quits = ["screen", "-S", "glutatui", "-X", "quit"]
        subprocess.run(quits, env={**os.environ, **env}, check=False, capture_output=True)
    assert text_of(screens) == approved(name="80x24")
    unknown = text_of(screens).count("\ufffd")
    record_property("counts", told("GNU screen 4, inside", (80, 24), len(screens), unknown))
    assert unknown == 0


@pytest.mark.needs("Xvfb", "xterm")
def test_a_real_xterm_shows_what_is_approved_and_has_every_sign(
    course: Path,
    tmp_path: Path,
    approved: Any,  # noqa: ANN401  (syrupy compares with anything)
    record_property: Callable[[str, object], None],
) -> None:
    """At 80x24, and at 40x12 with letters of twice the size; xterm prints what it shows, and no sign is a box."""
    env = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    with ExitStack() as stack:
        display = stack.enter_context(x_server(tmp_path))
        kinds = (((80, 24), 10, 0), ((40, 12), 20, 600))
        windows = []
        for size, points, top in kinds:
            folder = tmp_path / str(points)
            folder.mkdir()
            windows.append(stack.enter_context(XTerm(display, folder, size, points, top)))
            windows[-1].start(command(course, folder / "journal.sqlite"), env)
        for window, (size, _, top) in zip(windows, kinds, strict=True):
            screens = list(walked(window))
            assert text_of(screens) == approved(name="{}x{}".format(*size))
            window.end_program()
            signs = dict.fromkeys("".join((*UTF8.values(), *map(chr, TWINS), *text_of(screens).split())))
            drawn = glyphs(window, tmp_path, "".join(signs).replace(" ", "") + MISSING, top)
            box, blank = drawn.pop(MISSING), bytes(len(drawn["a"]))
            unknown = sum(picture in {box, blank} for picture in drawn.values())
            record_property("counts", told(f"xterm on Xvfb, {len(drawn)} signs", size, len(screens), unknown))
            assert unknown == 0, [sign for sign, picture in drawn.items() if picture in {box, blank}]
            assert len(drawn) > 80
