"""Visits by way of an attach client: what becomes of whom when somebody dies."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glutatui.serve import attach
from glutatui.words import say
from serve.hosts import Host, until
from terminal import Terminal

WELCOME = say("en", "welcome-learn")
Start = Callable[..., Host]


def client(host: Host, account: str = "learn", **env: str) -> Terminal:
    command: list[str | Path] = [
        sys.executable,
        "-I",
        "-S",
        "-B",
        attach.__file__,
        "--socket",
        host.data / "attach.sock",
        account,
    ]
    return Terminal(command, env=env)


def begun(terminal: Terminal) -> str:
    """Begin a visit; return its code."""
    terminal.shows(WELCOME)
    terminal.send("\r")
    terminal.shows("Your code is")
    return terminal.text().partition("Your code is ")[2][:7]


def test_a_screen_without_a_cursor_gets_lines(usual: Host) -> None:
    with client(usual, TERM="dumb") as terminal:
        terminal.shows("Code:")
        terminal.send("q\r")
        assert terminal.ends() == 0


def test_lines_are_edited_by_the_terminal(usual: Host) -> None:
    with client(usual, "plain") as terminal:
        terminal.shows("> ")
        terminal.send("wrong\x15h\r")
        terminal.until(lambda: terminal.text().count("> ") > 1, "the next prompt")
        assert "wrong" not in terminal.rows()[-2]
        terminal.send("\x03")
        assert terminal.ends() == 130
    until(lambda: usual.inside() == 0, "the end of the visit")


def test_a_killed_visit_hurts_nobody_and_its_patient_begins_again(start: Start) -> None:
    host = start()
    with client(host) as one:
        begun(one)
        child = host.child()
        with client(host) as other:
            code = begun(other)
            os.kill(child, signal.SIGKILL)
            one.shows(WELCOME)
            one.shows(say("en", "serve-again").partition(".")[0])
            begun(one)
            other.send("\x1b[D")
            other.shows(f"Your code is {code}.")


@pytest.mark.parametrize("role", ["front", "zygote"])
def test_with_the_host_goes_what_was_on_the_screen(start: Start, role: str) -> None:
    host = start()
    with client(host) as terminal:
        code = begun(terminal)
        os.kill(getattr(host, role), signal.SIGKILL)

        terminal.ends()
        assert code not in terminal.everything()
        assert 1049 not in terminal.display.private_modes
    until(lambda: not host.processes(), "the end of the host")


def test_a_killed_client_leaves_nothing(usual: Host) -> None:
    with client(usual) as terminal:
        begun(terminal)
        child = usual.child()
        terminal.kill()
        until(lambda: child not in usual.processes(), "the end of the visit")
    until(lambda: usual.inside() == 0, "an empty house")


def test_a_full_house_says_so(start: Start) -> None:
    host = start("--visits", "1")
    with client(host) as one:
        one.shows(WELCOME)
        with client(host) as other:
            other.shows(say("en", "serve-full"))
            assert other.ends() == 75
        begun(one)
