"""What every view has: a scene, and acts that keys lead to."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import ClassVar, Final, TypeAlias

from glutatui.tui.frame import deepest, in_sight, spread
from glutatui.tui.look import Look
from glutatui.tui.rows import Hint, Row, Scene
from glutatui.tui.work import Work
from glutatui.visit import Choice

_KEPT: Final = 2
"""Rows kept free for a message, so that no choice moves when one comes."""


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


@dataclass(frozen=True, slots=True)
class LookUp:
    """Open the library."""


@dataclass(frozen=True, slots=True)
class Unlock:
    """Try a PIN of the staff."""

    pin: str


@dataclass(frozen=True, slots=True)
class SpeakIn:
    """Begin in a language."""

    language: str


@dataclass(frozen=True, slots=True)
class Do:
    """Do work away from the screen."""

    work: Work


@dataclass(frozen=True, slots=True)
class Press:
    """Press a key for the patient, as a line that was chosen in its place."""

    key: str
    closes: bool = False
    """Whether the view goes away before."""


Act: TypeAlias = Take | Begin | Resume | Show | Close | Back | Leave | LookUp | Unlock | SpeakIn | Do | Press


@dataclass(frozen=True, slots=True)
class Cited:
    """What ``s`` shows the sources of."""

    title: str
    claims: tuple[str, ...]
    conflicts: tuple[str, ...] = ()


class View:
    """One thing on screen."""

    top: int = 0
    """The scroll offset in rows."""
    note: str = ""
    """A message that stays until the next key."""
    focus: int | None = None
    """The focused choice, where the view has choices."""
    takes_letters: ClassVar[bool] = False
    """Whether letters are typed here, so that none may mean anything else."""

    switches: ClassVar[bool] = True
    """Whether a key changes the language here."""

    def scene(self, look: Look) -> Scene:
        """Lay this view out."""
        raise NotImplementedError

    def cited(self, look: Look) -> Cited | None:
        """Return what ``s`` shows the sources of, if anything."""
        del look
        return None

    def press(self, key: str, look: Look) -> Act | None:
        """Return what a key leads to; None where it changes nothing but the view itself.

        Keys are named ``up down left right enter escape backspace pageup pagedown``, or are the character typed.
        """
        raise NotImplementedError

    def click(self, target: int, look: Look) -> Act | None:
        """Return what a click on a choice leads to."""
        del target, look
        return None

    def brought_in_sight(self, look: Look) -> Scene:
        """Lay this view out and scroll it so that the focused choice is in sight."""
        scene = self._spread(look)
        self.top = in_sight(scene, look, self.top, self.note)
        return scene

    def _spread(self, look: Look) -> Scene:
        """Lay this view out, its choices as blocks for fingers."""
        scene = self.scene(look)
        return scene if scene.focus is None else replace(scene, rows=spread(scene.rows, look.body - _KEPT))


class Reading(View):
    """A view to read: Enter shows what is below the fold, then goes on."""

    _laid: tuple[Hashable, tuple[Row, ...]] | None = None
    """The rows as they were laid out last, and for what."""

    def on_enter(self) -> Act | None:
        """Return what Enter at the end leads to."""
        return Close()

    def press(self, key: str, look: Look) -> Act | None:
        """Scroll, go on or go back."""
        if key in {"up", "down", "pageup", "pagedown"}:
            self._scrolled(key, look)
            return None
        if key == "enter":
            return None if self._scrolled(key, look) else self.on_enter()
        return Back() if key in {"escape", "left"} else None

    def _scrolled(self, key: str, look: Look) -> bool:
        """Scroll by a key; tell whether there was anything to scroll."""
        page = max(look.body - 1, 1)
        by = {"up": -1, "down": 1, "pageup": -page}.get(key, page)
        before = self.top
        self.top = min(max(before + by, 0), deepest(Scene("", self.body(look)), look))
        return self.top != before

    def hints_of(
        self, look: Look, *, enter: str, back: bool = True, sources: bool = False, library: bool = False
    ) -> tuple[Hint, ...]:
        """Return the usual hints of a reading view."""
        more = self.top < deepest(Scene("", self.body(look)), look)
        return (
            *((Hint("left", look.signs["left"], look.say("hint-back")),) if back else ()),
            Hint("enter", look.say("key-enter"), look.say("hint-more") if more else enter),
            *((Hint("s", "s", look.say("hint-sources")),) if sources else ()),
            *((Hint("l", "l", look.say("hint-library")),) if library else ()),
            Hint("?", "?", look.say("hint-help")),
        )

    def body(self, look: Look) -> tuple[Row, ...]:
        """Return the rows of the body, laid out once for each look."""
        state = self.state(look)
        if self._laid is None or self._laid[0] != state:
            self._laid = (state, self.rows(look))
        return self._laid[1]

    def state(self, look: Look) -> Hashable:
        """Return all that the rows depend on and that may change."""
        return look

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Lay out the body."""
        raise NotImplementedError
