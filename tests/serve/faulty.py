"""The service with faults put in and defences taken away; run as ``faulty.py NAME,NAME... serve ...``.

Faults wait for a key, ``E`` to eat memory and ``B`` to be busy for ever; ``impatient``, ``pulsing``,
``asking`` and ``strict`` shorten what takes minutes.
Only tests start it: they show by it that they would see what they are there to see.
"""

import errno
import gc
import sys
import time
from collections.abc import Callable
from typing import Any

from glutatui.cli import main
from glutatui.records import SqliteJournal
from glutatui.serve import child, courier, embedded, front, host, isolation, ssh_session, wire
from glutatui.serve.courier import Courier
from glutatui.serve.limits import Porch
from glutatui.serve.stage import Stage
from glutatui.serve.turns import Turns
from glutatui.serve.zygote import Zygote
from glutatui.tui.driver import driver, intake
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.work import Outcome
from glutatui.visit import Event

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


def heedless() -> None:
    """Let no visit go before another, whatever either does."""
    for name in ("watch", "give_way"):
        setattr(Turns, name, lambda _: None)
    intake._SLOWLY, intake._KEPT = 0.004, 256  # type: ignore[misc]  # noqa: SLF001


def barren() -> None:
    """Have no process for the first one that the zygote forks ahead of need."""
    fork, failing = Zygote._fork, iter(range(1))  # noqa: SLF001

    def fail(self: Zygote) -> Any:  # noqa: ANN401
        if next(failing, None) is not None:
            raise BlockingIOError(errno.EAGAIN, "no process")
        return fork(self)

    Zygote._fork = fail  # type: ignore[method-assign]  # noqa: SLF001


def forsaken() -> None:
    """Take no notice when the process dies that watches over the courier."""

    def unheard(self: Courier, pid: int) -> bool:  # noqa: ARG001  (as it is called)
        return False

    Courier.lost = unheard  # type: ignore[method-assign]


def strict() -> None:
    """Take who delivers for hung after five seconds, and send the next one soon."""
    courier.HUNG, courier.CALM = 5.0, 0.1  # type: ignore[misc]


def trusting() -> None:
    """Never do."""
    courier.HUNG = None  # type: ignore[assignment,misc]


def forgetful() -> None:
    """Never take note that somebody who waited is let in, or gone."""
    Porch.leave = lambda self, address: None  # type: ignore[method-assign]  # noqa: ARG005


def lingering() -> None:
    """Let whoever does not go stay."""
    ssh_session._PARTING = 3600.0  # type: ignore[misc]  # noqa: SLF001


def mortal() -> None:
    """Count references to what visits share."""
    host.immortalize = lambda: 0  # type: ignore[attr-defined]


def curt() -> None:
    """Give the front door no time to listen."""
    wire._DEAF = 0.0  # type: ignore[misc]  # noqa: SLF001


def improvident() -> None:
    """Do nothing ahead of need."""
    Stage.wait_for_calm = lambda self: None  # type: ignore[method-assign]  # noqa: ARG005


def pulsing() -> None:
    """Have the kernel find within three seconds that a line leads nowhere."""
    embedded._PULSE = (1, 1, 2)  # type: ignore[misc]  # noqa: SLF001


def asking() -> None:
    """Have SSH ask after two seconds, and wait as long for the answer."""
    embedded._ALIVE = (2, 1)  # type: ignore[misc]  # noqa: SLF001


def counted() -> None:
    """Tell, when somebody asks how the service is, how many objects the front door searches for garbage, or spares."""
    state = front._Front._state  # noqa: SLF001

    async def tell(self: Any) -> Any:  # noqa: ANN401
        self._service.log.tell("objects", searched=len(gc.get_objects()), spared=gc.get_freeze_count())
        return await state(self)

    front._Front._state = tell  # type: ignore[method-assign]  # noqa: SLF001


def wordy() -> None:
    """Say all that asyncssh says."""
    embedded.terse = lambda conn: None  # type: ignore[attr-defined]  # noqa: ARG005


def thirsty() -> None:
    """Read all that is typed, however much it is."""
    driver.SWALLOWED = (10**12, 1)  # type: ignore[misc]


def careless() -> None:
    """Acknowledge answers before they are kept: an event reaches the file only with the one after the next."""
    keep = SqliteJournal.append
    waiting: list[Event] = []

    def append(self: SqliteJournal, event: Event) -> None:
        waiting.append(event)
        while len(waiting) > (2 if event.seq else 0):
            keep(self, waiting.pop(0))

    SqliteJournal.append = append  # type: ignore[method-assign]


_ALL = (
    asking,
    faults,
    barren,
    careless,
    counted,
    curt,
    forgetful,
    forsaken,
    heedless,
    impatient,
    improvident,
    lingering,
    mortal,
    pulsing,
    strict,
    thirsty,
    trusting,
    unbounded,
    wordy,
)
FAULTS: dict[str, Callable[[], None]] = {fault.__name__: fault for fault in _ALL}

if __name__ == "__main__":
    for name in sys.argv[1].split(","):
        FAULTS[name]()
    sys.exit(main(sys.argv[2:]))
