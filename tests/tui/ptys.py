"""A program on a real pseudo-terminal, for tests that wait for what they want to see."""

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pyte
import pytest

CHILD = Path(__file__).with_name("kiosk_child.py")
MEGABYTE = 1024 * 1024


class Child:
    """One run of ``kiosk_child.py``; a context manager that leaves nothing behind."""

    def __init__(self, *args: str, stdin: int | None = None, beats: bool = False) -> None:
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        self.size(80, 24)
        self.modes = termios.tcgetattr(self.slave)
        self.raw = b""
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.beats, beat = os.pipe() if beats else (-1, -1)
        extra = ["--beat", str(beat)] if beats else []
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(CHILD), *args, *extra],
            stdin=self.slave if stdin is None else stdin,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            pass_fds=[beat] if beats else [],
        )
        if beats:
            os.close(beat)

    def __enter__(self) -> Self:
        """Be the child."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process and no descriptor."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for fd in (self.master, self.slave, self.beats):
            if fd >= 0:
                os.close(fd)

    @property
    def pid(self) -> int:
        return self.process.pid

    def size(self, columns: int, rows: int) -> None:
        """Resize the terminal, which sends SIGWINCH."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, timeout: float) -> bytes:
        """Take what the program wrote; empty when nothing came in time."""
        if not select.select([self.master], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            data = b""
        self.raw += data
        self._stream.feed(data)
        return data

    def send(self, data: bytes) -> None:
        """Type; what the terminal does not take at once is offered again, while output is read."""
        while data:
            if select.select([], [self.master], [], 0.05)[1]:
                data = data[os.write(self.master, data) :]
            self.read(0)

    def text(self) -> str:
        """Return the screen as a person sees it."""
        return "\n".join(self.screen.display)

    def until(self, holds: Callable[[], object], seconds: float = 15) -> None:
        """Read until the condition holds."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                pytest.fail(f"never held; exit {self.process.poll()}, screen:\n{self.text()}")
            self.read(0.02)

    def shows(self, text: str, seconds: float = 15) -> None:
        """Read until the screen shows the text."""
        self.until(lambda: text in self.text(), seconds)

    def started(self) -> Self:
        """Read until the first frame is complete."""
        self.shows("23 seen=0;")
        return self

    def answers(self) -> None:
        """Type until one key arrives, as a patient would who is not heard."""
        end = time.monotonic() + 15
        while "last=q;" not in self.text():
            if time.monotonic() > end or self.process.poll() is not None:
                pytest.fail(f"does not answer; exit {self.process.poll()}, screen:\n{self.text()}")
            self.send(b"q")
            self.read(0.1)

    def ends(self, seconds: float = 15) -> int:
        """Read until the program has ended; return its status, negative for a signal."""
        self.until(lambda: self.process.poll() is not None, seconds)
        while self.read(0):
            pass
        return int(self.process.returncode)

    def memory(self) -> float:
        """Return the highest resident size so far, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def state(self) -> str:
        """Return the letter of the process state, ``T`` for stopped."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def cpu(self) -> float:
        """Return seconds of CPU used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
