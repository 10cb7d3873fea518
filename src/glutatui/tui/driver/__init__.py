"""The hardened terminal driver; the only place that touches Textual's private names."""

from .driver import KioskDriver, Leaves, Wiring, driver_for
from .guard import FAULT, GuardedApp
from .late import LateDriver

__all__ = ["FAULT", "GuardedApp", "KioskDriver", "LateDriver", "Leaves", "Wiring", "driver_for"]
