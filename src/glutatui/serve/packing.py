"""Memory that children do not dirty: how the C library's heap is made ready before anything is forked.

After a fork a page is copied as soon as somebody writes to it. What a child allocates goes into the gaps that its
parent's heap has everywhere, and each costs it a page of 4 KB; SQLite alone cost 1.1 MB of a visit's 10. With the gaps
taken it goes to new pages, one beside the other. The gaps are shared memory like all around them: taking them is free.

Large pieces are to be given back at once: glibc keeps them once a large piece was freed, and the hash of a patient's
code takes 4 MB for 10 ms.
"""

import ctypes
from contextlib import suppress
from typing import Final

_LARGEST: Final = 100_000
"""Bytes of the largest gap that is looked for; from 128 KB on, memory is not taken from the heap."""
_SMALLEST: Final = 24
_MOST: Final = 20_000
"""Gaps that are taken at most; the zygote has about a thousand."""
_MMAP_THRESHOLD: Final = -3
_TRIM_THRESHOLD: Final = -1
"""Names of ``mallopt``, as ``malloc.h`` has them."""
_TOP: Final = 256 * 1024
"""Bytes below the end of the heap in which memory counts as new."""


def pack() -> int:
    """Make this process's heap ready; return how many bytes of gaps were taken: 0 with another C library than glibc."""
    with suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None)
        libc.gnu_get_libc_version  # noqa: B018  (glibc alone has it)
        libc.malloc.restype = libc.sbrk.restype = ctypes.c_void_p
        libc.malloc.argtypes, libc.free.argtypes = (ctypes.c_size_t,), (ctypes.c_void_p,)
        libc.sbrk.argtypes = (ctypes.c_ssize_t,)
        taken = _taken(libc)
        for threshold in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
            libc.mallopt(threshold, 128 * 1024)
        return taken
    return 0


def _taken(libc: ctypes.CDLL) -> int:
    """Ask for ever smaller pieces, each size until it comes from the end of the heap."""
    size, taken = _LARGEST, 0
    for _ in range(_MOST):
        place = libc.malloc(size)
        end = libc.sbrk(0)
        if place is None or not end - _TOP > place > 0:
            if place is not None:
                libc.free(place)
            if size <= _SMALLEST:
                break
            size = max(size * 9 // 10, _SMALLEST)
        else:
            taken += size
    return taken
