"""The staff's face: the same screen and the same hardening as the patients', other views, nothing to write."""

from typing import Final

from glutatui.tui.comfort import LETTERS
from glutatui.tui.face import Face
from glutatui.tui.look import COLOURS, Look
from glutatui.tui.staff_room import StaffRoom
from glutatui.tui.views.dashboard import DashboardView
from glutatui.tui.views.view import View
from glutatui.tui.work import Outcome
from glutatui.visit import Desk

_ASIDE: Final = frozenset({"?", "a", "s", "i", "l"})
"""Keys of patients that mean nothing here."""


class StaffFace(Face):
    """What one member of the staff sees; it ends when nobody is there, and no visit ever begins here."""

    def __init__(self, room: StaffRoom, desk: Desk) -> None:
        """Open at the dashboard.

        Args:
            room: Where what is told comes from.
            desk: Of the course; asked for nothing.
        """
        self._dashboard = DashboardView(room)
        super().__init__(desk, chosen=True, kiosk=True, once=True)

    def _first_view(self) -> View:
        """Return the dashboard, which knows nothing so far."""
        return self._dashboard

    def opening(self) -> Outcome:
        """Read the records: of many visits that takes a while."""
        return self._dashboard.read()

    @property
    def untouched(self) -> bool:
        """Never: even the first screen is for staff alone, and is cleared when nobody is there."""
        return False

    @property
    def _general(self) -> tuple[str, ...]:
        return COLOURS, LETTERS

    def _press(self, key: str, look: Look) -> Outcome:
        """Carry out a key."""
        if self.over_all.top or self.takes_letters or key in {"tab", "d", *self._general}:
            return super()._press(key, look)
        if key in _ASIDE:
            return None
        self.view.note = ""
        return self._follow(self.view.press(key, look), look)
