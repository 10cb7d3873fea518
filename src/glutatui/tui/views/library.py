"""The library: the list of readings, their pages, and the search in them.

Nothing here is an event: where a patient reads is not kept.
"""

from collections.abc import Hashable

from rich.cells import cell_len

from glutatui.course import Course, Lesson, Page
from glutatui.course.shelf import Shelf
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Hint, Row, Scene, paragraph
from glutatui.tui.views.asides import cited_page
from glutatui.tui.views.blocks import page_rows
from glutatui.tui.views.choosing import Choosing
from glutatui.tui.views.grades import GradesView
from glutatui.tui.views.lists import choice_rows, menu_hints
from glutatui.tui.views.view import Act, Back, Cited, Close, Reading, Show

MOST_FOUND = 30
"""Pages that a search lists; whoever finds more types on."""

_PLACE = 9
"""Cells kept beside a reading's title: for the page's number and the edges."""

LONGEST_SEARCH = 40
"""Characters of a search."""


class LibraryView(Choosing):
    """The list of readings; the search, and the uses by what is known, stand above them."""

    def __init__(self, shelf: Shelf) -> None:
        """Show the list with the first reading at hand."""
        self._shelf = shelf
        self._first = 2 if shelf.figures else 1
        """Which choice the first reading is."""
        self.focus = self._first

    def count(self) -> int:
        """Return how many choices there are: what stands above, and the readings."""
        return len(self._shelf.readings) + self._first

    def enter(self, look: Look) -> Act | None:
        """Open the search, the uses or a reading; one for the care team only says so."""
        focus = self.focus or 0
        if focus < self._first:
            return Show(GradesView(self._shelf.figures) if focus else SearchView(self._shelf))
        reading = self._shelf.readings[focus - self._first]
        if self._shelf.opens(reading):
            return Show(LibraryPageView(self._shelf, reading))
        self.note = look.say("library-staff-only")
        return None

    def press(self, key: str, look: Look) -> Act | None:
        """Search, move, or open a reading by its number."""
        if key == "/":
            return Show(SearchView(self._shelf))
        if key == "f" and self._shelf.figures:
            return Show(GradesView(self._shelf.figures))
        if key.isdecimal() and key.isascii() and 1 <= int(key) <= len(self._shelf.readings):
            self.focus = int(key) - 1 + self._first
            return self.enter(look)
        return super().press(key, look)

    def scene(self, look: Look) -> Scene:
        """Lay out the list."""
        rows = [*self._choice(look.say("library-search"), 0, look, "/")]
        rows += self._choice(look.say("library-grades"), 1, look, "f") if self._shelf.figures else []
        rows.append(BLANK)
        for index, reading in enumerate(self._shelf.readings):
            if reading.clinician_only and not (index and self._shelf.readings[index - 1].clinician_only):
                rows += [BLANK, *paragraph(look.say("library-for-staff"), look.column, "accent")]
            lead = str(index + 1) if index < 9 else " "  # noqa: PLR2004  (digits)
            rows += self._choice(reading.title[look.language], index + self._first, look, lead)
        down, enter, back, help_ = menu_hints(look, back=True)
        return Scene(
            title=look.say("library-title"),
            rows=tuple(rows),
            hints=(down, enter, back, Hint("/", "/", look.say("hint-search")), help_),
            focus=self.focus,
        )

    def _choice(self, text: str, index: int, look: Look, lead: str) -> tuple[Row, ...]:
        return choice_rows(text, index, look, focused=self.focus == index, lead=f"{lead}  ")


def library_of(course: Course, *, staff: bool) -> LibraryView:
    """Return the list of a course's readings; only ``staff`` open those for the care team."""
    return LibraryView(Shelf(course, staff=staff))


