"""Every terminal shows the whole of every key screen, and is sent nothing that it does not know."""

import os
import re
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyte import ByteStream

from glutatui.tui.driver.coding import coded, opening, painting
from glutatui.tui.frame import Frame
from glutatui.tui.look import Look
from glutatui.tui.profile import Charset, Colours, TerminalProfile, can_draw, profile_from_environment
from glutatui.tui.still import DEPTHS, cursor_of
from glutatui.tui.theme import Theme, ThemeName
from glutatui.tui.widgets.sheet import lines_of
from glutatui.words.letters import TWINS
from spanish_course import write_bilingual
from terminal import PATIENCE, Display, Terminal
from tui.every_screen import every_screen

PROGRAM = Path(sysconfig.get_path("scripts")) / "glutatui"
KEY_SCREENS = (
    "welcome",
    "page-cards",
    "page-amount",
    "ask-choose-one",
    "ask-choose-one-marked",
    "ask-choose-all-marked",
    "feedback-choose-all-wrong",
    "summary",
    "library",
)
UTF8 = {"LANG": "en_US.UTF-8"}
_LOOKS = {"", "0", "1", "7"}
_ENDED_SINGLY = {"22", "27"}
_SGR: Mapping[Colours, set[str]] = {
    "mono": _LOOKS,
    "16": _LOOKS | _ENDED_SINGLY | {"37", "39", "40", "49"},
}
"""What may stand in an SGR sequence: a VT100 knows no 22 and no 27; the first eight colours are on every console."""
_SEQUENCE = re.compile(rb"\x1b\[([?0-9;]*)([ -/]*[@-~])")


@dataclass(frozen=True)
class Kind:
    """A terminal as it tells of itself, and what it is to be taken for."""

    name: str
    env: Mapping[str, str]
    colours: Colours
    charset: Charset
    size: tuple[int, int] = (80, 24)
    spoken: bool = field(default=False, kw_only=True)
    """Whether it cannot be drawn on, so that the plain face speaks."""

    @property
    def profile(self) -> TerminalProfile:
        """What the program believes of it."""
        return profile_from_environment(self.env, size=self.size)

    @property
    def golden(self) -> str:
        """The name of the approved screens: terminals of one size and with the same signs show the same text."""
        return f"{self.size[0]}x{self.size[1]}-{'signs' if self.charset == 'utf-8' else 'ascii'}"


KINDS = (
    Kind("Linux console, 16 or 8 colours", {"TERM": "linux", **UTF8}, "16", "latin"),
    Kind("Linux console, no locale", {"TERM": "linux"}, "16", "ascii"),
    Kind("xterm", {"TERM": "xterm", **UTF8}, "16", "utf-8"),
    Kind("xterm, 256 colours", {"TERM": "xterm-256color", **UTF8}, "256", "utf-8"),
    Kind("xterm, true colour", {"TERM": "xterm-256color", "COLORTERM": "truecolor", **UTF8}, "true", "utf-8"),
    Kind("PuTTY", {"TERM": "putty", **UTF8}, "16", "latin"),
    Kind("PuTTY, 256 colours", {"TERM": "putty-256color", **UTF8}, "256", "latin"),
    Kind("tmux", {"TERM": "tmux", **UTF8}, "16", "utf-8"),
    Kind("tmux, 256 colours", {"TERM": "tmux-256color", **UTF8}, "256", "utf-8"),
    Kind("screen", {"TERM": "screen", **UTF8}, "16", "utf-8"),
    Kind("vt100", {"TERM": "vt100", **UTF8}, "mono", "ascii"),
    Kind("xterm, mono", {"TERM": "xterm-mono", **UTF8}, "mono", "utf-8"),
    Kind("NO_COLOR", {"TERM": "xterm-256color", "NO_COLOR": "1", **UTF8}, "mono", "utf-8"),
    Kind("LANG=C", {"TERM": "xterm", "LANG": "C"}, "16", "ascii"),
    Kind("LC_ALL=POSIX", {"TERM": "xterm-256color", "LC_ALL": "POSIX", **UTF8}, "256", "ascii"),
    Kind("40x12", {"TERM": "xterm", **UTF8}, "16", "utf-8", (40, 12)),
    Kind("40x12, Linux console", {"TERM": "linux", **UTF8}, "16", "latin", (40, 12)),
    Kind("40x20", {"TERM": "xterm-256color", **UTF8}, "256", "utf-8", (40, 20)),
    Kind("200x60", {"TERM": "xterm-256color", **UTF8}, "256", "utf-8", (200, 60)),
    Kind("dumb", {"TERM": "dumb", **UTF8}, "16", "utf-8", spoken=True),
)
DRAWN = tuple(kind for kind in KINDS if not kind.spoken)
NAMES = pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.name)


