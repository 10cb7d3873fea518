"""Views with choices, one of which has the focus."""

from collections.abc import Hashable, Mapping
from typing import ClassVar

from glutatui.tui.frame import deepest, room_of, rows_of_focus
from glutatui.tui.look import Look
from glutatui.tui.rows import Scene
from glutatui.tui.views.view import Act, Back, View


class Choosing(View):
    """A view with choices: up and down move, Enter takes the focused one once it has been seen whole."""

    focus: int | None = 0
    moves: ClassVar[Mapping[str, int]] = {"up": -1, "down": 1, "pageup": -1, "pagedown": 1}
    _laid: tuple[Hashable, Scene] | None = None
    """The scene as it was laid out last, and for what."""

    def count(self) -> int:
        """Return how many choices there are."""
        raise NotImplementedError

    def enter(self, look: Look) -> Act | None:
        """Take the focused choice."""
        raise NotImplementedError

    def state(self, look: Look) -> Hashable:
        """Return all that the scene depends on and that may change; None where it is laid out anew each time."""
        del look
        return None

    def _spread(self, look: Look) -> Scene:
        """Lay this view out once for each state: to move asks for the scene before and after."""
        state = self.state(look)
        if state is None:
            return super()._spread(look)
        if self._laid is None or self._laid[0] != state:
            self._laid = (state, super()._spread(look))
        return self._laid[1]

    def press(self, key: str, look: Look) -> Act | None:
        """Move, take a choice or go back."""
        if key in {"up", "down"}:
            self._move(self.moves[key], look)
        elif key in self.moves:
            self._leaf(self.moves[key], look)
        elif key == "enter":
            return None if self._revealed(look) else self.enter(look)
        return Back() if key in {"escape", "left"} else None

    def click(self, target: int, look: Look) -> Act | None:
        """Take the choice that was clicked."""
        self.focus = target
        return self.enter(look)

    def _revealed(self, look: Look) -> bool:
        """Show more of a focused choice whose end is below the fold; tell whether there was more."""
        scene = self.brought_in_sight(look)
        of_focus, room = rows_of_focus(scene), room_of(look)
        if of_focus is None or of_focus[1] < self.top + room:
            return False
        self.top = min(self.top + max(room - 1, 1), of_focus[1] - room + 1)
        return True

    def _move(self, step: int, look: Look) -> None:
        """Go to the next choice, or show the rest of this one or of the text above the first."""
        if step > 0 and self._revealed(look):
            return
        scene = self.brought_in_sight(look)
        of_focus = rows_of_focus(scene)
        hidden = of_focus is not None and of_focus[0] < self.top
        if step < 0 and (hidden or self.focus == 0):
            self.top = max(self.top - max(room_of(look) - 1, 1), 0)
            return
        if step > 0 and of_focus and self.focus == self.count() - 1:  # what stands below the last choice
            self.top = min(self.top + max(room_of(look) - 1, 1), deepest(scene, look), of_focus[0])
        self.focus = min(max((self.focus or 0) + step, 0), self.count() - 1)

    def _leaf(self, step: int, look: Look) -> None:
        """Go on to the first choice that is out of sight."""
        before = None
        for _ in range(self.count()):
            if before not in {None, self.top}:
                return
            self.brought_in_sight(look)
            before = self.top
            self._move(step, look)
            self.brought_in_sight(look)


class Menu(Choosing):
    """A view of which a digit or Enter chooses one thing."""

    def choose(self, index: int) -> Act | None:
        """Return what choosing leads to."""
        raise NotImplementedError

    def enter(self, look: Look) -> Act | None:
        """Choose."""
        del look
        return self.choose(self.focus or 0)

    def press(self, key: str, look: Look) -> Act | None:
        """Move, choose or go back."""
        if key.isdecimal() and key.isascii() and 1 <= int(key) <= min(self.count(), 9):
            self.focus = int(key) - 1
            return self.choose(self.focus)
        return super().press(key, look)
