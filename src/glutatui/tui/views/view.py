"""What every view has: a scene, and acts that keys lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from glutatui.course import Page
from glutatui.tui.frame import deepest
from glutatui.tui.look import Look
from glutatui.tui.rows import Hint, Row, Scene
from glutatui.visit import Choice


@dataclass(frozen=True, slots=True)
class Take:
    """Hand a choice to the visit."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Begin:
    """Begin a visit."""

    mode: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with a visit."""

    code: str


@dataclass(frozen=True, slots=True)
class Show:
    """Lay another view over this one."""

    view: "View"


@dataclass(frozen=True, slots=True)
class Close:
    """Take this view away again."""


@dataclass(frozen=True, slots=True)
class Back:
    """Look at what was shown before."""


@dataclass(frozen=True, slots=True)
class Leave:
    """End here; whatever was answered is kept."""


Act: TypeAlias = Take | Begin | Resume | Show | Close | Back | Leave


class View:
    """One thing on screen."""

    cited: Page | None = None
    """The lesson page whose sources ``s`` shows, if any."""
    top: int = 0
    """The scroll offset in rows."""
    note: str = ""
    """A message that stays until the next key."""
    focus: int | None = None
    """The focused choice, where the view has choices."""
    moves: ClassVar[Mapping[str, int]] = {"up": -1, "down": 1}

    def scene(self, look: Look) -> Scene:
        """Lay this view out."""
        raise NotImplementedError

    def press(self, key: str, look: Look) -> Act | None:
        """Return what a key leads to; None where it changes nothing but the view itself.

        Keys are named ``up down left right enter escape backspace pageup pagedown``, or are the character typed.
        """
        raise NotImplementedError

    def click(self, target: int, look: Look) -> Act | None:
        """Return what a click on a choice leads to."""
        self.focus = target
        return self.press("enter", look)

    def scrolled(self, key: str, look: Look) -> bool:
        """Scroll by a key; tell whether there was anything to scroll."""
        room = max(look.body - 1, 1)
        by = {"up": -1, "down": 1, "pageup": -room, "pagedown": room, "enter": room}.get(key, 0)
        before = self.top
        self.top = min(max(self.top + by, 0), deepest(self.scene(look), look))
        return self.top != before


class Reading(View):
    """A view to read: Enter shows what is below the fold, then goes on."""

    def on_enter(self) -> Act | None:
        """Return what Enter at the end leads to."""
        return Close()

    def press(self, key: str, look: Look) -> Act | None:
        """Scroll, go on or go back."""
        if key in {"up", "down", "pageup", "pagedown"}:
            self.scrolled(key, look)
            return None
        if key == "enter":
            return None if self.scrolled(key, look) else self.on_enter()
        return Back() if key in {"escape", "left"} else None

    def hints_of(self, look: Look, *, enter: str, back: bool = True, sources: bool = False) -> tuple[Hint, ...]:
        """Return the usual hints of a reading view."""
        more = self.top < deepest(Scene("", self.rows(look)), look)
        return (
            *((Hint("left", look.signs["left"], look.say("hint-back")),) if back else ()),
            Hint("enter", "Enter", look.say("hint-more") if more else enter),
            *((Hint("s", "s", look.say("hint-sources")),) if sources else ()),
            Hint("?", "?", look.say("hint-help")),
        )

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the rows of the body."""
        raise NotImplementedError


class Menu(View):
    """A view with choices: up and down move, a digit or Enter chooses."""

    focus: int | None = 0

    def count(self) -> int:
        """Return how many choices there are."""
        raise NotImplementedError

    def choose(self, index: int) -> Act | None:
        """Return what choosing leads to."""
        raise NotImplementedError

    def press(self, key: str, look: Look) -> Act | None:
        """Move, choose or go back."""
        del look
        if key in self.moves:
            self.focus = min(max((self.focus or 0) + self.moves[key], 0), self.count() - 1)
            return None
        if key.isdecimal() and 1 <= int(key) <= min(self.count(), 9):
            self.focus = int(key) - 1
            return self.choose(self.focus)
        if key == "enter":
            return self.choose(self.focus or 0)
        return Back() if key in {"escape", "left"} else None
