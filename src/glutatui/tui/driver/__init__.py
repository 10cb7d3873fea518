"""The hardened terminal driver; the only place that touches Textual's private names."""

from .driver import KioskDriver, Leaves, Wiring, driver_for
from .guard import FAULT, GuardedApp
from .late import USUAL, LateDriver
from .paint import Ink, Line

__all__ = ["FAULT", "USUAL", "GuardedApp", "Ink", "KioskDriver", "LateDriver", "Leaves", "Line", "Wiring", "driver_for"]
