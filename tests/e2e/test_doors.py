"""Which face opens where: plain without a terminal that can be drawn on, and no kiosk there at all."""

import subprocess
from pathlib import Path

from e2e.conftest import PROGRAM, Open
from e2e.patient import CODE, english
from glutatui.records import verify
from terminal import Terminal


def test_a_dumb_terminal_gets_plain_lines(opened: Open, journal: Path) -> None:
    with opened("learn", env={"TERM": "dumb"}) as terminal:
        terminal.shows(english("before-intro"))
        assert CODE.search(terminal.text())
        terminal.send("q\n")
        assert terminal.ends() == 0
        assert b"\x1b" not in terminal.raw
    assert verify(journal).visits == 1


def test_a_pipe_gets_plain_lines(journal: Path) -> None:
    """Stdin and stdout are no terminals; the end of input stops, and the answers are kept."""
    done = subprocess.run(
        [PROGRAM, "quiz", "--records", journal], input=b"\n0\n", capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert english("plain-unsure") in done.stdout.decode()
    assert verify(journal).events == 3


def test_a_terminal_for_input_alone_is_not_enough(tmp_path: Path, journal: Path) -> None:
    """Keys come from a terminal, but stdout is a file: the plain face writes into it."""
    out = tmp_path / "out.txt"
    words = f"exec {PROGRAM} quiz --records {journal} >{out}"
    with Terminal(["sh", "-c", words]) as terminal:
        terminal.until(lambda: out.is_file() and english("quiz-intro-pass")[:40] in out.read_text())
        terminal.send("q\n")
        assert terminal.ends() == 0
    assert "\x1b" not in out.read_text()


def test_a_kiosk_needs_a_terminal(journal: Path) -> None:
    done = subprocess.run(
        [PROGRAM, "learn", "--kiosk", "--records", journal],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().strip() == f"glutatui: {english('error-kiosk-needs-terminal')}"


def test_a_kiosk_needs_one_that_can_be_drawn_on(opened: Open) -> None:
    with opened("learn", "--kiosk", env={"TERM": "dumb"}) as terminal:
        assert terminal.ends() == 2
        assert "".join(english("error-kiosk-needs-terminal").split()) in "".join(terminal.text().split())
