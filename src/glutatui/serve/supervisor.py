"""What systemd is told about the service (``sd_notify(3)``); where nobody supervises it, nothing happens."""

import os
import socket
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from time import monotonic, monotonic_ns
from typing import Final

_NAMES: Final = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
_PATIENCE: Final = 1.0
"""Seconds that a supervisor may take to read; who waits longer keeps patients waiting."""
_OFTEN: Final = 3
"""Signs of life in the time in which one is wanted."""


class Supervisor:
    """Tells states, and keeps the time of the signs of life."""

    def __init__(self, address: str, within: float | None, clock: Callable[[], float] = monotonic) -> None:
        """Tell nothing yet.

        Args:
            address: Of its datagram socket; ``@`` begins an abstract one, nothing is told to an empty one.
            within: Seconds within which it wants a sign of life; None where it wants none.
            clock: Monotonic seconds.
        """
        self._address = address.replace("@", "\0", 1) if address.startswith("@") else address
        self._every = within / _OFTEN if within and address else None
        self._clock = clock
        self._next = clock()

    @classmethod
    def from_environment(cls, environ: MutableMapping[str, str], pid: int) -> "Supervisor":
        """Return who supervises this process, and forget it in the environment: no child is to speak for us."""
        address, within, whose = (environ.pop(name, "") for name in _NAMES)
        wanted = within.isascii() and within.isdigit() and int(within) and whose in {"", str(pid)}
        return cls(address, int(within) / 1e6 if wanted else None)

    def ready(self) -> None:
        """Patients are let in, or are again after `reloading`."""
        self._tell("READY=1")

    def reloading(self) -> None:
        """The course is read anew; `ready` is next."""
        self._tell(f"RELOADING=1\nMONOTONIC_USEC={monotonic_ns() // 1000}")

    def stopping(self) -> None:
        """The service ends."""
        self._tell("STOPPING=1")

    def alive(self) -> None:
        """Everything answers."""
        self._tell("WATCHDOG=1")

    def patience(self) -> float | None:
        """Return in how many seconds `due` is to be asked; None for never."""
        return None if self._every is None else max(0.0, self._next - self._clock())

    def due(self) -> bool:
        """Tell whether it is time to find out whether everything answers; then not again for a while."""
        if self._every is None or self._clock() < self._next:
            return False
        self._next = self._clock() + self._every
        return True

    def _tell(self, state: str) -> None:
        if self._address:
            with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
                to.settimeout(_PATIENCE)
                to.sendto(state.encode(), os.fsencode(self._address))
