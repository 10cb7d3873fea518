"""What happens to visits when processes die, hang, or are told to go; and that nothing is left of any of them."""

import os
import signal
import socket
import subprocess
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from e2e.patient import CODE, ENTER, english
from glutatui.records import SqliteJournal, verify
from glutatui.visit import Event
from serve.conftest import Start
from serve.hosts import Host, until
from small_course import write_course
from terminal import Terminal

pytestmark = pytest.mark.needs("ssh")

WELCOME = english("welcome-question")
MOVES = (("\x1b[B", "▸ 2"), ("\x1b[A", "▸ 1"))
"""Keys between the first two choices, each with what its whole frame shows: any change might be half of one."""


def begin(terminal: Terminal, welcome: str = WELCOME) -> str:
    """Begin a visit; return its code."""
    terminal.shows(welcome)
    terminal.send(ENTER)
    terminal.until(lambda: CODE.search(terminal.text()), "the code")
    found = CODE.search(terminal.text())
    assert found
    return found[0]


def events_of(host: Host) -> list[tuple[Event, ...]]:
    """Return all visits in the journal, which is whole."""
    path = host.data / "journal.sqlite"
    assert verify(path).whole
    with closing(SqliteJournal.open(path)) as records:
        return [records.replay(visit) for visit in records.visits()]


def events_with(host: Host, code: str) -> tuple[Event, ...]:
    """Return the visit with a code, from a journal that is whole."""
    path = host.data / "journal.sqlite"
    assert verify(path).whole
    with closing(SqliteJournal.open(path)) as records:
        return records.replay(records.find(code))


def test_a_killed_child_hurts_nobody_and_its_patient_goes_on(usual: Host) -> None:
    with usual.ssh() as other, ExitStack() as later:
        begin(other)
        terminal = later.enter_context(usual.ssh())
        code = begin(terminal)
        terminal.send(ENTER)
        terminal.until(lambda: code not in terminal.text(), "the first question")
        os.kill(usual.child(), signal.SIGKILL)

        terminal.shows(english("serve-again"))
        terminal.shows(WELCOME)
        terminal.send("3")
        terminal.shows(english("resume-title"))
        terminal.send(code.replace("-", "") + ENTER)
        terminal.until(lambda: english("resume-title") not in terminal.text(), "the visit")
        terminal.until(lambda: english("before-title") in terminal.text(), "the question that was open")

        other.send(ENTER)
        other.until(lambda: not CODE.search(other.text()), "the other patient's next screen")
    usual.logs("visit-over", how="killed")


def test_a_child_that_falls_again_and_again_is_given_up(start: Start) -> None:
    host = start()
    with host.ssh() as terminal:
        for number in range(3):
            terminal.shows(WELCOME)
            os.kill(int(host.logs("visit", number + 1)[number]["visit_pid"]), signal.SIGSEGV)
        assert terminal.ends() == 70
        assert english("serve-sorry") in terminal.text()


@pytest.mark.parametrize("victim", ["zygote", "front"])
def test_nothing_is_left_when_a_part_is_killed(start: Start, victim: str) -> None:
    """The service ends whole, for its supervisor to start again; the terminal is given back; answers are kept."""
    host = start()
    with host.ssh() as terminal:
        begin(terminal)
        os.kill(getattr(host, victim), signal.SIGKILL)

        terminal.ends()
        assert host.process.wait(20) in {70, -signal.SIGKILL}
        until(lambda: not host.processes(), "the end of all processes")
    ((*events,),) = events_of(host)
    assert [event.kind for event in events] == ["started"]


def test_the_terminal_is_given_back_when_the_zygote_is_killed(start: Start) -> None:
    host = start()
    with host.ssh() as terminal:
        begin(terminal)
        os.kill(host.zygote, signal.SIGKILL)
        terminal.ends()
        assert english("serve-sorry") in terminal.text()
        assert not terminal.display.private_modes & {1000, 1006, 1049, 2004}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_a_disconnected_patient_leaves_no_process(usual: Host, how: int) -> None:
    with usual.ssh() as terminal:
        begin(terminal)
        child = usual.child()
        terminal.kill(how)
        until(lambda: not Path(f"/proc/{child}").exists(), "the end of the child", 5)
    until(lambda: usual.inside() == 0, "an empty house")


def test_a_client_that_closes_its_input_is_gone(usual: Host) -> None:
    done = usual.run([*usual.command("-tt")], stdin=subprocess.DEVNULL)
    assert done.returncode in {0, 255}
    until(lambda: usual.inside() == 0, "an empty house")


