"""The signals of a terminal, answered while a driver has it and given back afterwards."""

import asyncio
import signal
import threading
from collections.abc import Callable
from typing import Any, Final

_LEAVE: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_IGNORE: Final = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)


class Signals:
    """Answers the signals of one process, where they reach it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin with none taken."""
        self._loop = loop
        self._old: dict[signal.Signals, Any] = {}

    def take(self, leave: Callable[[str], None], resized: Callable[[], None]) -> None:
        """Answer them; in a thread that is not the main one there are none.

        Args:
            leave: Told the name of a signal that means the end.
            resized: Called for a new size.
        """
        if threading.current_thread() is not threading.main_thread():
            return
        for number in _LEAVE:
            self._old[number] = signal.getsignal(number)
            self._loop.add_signal_handler(number, leave, number.name)
        self._old[signal.SIGWINCH] = signal.getsignal(signal.SIGWINCH)
        self._loop.add_signal_handler(signal.SIGWINCH, resized)
        for number in _IGNORE:
            self._old[number] = signal.signal(number, signal.SIG_IGN)

    def give_back(self, *, left: bool) -> None:
        """Put back what was there.

        Args:
            left: The terminal or a signal ended it: a terminal that hung up may still send its SIGHUP.
        """
        for number, old in self._old.items():
            if number not in _IGNORE:
                self._loop.remove_signal_handler(number)
            hung_up = number is signal.SIGHUP and left
            signal.signal(number, signal.SIG_IGN if hung_up else signal.SIG_DFL if old is None else old)
        self._old.clear()
