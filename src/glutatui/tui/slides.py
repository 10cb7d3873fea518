"""An author's pages and questions as slides: drawn as patients see them, with what is wrong below.

No visit, no answers: left and right turn, up and down scroll.
"""

from dataclasses import replace
from typing import Final

from glutatui.course import Course
from glutatui.course.shelf import Shelf
from glutatui.tui.frame import Frame, framed
from glutatui.tui.look import BANDS, Look
from glutatui.tui.rows import Row, Scene, Span, line, paragraph
from glutatui.tui.sight import Sight
from glutatui.tui.views.asides import SourcesView
from glutatui.tui.views.library import LibraryPageView
from glutatui.tui.views.of_step import view_of
from glutatui.tui.views.view import View
from glutatui.visit import NO_ABOUT

_SHARE: Final = 3
"""Problems take a third of the screen at most."""
_LEAVES: Final = frozenset({"q", "ctrl+c", "ctrl+q"})
_TURNS: Final = {"left": -1, "escape": -1, "right": 1, "enter": 1}


class Slides:
    """What an author sees of a file, kept until there is something better."""

    def __init__(self, sight: Sight, name: str, language: str) -> None:
        """Begin at the first slide.

        Args:
            sight: What there is to see.
            name: The file, as the author named it.
            language: The language of its texts.
        """
        self.language = language
        self.over = False
        """Whether the author has had enough."""
        self._file = name
        self._index = 0
        self._views: tuple[View, ...] = ()
        self._above: View | None = None
        self._course: Course | None = None
        self._problems: tuple[str, ...] = ()
        self.take(sight)
        self._fresh = True

    def take(self, sight: Sight) -> None:
        """Show a file anew; one that cannot be shown leaves the slides as they were."""
        self._fresh = False
        self._problems = sight.problems
        if sight.course is None:
            return
        top = self._view.top if self._view else 0
        self._course, self._above = sight.course, None
        self._views = _views_of(sight, sight.course)
        self._index = min(self._index, len(self._views) - 1)
        if self._view:
            self._view.top = top

    @property
    def _view(self) -> View | None:
        """The view on screen; None where the file could not be shown so far."""
        return self._above or (self._views[self._index] if self._views else None)

    def press(self, key: str, look: Look) -> None:
        """Turn, scroll, look at sources, or end."""
        self._fresh = key == "?"
        view, page = self._view, self._on(look)
        if key in _LEAVES:
            self.over = True
        elif view is None:
            return
        elif key == "s":
            cited = view.cited(page)
            if self._course and cited and not self._above and set(cited.claims) <= self._course.claim_of.keys():
                self._above = SourcesView(self._course, view, NO_ABOUT)
        elif key in _TURNS and not (key == "enter" and self._scrolled(view, 1, page)):
            self._turn(_TURNS[key])
        elif key in {"up", "down", "pageup", "pagedown"}:
            self._scrolled(view, -1 if key.endswith("up") else 1, page)

    def _turn(self, by: int) -> None:
        if self._above:
            self._above = None
        else:
            self._index = min(max(self._index + by, 0), len(self._views) - 1)

    def _scrolled(self, view: View, by: int, look: Look) -> bool:
        """Scroll by a little less than a screen; tell whether there was anything to scroll."""
        scene, room = replace(view.scene(look), focus=None), max(look.body - 1, 1)
        before = min(view.top, max(len(scene.rows) - look.body, 0))
        view.top = min(max(before + by * room, 0), max(len(scene.rows) - look.body, 0))
        return view.top != before

    def _on(self, look: Look) -> Look:
        """Return the part of the screen that is left for a slide."""
        return replace(look, height=look.height - len(self._told(look)))

    def frame(self, look: Look) -> Frame:
        """Return the rows of the screen: the slide as patients see it, and what is wrong below it."""
        page, view = self._on(look), self._view
        keys = look.say("preview-keys", number=self._index + 1, of=len(self._views)) if self._fresh else ""
        if view is None:
            told = paragraph(look.say("preview-nothing"), look.column)
            scene = Scene(title=self._file, rows=tuple(told))
            return self._with_problems(framed(scene, page, 0, ""), look)
        scene = replace(view.scene(page), focus=None)
        top = min(view.top, max(len(scene.rows) - page.body, 0))
        return self._with_problems(framed(scene, page, top, keys), look)

    def _with_problems(self, frame: Frame, look: Look) -> Frame:
        return Frame((*frame.rows, *self._told(look)))

    def _told(self, look: Look) -> list[Row]:
        """Return what is wrong, as far as there is room, below a rule that says how much it is."""
        if not self._problems:
            return []
        most = max(min(look.height // _SHARE, look.height - BANDS - 1), 2)
        title = f" {look.counted('preview-problems', len(self._problems))} "
        rule = look.signs["rule"]
        head = Row((Span(rule * 2, "wrong"), Span(title, "wrong"), Span(rule * (look.width - 2 - len(title)), "wrong")))
        rows = [row for text in self._problems for row in paragraph(text, look.width - 2, first=" ", rest=" ")]
        if len(rows) > most - 1:
            rows = [*rows[: most - 2], line(f" {look.say('preview-more')}", "quiet")]
        return [head, *rows]


def _views_of(sight: Sight, course: Course) -> tuple[View, ...]:
    if sight.reading is not None:
        shelf = Shelf(course, staff=True)
        return tuple(LibraryPageView(shelf, sight.reading, index) for index in range(len(sight.reading.pages)))
    return tuple(view_of(course, step, set(), "") for step in sight.steps)
