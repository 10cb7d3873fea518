"""No row is ever left from before: what is drawn step by step is what would be drawn anew, cell by cell."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

import pytest

from fakes import MemoryJournal
from glutatui.content import course_for, root_for
from glutatui.course import Course
from glutatui.errors import RecordsError
from glutatui.tui import app
from glutatui.tui.comfort import LETTERS
from glutatui.tui.driver import driver, writer
from glutatui.tui.face import Face
from glutatui.tui.profile import Charset, Colours, TerminalProfile
from glutatui.tui.staff import StaffDoor
from glutatui.tui.views.asides import HelpView
from glutatui.visit import Again, Ask, Checklist, Event, Feedback, HandOver, PageStep, Summary, TakeHome, Visit
from tui.mirrors import Mirror, mirrored
from tui.screens import MINUTES
from visits import CODE, SeededDesk, at_random, dice, take

SIZES = ((80, 24), (40, 12), (120, 40), (57, 17), (80, 25))
OFTEN = (*["enter"] * 30, *["down"] * 15, *["up"] * 5, *"12345012345t0", "left", "pagedown", "tab")
SELDOM = (*"6789?sqdlmprcnia*/fxe-ñ", "right", "pageup", "escape", "backspace", *CODE.lower().replace("-", ""))
TERMINALS: tuple[tuple[Colours, Charset], ...] = (
    ("256", "utf-8"),
    ("16", "ascii"),
    ("mono", "latin"),
    ("true", "utf-8"),
)
STEPS = 20


class Shaky(MemoryJournal):
    """A journal that refuses an event now and then, and is slow at times."""

    def __init__(self, chance: Random, *, spoilt: bool) -> None:
        super().__init__()
        self._chance = chance
        self.spoilt = spoilt

    def append(self, event: Event) -> None:
        """Refuse, or keep at leisure."""
        if self.spoilt and self._chance.random() < 0.15:
            raise RecordsError("journal-full", path="journal")
        if self.spoilt and self._chance.random() < 0.2:
            time.sleep(0.01)
        super().append(event)


@dataclass
class ShakyDesk(SeededDesk):
    """A desk that begins each visit with a journal of its own, and knows one code."""

    chance: Random = field(default_factory=Random)
    spoilt: bool = False

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        """Begin a visit."""
        self.journal = Shaky(self.chance, spoilt=self.spoilt)
        return super().start(mode, language)

    def spoil(self) -> None:
        """Let things go wrong from now on."""
        self.spoilt = True
        if isinstance(self.journal, Shaky):
            self.journal.spoilt = True

    def resume(self, code: str) -> Visit:
        """Go on with the visit, if there is one."""
        if code != CODE or not self.events:
            raise RecordsError("visit-unknown")
        return super().resume(code)


BEGINNINGS: tuple[tuple[str, type[object] | None, tuple[str, ...]], ...] = (
    ("learn", None, ()),
    ("learn", None, ("1", "4", "f")),
    ("learn", None, ("2", "4", "/", *"nal")),
    ("learn", None, ("1", "4", "5")),
    ("learn", None, ("2", "3", "n", "down", "up")),
    ("learn", Ask, ("tab",)),
    ("learn", Checklist, ("down", "enter")),
    ("learn", PageStep, ("enter", "enter", "enter", "s")),
    ("learn", PageStep, ("l", "down", "enter")),
    ("quiz", Ask, ("1", "2")),
    ("quiz", Feedback, ()),
    ("quiz", Again, ()),
    ("quiz", HandOver, ("s",)),
    ("quiz", Summary, ("m", "down", "enter", "n", "pagedown", "pagedown")),
    ("quiz", Summary, ("p",)),
    ("quiz", Summary, ("r", "down", "enter")),
)
"""Where a patient is: at such a step of a visit or, without one, at the very first screen; then what was pressed."""


def beginning(course: Course, chance: Random, mode: str, kind: type[object] | None) -> Face:
    """Return a face before a visit, or at a step of one."""

    def printer(page: TakeHome) -> None:
        if chance.random() < 0.5:
            raise RecordsError("journal-full", path=str(len(page.first)))

    desk = ShakyDesk(course, seed=str(chance.random()), printer=printer, chance=chance)
    visit, code, language = None, "", "en"
    if kind:
        language = chance.choice(course.languages)
        visit, code = desk.start(mode, language)
        choose = at_random(chance, right=0.3 if kind in {Again, HandOver} else 0.8)
        while not isinstance(visit.step, kind):
            take(visit, choose(visit.step))
    desk.spoil()
    door = StaffDoor(lambda _: False)
    return Face(desk, language=language, minutes_of=lambda _: MINUTES, visit=visit, code=code, kiosk=True, staff=door)


async def some_key(mirror: Mirror, chance: Random) -> None:
    """Press what people press, and at times what they never would."""
    await mirror.press(chance.choice(OFTEN if chance.random() < 0.75 else SELDOM))


async def some_click(mirror: Mirror, chance: Random) -> None:
    """Click anywhere."""
    await mirror.click(chance.randrange(mirror.size[0]), chance.randrange(mirror.size[1]))


async def other_size(mirror: Mirror, chance: Random) -> None:
    """Change the size of the letters, at times there and back at once, and go on typing."""
    others = [size for size in SIZES if size != mirror.size]
    match chance.randrange(4):
        case 0:
            mirror.resize(chance.choice(others), mirror.size)
        case 1:
            mirror.resize(chance.choice(others))
            mirror.resize(chance.choice(SIZES))
        case _:
            mirror.resize(chance.choice(others))
    if chance.random() < 0.5:
        await mirror.press("down")


async def letters(mirror: Mirror, chance: Random) -> None:
    """Turn the letter keys off or on, by the line of the help."""
    del chance
    mirror.face.over_all.clear()
    await mirror.press("tab")
    if isinstance(view := mirror.face.view, HelpView):
        for _ in range([*view.offered(mirror.look)].index(LETTERS)):
            await mirror.press("down")
        await mirror.press("enter")
        await mirror.agrees()
        await mirror.press("left")


async def warned(mirror: Mirror, chance: Random) -> None:
    """Say that the time is nearly up."""
    mirror.trail.append("warned")
    mirror.face.warn(chance.choice(("idle", "hard", "drain")), chance.choice((20, 60)))
    mirror.app.draw()


async def staff(mirror: Mirror, chance: Random) -> None:
    """Ask for the PIN, give a wrong one, and go away."""
    for key in ("chord", *"12", "enter"):
        await mirror.press(key)
        await mirror.agrees()
    if chance.random() < 0.5:
        await warned(mirror, chance)
        await mirror.press("x")
    await mirror.press("escape")


async def language(mirror: Mirror, chance: Random) -> None:
    """Change the language."""
    del chance
    await mirror.press("i")


async def colours(mirror: Mirror, chance: Random) -> None:
    """Change the colours."""
    del chance
    await mirror.press("*")


async def left_alone(mirror: Mirror, chance: Random) -> None:
    """Let the time be up, and the next patient come."""
    mirror.trail.append("time is up")
    mirror.app._time_is_up(chance.choice(("idle", "hard")))  # noqa: SLF001


async def slow_terminal(mirror: Mirror, chance: Random) -> None:
    """Press keys while the terminal takes nothing, so that frames are dropped."""
    mirror.look_away()
    for _ in range(12):
        await mirror.press(chance.choice(("d", "?", "left", "enter", "down")))
    mirror.look_on()


SETTINGS = (language, colours, letters, warned, other_size)
"""What changes the whole screen and leaves the patient where they are."""
DONE: tuple[tuple[Callable[..., Awaitable[None]], int], ...] = (
    (some_key, 76),
    (some_click, 5),
    *((setting, 3) for setting in SETTINGS),
    (staff, 1),
    (left_alone, 1),
    (slow_terminal, 1),
)


@pytest.fixture(scope="module")
def course() -> Course:
    """The shipped course, in both its languages."""
    return course_for(root_for(None))


@pytest.mark.parametrize("number", range(len(BEGINNINGS)))
async def test_no_row_is_left_from_before(number: int, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is done, the terminal shows after each step what a program that remembers nothing would draw."""
    monkeypatch.setattr(app, "_SLOW", 0.002)
    monkeypatch.setattr(app, "_OVER", 0.0)
    monkeypatch.setattr(driver, "_SETTLED", 0.02)
    monkeypatch.setattr(writer, "LIMIT", 3000)
    chance = dice(number)
    mode, kind, keys = BEGINNINGS[number]
    profile = TerminalProfile(None, *TERMINALS[number % len(TERMINALS)])
    async with mirrored(beginning(course, chance, mode, kind), profile, chance.choice(SIZES)) as mirror:
        await mirror.agrees()
        for key in keys:
            await mirror.press(key)
            await mirror.agrees()
        anything = chance.choices([do for do, _ in DONE], [often for _, often in DONE], k=STEPS)
        for do in (*SETTINGS, *SETTINGS, *anything):
            await do(mirror, chance)
            await mirror.agrees()


async def written_on(mirror: Mirror) -> None:
    """Let another program send a message to all terminals, which scrolls this one; then move on."""
    mirror.write(b"\r\n\r\nBroadcast message from root:\r\n\r\n" * 8)
    await mirror.shows("Broadcast")
    await mirror.press("down")
    await mirror.shows("▸ 2")


async def test_what_another_program_writes_goes_with_a_key(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute is over at once here."""
    monkeypatch.setattr(app, "_WHOLE", -1.0)
    face = beginning(course, dice(1), "quiz", Ask)
    async with mirrored(face, TerminalProfile(None, "256"), (80, 24)) as mirror:
        await written_on(mirror)
        await mirror.agrees()


async def test_without_that_it_stands_between_our_words(course: Course) -> None:
    """The twin."""
    face = beginning(course, dice(1), "quiz", Ask)
    async with mirrored(face, TerminalProfile(None, "256"), (80, 24)) as mirror:
        await written_on(mirror)
        assert any("Broadcast" in row for row in mirror.screen.display)