Screen = tuple[str, Frame]
"""A name, and the rows as they are meant."""


@cache
def screens(size: tuple[int, int], charset: Charset) -> tuple[Screen, ...]:
    """Return the key screens for a size and a set of signs."""
    look = Look(*size, charset)
    return tuple((name, face.frame(look)) for name, face in every_screen(look) if name in KEY_SCREENS)


def sent(frame: Frame, profile: TerminalProfile, theme: ThemeName = "dark") -> bytes:
    """Return what a terminal is sent that shows a screen first of all."""
    assert profile.size
    look = Look(*profile.size, profile.charset)
    colours = Theme(theme, few=profile.colours in {"16", "mono"})
    drawn = lines_of(frame.rows, look.width, colours, DEPTHS[profile.colours])
    return opening(cursor=True, mouse=True) + coded(painting((), drawn, cursor_of(frame)), profile)


def shown_by(data: bytes, size: tuple[int, int]) -> list[str]:
    """Return the rows that a terminal shows that was sent this."""
    display = Display(*size)
    ByteStream(display).feed(data)
    return [display.row(number).rstrip() for number in range(size[1])]


@NAMES
def test_a_terminal_is_taken_for_what_it_is(kind: Kind) -> None:
    assert can_draw(kind.env)
    assert (kind.profile.colours, kind.profile.charset) == (kind.colours, kind.charset)


def test_the_key_screens_of_every_terminal_are_as_approved(
    approved: Any,  # noqa: ANN401  (syrupy compares with anything)
    record_property: Callable[[str, object], None],
) -> None:
    """One file for each size and set of signs, screen under screen; an emulator draws what is really sent."""
    record_property("counts", f"{'terminal':<32}{'size':<8}{'colours':<9}{'signs':<8}screens  unknown glyphs")
    for kind in DRAWN:
        pages, unknown = [], 0
        for name, frame in screens(kind.size, kind.charset):
            rows = shown_by(sent(frame, kind.profile), kind.size)
            unknown += sum(_unknown(frame, kind, rows))
            pages.append("\n".join((f"[{name}]", *rows)))
        assert "\n".join(pages) + "\n" == approved(name=kind.golden), kind.name
        assert (len(pages), unknown) == (len(KEY_SCREENS), 0), kind.name
        size = "{}x{}".format(*kind.size)
        row = f"{kind.name:<32}{size:<8}{kind.colours:<9}{kind.charset:<8}{len(pages):>7}{unknown:>16}"
        record_property("counts", row)


def _unknown(frame: Frame, kind: Kind, rows: list[str]) -> Iterator[bool]:
    """Tell for each cell whether something else is shown than was meant, or a glyph that there may be none of."""
    for meant, row in zip(frame.rows, rows, strict=True):
        for wanted, got in zip(meant.text.rstrip().ljust(len(row)), row.ljust(len(meant.text.rstrip())), strict=True):
            known = kind.charset == "utf-8" or ord(got) <= (0x7E if kind.charset == "ascii" else 0xFF)
            yield got != wanted or not known


def test_a_sign_that_a_terminal_does_not_have_would_be_counted() -> None:
    kind = next(kind for kind in KINDS if kind.charset == "ascii")
    _, frame = screens(kind.size, kind.charset)[0]
    rows = shown_by(sent(frame, kind.profile), kind.size)
    assert not any(_unknown(frame, kind, rows))
    assert any(_unknown(frame, kind, [row.replace(">", "▸") for row in rows]))
    assert any(_unknown(frame, kind, [row.replace(">", "?") for row in rows]))


@NAMES
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_terminal_is_sent_no_colour_that_it_does_not_have(kind: Kind, theme: ThemeName) -> None:
    for name, frame in screens(kind.size, kind.charset)[1:5]:
        data = sent(frame, kind.profile, theme)
        for parameters, final in _SEQUENCE.findall(data):
            if final != b"m":
                assert final in {b"H", b"C", b"J", b"h", b"l", b" q"}, name
            elif kind.colours in _SGR:
                assert set(parameters.decode().split(";")) <= _SGR[kind.colours], name
            elif kind.colours == "256":
                assert b"8;2;" not in parameters, name


