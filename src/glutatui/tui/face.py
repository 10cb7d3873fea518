"""The face without a terminal: which view is on screen, and what a key leads to.

`Face` keeps what only the screen knows: overlays, scroll, marks of the checklist, the code.
What must be kept for good it hands out as `Work` to be done away from the screen, and takes the result back.
"""

from glutatui.errors import GlutatuiError, RecordsError
from glutatui.tui.comfort import LETTERS, Comfort
from glutatui.tui.limits import Ended
from glutatui.tui.look import COLOURS, Look
from glutatui.tui.showing import Showing
from glutatui.tui.views.about import AboutView, aside_of, sources_over
from glutatui.tui.views.code_entry import CodeView
from glutatui.tui.views.ending import applying
from glutatui.tui.views.languages import SWITCH
from glutatui.tui.views.library import library_of
from glutatui.tui.views.lists import StopView, stop_view
from glutatui.tui.views.notices import Kind
from glutatui.tui.views.of_step import earlier_pages
from glutatui.tui.views.reading import PageView
from glutatui.tui.views.view import Act, Back, Begin, Close, Do, Leave, LookUp, Press, Resume, Show, SpeakIn, Take
from glutatui.tui.work import Outcome, Work
from glutatui.visit import Event, Speak, Visit
from glutatui.words import error_text, say


class Face(Showing):
    """What one patient sees and does, from the welcome to the end."""

    def press(self, key: str, look: Look) -> Outcome:
        """Carry out a key that was pressed; return the work that it leads to, if any."""
        return self._press(key, self._seen(look)) if self.comfort.hears(key, typing=self.takes_letters) else None

    def _press(self, key: str, look: Look) -> Outcome:
        """Carry out a key, or what was chosen or clicked in its place."""
        if self.comfort.takes(key, typing=self.takes_letters):
            return None
        if self.over_all.top:
            trial = self.over_all.press(key, look)
            return Work(trial, self.tried) if trial else None
        view = self.view
        if self._pending and not isinstance(view, StopView):
            return self._press_unsaved(key, self._pending)
        view.note = ""
        if key == SWITCH and self._other_language:
            return self._speak(self._other_language)
        if aside := aside_of(key, view, lambda: AboutView(self._course, self._about()), self._general):
            self._views.append(aside)
        elif key == "q" and not view.takes_letters and not isinstance(view, StopView):
            self._ask_to_stop()
        elif key == "s" and not view.takes_letters:
            self._views += sources_over(view, self._course, self._about(), look)
        else:
            return self._follow(view.press(key, look), look)
        return None

    @property
    def _general(self) -> tuple[str, ...]:
        """What the help offers whatever the view; where letters are typed some of them would be typed."""
        typing, several = self.takes_letters, len(self._course.languages) > 1
        stops = not typing and (self.visit or not self._kiosk)
        offered = ("" if typing else "a", SWITCH if several else "", COLOURS, LETTERS, "q" if stops else "")
        return tuple(filter(None, offered))

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
        if key in {"q", "escape"}:
            self._ask_to_stop()
        return None

    def click(self, column: int, row: int, look: Look) -> Outcome:
        """Carry out a click on a cell."""
        look = self._seen(look)
        if self.over_all.dismiss():
            return None
        frame = self.frame(look)
        if key := frame.key_at(column, row):
            return self._press(key, look)
        target = frame.target_at(row)
        if target is None or (self._pending and not isinstance(self.view, StopView)):
            return None
        self.view.note = ""
        return self._follow(self.view.click(target, look), look)

    @property
    def _looking_back(self) -> bool:
        return isinstance(self.view, PageView) and self.view.looking_back

    def _follow(self, act: Act | None, look: Look) -> Outcome:
        """Carry out what a view leads to, be it a key that was chosen there."""
        if not isinstance(act, Press):
            return self._carry_out(act)
        if act.closes:
            self._views.pop()
        return self._press(act.key, look)

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
        if isinstance(self.view, CodeView) and error.code == "visit-unknown":
            self.view.refuse()
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
        self.language, self.comfort = self._first_language, Comfort()
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
