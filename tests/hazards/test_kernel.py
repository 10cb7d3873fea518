"""What a kiosk does while everything that can be typed is typed: in the words of the kernel, not of Python."""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM
from e2e.conftest import cache as cache  # noqa: PLC0414  (a fixture)
from e2e.conftest import one_language as one_language  # noqa: PLC0414  (a fixture)
from e2e.conftest import shared_cache as shared_cache  # noqa: PLC0414  (a fixture)
from e2e.patient import ENTER, english
from e2e.test_kiosk import type_everything
from glutatui import cli
from terminal import Terminal

pytestmark = pytest.mark.needs("strace")

WATCHED = (
    *("execve", "execveat", "open", "openat", "openat2", "creat", "socket", "connect", "bind", "kill"),
    *("unlink", "unlinkat", "rename", "renameat2", "mkdir", "mkdirat", "link", "symlink", "chmod", "truncate"),
)
_CORES = "/sys/devices/system/cpu/online"
"""Read once by the C library, when the first answer is handed to a thread."""
_CODE = (sys.prefix, sys.base_prefix, str(Path(cli.__file__).parents[1]))
_READ = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"(?P<path>[^"]*)", (?P<flags>[A-Z_|]+)')


def traced(log: Path, journal: Path, *program: str | Path) -> Terminal:
    """Return a kiosk under the eyes of strace."""
    eyes: list[str | Path] = [
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-e",
        f"trace={','.join(WATCHED)}",
        "-e",
        "signal=none",
        "-o",
        log,
    ]
    return Terminal([*eyes, *program, "quiz", "--kiosk", "--idle", "5", "--records", journal])


def forbidden(lines: list[str], journal: Path) -> list[str]:
    """Return what is neither the journal nor code that is read late."""
    return [line for line in lines if not _allowed(line, journal)]


def _allowed(line: str, journal: Path) -> bool:
    found = _READ.search(line)
    if found is None:
        return False
    path, flags = found["path"], found["flags"].split("|")
    if path.startswith(str(journal)) or path in {str(journal.parent), _CORES}:
        return True
    return path.startswith(_CODE) and "O_RDONLY" in flags and "O_CREAT" not in flags


def end(terminal: Terminal) -> None:
    """End what is watched, and with it who watches."""
    children = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text().split()
    for pid in children:
        os.kill(int(pid), signal.SIGTERM)
    terminal.ends()


def attacked(terminal: Terminal, log: Path, attack: Callable[[Terminal], None]) -> list[str]:
    """Attack from the welcome on; return what was done from the first key on."""
    terminal.shows(english("welcome-privacy"))
    terminal.settle()
    before = len(log.read_text().splitlines())
    attack(terminal)
    assert terminal.process.poll() is None
    done = log.read_text().splitlines()[before:]
    end(terminal)
    return done


def everything(terminal: Terminal) -> None:
    terminal.send(ENTER)
    terminal.shows(english("quiz-intro-pass"))
    terminal.send(ENTER)
    terminal.shows(english("not-sure"))
    type_everything(terminal)


@pytest.mark.timeout(300)
def test_no_program_is_started_and_no_file_opened(tmp_path: Path) -> None:
    log, journal = tmp_path / "log", tmp_path / "journal.sqlite"
    with traced(log, journal, PROGRAM) as terminal:
        done = attacked(terminal, log, everything)
    assert forbidden(done, journal) == []
    assert "execve(" in log.read_text(), "strace has seen the start"


def test_what_is_started_or_opened_would_be_seen(tmp_path: Path) -> None:
    """The twin: a key that starts a program, opens a file and makes a socket."""
    log, journal = tmp_path / "log", tmp_path / "journal.sqlite"
    careless = Path(__file__).with_name("careless.py")

    def one_key(terminal: Terminal) -> None:
        terminal.send(ENTER)
        terminal.shows(english("quiz-intro-pass"))

    with traced(log, journal, sys.executable, careless) as terminal:
        found = "\n".join(forbidden(attacked(terminal, log, one_key), journal))
    assert "execve(" in found
    assert "/etc/passwd" in found
    assert "socket(" in found
