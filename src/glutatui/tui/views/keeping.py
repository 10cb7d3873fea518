"""What a patient takes home: the page, and its note for a phone."""

from collections.abc import Callable, Collection, Hashable
from functools import partial
from itertools import zip_longest

from glutatui.course import Course
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Row, Scene, Span, paragraph
from glutatui.tui.square import square_for
from glutatui.tui.views.choosing import Menu
from glutatui.tui.views.lists import choice_rows, menu_hints
from glutatui.tui.views.view import Act, Close, Do, Reading, Show, Take, View
from glutatui.tui.work import Work
from glutatui.visit import About, ComeBack, Summary, TakeHome, notes_for_phone, take_home
from glutatui.visit.take_home import Printer

_BESIDE = 24
"""Cells from which on there is room for words beside the square."""


class TakeHomeView(Reading):
    """The page as it is printed."""

    def __init__(
        self,
        course: Course,
        step: Summary,
        applies: Callable[[], Collection[str]],
        code: str,
        *,
        about: About,
        printer: Printer | None = None,
    ) -> None:
        """Show the page.

        Args:
            course: The course of the visit.
            step: What came of it.
            applies: Returns the warnings that the patient has marked, which only this screen and the paper tell.
            code: The code of the visit.
            about: What there is to say about the course.
            printer: Prints it; None where there is none.
        """
        self.course = course
        self.step = step
        self._applies = applies
        self._code = code
        self._about = about
        self._printer = printer

    def page(self, language: str) -> TakeHome:
        """Return the page in a language."""
        return take_home(self.course, self.step, self._applies(), self._code, language, about=self._about)

    def _notes(self, look: Look) -> tuple[str, ...]:
        return notes_for_phone(self.course, self.step, self._code, look.language)

    def _fits(self, look: Look) -> bool:
        """Tell whether a square can be drawn here."""
        return square_for(self._notes(look), look.width, look.height - 1, look.charset) is not None

    def state(self, look: Look) -> Hashable:
        """Return the look and what is marked."""
        return look, frozenset(self._applies())

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the page, its headings in colour."""
        page, width = self.page(look.language), look.column
        rows = [row for text in page.first for row in paragraph(text, width, "strong")]
        for chapter in page.chapters:
            rows += [BLANK, *paragraph(chapter.heading, width, "accent")]
            lead = f"{look.signs['bullet']} "
            for point in chapter.points:
                rows += paragraph(point.text, width, first=lead, rest="  ")
                rows += [row for part in point.parts for row in paragraph(part, width, first="  ", rest="  ")]
        return (*rows, BLANK, *(row for text in page.last for row in paragraph(text, width)))

    def scene(self, look: Look) -> Scene:
        """Lay out the page."""
        back, enter, help_ = self.hints_of(look, enter=look.say("hint-close"))
        extra = (
            *((Hint("p", "p", look.say("hint-print")),) if self._printer else ()),
            *((Hint("c", "c", look.say("hint-phone")),) if self._fits(look) else ()),
        )
        return Scene(
            title=look.say("take-home-title"), rows=self.body(look), hints=(back, enter, *extra, help_), progress=(1, 1)
        )

    def _printed(self, look: Look, _: object) -> None:
        self.note = look.say("take-home-printed")

    def press(self, key: str, look: Look) -> Act | None:
        """Print, show the square, scroll or close."""
        if key == "p" and self._printer:
            return Do(Work(partial(self._printer, self.page(look.language)), partial(self._printed, look)))
        if key == "c" and self._fits(look):
            return Show(PhoneView(self._notes))
        return super().press(key, look)


class WelcomeBackView(Menu):
    """Greets who comes back after some days: a short check, or what came of the visit."""

    def __init__(self, summary: View, day: int) -> None:
        """Offer the check of a day; ``summary`` is what came of the visit so far."""
        self._summary = summary
        self._day = day

    def count(self) -> int:
        """Return how many choices there are."""
        return 2

    def choose(self, index: int) -> Act | None:
        """Begin the check, or look at the summary."""
        return Show(self._summary) if index else Take(ComeBack(self._day))

    def scene(self, look: Look) -> Scene:
        """Lay out the greeting."""
        rows = [*paragraph(look.say("return-about"), look.column), BLANK]
        for index, key in enumerate(("return-begin", "return-look")):
            rows += choice_rows(look.say(key), index, look, focused=self.focus == index, lead=f"{index + 1}  ")
            rows += [Row((), index)] if look.roomy else []
        rows += [BLANK, *paragraph(look.say("summary-pass"), look.column, "quiet")]
        return Scene(
            title=look.say("return-welcome-title"),
            rows=tuple(rows),
            hints=menu_hints(look, back=False),
            focus=self.focus,
        )


class PhoneView(View):
    """The note for a phone as a QR code."""

    def __init__(self, notes: Callable[[Look], tuple[str, ...]]) -> None:
        """Show the fullest note that fits."""
        self._notes = notes

    def scene(self, look: Look) -> Scene:
        """Draw the square, and beside it, where there is room, what it says."""
        hints = (
            Hint("left", look.signs["left"], look.say("hint-back")),
            Hint("enter", look.say("key-enter"), look.say("hint-close")),
        )
        found = square_for(self._notes(look), look.width, look.height - 1, look.charset)
        title = look.say("phone-title")
        if found is None:
            return Scene(title=title, rows=tuple(paragraph(look.say("phone-small"), look.column)), hints=hints)
        note, square = found
        room = min(look.width - len(square[0].text) - 4, look.column)
        beside = self._beside(note, look, room) if room >= _BESIDE else ()
        rows = tuple(_side_by_side(left, right) for left, right in zip_longest(square, beside[: len(square)]))
        return Scene(title=title, rows=rows, hints=hints, bare=True)

    def _beside(self, note: str, look: Look, room: int) -> tuple[Row, ...]:
        """Return what stands beside the square; where not all of it has room, the note gives way."""
        rows = [BLANK, *paragraph(look.say("phone-title"), room, "strong"), BLANK]
        rows += [*paragraph(look.say("phone-how"), room), BLANK, *paragraph(look.say("phone-says"), room, "quiet")]
        return (*rows, *paragraph(note, room, "quiet"))

    def press(self, key: str, look: Look) -> Act | None:
        """Close."""
        del look
        return Close() if key in {"enter", "escape", "left"} else None


def _side_by_side(left: Row, right: Row | None) -> Row:
    return Row((*left.spans, Span("   "), *right.spans)) if right and right.spans else left
