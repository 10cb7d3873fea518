"""The loop of the line face: tell the step, ask, keep the event, go on."""

from collections.abc import Mapping
from typing import Final, TextIO

from glutatui.errors import RecordsError
from glutatui.plain.endings import helping, sources, welcome
from glutatui.plain.library import Library
from glutatui.plain.paper import Line, Paper
from glutatui.plain.reader import Reader
from glutatui.plain.replies import Command, NotSure, Numbers, Onward, Reply, next_line, read_reply
from glutatui.plain.telling import checklist_lines, page_of, told
from glutatui.visit import (
    Again,
    Answer,
    Ask,
    Checklist,
    Choice,
    Done,
    Event,
    Feedback,
    GoOn,
    HandOver,
    PageStep,
    Step,
    Summary,
    Visit,
    trail,
)
from glutatui.words import say

_FINAL: Final = frozenset({"visit-elsewhere", "visit-out-of-step", "visit-unknown"})
"""What no second try mends."""
_PROMPTS: Final[Mapping[type[Step], str]] = {
    Checklist: "checklist",
    PageStep: "page",
    Feedback: "feedback",
    Again: "feedback",
    HandOver: "feedback",
}
"""Which prompt stands behind a step; those of questions depend on their kind."""


def run_plain(visit: Visit, *, code: str, language: str, lines_in: TextIO, out: TextIO, for_staff: bool = False) -> int:
    """Lead a patient through a visit line by line; return the exit status.

    Args:
        visit: The visit, at any step.
        code: The code that the patient writes down; an empty one is not shown.
        language: The language of the visit.
        lines_in: What the patient types; it must not raise on bytes that are no text (``errors="replace"``).
        out: Where the lines go.
        for_staff: Whether the readings for the care team are opened.

    Raises:
        RecordsError: An answer cannot be kept and trying again cannot help, as where the visit is open elsewhere.
    """
    talk = _Talk(visit, code, language, lines_in, Paper(out), for_staff=for_staff)
    try:
        talk.run()
    except (BrokenPipeError, ConnectionResetError):  # nobody reads any more; all answers are kept
        return 0
    return 0


