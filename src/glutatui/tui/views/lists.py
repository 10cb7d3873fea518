"""Views with choices: welcome, checklist, stopping, and the list of warnings."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace
from functools import lru_cache

from rich.cells import cell_len

from glutatui.course import Course
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Role, Row, Scene, padded, paragraph, wrap
from glutatui.tui.views.choosing import Menu
from glutatui.tui.views.code_entry import CodeView
from glutatui.tui.views.question import filled
from glutatui.tui.views.teaching import WarningView
from glutatui.tui.views.view import Act, Begin, Close, Leave, LookUp, Press, Show, Take
from glutatui.visit import About, Done, sign_off_said


@lru_cache(maxsize=256)
def choice_rows(text: str, index: int, look: Look, *, focused: bool, lead: str, end: str = "") -> tuple[Row, ...]:
    """Return the rows of one choice; the focused one fills the column."""
    first = f"{look.signs['here'] if focused else ' '} {lead}"
    role: Role = "focus" if focused else "text"
    indent = " " * cell_len(first)
    rows = []
    for number, piece in enumerate(wrap(text, look.column - len(indent))):
        words = (indent if number else first) + piece
        if number == 0 and end and cell_len(words) + cell_len(end) + 2 <= look.column:
            words = padded(words, look.column - cell_len(end)) + end
        rows.append(filled(words, role, index, look.column))
    return tuple(rows)


def menu_hints(look: Look, *, back: bool) -> tuple[Hint, ...]:
    """Return the usual hints of a view with choices."""
    return (
        Hint("down", look.signs["back-and-forth"], look.say("hint-choose")),
        Hint("enter", look.say("key-enter"), look.say("hint-open")),
        *((Hint("left", look.signs["left"], look.say("hint-back")),) if back else ()),
        Hint("?", "?", look.say("hint-help")),
    )


class WelcomeView(Menu):
    """The first screen."""

    def __init__(
        self,
        minutes_of: Callable[[str], Mapping[str, int]],
        mode: str | None = None,
        *,
        about: Callable[[], About],
        library: bool = False,
    ) -> None:
        """Show the welcome.

        Args:
            minutes_of: Says how long each mode takes in a language.
            mode: The only one offered; None offers all.
            about: Returns what there is to say about the course.
            library: Whether there is one.
        """
        self._about = about
        self._minutes_of = minutes_of
        self._offered = (
            *((mode,) if mode else ("learn", "quiz")),
            "resume",
            *(("library",) if library else ()),
            "about-program",
        )

    def count(self) -> int:
        """Return how many choices there are."""
        return len(self._offered)

    def choose(self, index: int) -> Act | None:
        """Begin, ask for a code, or open the library."""
        offered = self._offered[index]
        if offered == "about-program":
            return Press("a")
        others: Mapping[str, Act] = {"resume": Show(CodeView()), "library": LookUp()}
        return others.get(offered) or Begin(offered)

    def scene(self, look: Look) -> Scene:
        """Lay out the welcome."""
        gap = [BLANK] if look.roomy else []
        rows = [*paragraph(look.say("welcome-question"), look.column, "accent"), *gap]
        rows += paragraph(look.say("welcome-about"), look.column)
        rows += [*paragraph(sign_off_said(self._about(), look.language), look.column, "quiet"), *gap]
        for index, key in enumerate(self._offered):
            minutes = self._minutes_of(look.language).get(key)
            end = look.say("about-minutes", minutes=minutes) if minutes else ""
            text = look.say(f"welcome-{key}")
            rows += choice_rows(text, index, look, focused=self.focus == index, lead=f"{index + 1}  ", end=end)
            rows += [Row((), index)] if look.roomy else []
        rows += [BLANK, *paragraph(look.say("welcome-privacy"), look.column, "quiet")]
        rows += paragraph(look.say("welcome-advice"), look.column, "quiet")
        return Scene(
            title=look.say("title") if look.width >= 50 else look.say("title-short"),  # noqa: PLR2004  (it is 42 long)
            rows=tuple(rows),
            hints=menu_hints(look, back=False),
            focus=self.focus,
        )


class ChecklistView(Menu):
    """The "does any of this apply to you" list; the marks stay with the face."""

    def __init__(self, course: Course, marked: set[str], *, last: bool = False) -> None:
        """Show the list; ``marked`` is changed in place and never leaves the face."""
        self.course = course
        self._lines = [(warning.id, line.id, line) for warning in course.warnings for line in warning.applies]
        self.marked = marked
        """The ids of marked lines, as ``WARNING/LINE``."""
        self._last = last

    def count(self) -> int:
        """Return how many choices there are: the lines, and going on."""
        return len(self._lines) + 1

    def state(self, look: Look) -> Hashable:
        """Return the focus and the marks on this screen."""
        return look, self.focus, frozenset(self.marked)

    def choose(self, index: int) -> Act | None:
        """Mark a line, or go on."""
        if index == len(self._lines):
            return Close() if self._last else Take(Done())
        warning, name, _ = self._lines[index]
        self.marked ^= {f"{warning}/{name}"}
        return None

    def scene(self, look: Look) -> Scene:
        """Lay out the list."""
        rows = [*paragraph(look.say("checklist-note"), look.column), BLANK]
        for index, (warning, name, applies) in enumerate(self._lines):
            sign = look.signs["checked" if f"{warning}/{name}" in self.marked else "unchecked"]
            rows += choice_rows(applies.text[look.language], index, look, focused=self.focus == index, lead=f"{sign}  ")
        done, last = f"[ {look.say('checklist-done')} ]", len(self._lines)
        rows += [BLANK, *choice_rows(done, last, look, focused=self.focus == last, lead="")]
        return Scene(
            title=look.say("checklist-title"),
            rows=tuple(rows),
            hints=(
                Hint("down", look.signs["back-and-forth"], look.say("hint-move")),
                Hint("enter", look.say("key-enter"), look.say("hint-go-on" if self.focus == last else "hint-mark")),
                Hint("n", "n", look.say("hint-go-on")),
                Hint("?", "?", look.say("hint-help")),
            ),
            focus=self.focus,
        )

    def press(self, key: str, look: Look) -> Act | None:
        """Move, mark or go on; ``n`` goes on from anywhere, and a digit marks nothing in so long a list."""
        if key == "n":
            return self.choose(len(self._lines))
        return None if key.isdecimal() else super().press(key, look)


class StopView(Menu):
    """Whether to stop here; nothing is lost either way."""

    def __init__(self, code: str, told: str = "stop-kept-plain") -> None:
        """Ask; ``told`` is the word that says what becomes of the answers where there is no code."""
        self._code = code
        self._told = told

    def count(self) -> int:
        """Return how many choices there are."""
        return 2

    def choose(self, index: int) -> Act | None:
        """Go on, or stop."""
        return Leave() if index else Close()

    def scene(self, look: Look) -> Scene:
        """Lay out the question."""
        kept = look.say("stop-kept", code=self._code) if self._code else look.say(self._told)
        rows = [*paragraph(kept, look.column, "strong"), BLANK]
        for index, key in enumerate(("stop-go-on", "stop-stop")):
            rows += choice_rows(look.say(key), index, look, focused=self.focus == index, lead=f"{index + 1}  ")
        move, enter, *rest = menu_hints(look, back=True)
        hints = (replace(move, does=look.say("hint-move")), replace(enter, does=look.say("hint-choose")), *rest)
        return Scene(title=look.say("stop-title"), rows=tuple(rows), hints=hints, focus=self.focus)


def stop_view(code: str, *, unsaved: bool, begun: bool) -> StopView:
    """Return what asks whether to stop, and says what becomes of the answers."""
    if unsaved:
        return StopView("", "stop-unsaved")
    return StopView(code) if begun else StopView("", "stop-nothing")


class WarningsView(Menu):
    """All warnings, to look at one again."""

    def __init__(self, course: Course, applies: Collection[str]) -> None:
        """Show the list."""
        self.course = course
        self._applies = applies

    def count(self) -> int:
        """Return how many choices there are."""
        return len(self.course.warnings)

    def choose(self, index: int) -> Act | None:
        """Open a warning."""
        return Show(WarningView(self.course, self.course.warnings[index], self._applies))

    def scene(self, look: Look) -> Scene:
        """Lay out the list."""
        rows: list[Row] = []
        for index, warning in enumerate(self.course.warnings):
            lead = f"{look.signs[warning.level]} "
            text = warning.says[look.language]
            rows += choice_rows(text, index, look, focused=self.focus == index, lead=lead)
        return Scene(
            title=look.say("summary-all"), rows=tuple(rows), hints=menu_hints(look, back=True), focus=self.focus
        )
