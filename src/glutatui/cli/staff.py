"""The PIN with which staff leave a kiosk, of which only a hash is kept."""

import hashlib
import hmac
import re
import secrets
import sys
import warnings
from collections.abc import Callable
from getpass import getpass
from typing import Final

from glutatui.cli.settings import settings_file
from glutatui.errors import UsageError
from glutatui.tui.staff import LONGEST
from glutatui.words import say

LEAST: Final = 6
"""Digits of a PIN at least: with three tries a minute a million PINs take months."""

_COST: Final = 15
"""Power of two of scrypt's cost: 32 MB and about a tenth of a second a try, for whoever steals the hash."""
_SALT: Final = 16
"""Bytes of salt."""
_KEY: Final = 32
"""Bytes of the hash."""
_HASH: Final = re.compile(rf"scrypt:(1[0-9]):([0-9a-f]{{{2 * _SALT}}}):([0-9a-f]{{{2 * _KEY}}})")


def hash_of_pin(pin: str, salt: bytes, cost: int = _COST) -> str:
    """Return what is kept of a PIN: ``scrypt:COST:SALT:KEY``, without any sign that a shell reads as its own."""
    return f"scrypt:{cost}:{salt.hex()}:{_key(pin, salt, cost).hex()}"


def admission(kept: str) -> Callable[[str], bool]:
    """Return what tells whether a PIN is the one of a hash; it takes about a tenth of a second.

    Raises:
        UsageError: ``setting-wrong``: that is no hash of `hash_of_pin`.
    """
    found = _HASH.fullmatch(kept)
    if found is None:
        raise UsageError("setting-wrong", name="staff_pin_hash", value=say("en", "pin-no-hash"))
    cost, salt, key = int(found[1]), bytes.fromhex(found[2]), bytes.fromhex(found[3])

    def admits(pin: str) -> bool:
        return hmac.compare_digest(_key(pin, salt, cost), key)

    return admits


def _key(pin: str, salt: bytes, cost: int) -> bytes:
    most = 256 * 2**cost * 8
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**cost, r=8, p=1, maxmem=most, dklen=_KEY)


def make_pin() -> int:
    """Ask for a PIN twice, print its hash, and say what to do with it; return the exit status.

    Raises:
        UsageError: ``pin-needs-terminal``, ``pin-wrong`` (``least``, ``most``) or ``pin-differs``.
    """
    digits = {"least": LEAST, "most": LONGEST}
    pin = _typed(say("en", "pin-ask", **digits))
    if not re.fullmatch(rf"[0-9]{{{LEAST},{LONGEST}}}", pin):
        raise UsageError("pin-wrong", **digits)
    if _typed(say("en", "pin-again")) != pin:
        raise UsageError("pin-differs")
    sys.stdout.write(hash_of_pin(pin, secrets.token_bytes(_SALT)) + "\n")
    sys.stdout.flush()
    sys.stderr.write(say("en", "pin-made", path=settings_file()) + "\n")
    return 0


def _typed(prompt: str) -> str:
    """Return a line typed at the terminal, which does not show it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # without a terminal it would be shown
            return getpass(prompt)
    except (EOFError, OSError, Warning) as error:
        raise UsageError("pin-needs-terminal") from error