class LibraryPageView(Reading):
    """A reading, a page at a time: Enter turns to the next one, and after the last one closes it."""

    def __init__(self, shelf: Shelf, reading: Lesson, index: int = 0) -> None:
        """Open a reading at a page."""
        self._shelf = shelf
        self.reading = reading
        self._opened = self.index = index

    @property
    def page(self) -> Page:
        """The page on screen."""
        return self.reading.pages[self.index]

    def cited(self, look: Look) -> Cited | None:
        """Return what the page rests on."""
        return cited_page(self.page, look.language)

    def state(self, look: Look) -> Hashable:
        """Return the look and which page is shown."""
        return look, self.index

    def rows(self, look: Look) -> tuple[Row, ...]:
        """Return the page; the first one says what matters most, the last one what to do."""
        rows = [*page_rows(self._shelf.course, self.page, look, ())]
        if self.index == 0:
            rows = [*paragraph(self.reading.main_message[look.language], look.column, "strong"), BLANK, *rows]
        if self._is_last:
            rows += [BLANK, *paragraph(self.reading.action[look.language], look.column, "strong")]
        return tuple(rows)

    def _hints(self, look: Look) -> tuple[Hint, ...]:
        hints = self.hints_of(look, enter=look.say("hint-close" if self._is_last else "hint-next"), sources=True)
        sift = (Hint("f", "f", look.say("hint-grades")),) if self._sifts else ()
        return (*hints[:-2], *sift, *hints[-2:])

    @property
    def _sifts(self) -> bool:
        """Whether there is an evidence figure on the page."""
        return any(block.evidence for block in self.page.blocks)

    @property
    def _is_last(self) -> bool:
        return self.index == len(self.reading.pages) - 1

    def scene(self, look: Look) -> Scene:
        """Lay out the page between the bands of its reading."""
        number, of = self.index + 1, len(self.reading.pages)
        title = self.reading.title[look.language]
        return Scene(
            title=title if cell_len(title) <= look.stage - _PLACE else look.say("library-title"),
            place=look.say("page-number", number=number, of=of),
            place_short=f"{number}/{of}",
            progress=(number, of),
            rows=self.body(look),
            hints=self._hints(look),
            aside=look.say("library-for-staff") if self.reading.clinician_only else "",
        )

    def press(self, key: str, look: Look) -> Act | None:
        """Sift the uses, or turn back to the page before, down to the one that was opened."""
        if key == "f" and self._sifts:
            return Show(GradesView(self._shelf.figures))
        if key in {"escape", "left"} and self.index > self._opened:
            self._turn(-1)
            return None
        return super().press(key, look)

    def on_enter(self) -> Act | None:
        """Turn to the next page, or close the reading."""
        if self._is_last:
            return Close()
        self._turn(1)
        return None

    def _turn(self, step: int) -> None:
        self.index, self.top = self.index + step, 0


class SearchView(Choosing):
    """Words are typed, and the pages that hold them listed."""

    takes_letters = True
    switches = False

    def __init__(self, shelf: Shelf) -> None:
        """Begin with nothing typed."""
        self._shelf = shelf
        self._typed = ""
        self._language = ""
        """In which language was searched."""
        self.found: tuple[tuple[Lesson, int], ...] = ()
        self.focus = None

    def count(self) -> int:
        """Return how many pages are listed."""
        return min(len(self.found), MOST_FOUND)

    def enter(self, look: Look) -> Act | None:
        """Open the page at hand."""
        del look
        return Show(LibraryPageView(self._shelf, *self.found[self.focus or 0])) if self.found else None

    def press(self, key: str, look: Look) -> Act | None:
        """Take a letter, take one back, choose a page or go back."""
        if len(key) == 1:
            self._search((self._typed + key)[:LONGEST_SEARCH], look)
        elif key == "backspace":
            self._search(self._typed[:-1], look)
        elif key in {"escape", "left"}:
            return Back()
        elif self.found:
            return super().press(key, look)
        return None

    def _search(self, typed: str, look: Look) -> None:
        self._typed, self._language = typed.lstrip(), look.language
        self.found = self._shelf.found(self._typed, look.language)
        self.focus, self.top = (0 if self.found else None), 0

    def scene(self, look: Look) -> Scene:
        """Lay out what is typed, and the pages that hold it."""
        if look.language != self._language:  # the help has changed it meanwhile
            self._search(self._typed, look)
        rows = [*paragraph(look.say("search-ask"), look.column)]
        rows += [*paragraph(look.say("search-typed", text=self._typed), look.column, "focus"), BLANK]
        if self._typed and not self.found:
            rows += paragraph(look.say("search-none"), look.column)
        if len(self.found) > MOST_FOUND:
            rows += [*paragraph(look.say("search-more"), look.column, "quiet"), BLANK]
        for index, (reading, page) in enumerate(self.found[:MOST_FOUND]):
            heading = reading.pages[page].title[look.language]
            text = look.say("search-place", reading=reading.title[look.language], page=heading)
            rows += choice_rows(text, index, look, focused=self.focus == index, lead="")
        down, enter, back, help_ = menu_hints(look, back=True)
        return Scene(
            title=look.say("search-title"),
            rows=tuple(rows),
            hints=(down, enter, back, help_) if self.found else (back, help_),
            focus=self.focus,
        )
