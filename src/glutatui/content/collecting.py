"""Spares the garbage collector while a course is read and judged, or Textual is imported.

A course is half a million objects that all stay until it is judged, and hardly a ring among them: the collector would
look through all of them again and again and free nothing. That was more than a third of the time of ``glutatui check``,
and with modules it is a tenth of the start of ``glutatui learn``.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from running in between; it is as it was afterwards."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
