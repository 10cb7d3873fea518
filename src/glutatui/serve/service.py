"""What the host is made of, put together by the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from glutatui.course import Course
from glutatui.serve.limits import Limits
from glutatui.serve.log import Log
from glutatui.tui.staff_room import StaffRoom
from glutatui.visit import About
from glutatui.visit.offered import OfferingDesk

Review: TypeAlias = Literal["unreviewed", "partly", "reviewed"]
"""Whether clinicians have signed nothing, a part, or all of a course as it is."""


@dataclass(frozen=True, slots=True)
class Signing:
    """How far a course is signed."""

    review: Review
    signed: int
    """Pages and items with a sign-off for their present wording."""
    total: int
    """Pages and items."""


Doors: TypeAlias = Literal["both", "ssh", "attach"]
"""``ssh`` is the embedded door, ``attach`` that for an OpenSSH server."""


HEALTH: Final = "health.sock"
"""Name of the socket in the data folder at which the service tells how it is."""


HOST_KEY: Final = "ssh_host_ed25519_key"
"""Name of the host key in the data folder."""


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
    read_course: Callable[[], tuple[Course, Signing]]
    """Reads the course's files; raises ContentError where they are wrong, ServiceError where signatures are missing."""
    hash_of: Callable[[Course], str]
    """The hash of a course, as the journal has it."""
    about: Callable[[Course], About]
    """Tells what there is to say about the course that is taught."""
    desk_for: Callable[[Course, Callable[[], str]], OfferingDesk]
    """Opens the journal, for a course and a source by whose name wrong codes are counted."""
    prepare: Callable[[Course], None]
    """Computes ahead of need what visits of a course share."""
    minutes_of: Callable[[Course, str], Mapping[str, int]]
    """About how long each mode takes, by course and language."""
    staff_room: Callable[[Course, str], StaffRoom]
    """Opens what staff are told, for the course of new visits and who looks."""
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
    deliver: Callable[[Callable[[], None]], None] | None = None
    """Brings answers to the shared journal for as long as it runs, and calls what it is given as a sign of life; None
    where there is none."""
    metrics: str | None = None
    """Where else metrics can be read, as `health.metrics_socket` has it."""

    @property
    def attach_socket(self) -> Path:
        """Where attach clients knock."""
        return self.attach or self.data / "attach.sock"

    @property
    def health_socket(self) -> Path:
        """Where ``glutatui health`` asks."""
        return self.data / HEALTH

    @property
    def host_key(self) -> Path:
        """Where the host key lies."""
        return self.data / HOST_KEY
