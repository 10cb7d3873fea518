"""The program with one defence taken away or one fault put in; run as ``faults.py NAME COMMAND ...``.

Only tests start it: they show by it that they would see what they are there to see.
"""

import sys
from collections.abc import Callable
from typing import Any

from glutatui.cli import main
from glutatui.records import SqliteJournal
from glutatui.visit import Event


def careless() -> None:
    """Acknowledge answers before they are kept: an event reaches the file only with the one after the next."""
    keep = SqliteJournal.append
    waiting: list[Event] = []

    def append(self: SqliteJournal, event: Event) -> None:
        waiting.append(event)
        while len(waiting) > (2 if event.seq else 0):
            keep(self, waiting.pop(0))

    keep_all = SqliteJournal.close

    def close(self: SqliteJournal) -> None:
        while waiting:
            keep(self, waiting.pop(0))
        keep_all(self)

    SqliteJournal.append = append  # type: ignore[method-assign]
    SqliteJournal.close = close  # type: ignore[method-assign]


def crashing() -> None:
    """Fail on the key ``s``, with words of a patient, so to say, in a local variable and in the error."""
    from glutatui.tui.face import Face  # noqa: PLC0415  (the environment is scrubbed by then)
    from glutatui.tui.look import Look  # noqa: PLC0415
    from glutatui.tui.work import Outcome  # noqa: PLC0415

    press = Face.press

    def fail(self: Face, key: str, look: Look) -> Outcome:
        local = "CANARY"
        if key == "s":
            raise ValueError(local)
        return press(self, key, look)

    Face.press = fail  # type: ignore[method-assign]


def unwiped() -> None:
    """Leave the screen at the end as it is, as a program does that draws without care."""
    from glutatui.tui.driver import driver, terminal  # noqa: PLC0415

    driver.END = terminal.END.replace("\x1b[2J", "").replace("\x1b[?1049l", "")  # type: ignore[attr-defined]
    driver.WIPE = ""  # type: ignore[attr-defined]


def lingering() -> None:
    """Say the last words when the terminal has its own modes again, as a program does that prints them."""
    from glutatui.tui.app import TutorApp  # noqa: PLC0415  (the environment is scrubbed by then)

    said: list[str] = []
    run = TutorApp.run

    def print_afterwards(self: TutorApp, **more: Any) -> None:  # noqa: ANN401
        run(self, **more)
        print(*said, flush=True)  # noqa: T201

    TutorApp.say_at_the_end = lambda _, words: said.append(words)  # type: ignore[method-assign, assignment]
    TutorApp.run = print_afterwards  # type: ignore[method-assign, assignment]


FAULTS: dict[str, Callable[[], None]] = {fault.__name__: fault for fault in (careless, crashing, lingering, unwiped)}

if __name__ == "__main__":
    FAULTS[sys.argv[1]]()
    sys.exit(main(sys.argv[2:]))
