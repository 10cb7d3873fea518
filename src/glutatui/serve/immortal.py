"""Objects that children do not dirty by counting references: all that there are become immortal before the first fork.

Python writes a count of references into each object that it looks at, and after a fork the first write to a page of
4 KB copies it: with 30 visits 4.5 of each one's 11 MB were such copies. From 3.12 on an object whose count has one
special value is never counted again and never freed (PEP 683, which gives memory after a fork as a reason). Python
makes a few objects so by itself and has no call for the rest, so the value is written where the count stands.

What the zygote lets go of later, such as its first course after a reload, stays in its memory once.
"""

import gc
import sys
from ctypes import c_uint32
from types import CodeType, FrameType
from typing import Final

KNOWN: Final = ((3, 12), (3, 13))
"""The versions of CPython that this was tried with; all others count as ever, and a visit is larger there."""
_IMMORTAL: Final = 0xFFFF_FFFF
"""The count of an object that is not counted, in the lower half of 64 bits."""


def immortalize() -> int:
    """Make all objects of this process immortal; return how many: 0 where Python is none of the known versions."""
    if not _is_known():
        return 0
    number, layer = 0, gc.get_objects()
    while layer:
        fresh = [one for one in layer if _is_made_immortal(one)]
        number += len(fresh)
        layer = gc.get_referents(*fresh)
        for code in fresh:
            if isinstance(code, CodeType):  # the collector does not look into code
                layer += (code.co_consts, code.co_names, code.co_name, code.co_qualname)
    return number


def _is_known() -> bool:
    """Tell whether counts stand where they are expected: in a usual build, of 64 bits, the lower half first."""
    usual = sys.implementation.name == "cpython" and not sys.abiflags and sys.byteorder == "little"
    return usual and sys.maxsize > 2**32 and sys.version_info[:2] in KNOWN


def _is_made_immortal(one: object) -> bool:
    """Make an object immortal unless it is; leave what runs just now, which is gone soon."""
    count = c_uint32.from_address(id(one))
    if count.value == _IMMORTAL or isinstance(one, FrameType):
        return False
    count.value = _IMMORTAL
    return True
