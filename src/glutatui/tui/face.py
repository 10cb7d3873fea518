"""The face without a terminal: which view is on screen, and what a key leads to.

`Face` keeps what only the screen knows: overlays, scroll, marks of the checklist, the code.
What must be kept for good it hands out as `Work` to be done away from the screen, and takes the result back.
"""

from collections.abc import Callable, Mapping

from glutatui.course import Course
from glutatui.errors import GlutatuiError, RecordsError
from glutatui.tui.frame import Frame, framed
from glutatui.tui.limits import Ended
from glutatui.tui.look import Look
from glutatui.tui.overlay import Overlay
from glutatui.tui.rows import Hint
from glutatui.tui.staff import StaffDoor
from glutatui.tui.views.about import AboutView, aside_of, sources_over
from glutatui.tui.views.ending import applying
from glutatui.tui.views.languages import SWITCH, LanguageView, next_language
from glutatui.tui.views.library import library_of
from glutatui.tui.views.lists import StopView, WelcomeView, stop_view
from glutatui.tui.views.notices import Kind
from glutatui.tui.views.of_step import earlier_pages, view_at
from glutatui.tui.views.reading import PageView
from glutatui.tui.views.view import Act, Back, Begin, Close, Do, Leave, LookUp, Resume, Show, SpeakIn, Take, View
from glutatui.tui.work import Outcome, Work
from glutatui.visit import Desk, Event, Speak, Visit, about_of
from glutatui.words import NAMES, error_text, say