class _Talk:
    """One patient's talk: what only this face knows of a visit."""

    def __init__(
        self, visit: Visit, code: str, language: str, lines_in: TextIO, paper: Paper, *, for_staff: bool
    ) -> None:
        self._visit = visit
        self._code = code
        self._language = language
        self._lines_in = lines_in
        self._paper = paper
        self._marked: frozenset[str] = frozenset()
        """Warnings that the patient said apply: never kept, never sent."""
        self._behind: int | None = None
        """The earlier page that is looked at, by its place in the trail."""
        self._library: Library | None = None
        """Where the patient is in the library, while it is open."""
        self._for_staff = for_staff
        self._stopped = False

    @property
    def _reader(self) -> Reader:
        return Reader(self._visit.course, self._language, self._marked)

    def _say(self, key: str, /, **values: object) -> None:
        self._paper.say([Line(say(self._language, key, **values))])

    def run(self) -> None:
        """Talk until the end, or until the patient stops."""
        self._paper.say(welcome(self._reader, self._code))
        try:
            self._to_the_end()
        except KeyboardInterrupt:
            self._stopped = True
        if not self._stopped:
            self._paper.say(told(self._reader, self._visit.step))
        if self._code:
            self._say("bye" if self._stopped else "bye-finished", code=self._code)
        else:
            self._say("stop-kept-plain")

    def _to_the_end(self) -> None:
        while not self._stopped and not isinstance(self._visit.step, Summary):
            self._paper.say(told(self._reader, self._visit.step))
            self._one_step()

    def _one_step(self) -> None:
        """Ask until the patient has made a choice and it is kept."""
        while not self._stopped:
            self._paper.prompt(self._prompt())
            typed = next_line(self._lines_in)
            if typed is None:
                self._stopped = True
                return
            reply = read_reply(typed)
            if self._library and reply not in {Command("help"), Command("quit")}:
                self._browse(self._library, reply)
            elif isinstance(reply, Command):
                self._command(reply)
            elif self._behind is not None:
                self._forward(reply)
            elif choice := self._choice(reply):
                self._keep(self._visit.prepare(choice), typed)
                return
            else:
                self._say("plain-repeat")

    def _keep(self, event: Event, typed: str) -> None:
        """Keep an event; where that fails the very same event is tried again, never another in its place."""
        while not self._stopped:
            try:
                self._visit.keep(event)
            except RecordsError as error:
                if error.code in _FINAL:
                    raise
                self._say("not-saved")
                self._wait_to_retry(typed)
            else:
                self._visit.accept(event)
                return

    def _wait_to_retry(self, typed: str) -> None:
        """Ask until the patient wants to try again (by an empty line, or the same answer) or stops."""
        while True:
            self._paper.prompt(say(self._language, "plain-prompt-retry"))
            line = next_line(self._lines_in)
            if line is None or read_reply(line) == Command("quit"):
                self._stopped = True
                return
            if read_reply(line) in (Onward(), read_reply(typed)):
                return

    def _prompt(self) -> str:
        if self._library:
            return self._library.prompt
        step = self._visit.step
        key = "behind" if self._behind is not None else _PROMPTS.get(type(step), "on")
        if isinstance(step, Ask) and self._behind is None:
            key = "one" if step.item.kind == "choose-one" else "all"
            return say(self._language, f"plain-prompt-{key}", last=len(step.item.options))
        return say(self._language, f"plain-prompt-{key}")

    def _choice(self, reply: Reply) -> Choice | None:
        """Return the choice that a reply makes at this step; None where it makes none."""
        step = self._visit.step
        if isinstance(step, Ask):
            return _answer(step, reply)
        if isinstance(step, Checklist):
            return self._done(reply)
        return GoOn() if isinstance(reply, Onward) else None

    def _done(self, reply: Reply) -> Done | None:
        """Take the marks of the checklist; they stay in memory."""
        lines = checklist_lines(self._visit.course)
        if isinstance(reply, Onward | NotSure):
            return Done()
        if not isinstance(reply, Numbers) or not reply.sure or max(reply.chosen, default=0) > len(lines):
            return None
        self._marked = frozenset(lines[number - 1][0] for number in reply.chosen)
        return Done()

    def _command(self, command: Command) -> None:
        """Carry out a letter; none of them is an event."""
        match command.asks:
            case "quit":
                self._stopped = True
            case "help":
                self._paper.say(helping(self._reader))
            case "library":
                self._open_library()
            case "sources":
                self._sources()
            case "back":
                self._back()

    def _open_library(self) -> None:
        """Tell the list of readings; before a question is answered it would give the answer away."""
        if not self._visit.course.library:
            self._say("library-empty")
        elif isinstance(self._visit.step, Ask) and self._behind is None:
            self._say("plain-library-later")
        else:
            self._library = Library(self._reader, staff=self._for_staff)
            self._paper.say(self._library.told())

    def _browse(self, library: Library, reply: Reply) -> None:
        """Go where a reply leads in the library, or back to the step."""
        self._paper.say(library.take(reply))
        if library.left:
            self._library = None
            pages = trail(self._visit.state)
            self._paper.say(told(self._reader, self._visit.step if self._behind is None else pages[self._behind]))

    def _sources(self) -> None:
        """Tell where what was just told comes from; a question gives nothing away before it is answered."""
        step, course = self._visit.step, self._visit.course
        if self._behind is not None:
            step = trail(self._visit.state)[self._behind]
        match step:
            case PageStep():
                page = page_of(course, step)
                conflicts = [block.conflict for block in page.blocks if block.conflict]
                self._paper.say(sources(self._reader, page.claims, conflicts))
            case Feedback(ask=ask):
                self._paper.say(sources(self._reader, ask.item.claims))
            case Again(warning=name) | HandOver(warning=name):
                self._paper.say(sources(self._reader, course.warning_of[name].claims))
            case _:
                self._say("plain-sources-here")

    def _back(self) -> None:
        """Tell the page before what is being read."""
        pages = trail(self._visit.state)
        earlier = pages[:-1] if pages and pages[-1] == self._visit.step else pages
        wanted = (len(earlier) if self._behind is None else self._behind) - 1
        if not earlier or wanted < 0:
            self._say("plain-back-none")
            return
        self._behind = wanted
        self._paper.say(told(self._reader, pages[wanted]))

    def _forward(self, reply: Reply) -> None:
        """Tell the page after the earlier one that is being read, or the step itself again."""
        if not isinstance(reply, Onward) or self._behind is None:
            self._say("plain-repeat")
            return
        following = trail(self._visit.state)[self._behind + 1 :]
        onward = following[0] if following and following[0] != self._visit.step else None
        self._behind = self._behind + 1 if onward else None
        self._paper.say(told(self._reader, onward or self._visit.step))


def _answer(ask: Ask, reply: Reply) -> Answer | None:
    """Return the answer that a reply gives to a question; None where it gives none."""
    if isinstance(reply, NotSure):
        return Answer(frozenset(), unsure=True)
    if not isinstance(reply, Numbers) or max(reply.chosen, default=0) > len(ask.order):
        return None
    if ask.item.kind == "choose-one" and len(reply.chosen) != 1:
        return None
    return Answer(frozenset(ask.order[number - 1] for number in reply.chosen), sure=reply.sure)
