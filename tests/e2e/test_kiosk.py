"""A kiosk on a real terminal: left alone it clears itself, staff leave it with a PIN, and nobody else does."""

import os
import sys
import time
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM, Open
from e2e.patient import CODE, english
from e2e.prepared import events_of
from e2e.test_endings import left_behind, restored
from glutatui.course import Course
from terminal import Terminal
from tui.breakout_child import inputs, told

AUDITED = Path(__file__).with_name("audited.py")
WELCOME = "welcome-privacy"
PIN = "271828"
CHORD = "\x18"


def begun(terminal: Terminal) -> str:
    """Begin the quiz; return the code."""
    terminal.shows(english(WELCOME))
    terminal.settle()
    terminal.send("\r")
    terminal.shows(english("quiz-intro-pass"))
    found = CODE.search(terminal.text())
    assert found
    return found[0]


def test_a_visit_that_is_left_is_cleared_in_time_and_can_be_gone_on_with(
    opened: Open, journal: Path, course: Course
) -> None:
    with opened("quiz", "--kiosk", "--idle", "4") as terminal:
        code = begun(terminal)
        terminal.send("\r")
        terminal.shows(english("mark-one"))
        terminal.send("0")
        terminal.shows(english("unsure-title"))
        left = time.monotonic()
        terminal.shows(english("kiosk-idle-title"))
        terminal.shows(english(WELCOME))
        assert time.monotonic() - left < 4 + 2
        terminal.settle()
        assert [text for text in left_behind(terminal, course) if text != english("hint-help")] == []
        assert code not in terminal.everything()
        assert [event.kind for event in events_of(journal, code)] == ["started", "went", "answered"]
        terminal.send("2" + code.replace("-", "") + "\r")
        terminal.shows(english("unsure-title"))


def test_without_the_limit_it_stays_on_the_screen(opened: Open) -> None:
    with opened("quiz", "--kiosk", "--idle", "0") as terminal:
        code = begun(terminal)
        terminal.settle()
        assert terminal.quiet(5) == 0
        assert code in terminal.text()


def test_a_long_visit_is_cleared_too(opened: Open, journal: Path) -> None:
    with opened("quiz", "--kiosk", "--hard", "3") as terminal:
        code = begun(terminal)
        terminal.shows(english("kiosk-end-title"))
        assert code in terminal.text()
        terminal.shows(english(WELCOME))
        assert code not in terminal.everything()
    assert events_of(journal, code)


def made(pin: str, again: str) -> tuple[int, Terminal]:
    """Make the hash of a PIN; return the status and the terminal."""
    with Terminal([PROGRAM, "staff-pin"], size=(200, 24)) as terminal:
        terminal.shows("PIN for the staff")
        terminal.send(pin + "\r")
        terminal.holds(lambda: english("pin-again").strip() in terminal.text())
        if terminal.process.poll() is None:
            terminal.send(again + "\r")
        return terminal.ends(), terminal


def kept(pin: str = PIN) -> str:
    """Return the hash of a PIN as the command prints it."""
    status, terminal = made(pin, pin)
    assert status == 0
    assert pin.encode() not in terminal.raw
    return next(word for word in terminal.text().split() if word.startswith("scrypt:"))


@pytest.mark.parametrize(("pin", "again", "said"), [("12345", "", "pin-wrong"), ("12345x", "", "pin-wrong")])
def test_a_pin_that_is_none_is_refused(pin: str, again: str, said: str) -> None:
    status, terminal = made(pin, again)
    assert status == 2
    assert english(f"error-{said}", least=6, most=12) in terminal.text()


def test_two_pins_that_differ_are_refused() -> None:
    status, terminal = made(PIN, "271829")
    assert status == 2
    assert english("error-pin-differs") in terminal.text()


def test_a_pin_needs_a_terminal() -> None:
    with Terminal(["sh", "-c", f"setsid {PROGRAM} staff-pin </dev/null"]) as terminal:
        assert terminal.ends() == 2
        assert english("error-pin-needs-terminal") in terminal.text()


