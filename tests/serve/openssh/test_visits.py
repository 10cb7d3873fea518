"""Patients come through a real OpenSSH server as it is shipped: what they see and what they leave behind."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from glutatui.records import open_existing
from glutatui.words import say
from serve.hosts import Host, until
from serve.sshd import SSHD, Sshd, fingerprint
from terminal import Terminal

pytestmark = pytest.mark.needs(SSHD, "ssh")

WELCOME = say("en", "welcome-learn")
Opened = Callable[..., Sshd]


# a visit


def test_a_kiosk_comes_in_reads_and_is_resized(usual: Host, door: Sshd) -> None:
    with door.kiosk(env={"TERM": "xterm-256color"}) as kiosk:
        kiosk.shows(WELCOME)
        kiosk.send("\r")
        kiosk.shows("Your code is")
        kiosk.resize(50, 30)
        kiosk.until(lambda: "─" * 48 in "".join(kiosk.rows()[1]) and "─" * 50 not in kiosk.rows()[1], "a narrow band")
    until(lambda: usual.inside() == 0, "the end of the visit")


@pytest.mark.parametrize("columns", [1, 300])
def test_any_size_is_survived(door: Sshd, columns: int) -> None:
    with door.kiosk(size=(columns, 40)) as kiosk:
        kiosk.until(lambda: len(kiosk.raw) > 500, "a frame")
        kiosk.resize(80, 24)
        kiosk.shows(WELCOME)


def test_lines_can_be_typed_and_edited(usual: Host, opened: Opened) -> None:
    with Terminal(opened(usual.data / "attach.sock", "plain").ssh("-t")) as terminal:
        terminal.shows("Code:")
        terminal.shows("> ")
        terminal.send("x\x7fq\r")
        assert terminal.ends() == 0


def test_staff_see_the_dashboard_and_the_audit_names_their_key(usual: Host, opened: Opened) -> None:
    door = opened(usual.data / "attach.sock", "staff")
    with Terminal(door.ssh("-t")) as terminal:
        terminal.shows(say("en", "dashboard-title"))
        terminal.shows(say("en", "dashboard-live", number=1))
        terminal.settle()
        terminal.send("q")
        assert terminal.ends() == 0
    with closing(open_existing(usual.data / "journal.sqlite")) as records:
        assert fingerprint(door.key) in {note.who.split()[1] for note in records.notes()}


def test_where_no_host_runs_one_sentence_says_so(opened: Opened, tmp_path: Path) -> None:
    with opened(tmp_path / "nobody.sock").kiosk() as kiosk:
        assert kiosk.ends() == 3
        assert say("en", "attach-no-host") in kiosk.text()


@pytest.mark.parametrize("term", ["xterm\x1b]0;owned\x07", "x" * 4000, "$(touch canary)", '"; touch canary; "'])
def test_a_terminal_may_call_itself_anything(usual: Host, door: Sshd, term: str) -> None:
    with door.kiosk(env={"TERM": term}) as kiosk:
        kiosk.until(lambda: WELCOME in kiosk.text() or "> " in kiosk.text(), "the lessons, on a screen or in lines")
        assert b"owned" not in kiosk.raw
    until(lambda: usual.inside() == 0, "the end of the visit")
    assert "\x1b" not in usual.said()


# what is left of them


def test_a_connection_without_a_session_is_ended(opened: Opened, tmp_path: Path) -> None:
    """As ``ssh -N`` makes one; shipped are 15 seconds."""
    done = opened(tmp_path / "nobody.sock", UnusedConnectionTimeout="1s").run("-N")

    assert done.returncode == 255


def test_a_screen_that_nobody_touches_is_ended(usual: Host, opened: Opened) -> None:
    """Which shows besides that it sends nothing by itself; shipped are 10 minutes."""
    with opened(usual.data / "attach.sock", ChannelTimeout="session:*=1s").kiosk() as kiosk:
        kiosk.shows(WELCOME)
        kiosk.ends()
    until(lambda: usual.inside() == 0, "the end of the visit")


def test_it_stays_where_no_time_is_set(usual: Host, opened: Opened) -> None:
    """The twin of the test above; and an idle screen sends nothing."""
    with opened(usual.data / "attach.sock", ChannelTimeout="none").kiosk() as kiosk:
        kiosk.shows(WELCOME)
        kiosk.quiet(0.5)

        assert kiosk.quiet(2.5) == 0
        assert kiosk.process.poll() is None
    until(lambda: usual.inside() == 0, "the end of the visit")


def test_a_host_that_is_killed_leaves_a_clean_screen(start: Callable[..., Host], opened: Opened) -> None:
    host = start()
    with opened(host.data / "attach.sock").kiosk() as kiosk:
        kiosk.shows(WELCOME)
        kiosk.send("\r")
        kiosk.shows("Your code is")
        code = kiosk.text().partition("Your code is ")[2][:7]
        host.end()

        kiosk.shows(say("en", "attach-host-gone"))
        assert kiosk.ends() == 3
        assert code not in kiosk.everything()


def test_a_host_that_is_stopped_says_so(start: Callable[..., Host], opened: Opened) -> None:
    host = start("--drain", "1")
    with opened(host.data / "attach.sock").kiosk() as kiosk:
        kiosk.shows(WELCOME)
        kiosk.send("\r")
        kiosk.shows("Your code is")
        host.process.terminate()

        assert kiosk.ends() == 75
        assert say("en", "serve-draining").partition(".")[0] in kiosk.text()
