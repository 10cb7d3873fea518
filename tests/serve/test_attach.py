"""The attach client on a real terminal, with a host that the test plays: what it hands over, says, and gives back."""

import os
import signal
import socket
import subprocess
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from glutatui.serve import wire
from glutatui.serve.wire import Attach, Message, Over, Refused
from glutatui.words import say
from serve.played import CLIENT, LOOK, Host, client

SPENT = "spent by a patient"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    host = Host(tmp_path)
    yield host
    host.close()


def test_it_hands_over_its_terminal_and_what_it_is(host: Host) -> None:
    env = {
        "TERM": 'xterm-256color"\x1b]0;x\x07',
        "COLORTERM": "truecolor",
        "NO_COLOR": "1",
        "LANG": "de_CH.UTF-8",
        "LC_ALL": "C",
        "SSH_CONNECTION": "192.0.2.7 4711 192.0.2.1 22",
    }
    with client(host, "quiz", env=env) as terminal:
        said = host.take()

        assert said == Attach(
            account="quiz",
            columns=80,
            rows=24,
            source="192.0.2.7",
            term="xterm-256color]0;x",
            colorterm="truecolor",
            no_color="1",
            lang="de_CH.UTF-8",
            lc_all="C",
        )
        host.draws(b"drawn by the host")
        terminal.shows("drawn by the host")
        terminal.send("k")
        assert os.read(host.fds[0], 10) == b"k"


@pytest.mark.parametrize(
    ("last", "status", "seen"),
    [
        (Over(0), 0, ""),
        (Over(70, "This went wrong.\x1b[2J"), 70, "This went wrong.[2J"),
        (Refused("full", "Please wait."), 75, "Please wait."),
    ],
)
def test_it_ends_with_the_session(host: Host, last: Message, status: int, seen: str) -> None:
    with client(host) as terminal:
        host.take()
        host.says(last)

        assert terminal.ends() == status
        assert terminal.text() == seen
        assert termios.tcgetattr(terminal.slave) == terminal.modes


def test_a_terminal_comes_back_as_it_was(host: Host) -> None:
    """Line modes, blocking, and no key left for whoever reads next."""
    with client(host) as terminal:
        host.take()
        os.set_blocking(host.fds[0], False)
        terminal.until(lambda: termios.tcgetattr(terminal.slave) != terminal.modes, "the raw line")
        terminal.send("keys that nobody read")
        host.says(Over(0))

        assert terminal.ends() == 0
        assert termios.tcgetattr(terminal.slave) == terminal.modes
        assert os.get_blocking(host.fds[0])
        os.set_blocking(host.fds[0], False)
        with pytest.raises(BlockingIOError):
            os.read(host.fds[0], 10)


def test_a_host_that_dies_leaves_nothing_on_the_screen(host: Host) -> None:
    with client(host) as terminal:
        host.take()
        host.draws(
            b"first\r\n" * 40 + b"\x1b[?1049h\x1b[?1000h\x1b[?1006h\x1b[?2004h\x1b[?25l" + SPENT.encode() + b"\x1b["
        )
        terminal.shows(SPENT)
        host.close()

        assert terminal.ends() == 3
        assert terminal.text() == say("en", "attach-host-gone")
        assert "first" not in terminal.everything()
        assert SPENT not in terminal.everything()
        assert not terminal.display.private_modes & {1000, 1006, 1049, 2004}
        assert 25 in terminal.display.private_modes
        assert termios.tcgetattr(terminal.slave) == terminal.modes


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_and_the_terminal_comes_back(host: Host, number: signal.Signals) -> None:
    with client(host) as terminal:
        host.take()
        host.draws(SPENT.encode())
        terminal.shows(SPENT)
        assert host.hears() == LOOK
        terminal.kill(number)
        with suppress(ProcessLookupError):
            terminal.kill(number)

        assert terminal.ends() == 128 + number
        assert SPENT not in terminal.everything()
        assert termios.tcgetattr(terminal.slave) == terminal.modes
        assert host.client.recv(100) == b""


def test_nothing_stops_it(host: Host) -> None:
    with client(host) as terminal:
        host.take()
        assert host.hears() == LOOK
        for number in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            terminal.kill(number)
        terminal.resize(60, 20)

        assert host.hears() == LOOK


def test_each_size_arrives_and_the_last_one_last(host: Host) -> None:
    with client(host) as terminal:
        host.take()
        for columns in range(40, 60):
            terminal.resize(columns, 30)
        while os.get_terminal_size(host.fds[1]) != (59, 30):
            assert host.hears() == LOOK


def test_it_goes_when_its_terminal_is_gone(host: Host) -> None:
    """The host is told by the end of the connection."""
    with client(host) as terminal:
        host.take()
        wire.close(host.fds)
        host.fds = []
        terminal.hang_up()
        while data := host.client.recv(100):
            assert data
        assert terminal.process.wait(10)


def fill(fd: int) -> None:
    """Write until the terminal takes no more."""
    with suppress(BlockingIOError):
        while os.write(fd, b"x" * 4096):
            pass


def test_a_terminal_that_takes_nothing_does_not_hold_it(host: Host) -> None:
    with client(host) as terminal:
        host.take()
        os.set_blocking(host.fds[1], False)
        fill(host.fds[1])
        host.close()

        assert terminal.process.wait(10) == 3


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xff\xff\xff",
        b"\0\0\0\x02[]",
        b"\0\0\0\x03abc",
        b"\0\0\0\x0d" + b'{"is":"over"}',
        b"\0\0\0\x1c" + b'{"is":"over","status":"one"}',
    ],
)
def test_a_host_that_talks_nonsense_is_no_host(host: Host, data: bytes) -> None:
    with client(host) as terminal:
        host.take()
        host.client.sendall(wire.BELL + data)
        host.client.shutdown(socket.SHUT_WR)

        assert terminal.ends() == 3
        assert termios.tcgetattr(terminal.slave) == terminal.modes


def test_messages_may_come_in_pieces(host: Host) -> None:
    with client(host) as terminal:
        host.take()
        for byte in wire.BELL + wire.encode(Over(0, "The end.")):
            host.client.sendall(bytes([byte]))

        assert terminal.ends() == 0
        assert terminal.text() == "The end."


def test_a_socket_that_nobody_answers_any_more_is_no_host(host: Host) -> None:
    host.listener.close()
    with client(host) as terminal:
        assert terminal.ends() == 3


@pytest.mark.parametrize("missing", [0, 1])
def test_without_a_terminal_it_does_nothing(host: Host, missing: int) -> None:
    slave = os.openpty()[1]
    ways = [slave, slave]
    with Path(os.devnull).open("r+b") as nowhere:
        ways[missing] = nowhere.fileno()
        done = subprocess.run(
            [*CLIENT, "--socket", str(host.path)],
            check=False,
            stdin=ways[0],
            stdout=ways[1],
            stderr=subprocess.PIPE,
            text=True,
        )

    assert done.returncode == 2
    assert done.stderr == f"glutatui: {say('en', 'attach-no-terminal')}\n"


def test_a_command_that_was_asked_for_is_refused(host: Host) -> None:
    with client(host, env={"SSH_ORIGINAL_COMMAND": "named"}) as terminal:
        assert terminal.ends() == 2
        assert terminal.text() == f"glutatui: {say('en', 'attach-no-command')}"
