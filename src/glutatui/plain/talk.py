"""The loop of the line face: tell the step, ask, keep the event, go on."""

from collections.abc import Callable
from typing import TextIO

from glutatui.errors import RecordsError
from glutatui.plain.answers import answer_of, marks_of
from glutatui.plain.around import ALONE, Around
from glutatui.plain.beside import Beside
from glutatui.plain.endings import welcome
from glutatui.plain.keeping import Place, keep
from glutatui.plain.languages import ask_language, language_after
from glutatui.plain.paper import Line, Paper
from glutatui.plain.reader import Reader
from glutatui.plain.replies import Coded, Command, Numbers, Onward, Reply, next_line, read_reply
from glutatui.plain.taking import Taking
from glutatui.plain.telling import checklist
from glutatui.visit import NO_ABOUT, About, Ask, Checklist, Choice, ComeBack, Done, GoOn, Speak, Summary, Visit
from glutatui.words import error_text


def run_plain(
    visit: Visit,
    *,
    code: str,
    language: str,
    lines_in: TextIO,
    out: TextIO,
    about: About = NO_ABOUT,
    for_staff: bool = False,
    around: Around = ALONE,
) -> int:
    """Lead a patient through a visit line by line; return the exit status.

    Args:
        visit: The visit, at any step.
        code: The code that the patient writes down; an empty one is not shown.
        language: The language of the visit.
        lines_in: What the patient types; it must not raise on bytes that are no text (``errors="replace"``).
        out: Where the lines go.
        about: What there is to say about the course of the visit.
        for_staff: Whether the readings for the care team are opened.
        around: What surrounds the talk.

    Raises:
        RecordsError: An answer cannot be kept and trying again cannot help, as where the visit is open elsewhere.
    """
    talk = _Talk(visit, code, language, lines_in, Paper(out), about=about, for_staff=for_staff, around=around)
    try:
        talk.run()
    except (BrokenPipeError, ConnectionResetError):  # nobody reads any more; all answers are kept
        return 0
    return 0


