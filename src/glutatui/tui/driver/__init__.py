"""The hardened terminal driver; the only place that touches Textual's private names."""

from .driver import KioskDriver, Leaves, Wiring, driver_for
from .guard import FAULT, GuardedApp

__all__ = ["FAULT", "GuardedApp", "KioskDriver", "Leaves", "Wiring", "driver_for"]