@pytest.mark.parametrize("charset", ["utf-8", "latin", "ascii"])
def test_letters_of_spanish_reach_every_terminal(charset: Charset) -> None:
    """Where there are no accents the letter stands alone; no row changes its width."""
    words = "¿Qué? Más niños, AÑO «sí» ÉL"
    got = coded(words, TerminalProfile(charset=charset)).decode()
    assert got == (words.translate(TWINS) if charset == "ascii" else words)
    assert coded("it’s “so” – a…", TerminalProfile(charset="latin")) == b'it\'s "so" - a.'
    assert coded("✓", TerminalProfile(charset="latin")) == b"?"


# the real program in a real terminal


STARTED = {
    "Linux console, 16 or 8 colours",
    "Linux console, no locale",
    "xterm",
    "PuTTY",
    "tmux, 256 colours",
    "screen",
    "vt100",
    "NO_COLOR",
    "LANG=C",
    "LC_ALL=POSIX",
    "40x12",
    "200x60",
}
"""On which the program itself is started: each TERM and each locale once, and the outermost sizes."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course on disk."""
    return write_bilingual(tmp_path_factory.mktemp("course"))


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """A function that runs tmux with a server of its own, which ends with the test."""
    socket = str(tmp_path / "tmux")

    def run(*words: str) -> str:
        return subprocess.run(
            ["tmux", "-S", socket, "-f", "/dev/null", *words], check=True, capture_output=True, text=True
        ).stdout

    yield run
    subprocess.run(["tmux", "-S", socket, "kill-server"], check=False, capture_output=True)


def command(kind: Kind, course: Path, folder: Path) -> str:
    """Return the shell command that starts the program as a terminal of this kind would."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CONFIG_HOME")}
    keep["XDG_CACHE_HOME"] = str(course.parent)
    pairs = " ".join(f"{name}='{value}'" for name, value in {**keep, **kind.env}.items())
    journal = folder / f"{KINDS.index(kind)}.sqlite"
    return f"exec env -i {pairs} {PROGRAM} learn --lang en --content {course} --records {journal}"


@pytest.mark.needs("tmux")
def test_the_program_itself_starts_on_every_terminal(tmux: Callable[..., str], course: Path, tmp_path: Path) -> None:
    """Each in a window of its own size, all at once: the welcome, then the page that Enter leads to."""
    kinds = [kind for kind in DRAWN if kind.name in STARTED]
    for number, kind in enumerate(kinds):
        words = ("new-session", "-d", "-s", str(number), "-x", str(kind.size[0]), "-y", str(kind.size[1]))
        tmux(*words, command(kind, course, tmp_path))
    for step, wanted in enumerate(("Thinking about taking", "three short questions")):
        for number, kind in enumerate(kinds):
            rows = until(tmux, f"{number}:0.0", wanted)
            assert max(map(len, rows)) <= kind.size[0]
            limit = {"utf-8": 0x10FFFF, "latin": 0xFF, "ascii": 0x7E}[kind.charset]
            assert all(ord(sign) <= limit for row in rows for sign in row), kind.name
            colours = set(re.findall(r"\x1b\[([0-9;]*)m", tmux("capture-pane", "-p", "-e", "-t", f"{number}:0.0")))
            if kind.colours == "mono":
                assert {part for codes in colours for part in codes.split(";")} <= {"", "0", "1", "7", "39", "49"}, (
                    kind.name
                )
            if step == 0:
                tmux("send-keys", "-t", f"{number}:0.0", "Enter")


def until(tmux: Callable[..., str], window: str, wanted: str) -> list[str]:
    """Return the rows of a window as soon as they hold a text."""
    end = time.monotonic() + 3 * PATIENCE
    while wanted not in " ".join((text := tmux("capture-pane", "-p", "-t", window)).split()):
        assert time.monotonic() < end, f"{window}: {text}"
        time.sleep(0.02)
    return text.splitlines()


def test_a_dumb_terminal_is_spoken_to(course: Path, tmp_path: Path) -> None:
    """No escape sequence, no sign to draw with; every line stands by itself."""
    dumb = next(kind for kind in KINDS if kind.spoken)
    assert not can_draw(dumb.env)
    shell = shutil.which("sh")
    assert shell
    with Terminal([shell, "-c", command(dumb, course, tmp_path)]) as terminal:
        terminal.shows("> ")
        assert b"\x1b" not in terminal.raw
        assert not set(terminal.raw.decode()) - {chr(code) for code in range(0x20, 0x7F)} - set("\r\n")
