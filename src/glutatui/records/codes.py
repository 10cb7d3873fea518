"""The code that a patient writes down to come back, and the id that a visit goes by.

The two are apart on purpose: the id stands in exports, the code opens a visit and is kept only as a hash.
"""

import hashlib
import unicodedata
from typing import Final

from glutatui.visit import CODE_LENGTH, CODE_SIGNS

ALPHABET: Final = CODE_SIGNS
LENGTH: Final = CODE_LENGTH

CODE_BYTES: Final = 16
"""Random bytes for a code: the remainder then favours no code by more than 1 in 2**98."""

_COST: Final = 2**12
"""scrypt's N (r = 8, p = 1): about 10 ms and 4 MiB a hash, measured.

A code is short enough to be tried out whole, so a slow hash is what a stolen journal puts in the way: all codes cost
about 100 days of one core, while a patient who comes back does not notice 10 ms.
"""


def new_visit_id(random_bytes: bytes) -> str:
    """Return the id of a visit: 16 random bytes as 32 hex digits."""
    if len(random_bytes) != 16:  # noqa: PLR2004  (128 bits, as the docstring says)
        raise ValueError("a visit id is made of 16 random bytes")
    return random_bytes.hex()


def new_code(random_bytes: bytes) -> str:
    """Return the code made of ``CODE_BYTES`` random bytes, as XXX-XXX."""
    if len(random_bytes) != CODE_BYTES:
        raise ValueError(f"a code is made of {CODE_BYTES} random bytes")
    rest = int.from_bytes(random_bytes, "big")
    signs = []
    for _ in range(LENGTH):
        rest, sign = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return _grouped("".join(signs))


def read_code(typed: str) -> str | None:
    """Return what somebody typed as XXX-XXX, or None where it cannot be a code.

    Case, blanks and any kind of hyphen, or none, make no difference.
    """
    signs = "".join(
        sign
        for sign in unicodedata.normalize("NFKC", typed[:64]).upper()
        if unicodedata.category(sign) not in {"Pd", "Zs", "Cc"}
    )
    if len(signs) != LENGTH or not set(signs) <= set(ALPHABET):
        return None
    return _grouped(signs)


def hashed(text: str, salt: bytes) -> bytes:
    """Return the 32 bytes by which a journal knows a code or a source; slow on purpose."""
    return hashlib.scrypt(text.encode("utf-8", "backslashreplace"), salt=salt, n=_COST, r=8, p=1, dklen=32)


class Foreseen:
    """The hash of one code, made ahead of need. It is in memory alone, and gone with the process."""

    def __init__(self) -> None:
        """Foresee nothing."""
        self._made: tuple[str, bytes, bytes] | None = None

    def make(self, code: str, salt: bytes) -> None:
        """Make the hash of a code; the one before is forgotten."""
        self._made = code, salt, hashed(code, salt)

    def take(self, code: str, salt: bytes) -> bytes:
        """Return the hash of a code, and forget what was made; where that was another hash, it is made now."""
        made, self._made = self._made, None
        return made[2] if made and made[:2] == (code, salt) else hashed(code, salt)


def _grouped(signs: str) -> str:
    """Write six signs as XXX-XXX."""
    half = LENGTH // 2
    return f"{signs[:half]}-{signs[half:]}"