class _Talk:
    """One patient's talk: what only this face knows of a visit."""

    def __init__(
        self,
        visit: Visit,
        code: str,
        language: str,
        lines_in: TextIO,
        paper: Paper,
        *,
        about: About,
        for_staff: bool,
        around: Around,
    ) -> None:
        self._visit = visit
        self._code = code
        self._language = language
        self._lines_in = lines_in
        self._paper = paper
        self._marked: frozenset[str] = frozenset()
        """Warnings that the patient said apply: never kept, never sent."""
        self._beside = Beside(for_staff=for_staff)
        self._taking = Taking(around.printer)
        self._about = about
        self._around = around
        self._untouched = True
        """Whether nothing has been kept yet, so that another visit may be taken up in its place."""
        self._marking = False
        """Whether the checklist is filled in at the end."""
        self._stopped = False

    @property
    def _reader(self) -> Reader:
        return Reader(self._visit.course, self._language, self._marked, self._about)

    def _say(self, key: str, /, **values: object) -> None:
        self._paper.say([Line(self._reader.say(key, **values))])

    def run(self) -> None:
        """Talk until the end, or until the patient stops."""
        try:
            self._begin()
            while not self._stopped:
                self._paper.say(self._beside.told(self._reader, self._visit))
                self._one_step()
        except KeyboardInterrupt:
            self._stopped = True
        if self._code:
            self._say("bye-finished" if self._visit.state.finished else "bye", code=self._code)
        else:
            self._say("stop-kept-plain")

    def _begin(self) -> None:
        if self._around.asks_language and len(self._visit.course.languages) > 1:
            self._ask_language()
        if not self._stopped:
            self._paper.say(welcome(self._reader, self._code, takes_codes=self._around.resume is not None))

    def _prompt(self) -> str:
        if self._marking:
            return self._reader.say("plain-prompt-checklist")
        return self._beside.prompt(self._reader, self._visit)

    def _one_step(self) -> None:
        """Ask until the patient has gone on, or stops."""
        while not self._stopped:
            self._paper.prompt(self._prompt())
            typed = next_line(self._lines_in)
            if typed is None:
                self._stopped = True
                return
            reply = read_reply(typed)
            if self._around.warned() and reply == Onward():
                continue
            if self._goes_on(reply, typed):
                return

    def _goes_on(self, reply: Reply, typed: str) -> bool:
        """Do what a reply says; tell whether there is another step to be told."""
        if isinstance(reply, Coded) and self._untouched and self._around.resume:
            return self._takes_up(self._around.resume, reply)
        if self._beside.takes(reply):
            self._paper.say(self._beside.take(reply, self._reader, self._visit))
        elif isinstance(reply, Command):
            self._command(reply)
        elif self._marking:
            return self._marks(reply)
        elif isinstance(self._visit.step, Summary) and reply == Onward():
            self._stopped = True
        elif choice := self._choice(reply):
            self._keep(choice, typed)
            return True
        else:
            self._say("plain-repeat")
        return False

    def _keep(self, choice: Choice, typed: str) -> None:
        """Keep what a choice makes, or stop."""
        event = self._visit.prepare(choice)
        if not keep(self._visit, event, typed, self._reader, Place(self._paper, self._lines_in)):
            self._stopped = True
        elif not isinstance(choice, Speak):  # who has only chosen a language may still come back with a code
            self._untouched = False

    def _takes_up(self, resume: Callable[[str], tuple[Visit, str, About]], coded: Coded) -> bool:
        """Go on with the visit of a code; say why not where that cannot be."""
        if coded.odd:
            self._say("plain-code-odd", sign=coded.odd)
            return False
        try:
            self._visit, self._code, self._about = resume(coded.code)
        except RecordsError as error:
            self._paper.say([Line(error_text(self._language, error))])
            return False
        self._language, self._untouched = self._visit.state.language, False
        self._say("plain-code", code=self._code)
        return True

    def _choice(self, reply: Reply) -> Choice | None:
        """Return the choice that a reply makes at this step; None where it makes none."""
        step = self._visit.step
        if isinstance(step, Ask):
            return answer_of(step, reply)
        if isinstance(step, Checklist):
            marked = marks_of(self._visit.course, reply)
            self._marked = self._marked if marked is None else marked
            return None if marked is None else Done()
        if isinstance(step, Summary):
            day = self._visit.return_day
            return ComeBack(day) if day is not None and reply == Numbers(frozenset({1})) else None
        return GoOn() if isinstance(reply, Onward) else None

    def _command(self, command: Command) -> None:
        """Carry out a letter; most leave the checklist that is filled in at the end."""
        left = self._marking and command.asks not in {"help", "about", "again"}
        self._marking = self._marking and not left
        match command.asks:
            case "quit":
                self._stopped = True
            case "back" if left:
                self._paper.say(self._beside.told(self._reader, self._visit))
            case "again" if self._marking:
                self._paper.say(checklist(self._reader))
            case "mine" if isinstance(self._visit.step, Summary):
                self._mark_again()
            case "page" if isinstance(self._visit.step, Summary):
                self._paper.say(self._taking.take(self._reader, self._visit, self._code))
            case "language":
                self._change_language()
            case _:
                self._paper.say(self._beside.carry_out(command, self._reader, self._visit, self._about))

    def _mark_again(self) -> None:
        """Offer the checklist at the end, as nothing of it is kept."""
        self._marking = True
        self._paper.say(checklist(self._reader))

    def _marks(self, reply: Reply) -> bool:
        """Take what a reply to the checklist marks; tell whether it is one."""
        marked = marks_of(self._visit.course, reply)
        if marked is None:
            self._say("plain-repeat")
            return False
        self._marked, self._marking = marked, False
        return True

    def _ask_language(self) -> None:
        languages, at_hand = self._visit.course.languages, self._language
        chosen = ask_language(self._paper, self._lines_in, languages, at_hand, self._code)
        if chosen is None:
            self._stopped = True
        elif chosen != at_hand:
            self._speak(chosen)

    def _change_language(self) -> None:
        """Go on in the next language of the course, and tell once more what was told."""
        other = language_after(self._visit.course.languages, self._language)
        if not other:
            self._say("plain-repeat")
            return
        self._speak(other)
        self._paper.say(self._beside.told(self._reader, self._visit))

    def _speak(self, language: str) -> None:
        """Go on in another language, which is kept while the visit runs."""
        if self._visit.state.finished:
            self._language = language
        else:
            self._keep(Speak(language), "")
            self._language = self._visit.state.language
        self._beside.speak(self._reader)
