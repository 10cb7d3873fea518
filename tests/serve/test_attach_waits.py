"""What stands in an attach client's place while a visit goes on: a shell that nobody commands."""

import fcntl
import os
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from glutatui.serve import attach, wire
from glutatui.serve.wire import Over
from serve.played import LOOK, Host, client
from terminal import Terminal

SMALL = 1024
"""Kilobytes of memory that waiting takes at most (PSS); a Python takes 4,500."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    host = Host(tmp_path)
    yield host
    host.close()


def test_who_waits_is_small_and_holds_nothing_of_the_patient(host: Host) -> None:
    """A shell with a fixed program: no variables, no terminal among its standard streams."""
    with client(host, env={"SSH_CONNECTION": "192.0.2.7 4711 192.0.2.1 22"}) as terminal:
        host.take()
        assert host.hears() == LOOK
        process = Path(f"/proc/{terminal.process.pid}")

        assert (process / "cmdline").read_bytes().split(b"\0")[:3] == [b"/bin/sh", b"-c", attach.WAITS.encode()]
        assert (process / "environ").read_bytes() == b""
        assert not [fd for fd in range(3) if str((process / "fd" / str(fd)).readlink()).startswith("/dev/pts/")]
        assert int((process / "smaps_rollup").read_text().partition("Pss:")[2].split()[0]) < SMALL


COMMANDS = ["touch {canary}\n", "$(touch {canary})\n", "`touch {canary}`\n", "\x03\x1a\x1c\x04; touch {canary}\n"]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_key_and_no_host_commands_the_shell_that_waits(host: Host, tmp_path: Path, command: str) -> None:
    typed = command.format(canary=tmp_path / "canary").encode()
    with client(host) as terminal:
        host.take()
        assert host.hears() == LOOK
        terminal.send(typed.decode())
        keys = b""
        while len(keys) < len(typed):
            keys += os.read(host.fds[0], 4096)
        assert keys == typed, "the host alone reads keys"
        host.client.sendall(typed.rstrip(b"\n") + wire.BELL + wire.encode(Over(0)))

        assert terminal.ends() == 0
        assert not (tmp_path / "canary").exists()


def test_a_shell_that_reads_the_terminal_is_commanded(tmp_path: Path) -> None:
    """The twin of the test above."""
    canary = tmp_path / "canary"
    with Terminal([attach.SHELL]) as terminal:
        terminal.send(f"touch {canary}; exit\n")
        terminal.ends()

        assert canary.exists()


def full(host: Host, terminal: Terminal) -> None:
    """Have sizes told until the line to the host takes no more."""
    columns, told, end = 40, 0, monotonic() + 0.2
    while monotonic() < end:
        terminal.resize(columns := 40 + (columns + 1) % 100, 30)
        waiting = int.from_bytes(fcntl.ioctl(host.client, termios.FIONREAD, bytes(4)), sys.byteorder)
        if waiting > told:
            told, end = waiting, monotonic() + 0.2
    assert told > 1000


def test_a_host_that_does_not_listen_holds_nobody(host: Host) -> None:
    """Who waits hears signals all the same."""
    with client(host) as terminal:
        host.take()
        host.hears()
        full(host, terminal)
        terminal.kill(signal.SIGTERM)

        assert terminal.ends() == 128 + signal.SIGTERM
