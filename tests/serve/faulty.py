"""The service with faults put in and defences taken away; run as ``faulty.py NAME,NAME... serve ...``.

Faults wait for a key, ``E`` to eat memory and ``B`` to be busy for ever; ``impatient`` shortens what takes a minute.
Only tests start it: they show by it that they would see what they are there to see.
"""

import sys
import time
from collections.abc import Callable

from glutatui.cli import main
from glutatui.serve import child, isolation
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.work import Outcome

MEAL = 400 * 1024 * 1024
"""Bytes that are eaten: twice what a visit may have, and then no more, for the sake of the machine."""
MEAL_CPU = 2.5
"""Seconds of CPU after which somebody busy stops, for the same reason."""


def _eat() -> bytearray:
    return bytearray(MEAL)


def _burn() -> None:
    while time.process_time() < MEAL_CPU:
        pass


def faults() -> None:
    """Put the faults in."""
    press = Face.press

    def fail(self: Face, key: str, look: Look) -> Outcome:
        if key == "e":
            self.view.note = f"eaten {len(_eat())}"
        elif key == "b":
            _burn()
            self.view.note = "burnt"
        else:
            return press(self, key, look)
        return None

    Face.press = fail  # type: ignore[method-assign]


def impatient() -> None:
    """Give a visit one second of CPU."""
    isolation.CPU = 1  # type: ignore[misc]


def unbounded() -> None:
    """Give it as much as it likes."""
    child.bounded = lambda: None  # type: ignore[attr-defined]


FAULTS: dict[str, Callable[[], None]] = {fault.__name__: fault for fault in (faults, impatient, unbounded)}

if __name__ == "__main__":
    for name in sys.argv[1].split(","):
        FAULTS[name]()
    sys.exit(main(sys.argv[2:]))
