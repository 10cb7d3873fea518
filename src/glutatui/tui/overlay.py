"""What lies over everything on a kiosk: warnings, and the question for the staff."""

from collections.abc import Callable
from functools import partial

from glutatui.tui.look import Look
from glutatui.tui.staff import StaffDoor
from glutatui.tui.views.notices import Kind, StaffView, WarningView
from glutatui.tui.views.view import Close, Unlock, View
from glutatui.words import say


class Overlay:
    """Views over those of the visit; the last one is seen."""

    def __init__(self, staff: StaffDoor | None) -> None:
        """Begin empty; without a door staff are never asked."""
        self.staff = staff
        self._views: list[View] = []

    @property
    def top(self) -> View | None:
        """What is seen; None where the visit itself is."""
        return self._views[-1] if self._views else None

    def clear(self) -> None:
        """Show the visit itself."""
        self._views.clear()

    def close(self) -> None:
        """Take away what is seen."""
        self._views.pop()

    def warn(self, kind: Kind, seconds: float, code: str) -> None:
        """Say that the time is up so many seconds from now; ``code`` is that of the visit, if it has one."""
        self._views.append(WarningView(kind, seconds, code))

    def press(self, key: str, look: Look) -> Callable[[], bool] | None:
        """Carry out a key on what is seen; return what tries the PIN that it sent, if it did."""
        assert self.top is not None  # noqa: S101  (there is something to press a key on)
        match self.top.press(key, look):
            case Close():
                self.close()
            case Unlock(pin=pin) if self.staff:
                return partial(self.staff.admits, pin)
            case _:
                pass
        return None

    def dismiss(self) -> bool:
        """Take a warning away; tell whether there was one."""
        warned = isinstance(self.top, WarningView)
        if warned:
            self.close()
        return warned

    def ask_staff(self) -> None:
        """Ask for the PIN, where there is one and it may be tried now."""
        if self.staff and not self.staff.shut and not self._views:
            self._views.append(StaffView())

    def tried(self, language: str, *, right: bool) -> None:
        """Note how a PIN did; ask again after a wrong one, or no more for a while."""
        assert self.staff is not None  # noqa: S101  (nobody else is asked)
        self.staff.tried(right=right)
        if right:
            return
        if self.staff.shut:
            self._views = [view for view in self._views if not isinstance(view, StaffView)]
        elif self.top:
            self.top.note = say(language, "staff-wrong")
