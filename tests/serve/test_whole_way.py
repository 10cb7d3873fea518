"""Each client there is goes the whole way of a visit through the SSH door, and sees the right frames."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from e2e.patient import CODE, DOWN, ENTER, Patient, english
from glutatui.content import course_for
from glutatui.course import Item, Option
from serve.conftest import Start
from serve.hosts import Host, until
from serve.test_life import begin, events_of
from terminal import Terminal

BRIDGE = Path(__file__).with_name("bridge.py")


def right(_: Item) -> tuple[Callable[[Option], bool], str]:
    """Answer as somebody who knows."""
    return (lambda option: option.right), "sure"


def openssh(host: Host) -> list[str]:
    return host.command()


def plink(host: Host) -> list[str]:
    fingerprint = next(word for word in host.said().split() if word.startswith("SHA256:")).rstrip(".")
    return ["plink", "-ssh", "-batch", "-t", "-P", str(host.port), "-hostkey", fingerprint, "learn@127.0.0.1"]


def dbclient(host: Host) -> list[str]:
    return ["dbclient", "-y", "-y", "-t", "-p", str(host.port), "learn@127.0.0.1"]


def library(name: str) -> Callable[[Host], list[str]]:
    def words(host: Host) -> list[str]:
        known = str(host.known_hosts())
        return [sys.executable, "-W", "ignore", str(BRIDGE), name, str(host.port), "learn", known]

    return words


CLIENTS = [
    pytest.param(openssh, id="ssh", marks=pytest.mark.needs("ssh")),
    pytest.param(plink, id="plink", marks=pytest.mark.needs("plink")),
    pytest.param(dbclient, id="dbclient", marks=pytest.mark.needs("dbclient")),
    pytest.param(library("asyncssh"), id="asyncssh"),
    pytest.param(library("paramiko"), id="paramiko"),
]


def finish(patient: Patient) -> None:
    """Read the summary to its end and finish."""
    terminal = patient.terminal
    for _ in range(60):
        before = terminal.text()
        terminal.send(ENTER)
        terminal.until(lambda before=before: terminal.text() != before, "the next part of the summary")  # type: ignore[misc]
        if english("welcome-question") in terminal.text():
            return


@pytest.mark.parametrize("client", CLIENTS)
def test_a_patient_goes_the_whole_way(start: Start, client: Callable[[Host], list[str]]) -> None:
    host = start()
    course = course_for(host.content)
    with Terminal(client(host)) as terminal:
        patient = Patient(terminal, course)
        code = begin(terminal)
        asked = patient.walk(right, until=english("summary-title"))
        terminal.shows(english("summary-known", known=1, of=1))
        first = host.child()
        finish(patient)

        terminal.shows(english("welcome-question"))
        assert code not in terminal.everything(), "the next patient finds nothing of the last"
        assert not Path(f"/proc/{first}").exists(), "and has a process of their own"
    (events,) = events_of(host)
    assert events[-1].kind == "finished"
    assert dict(events[-1].data["outcomes"]) == {"liver": "known_at_once"}
    assert [event.data["item"] for event in events if event.kind == "answered"] == asked
    until(lambda: host.inside() == 0, "an empty house")


@pytest.mark.needs("ssh")
def test_line_by_line_with_a_real_line_mode(usual: Host) -> None:
    """What is typed is echoed and can be erased; the visit ends with the line."""
    with usual.ssh(user="plain") as terminal:
        terminal.until(lambda: CODE.search(terminal.text()), "the code")
        terminal.shows(english("plain-prompt-on"))
        terminal.send("garbage\x7f\x7f\x7f\x7f\x7f\x7f\x7fh" + ENTER)
        terminal.shows(english("plain-help-title"))
        terminal.send("q" + ENTER)
        assert terminal.ends() == 0
        assert not CODE.search(terminal.everything())


@pytest.mark.needs("ssh")
def test_a_terminal_that_cannot_be_drawn_on_gets_lines(usual: Host) -> None:
    with usual.ssh(env={"TERM": "dumb"}) as terminal:
        terminal.shows(english("plain-prompt-on"))


@pytest.mark.needs("ssh")
def test_only_the_quiz_is_offered_to_who_comes_for_it(usual: Host) -> None:
    with usual.ssh(user="quiz") as terminal:
        terminal.shows(english("welcome-quiz"))
        assert english("welcome-learn") not in terminal.text()


@pytest.mark.needs("ssh")
def test_a_resize_arrives(usual: Host) -> None:
    with usual.ssh() as terminal:
        terminal.shows(english("welcome-question"))
        terminal.resize(40, 12)
        terminal.until(lambda: "Glutamine" in terminal.rows()[0] and len(terminal.rows()[0]) == 40, "a small frame")
        terminal.until(lambda: english("hint-help") in terminal.rows()[11], "its last row")
        terminal.send(DOWN)
        terminal.resize(100, 30)
        terminal.until(lambda: english("hint-help") in terminal.rows()[29], "a large frame")


@pytest.mark.needs("ssh")
def test_twenty_at_once_are_all_let_in_and_nothing_is_left(start: Start) -> None:
    host = start()
    with ExitStack() as stack:
        terminals = [stack.enter_context(host.ssh()) for _ in range(20)]
        codes = {begin(terminal) for terminal in terminals}
        assert len(codes) == 20
        assert len({line["visit_pid"] for line in host.log("visit")}) == 20
    until(lambda: host.inside() == 0, "an empty house")
    until(lambda: len(host.processes()) <= 2 + 2, "only host, door and two that wait")
    assert len(events_of(host)) == 20
