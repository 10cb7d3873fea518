"""Which of the staff looked: the audit names a key by its fingerprint and the comment of its enrolled line."""

import base64
import binascii
import hashlib
import re
from pathlib import Path
from typing import Final

_KEY: Final = re.compile(r"(?:^|[ \t])(?:sk-)?(?:ssh|ecdsa)-\S+[ \t]+(AAAA[A-Za-z0-9+/]+=*)(?:[ \t]+(.*))?$")
"""Key and comment of a line of ``authorized_keys``; in front of them it may hold options."""

_LONGEST: Final = 64
"""Signs of a comment that are told."""


def badge(key: str, enrolled: Path | None) -> str:
    """Return how the audit names the holder of a key: ``SHA256:...``, as ``ssh-keygen -l`` has it, and the comment.

    Args:
        key: The public key in base64, as ``authorized_keys`` holds it; anything else is nobody's.
        enrolled: The file of enrolled keys; None, or one that cannot be read, knows no comment.
    """
    try:
        blob = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        return ""
    if not blob:
        return ""
    print_of = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return f"SHA256:{print_of} {_comment(key, enrolled)}".rstrip()


def _comment(key: str, enrolled: Path | None) -> str:
    """Return what stands behind a key in its line."""
    try:
        lines = enrolled.read_text(encoding="utf-8", errors="replace").splitlines() if enrolled else []
    except OSError:
        return ""
    for line in lines:
        found = _KEY.search(line.strip())
        if found and found[1] == key:
            return "".join(sign for sign in (found[2] or "")[:_LONGEST] if sign.isprintable())
    return ""
