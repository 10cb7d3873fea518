"""What the host is made of, put together by the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from glutatui.course import Course
from glutatui.serve.limits import Limits
from glutatui.serve.log import Log
from glutatui.visit import Desk

Doors: TypeAlias = Literal["both", "ssh", "attach"]
"""``ssh`` is the embedded door, ``attach`` that for an OpenSSH server."""


@dataclass(frozen=True, slots=True)
class Service:
    """All that the processes of one host need to know."""

    host: str
    """Address to listen on."""
    port: int
    """0 for any that is free."""
    data: Path
    """The folder of host key, journal and attach socket; its owner's alone."""
    journal: Path
    log: Log
    limits: Limits
    read_course: Callable[[], Course]
    """Reads the course's files; raises ContentError where they are wrong."""
    desk_for: Callable[[Course, Callable[[], str]], Desk]
    """Opens the journal, for a course and a source by whose name wrong codes are counted."""
    prepare: Callable[[Course], None]
    """Computes ahead of need what visits of a course share."""
    minutes_of: Callable[[Course, str], Mapping[str, int]]
    """About how long each mode takes, by course and language."""
    drain: int = 60
    """Seconds that running visits have when the service is to end."""
    warm: int = 8
    """Visits' processes forked ahead of need."""
    admits: Callable[[str], bool] | None = None
    """Tells whether a PIN is that of staff; None where there is none."""
    kiosk_keys: Path | None = None
    """Who may be a patient, as authorized_keys; None for everybody."""
    staff_keys: Path | None = None
    """Who may be staff, as authorized_keys; None for nobody."""
    doors: Doors = "both"
    """Which ways in there are."""
    attach: Path | None = None
    """Where attach clients knock; None for a socket in the data folder."""

    @property
    def attach_socket(self) -> Path:
        """Where attach clients knock."""
        return self.attach or self.data / "attach.sock"

    @property
    def host_key(self) -> Path:
        """Where the host key lies."""
        return self.data / "ssh_host_ed25519_key"
