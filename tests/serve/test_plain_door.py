"""The line face through both doors: resuming with a code, and warnings as lines, within the protocol."""

import signal

import pytest

from e2e.patient import CODE, english
from glutatui.content import course_for
from listener import Listener
from serve.conftest import Start, WayInto
from serve.hosts import Host, until
from serve.test_life import events_with
from serve.ways import DOORS
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh")

ON = english("plain-prompt-on")


def code_of(terminal: Terminal) -> str:
    """Return the code, which stands on a line of its own before the first prompt."""
    terminal.shows(ON)
    rows = [row.strip() for row in terminal.everything().splitlines()]
    (place,) = [number for number, row in enumerate(rows) if row.startswith("Code: ")]
    assert place < next(number for number, row in enumerate(rows) if row.startswith("> "))
    return rows[place].removeprefix("Code: ")


def prompts(terminal: Terminal) -> int:
    """Count the prompts so far."""
    return terminal.raw.count(b"\n> ") + terminal.raw.startswith(b"> ")


def reply(terminal: Terminal, line: str) -> None:
    """Send a line and wait for the next prompt."""
    before = prompts(terminal)
    terminal.send(line + "\r")
    terminal.until(lambda: prompts(terminal) > before, "the next prompt")


@pytest.mark.parametrize("door", DOORS)
def test_a_code_brings_a_patient_back(usual: Host, way_into: WayInto, door: str) -> None:
    way = way_into(door, usual, "plain")
    with way.terminal(size=(80, 60)) as terminal:
        code = code_of(terminal)
        reply(terminal, "")
        reply(terminal, "0")
        asked = english("plain-unsure")
        terminal.shows(asked)
        terminal.kill()
    until(lambda: usual.inside() == 0, "the end of the visit")
    with way.terminal(size=(80, 60)) as terminal:
        other = code_of(terminal)
        terminal.shows(english("plain-code-enter"))
        reply(terminal, "ZZZ-ZZZ")
        assert english("error-visit-unknown") in terminal.text()
        reply(terminal, code.lower().replace("-", ""))
        terminal.shows(f"Code: {code}")
        terminal.shows(asked)
        reply(terminal, "")
        reply(terminal, code)
        assert english("plain-repeat") in terminal.text(), "later a code is no answer"
        terminal.send("q\r")
        assert terminal.ends() == 0
        assert not CODE.search(terminal.everything())
    kinds = [event.kind for event in events_with(usual, code)]
    assert kinds[:4] == ["started", "went", "answered", "went"]
    assert not events_with(usual, other), "the visit that was offered first came to nothing"


@pytest.mark.parametrize("door", DOORS)
def test_a_visit_goes_the_whole_way(usual: Host, way_into: WayInto, door: str) -> None:
    way = way_into(door, usual, "plain")
    with way.terminal(size=(40, 24)) as terminal:
        listener = Listener(terminal, course_for(usual.content))
        listener.goes_on_to("Type p", lambda _, option: option.right)
        listener.says("")
        assert terminal.ends() == 0
    said = "\n".join(listener.heard)
    code = next(line.removeprefix("Code: ") for line in listener.heard if line.startswith("Code: "))
    assert english("summary-known", known=1, of=1) in said
    assert all(len(line) <= 40 or line[0].isdigit() for line in listener.heard)
    events = events_with(usual, code)
    assert events[-1].kind == "finished"
    assert dict(events[-1].data["outcomes"]) == {"liver": "known_at_once"}
    assert [event.data["item"] for event in events if event.kind == "answered"] == listener.asked


@pytest.mark.parametrize("door", DOORS)
def test_a_patient_is_warned_and_can_stay(start: Start, way_into: WayInto, door: str) -> None:
    """The warning is a line; Enter then only says that somebody is there, and the next one leads on as ever."""
    host = start("--idle", "2")
    with way_into(door, host, "plain").terminal(size=(80, 60)) as terminal:
        code = code_of(terminal)
        terminal.shows(english("plain-idle-stay"))
        assert english("kiosk-idle-one") in terminal.text()
        assert prompts(terminal) == 1, "a warning is no prompt"
        reply(terminal, "")
        assert not events_with(host, code), "nothing was done yet"
        reply(terminal, "")
        assert [event.kind for event in events_with(host, code)] == ["started", "went"]
        assert terminal.ends() == 0
        assert not CODE.search(terminal.everything())
    assert host.logs("visit-over", how="idle")


@pytest.mark.parametrize("door", DOORS)
def test_the_end_of_the_service_is_told_and_answers_are_kept(start: Start, way_into: WayInto, door: str) -> None:
    host = start("--drain", "2", "--idle", "0")
    with way_into(door, host, "plain").terminal(size=(80, 60)) as terminal:
        code = code_of(terminal)
        host.process.send_signal(signal.SIGTERM)
        terminal.shows(english("kiosk-drain-many", number=2))
        terminal.shows(english("kiosk-code", code=code))
        assert prompts(terminal) == 1
        assert terminal.ends() == 75
        assert english("serve-draining").partition(".")[0] in terminal.text()
        assert not CODE.search(terminal.everything())
    assert host.process.wait(20) == 0
    host.logs("visit-over", how="drained")


def test_a_long_visit_is_told(start: Start) -> None:
    host = start("--hard", "2", "--idle", "0")
    with host.ssh(user="plain", size=(80, 60)) as terminal:
        code = code_of(terminal)
        terminal.shows(english("kiosk-hard-one"))
        terminal.shows(english("kiosk-code", code=code))
        assert terminal.ends() == 0
        assert not CODE.search(terminal.everything())
    host.logs("visit-over", how="hard")
