"""Who takes more of the processors than a patient needs comes after everybody else, for the rest of the visit."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from glutatui.serve.limits import Bucket

TICK: Final = 0.05
"""Seconds of CPU between two looks."""
AT_ONCE: Final = 0.5
"""Seconds of CPU that a visit may use at once before it comes last: its beginning takes 0.04, a key 0.0015."""
SHARE: Final = 0.05
"""... and a second in the long run: 30 keys a second, where somebody who reads presses one."""
_LAST: Final = 10


class Turns:
    """Watches over what this process uses. It is about who waits: where nobody does, the last are served as well.

    The kernel counts, so that neither keys nor a loop without end get by.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Have used nothing; ``clock`` is monotonic seconds."""
        self._bucket = Bucket(AT_ONCE, SHARE, clock)
        self.last = False
        """Whether this process comes last."""

    def watch(self) -> None:
        """Begin, in a visit's process."""
        signal.signal(signal.SIGPROF, self._look)
        signal.siginterrupt(signal.SIGPROF, False)  # noqa: FBT003  (as signals have it)
        signal.setitimer(signal.ITIMER_PROF, TICK, TICK)

    def give_way(self) -> None:
        """Let all others go first from now on; harmless when repeated."""
        if not self.last:
            self.last = True
            self._settle()

    def _look(self, *_: object) -> None:
        if self.last or not self._bucket.take(TICK):
            self.last = True
            self._settle()

    def _settle(self) -> None:
        if _comes_last():
            signal.setitimer(signal.ITIMER_PROF, 0)


def _comes_last() -> bool:
    """Let others go first; tell whether that is settled.

    Where the kernel groups processes by session, which it does outside of systemd's groups, only the group's place
    counts; it takes ten such wishes a second.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, _LAST)
    try:
        fd = os.open("/proc/self/autogroup", os.O_WRONLY | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        os.write(fd, b"%d" % _LAST)
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        os.close(fd)
    return True
