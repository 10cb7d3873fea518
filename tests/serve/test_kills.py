"""Whoever is killed in mid-quiz, at either door: no answer that was acknowledged is lost, and the code resumes it."""

import os
import signal
from pathlib import Path

import pytest

from e2e.patient import ENTER, english
from serve.conftest import Start, WayInto
from serve.hosts import Host, until
from serve.sshd import SSHD
from serve.test_life import begin, events_with
from serve.ways import DOORS, Way
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh")

WELCOME = english("welcome-quiz")
ACKNOWLEDGED = english("unsure-title")
ONLY_OPENSSH = pytest.mark.needs(SSHD)


def answered(terminal: Terminal) -> str:
    """Begin the quiz and answer a question; return the code."""
    code = begin(terminal, WELCOME)
    terminal.send(ENTER)
    terminal.shows(english("mark-one"))
    terminal.send("0")
    terminal.shows(ACKNOWLEDGED)
    return code


def goes_on(terminal: Terminal, code: str) -> None:
    """Come back with the code."""
    terminal.shows(WELCOME)
    terminal.settle()
    terminal.send("2")
    terminal.shows(english("resume-title"))
    terminal.send(code.replace("-", "") + ENTER)
    terminal.shows(ACKNOWLEDGED)


def kept(host: Host, code: str) -> None:
    """See that the journal is whole and has what was acknowledged."""
    assert [event.kind for event in events_with(host, code)] == ["started", "went", "answered"]


def attach_clients(way: Way) -> list[int]:
    """Return the attach clients of a door's connections, as they wait: each is a shell that will end as one."""
    assert way.sshd is not None
    return [pid for pid, words in way.sshd.running().items() if "--ending" in words]


@pytest.mark.parametrize("door", DOORS)
def test_a_killed_visit_goes_on_on_the_same_line(usual: Host, way_into: WayInto, door: str) -> None:
    way = way_into(door, usual, "quiz")
    with way.terminal() as terminal:
        code = answered(terminal)
        os.kill(usual.child(), signal.SIGKILL)
        terminal.shows(english("serve-again"))
        kept(usual, code)
        goes_on(terminal, code)
    until(lambda: usual.inside() == 0, "an empty house")


@pytest.mark.parametrize(
    ("door", "victim"),
    [
        ("embedded", "client"),
        pytest.param("openssh", "client", marks=ONLY_OPENSSH),
        pytest.param("openssh", "sshd", marks=ONLY_OPENSSH),
        pytest.param("openssh", "attach", marks=ONLY_OPENSSH),
    ],
)
def test_a_killed_line_is_taken_up_on_another(usual: Host, way_into: WayInto, door: str, victim: str) -> None:
    way = way_into(door, usual, "quiz")
    with way.terminal() as terminal:
        code = answered(terminal)
        child = usual.child()
        victims = {
            "client": lambda: [terminal.pid],
            "sshd": lambda: servers(way),
            "attach": lambda: attach_clients(way),
        }
        found = victims[victim]()
        assert found
        for pid in found:
            os.kill(pid, signal.SIGKILL)
        terminal.ends()
        until(lambda: not Path(f"/proc/{child}").exists(), "the end of the visit")
    until(lambda: usual.inside() == 0, "an empty house")
    until(lambda: way.left() == 0, "the end of all servers")
    kept(usual, code)
    with way.terminal() as terminal:
        goes_on(terminal, code)


def servers(way: Way) -> list[int]:
    """Return the servers of a door's connections."""
    assert way.sshd is not None
    return way.sshd.servers()


@pytest.mark.parametrize("victim", ["zygote", "front"])
@pytest.mark.parametrize("door", DOORS)
def test_a_killed_host_is_started_again_and_knows_the_code(
    start: Start, way_into: WayInto, door: str, victim: str
) -> None:
    host = start()
    way = way_into(door, host, "quiz")
    with way.terminal() as terminal:
        code = answered(terminal)
        os.kill(getattr(host, victim), signal.SIGKILL)
        terminal.ends()
        assert code not in terminal.everything()
        until(lambda: not host.processes(), "the end of all processes")
    kept(host, code)
    with Host(host.folder) as again, way_into(door, again, "quiz").terminal() as terminal:
        goes_on(terminal, code)