class Face:
    """What one patient sees, from the welcome to the end."""

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

    def _about(self) -> View:
        """Return what the program says about itself."""
        return AboutView(self._course, about_of(self._desk, self.visit))

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
        return view_at(visit, self.marked, self.code, self._desk.printer)

    def frame(self, look: Look) -> Frame:
        """Return the rows of the screen."""
        view, other = self.shown, self._other_language
        scene = view.brought_in_sight(look)
        switch = Hint(SWITCH, SWITCH, NAMES.get(other, other)) if other else None
        return framed(scene, look, view.top, view.note, switch)

    @property
    def _other_language(self) -> str:
        """The language that a key changes to here; empty where none does."""
        free = self.shown.switches and not self._pending
        return next_language(self._course.languages, self.language) if free else ""

    def press(self, key: str, look: Look) -> Outcome:
        """Carry out a key; return the work that it leads to, if any."""
        if self.over_all.top:
            trial = self.over_all.press(key, look)
            return Work(trial, self.tried) if trial else None
        view = self.view
        if self._pending and not isinstance(view, StopView):
            return self._press_unsaved(key, self._pending)
        view.note = ""
        if key == SWITCH and self._other_language:
            return self._speak(self._other_language)
        if aside := aside_of(key, view, self._about, switches=len(self._course.languages) > 1):
            self._views.append(aside)
        elif key == "q" and not view.takes_letters and not isinstance(view, StopView):
            self._ask_to_stop()
        elif key == "s" and not view.takes_letters:
            self._views += sources_over(view, self._course, look)
        else:
            return self._carry_out(view.press(key, look))
        return None

    def _speak(self, language: str) -> Outcome:
        """Go on in another language; while a visit runs that is kept."""
        if self.visit and not self.visit.state.finished:
            return self._keep(self.visit.prepare(Speak(language)))
        self.language = language
        return None

    def _press_unsaved(self, key: str, event: Event) -> Outcome:
        """Offer an event that is not kept once more, or ask whether to stop; nothing else leads on."""
        if key == "enter":
            return self._keep(event)
        if key == "q":
            self._ask_to_stop()
        return None

    def click(self, column: int, row: int, look: Look) -> Outcome:
        """Carry out a click on a cell."""
        if self.over_all.dismiss():
            return None
        frame = self.frame(look)
        if key := frame.key_at(column, row):
            return self.press(key, look)
        target = frame.target_at(row)
        if target is None or (self._pending and not isinstance(self.view, StopView)):
            return None
        self.view.note = ""
        return self._carry_out(self.view.click(target, look))

    @property
    def _looking_back(self) -> bool:
        return isinstance(self.view, PageView) and self.view.looking_back

    def _carry_out(self, act: Act | None) -> Outcome:
        match act:
            case Take(choice=choice) if self.visit:
                return self._keep(self.visit.prepare(choice))
            case Begin(mode=mode):
                return Work(lambda: self._desk.start(mode, self.language), self._begun)
            case Resume(code=code):
                return Work(lambda: (self._desk.resume(code), code), self._begun)
            case Do(work=work):
                return work
            case Show() | LookUp() | SpeakIn():
                self._show(act)
            case Close() | Back() if self._looking_back:
                self._look_back(self._behind + (1 if isinstance(act, Close) else -1))
            case Close() | Back() if len(self._views) > 1:
                self._views.pop()
            case Back():
                self._back()
            case Leave():
                self.end("finished" if self.visit and self.visit.state.finished else "left")
            case _:
                pass
        return None

    def _show(self, act: Show | LookUp | SpeakIn) -> None:
        """Lay a view over what is seen, or after the choice of a language begin with the welcome."""
        match act:
            case Show(view=view):
                self._views.append(view)
            case LookUp():
                self._views.append(library_of(self._course, staff=self._for_staff))
            case SpeakIn(language=language):
                self.language, self._views = language, [self._welcome()]

    def _keep(self, event: Event) -> Work:
        visit = self.visit
        assert visit is not None  # noqa: S101  (only a visit has events)
        self._pending = event
        return Work(lambda: visit.keep(event), lambda _: self._kept(event))

    def _kept(self, event: Event) -> None:
        assert self.visit is not None  # noqa: S101
        self._pending = None
        self.visit.accept(event)
        if event.kind == "language":  # the step and what is marked on it stay
            self.language = self.visit.state.language
        else:
            self._views = [self._view_of(self.visit)]

    def _begun(self, result: object) -> None:
        if not (isinstance(result, tuple) and isinstance(result[0], Visit)):
            raise TypeError("a desk gives a visit and its code")
        self.language = result[0].state.language
        self._open(*result)

    def failed(self, error: GlutatuiError) -> None:
        """Say that work could not be done; an event that is not kept is offered again by Enter."""
        if self._pending and isinstance(error, RecordsError) and error.code == "visit-elsewhere":
            self._pending = None
        self.view.note = say(self.language, "not-saved") if self._pending else error_text(self.language, error)

    def _back(self) -> None:
        """Look at the page before, or ask whether to stop where there is none."""
        self._look_back(len(earlier_pages(self.visit)) - 1)

    def _look_back(self, index: int) -> None:
        """Show an earlier page over the step at hand; past the last one that step is seen again."""
        earlier = earlier_pages(self.visit)
        if index < 0:
            self._ask_to_stop()
            return
        self._views, self._behind = self._views[:1], index
        if self.visit and index < len(earlier):
            applies = applying(self.marked)
            self._views.append(PageView(self.visit.course, earlier[index], applies, looking_back=True))

    def _ask_to_stop(self) -> None:
        """Ask whether to stop; before a visit of a kiosk there is nothing to stop."""
        if self.visit or not self._kiosk:
            self._views.append(stop_view(self.code, unsaved=self._pending is not None, begun=self.visit is not None))

    def end(self, how: Ended) -> None:
        """End: for the next patient on a kiosk nothing of this one is left, else the program ends."""
        self.ended = how
        if self._stays and how not in {"staff", "drained"}:
            self.turn += 1
            self.rest()
        else:
            self.over = True

    def rest(self) -> None:
        """Be as if nobody had been here."""
        self.language = self._first_language
        self.over_all.clear()
        self._open(None, "")

    def warn(self, kind: Kind, seconds: float) -> None:
        """Say that the time is up so many seconds from now."""
        self.over_all.warn(kind, seconds, self.code)

    def tried(self, right: object) -> None:
        """Go on after a PIN of the staff was tried."""
        self.over_all.tried(self.language, right=right is True)
        if right is True:
            self.end("staff")
