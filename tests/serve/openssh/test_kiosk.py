"""The kiosk's own loop on a real terminal: connect, wipe, connect again, and no key that leads out."""

import os
import signal
from pathlib import Path

import pytest

from glutatui.words import say
from serve.hosts import Host, until
from serve.sshd import DEPLOY, SSHD, Sshd
from terminal import Terminal

pytestmark = pytest.mark.needs(SSHD, "ssh")

WELCOME = say("en", "welcome-learn")
WAITING = "One moment, please. If this stays here, please tell the staff."


def kiosk(config: Path) -> Terminal:
    return Terminal([DEPLOY / "kiosk" / "glutatui-kiosk", config], env={"GLUTATUI_KIOSK_PAUSE": "0.1"})


def test_after_a_cut_line_the_next_patient_finds_nothing_of_the_last(usual: Host, door: Sshd) -> None:
    with kiosk(door.kiosk_config()) as screen:
        screen.shows(WELCOME)
        screen.send("\r")
        screen.shows("Your code is")
        code = screen.text().partition("Your code is ")[2][:7]
        for server in door.servers():
            os.kill(server, signal.SIGKILL)
        screen.shows(WELCOME)

        assert code not in screen.everything()
    until(lambda: usual.inside() == 0, "the end of the visit")


def test_no_key_ends_it_while_it_waits(tmp_path: Path) -> None:
    config = tmp_path / "ssh_config"
    config.write_text("Host glutatui\n HostName 127.0.0.1\n Port 1\n LogLevel QUIET\n")
    with kiosk(config) as screen:
        screen.shows(WAITING)
        screen.send("\x03\x1a\x1c\x04~.\r~C\x1b[21~exit\r")
        seen = len(screen.raw)
        screen.until(lambda: screen.raw[seen:].count(WAITING.encode()) > 3, "the loop going on")

        assert screen.process.poll() is None
        assert "exit" not in screen.everything()


def test_the_escape_character_of_ssh_is_only_a_key(usual: Host, door: Sshd) -> None:
    with kiosk(door.kiosk_config()) as screen:
        screen.shows(WELCOME)
        screen.send("\r~.\r~?\r~C")
        screen.shows("Your code is")
        assert usual.inside() == 1
    until(lambda: usual.inside() == 0, "the end of the visit")
