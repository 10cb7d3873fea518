"""What a face shows: which view is on screen, and the rows that come of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from glutatui.course import Course
from glutatui.tui.comfort import Comfort
from glutatui.tui.frame import Frame, framed
from glutatui.tui.limits import Ended
from glutatui.tui.look import Look
from glutatui.tui.overlay import Overlay
from glutatui.tui.rows import Hint
from glutatui.tui.staff import StaffDoor
from glutatui.tui.views.languages import SWITCH, LanguageView, next_language
from glutatui.tui.views.lists import WelcomeView
from glutatui.tui.views.of_step import view_at
from glutatui.tui.views.view import View
from glutatui.tui.work import Outcome
from glutatui.visit import About, Desk, Event, Visit, about_of
from glutatui.words import NAMES


class Showing:
    """Keeps what only the screen knows, and lays it out; `face.Face` carries out keys."""

    def __init__(
        self,
        desk: Desk,
        *,
        language: str = "en",
        chosen: bool = False,
        minutes_of: Callable[[str], Mapping[str, int]] = lambda _: {},
        mode: str | None = None,
        visit: Visit | None = None,
        code: str = "",
        kiosk: bool = False,
        once: bool = False,
        staff: StaffDoor | None = None,
        for_staff: bool = False,
    ) -> None:
        """Open at the welcome, or at a visit that goes on.

        Args:
            desk: Where visits come from.
            language: The language to begin in.
            chosen: Whether somebody has said so; else a course of several languages asks first.
            minutes_of: Says how long each mode takes in a language, for the welcome.
            mode: The one mode that this terminal offers; None offers both.
            visit: A visit to go on with, instead of the welcome.
            code: Its code.
            kiosk: Whether the next patient follows on the same screen.
            once: Whether a kiosk's next patient gets a process of their own: every end ends the program.
            staff: How staff leave a kiosk; None where they cannot.
            for_staff: Whether the readings for the care team are opened here.
        """
        self._for_staff = for_staff
        self._desk = desk
        self._minutes_of = minutes_of
        self._asks_language = len(desk.course.languages) > 1 and not chosen
        self._kiosk = kiosk
        self._stays = kiosk and not once
        self.over_all = Overlay(staff)
        """What lies over the visit: warnings, and the question for the staff."""
        self._mode = mode
        self.comfort = Comfort()
        """What the patient has set for this visit."""
        self.language = self._first_language = language
        self.over = False
        """Whether the program is to end."""
        self.ended: Ended = ""
        """How the last visit on this screen ended."""
        self.turn = 0
        """How often everything was cleared for the next patient."""
        self._open(visit, code)

    def _open(self, visit: Visit | None, code: str) -> None:
        """Show a visit or, without one, the welcome; nothing of what was there before is left."""
        self.visit = visit
        self.code = code
        self.marked: set[str] = set()
        self._pending: Event | None = None
        self._behind = 0
        self._views: list[View] = [self._view_of(visit) if visit else self._first_view()]

    def _first_view(self) -> View:
        """Return what is seen before a visit: the languages, where there is a choice, else the welcome."""
        return LanguageView(self._desk.course.languages, self.language) if self._asks_language else self._welcome()

    def _welcome(self) -> View:
        return WelcomeView(self._minutes_of, self._mode, about=self._about, library=bool(self._desk.course.library))

    def _about(self) -> About:
        """Return what there is to say about the course of the visit, or of new ones."""
        return about_of(self._desk, self.visit)

    @property
    def _course(self) -> Course:
        """The course of the visit, or without one that of new visits."""
        return self.visit.course if self.visit else self._desk.course

    @property
    def view(self) -> View:
        """The view on top of those of the visit."""
        return self._views[-1]

    @property
    def shown(self) -> View:
        """What is on screen: that view, or what lies over everything."""
        return self.over_all.top or self.view

    @property
    def untouched(self) -> bool:
        """Whether there is nothing but the welcome."""
        return self.visit is None and self.shown is self._views[0]

    @property
    def takes_letters(self) -> bool:
        """Whether letters are typed here, so that none may mean anything else."""
        return self.shown.takes_letters

    def _view_of(self, visit: Visit) -> View:
        return view_at(visit, self.marked, self.code, self._desk)

    def opening(self) -> Outcome:
        """Return the work that the first view begins with: a patient's begins with none."""
        return None

    def frame(self, look: Look) -> Frame:
        """Return the rows of the screen."""
        view, other, look = self.shown, self._other_language, self._seen(look)
        scene = view.brought_in_sight(look)
        switch = Hint(SWITCH, SWITCH, NAMES.get(other, other)) if other else None
        return framed(scene, look, view.top, view.note, switch)

    def _seen(self, look: Look) -> Look:
        """Return a screen as this patient has set it."""
        return look if look.letters == self.comfort.letters else replace(look, letters=self.comfort.letters)

    @property
    def _other_language(self) -> str:
        """The language that a key changes to here; empty where none does."""
        free = self.shown.switches and not self._pending
        return next_language(self._course.languages, self.language) if free else ""
