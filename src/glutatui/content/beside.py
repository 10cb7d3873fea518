"""Judges the first language in a second process while this one reads and judges the others: `check` on two cores.

The rules on the English texts are a quarter of a full check, and need nothing of what is read after them.
The process is a copy of this one (``fork``): nothing is handed to it, and plain data comes back over a pipe.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from typing import Any, NoReturn

from glutatui.content.problems import Problem


@dataclass(frozen=True)
class Judged:
    """What is found about the texts of one language."""

    problems: tuple[Problem, ...]
    readability: Mapping[str, Any]
    """How hard they are to read, in the shape in which `check` reports it: JSON's own types alone."""


def is_safe() -> bool:
    """Tell whether a copy of this process can work, and has a core to work on.

    A thread is not copied, and the copy may wait for what it held; an event loop would belong to both.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1 or threading.active_count() > 1:
        return False
    try:
        sys.modules["asyncio"].get_running_loop()
    except (KeyError, RuntimeError):  # whoever runs a loop has imported it: we need not
        return True
    return False


def beside(find: Callable[[], Judged]) -> Callable[[], Judged]:
    """Begin to judge in a second process; return what gives the outcome, and waits for it if it must.

    Where there is no such process, or it ends before it has told all, this one judges: nothing is lost.
    """
    try:
        back, into = os.pipe()
    except OSError:
        return find
    try:
        pid = os.fork()
    except OSError:
        os.close(back)
        os.close(into)
        return find
    if pid == 0:
        os.close(back)
        _tell(find, into)
    os.close(into)

    def found() -> Judged:
        told = _told(back, pid)
        return find() if told is None else told

    return found


def _tell(find: Callable[[], Judged], into: int) -> NoReturn:
    """Be the second process; what goes wrong in it goes wrong in the first one again, and is told there."""
    try:
        with open(into, "w", encoding="ascii") as pipe:
            found = find()
            json.dump(([astuple(one) for one in found.problems], found.readability), pipe)
    finally:
        os._exit(0)


def _told(back: int, pid: int) -> Judged | None:
    """Return what the second process has found, once it has ended; None where it did not get to its end."""
    with open(back, encoding="ascii") as pipe:
        text = pipe.read()
    with suppress(ChildProcessError):  # where this process has no interest in its children
        os.waitpid(pid, 0)
    try:
        problems, readability = json.loads(text)
    except ValueError:  # cut off: a list without its end
        return None
    return Judged(tuple(Problem(*one) for one in problems), readability)
