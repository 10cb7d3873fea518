"""Starts of the program that cost a tenth of a start: one process imports it, and forks it onto terminals.

The host does the same for its patients. Here it lets tests begin and kill hundreds of visits; what a start from
nothing is like, other tests show. Run as ``warm.py SOCKET [FAULT]``, it waits for requests on that descriptor.
"""

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

from terminal import Process, Terminal

_REQUEST = 64 * 1024


class Warm:
    """One such process; a context manager that ends it and whatever it has begun."""

    def __init__(self, *fault: str) -> None:
        """Start it, with a fault of ``faults.py`` in it or none; the environment is that of the test."""
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        path = os.pathsep.join(part for part in sys.path if part)
        with theirs:
            command = [sys.executable, __file__, str(theirs.fileno()), *fault]
            env = {**os.environ, "PYTHONPATH": path}
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=env)

    def __enter__(self) -> Self:
        """Hand it out."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it; its children have ended with their terminals."""
        self._ours.close()
        self._process.wait()

    def start(self, command: Sequence[str | Path], tty: str, env: dict[str, str]) -> "WarmProcess":
        """Begin ``glutatui`` with these words on a terminal."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        request = {"words": [str(word) for word in command], "tty": tty, "env": env}
        with theirs:
            socket.send_fds(self._ours, [json.dumps(request).encode()], [theirs.fileno()])
        return WarmProcess(ours)


class WarmProcess:
    """A visit that was begun there, with the part of ``Popen`` that a terminal uses."""

    def __init__(self, line: socket.socket) -> None:
        """Wait until it has a number; its exit status comes on the same line."""
        self._line = line
        self.pid = -1
        self.returncode: int | None = None
        self.passed = 0
        """Bytes for which the input budget had room; known at the end, except that of a kill."""
        while self.pid < 0:
            self._hear()

    def _hear(self) -> None:
        """Take one word and a number."""
        told = self._line.recv(64).decode()
        if not told:
            raise ChildProcessError("what keeps this visit is gone")
        name, number = told.split()
        setattr(self, {"pid": "pid", "passed": "passed", "ended": "returncode"}[name], int(number))

    def poll(self) -> int | None:
        """Return the exit status, negative for a signal; None as long as it runs."""
        while self.returncode is None and select.select([self._line], [], [], 0)[0]:
            self._hear()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; raise ``TimeoutExpired`` where nothing is heard in time."""
        while self.returncode is None:
            if not select.select([self._line], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("glutatui", timeout or 0)
            self._hear()
        self._line.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


class WarmTerminal(Terminal):
    """A terminal with a visit that was begun by forking; ``command`` is what follows the name of the program."""

    def __init__(self, warm: Warm, command: Sequence[str | Path]) -> None:
        """Begin."""
        self._warm = warm
        super().__init__(command)

    @property
    def passed(self) -> int:
        """The bytes that passed the input budget, once the visit is over and has counted them."""
        assert isinstance(self.process, WarmProcess)
        return self.process.passed

    def start(self, command: Sequence[str | Path], env: dict[str, str], stderr: int | IO[bytes]) -> Process:
        """Have it forked; what it says goes to the terminal."""
        assert stderr == self.slave
        return self._warm.start(command, os.ttyname(self.slave), env)


def _count() -> list[int]:
    """Let the reader's budgets count the bytes that pass."""
    from glutatui.tui.driver import reader  # noqa: PLC0415  (the environment is scrubbed by then)

    passed = [0]

    class Counting(reader.Budget):
        def __init__(self, burst: float, *rest: Any) -> None:  # noqa: ANN401
            super().__init__(burst, *rest)
            self.bytes = burst > 32  # the other budget is that of clicks

        def take(self, amount: float) -> bool:
            taken = super().take(amount)
            passed[0] += int(amount) if taken and self.bytes else 0
            return taken

    reader.Budget = Counting  # type: ignore[misc, assignment]
    return passed


def _visit(request: dict[str, Any], line: socket.socket, passed: list[int]) -> None:
    """Be the program, in a session of its own; tell how many bytes passed and end."""
    from glutatui.cli import OUR_FAULT, main  # noqa: PLC0415

    os.setsid()
    tty = os.open(request["tty"], os.O_RDWR)  # the first one opened controls the session
    for fd in (0, 1, 2):
        os.dup2(tty, fd)
    os.close(tty)
    os.environ.clear()
    os.environ.update(request["env"])
    status = OUR_FAULT
    try:
        status = main(request["words"])
    except SystemExit as left:
        status = int(left.code or 0)
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        line.send(b"passed %d" % passed[0])
        os._exit(status)


def _keep(request: dict[str, Any], line: socket.socket, passed: list[int]) -> None:
    """Fork the visit; tell its number, and when it is gone its status."""
    pid = os.fork()
    if pid == 0:
        _visit(request, line, passed)
    line.send(b"pid %d" % pid)
    line.send(b"ended %d" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _serve(requests: socket.socket) -> None:
    """Fork a keeper for each request."""
    passed = _count()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers are waited for by nobody
    gc.collect()
    gc.freeze()
    while True:
        told, (*fds,), _, _ = socket.recv_fds(requests, _REQUEST, 1)
        if not told:
            return
        line = socket.socket(fileno=fds[0])
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            requests.close()
            try:
                _keep(json.loads(told), line, passed)
            finally:
                os._exit(0)
        line.close()


def _imported() -> None:
    """Import what a visit imports."""
    from glutatui.tui.environment import scrub  # noqa: PLC0415
    from glutatui.tui.profile import profile_from_environment  # noqa: PLC0415

    scrub(os.environ, profile_from_environment(os.environ).colours)
    from glutatui.cli import arguments, tutor  # noqa: F401, PLC0415
    from glutatui.tui import running  # noqa: F401, PLC0415


if __name__ == "__main__":
    _imported()
    if sys.argv[2:]:
        from e2e.faults import FAULTS

        FAULTS[sys.argv[2]]()
    _serve(socket.socket(fileno=int(sys.argv[1])))
