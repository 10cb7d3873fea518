"""How much of a whole soak is run: `GLUTATUI_SOAK=0.01 make soak` tries a hundredth, to see that it works."""

import os

PORTION = float(os.environ.get("GLUTATUI_SOAK", "1"))
"""Read once: the environment of a test is cleared of it."""


def portion(amount: int) -> int:
    """Return so much of an amount as this soak tries, and at least one."""
    return max(1, round(amount * PORTION))
