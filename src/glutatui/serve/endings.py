"""How a visit's process can end, and what it tells about that."""

import os
import signal
from typing import Final, Literal, TypeAlias, get_args

How: TypeAlias = Literal[
    "finished", "idle", "staff", "hard", "renewed", "drained", "gone", "crashed", "cpu", "killed", "records"
]
"""``finished``: by the patient; ``idle``: nobody was there; ``staff``: by a staff key; ``hard``: the time was up;
``renewed``: there is another course, and nobody had begun; ``drained``: the service ends; ``gone``: the terminal is;
``crashed``: our fault; ``cpu``: too much was asked of it; ``killed``: from outside; ``records``: the answers cannot be
kept."""

HOWS: Final[tuple[How, ...]] = get_args(How)

STATUS: Final[dict[How, int]] = {
    "finished": 0,
    "idle": 20,
    "staff": 21,
    "hard": 22,
    "drained": 23,
    "gone": 24,
    "records": 25,
    "renewed": 26,
    "crashed": 70,
}
"""The exit status by which a child tells how it ended."""

_BY_STATUS: Final = {status: how for how, status in STATUS.items()}

CALM: Final[frozenset[How]] = frozenset({"finished", "idle", "staff", "hard", "renewed"})
"""Endings after which the next patient begins at the welcome, and nothing needs to be said."""


def how_of(status: int) -> How:
    """Return how a child ended, from what ``waitpid`` says."""
    if os.WIFSIGNALED(status):
        return "cpu" if os.WTERMSIG(status) == signal.SIGXCPU else "killed"
    return _BY_STATUS.get(os.WEXITSTATUS(status), "crashed")