def test_staff_leave_with_the_pin_and_nobody_without(opened: Open, course: Course) -> None:
    with opened("quiz", "--kiosk", env={"GLUTATUI_STAFF_PIN_HASH": kept()}) as terminal:
        begun(terminal)
        terminal.send(CHORD)
        terminal.shows(english("staff-ask"))
        terminal.send("000000\r")
        terminal.shows(english("staff-wrong"))
        terminal.send(PIN + "\r")
        assert terminal.ends() == 0
        assert restored(terminal)
        assert left_behind(terminal, course) == []
        assert terminal.everything().split() == []
    with opened("quiz", "--kiosk") as terminal:
        begun(terminal)
        before = terminal.text()
        terminal.send(CHORD + PIN + "\r")
        terminal.shows(english("mark-one"))
        assert english("staff-ask") not in before + terminal.text()
        assert terminal.process.poll() is None


def test_a_hash_that_is_none_is_told(opened: Open) -> None:
    with opened("quiz", "--kiosk", env={"GLUTATUI_STAFF_PIN_HASH": PIN}) as terminal:
        assert terminal.ends() == 2
        assert PIN not in terminal.text()


def type_everything(terminal: Terminal) -> None:
    """Send all that a terminal can, as fast as the driver takes it (1,024 bytes a second, 2,048 at once)."""
    sent = [data for data in inputs() if list(told(data)) or len(data) > 6]
    for start in range(0, len(sent), 100):
        some = b"".join(sent[start : start + 100])
        terminal.send(some)
        terminal.quiet(len(some) / 1024)


@pytest.mark.timeout(300)
def test_nothing_that_can_be_typed_leads_out(journal: Path, tmp_path: Path) -> None:
    """From the welcome, a question, and the question for the staff on: no program, no file, no socket, no end."""
    log = tmp_path / "log"
    command: list[str | Path] = [sys.executable, AUDITED, log, "quiz", "--kiosk", "--idle", "5", "--records", journal]
    with Terminal(command, env={"GLUTATUI_STAFF_PIN_HASH": kept()}) as terminal:
        terminal.shows(english(WELCOME))
        terminal.settle()
        files = set(os.listdir(tmp_path))  # noqa: PTH208
        for start in ("", "\r\r", CHORD):
            terminal.send(start)
            terminal.settle()
            type_everything(terminal)
            assert terminal.process.poll() is None
            terminal.shows(english(WELCOME))
        terminal.send("2")
        terminal.shows(english("resume-title"))
        assert {name for name in os.listdir(tmp_path) if "journal" not in name} <= files | {log.name}  # noqa: PTH208
        assert not any(osc in terminal.raw for osc in (b"\x1b]", b"\x1bP", b"\x1b[6n", b"\x1b[c"))
    assert log.read_text() == ""


def test_the_watch_sees_a_file(journal: Path, tmp_path: Path) -> None:
    """The twin: a key that opens a file is in the log."""
    log = tmp_path / "log"
    planted = (
        f"import sys; sys.path.insert(0, {str(AUDITED.parent)!r}); import os, audited\n"
        "from glutatui.tui.environment import scrub; kept = os.environ.copy(); scrub(os.environ)\n"
        f"audited.from_the_first_key(os.open({str(log)!r}, os.O_WRONLY | os.O_CREAT))\n"
        "os.environ.clear(); os.environ.update(kept)\n"
        "from glutatui.tui.face import Face; press = Face.press\n"
        "Face.press = lambda *args: (open(os.devnull).close(), os.system('true'), press(*args))[2]\n"
        f"sys.exit(audited.main(['quiz', '--kiosk', '--records', {str(journal)!r}]))\n"
    )
    with Terminal([sys.executable, "-c", planted]) as terminal:
        terminal.shows(english(WELCOME))
        terminal.settle()
        terminal.send("\r")
        terminal.shows(english("quiz-intro-pass"))
    found = log.read_text()
    assert os.devnull in found
    assert "os.system" in found
