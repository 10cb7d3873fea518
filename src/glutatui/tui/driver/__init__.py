"""The hardened terminal driver; the only place that touches Textual's private names."""

from .coding import coded, opening, painting
from .driver import KioskDriver, Leaves, Wiring, driver_for
from .guard import FAULT, GuardedApp
from .late import USUAL, LateDriver
from .paint import Ink, Line
from .terminal import FALLBACK, clamp

__all__ = [
    "FALLBACK",
    "FAULT",
    "USUAL",
    "GuardedApp",
    "Ink",
    "KioskDriver",
    "LateDriver",
    "Leaves",
    "Line",
    "Wiring",
    "clamp",
    "coded",
    "driver_for",
    "opening",
    "painting",
]
