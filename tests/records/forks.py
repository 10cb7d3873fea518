"""Processes of the tests' own, forked from them."""

import os
import traceback
from collections.abc import Callable


def forked(act: Callable[[], object]) -> int:
    """Do something in a process of its own; return its id. It ends with 0 where nothing goes wrong."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            act()
            status = 0
        except Exception:  # noqa: BLE001  (a forked process must not go on with the tests)
            traceback.print_exc()
        finally:
            os._exit(status)
    return pid
