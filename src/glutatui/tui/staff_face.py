"""The staff's face: the same screen and the same hardening as the patients', other views, nothing to write."""

from typing import Final

from glutatui.errors import GlutatuiError
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.staff_room import Overview, StaffRoom
from glutatui.tui.views.dashboard import DashboardView
from glutatui.tui.views.view import View
from glutatui.tui.work import Outcome
from glutatui.visit import Desk
from glutatui.words import error_text

_ASIDE: Final = frozenset({"?", "a", "s", "i", "l", "d"})
"""Keys of patients that mean nothing here."""
_NOTHING: Final = Overview("", (), (), None, (), ())


class StaffFace(Face):
    """What one member of the staff sees; it ends when nobody is there, and no visit ever begins here."""

    def __init__(self, room: StaffRoom, desk: Desk) -> None:
        """Open at the dashboard.

        Args:
            room: Where what is told comes from.
            desk: Of the course; asked for nothing.
        """
        self._room = room
        super().__init__(desk, chosen=True, kiosk=True, once=True)

    def _first_view(self) -> View:
        """Return the dashboard; where the records cannot be read it says so, and is empty."""
        try:
            return DashboardView(self._room, self._room.overview())
        except GlutatuiError as error:
            view = DashboardView(self._room, _NOTHING)
            view.note = error_text("en", error)
            return view

    @property
    def untouched(self) -> bool:
        """Never: even the first screen is for staff alone, and is cleared when nobody is there."""
        return False

    def press(self, key: str, look: Look) -> Outcome:
        """Carry out a key."""
        if self.over_all.top or self.takes_letters:
            return super().press(key, look)
        if key in _ASIDE:
            return None
        self.view.note = ""
        return self._carry_out(self.view.press(key, look))
