"""One JSON line an event, for a journal daemon or a file; nothing of what a patient answered, typed or is called."""

import hashlib
import json
import os
import select
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

Sources: TypeAlias = Literal["hashed", "full", "none"]
"""How addresses are named: by a hash that changes with each start, as they are, or not at all."""

_LONGEST: Final = 400
"""Characters of a value at most; a line stays below 4 KB, which a pipe takes whole."""
_MOST: Final = 8
"""Values of a line at most."""


Listener: TypeAlias = Callable[[str, Mapping[str, str | float | bool]], None]
"""Takes the name and the values of an event."""


def _now() -> datetime:
    return datetime.now(UTC)


class Log:
    """Writes events. Carried over a fork it goes on writing to the same place."""

    def __init__(self, fd: int, *, sources: Sources = "hashed", clock: Callable[[], datetime] = _now) -> None:
        """Write to a descriptor.

        Args:
            fd: Where lines go; appended to whole, each in one write.
            sources: How addresses are named.
            clock: Returns the time in UTC.
        """
        self.fd = fd
        self.listener: Listener | None = None
        """Counts what is told in this process."""
        self._sources = sources
        self._clock = clock
        self._salt = os.urandom(16)

    def source(self, address: str) -> str:
        """Return an address as it may be named."""
        if self._sources == "full":
            return address
        if self._sources == "none":
            return ""
        return self.hashed(address)

    def hashed(self, address: str) -> str:
        """Return a name for an address by which nobody can find it, the same until the next start."""
        return hashlib.blake2b(address.encode(), key=self._salt, digest_size=6).hexdigest()

    def tell(self, event: str, /, **values: str | float | bool) -> None:
        """Write one line; what cannot be written is lost, and nobody waits for it."""
        shown = {name: value[:_LONGEST] if isinstance(value, str) else value for name, value in values.items()}
        at = self._clock().isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, "event": event, "pid": os.getpid(), **dict(list(shown.items())[:_MOST])})
        with suppress(OSError):
            ready = select.poll()
            ready.register(self.fd, select.POLLOUT)
            if ready.poll(0):  # whoever reads a full pipe may have stopped
                os.write(self.fd, f"{line}\n".encode())
        if self.listener:
            self.listener(event, values)
