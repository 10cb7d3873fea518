"""A command on a pty of its own, with its bytes and its processor time counted."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

QUIET = 0.02
"""Seconds without a byte after which a frame counts as whole."""
DEADLINE = 20.0
"""Seconds after which a command that shows nothing counts as failed."""


class Run:
    """One running command."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        """Start a command on a new pty."""
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))  # noqa: S606  (the command is ours)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def send(self, data: bytes) -> None:
        """Type."""
        os.write(self.fd, data)

    def until(self, text: bytes) -> bytes:
        """Return what was written up to and with a text.

        Raises:
            TimeoutError: It never came.
        """
        seen, limit = b"", time.perf_counter() + DEADLINE
        while text not in seen:
            if time.perf_counter() > limit:
                raise TimeoutError(text.decode())
            if select.select([self.fd], [], [], 0.5)[0]:
                seen += os.read(self.fd, 65536)
        return seen

    def settled(self, first: float = 2.0) -> bytes:
        """Return what is written until it is quiet; ``first`` is how long to wait for the first byte, in seconds."""
        seen, wait = b"", first
        while select.select([self.fd], [], [], wait)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            seen, wait = seen + data, QUIET
        return seen

    def processor(self) -> float:
        """Return the processor time of all its threads so far, in seconds."""
        times = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(path.read_text().split()[0]) for path in times) / 1e9

    def memory(self) -> float:
        """Return its proportional set size in megabytes."""
        for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def end(self) -> None:
        """End the command and collect it."""
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)
