"""What the processes of the host say to each other, as frozen data; `wire` carries it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Account: TypeAlias = Literal["learn", "quiz", "plain", "staff"]
"""What a user name of the service stands for."""


@dataclass(frozen=True, slots=True)
class Start:
    """To the zygote, and on to a child: draw a visit. With it come the terminal's ways in and out, and its control."""

    slot: int
    account: Account
    columns: int
    rows: int
    colours: Literal["true", "256", "16", "mono"]
    charset: Literal["utf-8", "latin", "ascii"]
    language: str
    idle: int
    """Seconds without a key until the screen is wiped; 0 for never."""
    hard: int
    """Seconds that a visit may take at most; 0 for any time."""
    source: str
    """Where the patient is, as a name by which wrong codes are counted."""
    note: str = ""
    """Key of a sentence to greet with, after an earlier visit on the same line ended badly."""
    shut: int = 0
    """Seconds for which nobody is asked for the staff's PIN, after too many wrong ones."""
    shown: str = ""
    """The `digest` of the first frame, where the front door has shown it already."""
    follows: bool = False
    """Whether somebody has just ended a visit on the same line by a key: what they still type is not for this one."""
    key: str = ""
    """Of staff: the public key that let them in, in base64; empty where nobody knows it."""


@dataclass(frozen=True, slots=True)
class Started:
    """Zygote to front door: a child has the terminal."""

    slot: int
    pid: int
    warm: bool
    """Whether the child was forked ahead of need."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Front door to zygote: kill a child, which does not answer or is to be gone."""

    slot: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Zygote to front door: the child is gone; ``how`` is one of `endings.HOWS`."""

    slot: int
    how: str


@dataclass(frozen=True, slots=True)
class Bound:
    """Front door to zygote: the doors are there, and wait for `Open`."""

    host: str
    port: int
    fingerprint: str
    """Of the host key."""
    made: bool
    """Whether the host key was made just now."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Front door to zygote: it cannot start; ``code`` is that of a `ServiceError`, ``detail`` its one value."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Open:
    """Zygote to front door: let patients in."""


@dataclass(frozen=True, slots=True)
class Drain:
    """To the front door, and on to each child: end within so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Reload:
    """Zygote to front door: read the files of enrolled keys anew."""


@dataclass(frozen=True, slots=True)
class Renew:
    """There is another course: to the front door, and on to each child, which ends where nobody has touched it."""

    course: str
    """Its hash."""


@dataclass(frozen=True, slots=True)
class Stills:
    """Zygote to front door: first frames, in the file that comes with it."""

    anew: bool
    """Whether those that came before are outdated."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Zygote to front door, whenever it changes: what it has and what became of it, for the metrics."""

    course: str
    """Hash of the course that new visits are about."""
    review: str
    """As `service.Signing`, with ``signed`` of ``total``."""
    signed: int
    total: int
    warm: int
    """Processes that wait for a patient."""
    lost: int
    """... that died while they waited."""
    unforked: int
    """Visits for which there was no process to be had."""
    taken: int
    """Reloads that brought a course."""
    kept: int
    """... that brought none."""


@dataclass(frozen=True, slots=True)
class Resize:
    """The terminal has another size; zeros stand for one that is not known."""

    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Ping:
    """Front door to child, zygote and front door to each other: are you there?"""

    number: int


@dataclass(frozen=True, slots=True)
class Pong:
    """Yes."""

    number: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Child to front door: the first frame is on its way to the terminal."""


@dataclass(frozen=True, slots=True)
class Unlock:
    """Child to front door: is that the staff's PIN?"""

    pin: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Front door to child: yes or no."""

    right: bool
    shut: int
    """Seconds for which nobody is asked any more."""


@dataclass(frozen=True, slots=True)
class Attach:
    """Attach client to front door: a terminal. Comes with its ways in and out. The environment is as it was found."""

    account: Account
    columns: int
    rows: int
    source: str
    key: str = ""
    """As `Start.key`."""
    term: str = ""
    colorterm: str = ""
    no_color: str = ""
    lang: str = ""
    lc_all: str = ""
    lc_ctype: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """To an attach client: no visit now; ``code`` is a `limits.Refusal`, ``says`` a sentence for the patient."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Over:
    """Front door to attach client: the session is over; ``says`` is a last sentence, or nothing."""

    status: int
    says: str = ""


Message: TypeAlias = (
    Start
    | Started
    | Stop
    | Ended
    | Bound
    | Failed
    | Open
    | Drain
    | Reload
    | Renew
    | Standing
    | Stills
    | Resize
    | Ping
    | Pong
    | Drawn
    | Unlock
    | Unlocked
    | Attach
    | Refused
    | Over
)