def test_draining_lets_running_visits_end_and_refuses_new_ones(start: Start) -> None:
    host = start("--drain", "3")
    with host.ssh() as terminal:
        code = begin(terminal)
        host.process.send_signal(signal.SIGTERM)
        terminal.shows(english("kiosk-drain-many", number=3))
        with host.ssh() as late:
            assert late.ends() == 75
            assert english("serve-draining").partition(".")[0] in late.text()
        terminal.send(ENTER)
        terminal.until(lambda: english("kiosk-drain-many", number=3) not in terminal.text(), "the visit again")
        terminal.send(ENTER)
        terminal.until(lambda: code not in terminal.text(), "the next screen: a running visit goes on")

        assert terminal.ends() == 75
        assert english("serve-draining").partition(".")[0] in terminal.text()
        assert code not in terminal.everything()
    assert host.process.wait(20) == 0
    assert host.log("stopped", drained=True)
    assert not host.processes()
    assert [event.kind for event in events_of(host)[0]][:2] == ["started", "went"]


def test_draining_an_empty_house_takes_no_time(start: Start) -> None:
    host = start("--drain", "60")
    begun = time.monotonic()
    host.process.send_signal(signal.SIGTERM)
    assert host.process.wait(20) == 0
    assert time.monotonic() - begun < 5


def test_a_reload_teaches_the_new_course_to_new_visits_and_keeps_the_old_one_where_it_is_wrong(start: Start) -> None:
    host = start()
    page = host.content / "lessons/en/01-start.md"
    before = page.read_text()
    title, fresh = "Ask first.", "Ask them first."

    page.write_text(before.replace(title, fresh))
    with host.ssh() as old:
        old_code = begin(old)
        host.process.send_signal(signal.SIGHUP)
        host.logs("course-taken")
        with host.ssh() as new:
            begin(new)
            assert read_on(new, fresh, title) == fresh
        assert read_on(old, fresh, title) == title, "a running visit keeps its course"
        assert old_code

    page.write_text(before + "\n[^no-such-claim]\n")
    host.process.send_signal(signal.SIGHUP)
    host.logs("course-kept")
    wrong = host.log("course-wrong")
    assert any(line.get("path", "").endswith("01-start.md") and line["line"] for line in wrong)
    with host.ssh() as last:
        begin(last)
        assert read_on(last, fresh, title) == fresh


def read_on(terminal: Terminal, *titles: str) -> str:
    """Go on, never sure, until one of some titles is on the screen."""
    for _ in range(60):
        while terminal.read(0.05):
            pass
        for title in titles:
            if title in terminal.text():
                return title
        asks = english("not-sure") in terminal.text()
        before = terminal.text()
        lists = english("checklist-title") in terminal.text()
        terminal.send("0" if asks else "n" if lists else ENTER)
        terminal.holds(lambda before=before: terminal.text() != before, 2)  # type: ignore[misc]
    pytest.fail("\n".join(terminal.rows()))


def test_a_visit_has_a_longest_time(start: Start) -> None:
    host = start("--hard", "2", "--idle", "0")
    with host.ssh() as terminal:
        code = begin(terminal)
        terminal.shows(WELCOME)
        assert code not in terminal.everything()
    host.logs("visit-over", how="hard")


def test_the_address_in_use_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        host = Host(tmp_path, "--port", str(taken.getsockname()[1]))
        try:
            assert host.process.wait(20) == 3
            assert host.said().startswith("glutatui: Nothing can listen on 127.0.0.1:")
            assert host.said().count("\n") == 1, "what was composed goes without a word"
            assert not host.processes()
        finally:
            host.end()


def test_a_wrong_course_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    content = write_course(tmp_path / "wrong", {"lessons/claims.yaml": "nonsense"})
    host = Host(tmp_path, content=content)
    try:
        assert host.process.wait(20) == 1
        assert not host.processes()
    finally:
        host.end()


@pytest.mark.parametrize("user", ["learn", "plain"])
def test_a_child_that_cannot_keep_answers_says_so(start: Start, user: str) -> None:
    """The journal is gone bad while the service runs: no visit begins that could not be kept."""
    host = start("--warm", "0")
    for name in ("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"):
        (host.data / name).unlink(missing_ok=True)
    (host.data / "journal.sqlite").write_text("this is no journal, but something else entirely\n" * 100)
    with host.ssh(user=user) as terminal:
        assert terminal.ends() == 70
        assert english("serve-sorry").partition(".")[0] in terminal.text()
    host.logs("visit-over", how="records")


def test_a_second_enter_begins_no_visit_for_the_next_patient(usual: Host) -> None:
    """Typed as soon as the next welcome is there; at the first welcome of a line the same key begins a visit."""
    before = len(events_of(usual))
    with usual.ssh() as terminal:
        begin(terminal)
        terminal.send("q")
        terminal.shows(english("stop-title"))
        terminal.send("2")
        terminal.shows(WELCOME)
        terminal.send(ENTER + ENTER)
        terminal.settle()
        assert terminal.quiet(1) == 0
        assert WELCOME in terminal.text()
        assert len(events_of(usual)) == before + 1
        begin(terminal)
    assert len(events_of(usual)) == before + 2
