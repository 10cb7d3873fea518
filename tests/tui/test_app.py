"""The app keeps each answer before it shows what came of it."""

import asyncio
import threading
from collections.abc import Callable

import pytest
from textual import events

from fakes import MemoryJournal
from glutatui.errors import RecordsError
from glutatui.tui import app as app_module
from glutatui.tui.app import TutorApp
from glutatui.tui.face import Face
from glutatui.visit import Answer, Ask, Event, Feedback, GoOn
from glutatui.words import say
from tui.apps import app_of, kinds, until
from tui.golden_course import GOLDEN
from tui.screens import text_of
from visits import CODE, VISIT, SeededDesk, take

SIZE = (80, 24)


class SlowJournal(MemoryJournal):
    """A journal whose disk waits until it is let go; the first event of a visit passes."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.go.set()
        self.asked = 0
        self.appended = 0

    def append(self, event: Event) -> None:
        """Wait, then keep."""
        self.asked += 1
        assert self.go.wait(30)
        super().append(event)
        self.appended += 1


class FailingJournal(MemoryJournal):
    """A journal that says no as often as it is told to."""

    def __init__(self, code: str = "journal-full") -> None:
        super().__init__()
        self.code = code
        self.refuse = 0
        self.offered: list[Event] = []

    def append(self, event: Event) -> None:
        """Refuse or keep."""
        self.offered.append(event)
        if self.refuse:
            self.refuse -= 1
            raise RecordsError(self.code, path="journal", visit="v", seq=0)
        super().append(event)


def at_first_question(journal: MemoryJournal, seed: str = "seed", *, kiosk: bool = False) -> Face:
    """Return a face at the first question."""
    desk = SeededDesk(GOLDEN, seed, journal=journal)
    visit, code = desk.start("quiz", "en")
    take(visit, GoOn())
    return Face(desk, visit=visit, code=code, kiosk=kiosk)


def on_feedback(app: TutorApp) -> Callable[[], bool]:
    """Return whether the feedback is drawn."""
    words = [say("en", key) for key in ("right", "wrong", "unsure-title")]
    return lambda: any(word in text_of(app) for word in words)


async def test_an_answer_is_shown_as_taken_only_when_it_is_kept() -> None:
    """While the disk works the question stays, and what is pressed meanwhile is dropped, not answered with."""
    journal = SlowJournal()
    app = app_of(at_first_question(journal))
    async with app.run_test(size=SIZE) as pilot:
        before = journal.appended
        journal.go.clear()
        await pilot.press("1", "t")
        await until(pilot, lambda: journal.asked == before + 1)
        await pilot.press("enter", "enter", "2", "t", "0", "q", "?")
        assert not on_feedback(app)()
        assert isinstance(app.face.visit and app.face.visit.step, Ask)

        journal.go.set()
        await until(pilot, on_feedback(app))
        await pilot.pause()
        assert journal.appended == journal.asked == before + 1
        assert isinstance(app.face.visit and app.face.visit.step, Feedback)
        await pilot.press("enter")
        await until(pilot, lambda: journal.appended == before + 2)


async def test_keys_that_waited_behind_the_disk_are_dropped_as_well() -> None:
    """A key that was pressed before the feedback stood there was meant for the question, however late it arrives."""
    journal = SlowJournal()
    app = app_of(at_first_question(journal))
    async with app.run_test(size=SIZE) as pilot:
        before = journal.appended
        late = events.Key("enter", "\r")
        await pilot.press("1", "t")
        await until(pilot, on_feedback(app))
        app.post_message(late)
        await pilot.pause()
        assert journal.appended == before + 1
        assert on_feedback(app)()
        app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: journal.appended == before + 2)


async def test_work_that_takes_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "_SLOW", 0.01)
    journal = SlowJournal()
    app = app_of(at_first_question(journal))
    async with app.run_test(size=SIZE) as pilot:
        journal.go.clear()
        await pilot.press("0")
        await until(pilot, lambda: say("en", "working") in text_of(app))
        journal.go.set()
        await until(pilot, on_feedback(app))
        assert say("en", "working") not in text_of(app)


async def test_who_comes_while_the_disk_still_works_is_told_only_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The patient before was timed out while an answer of theirs was being kept."""
    monkeypatch.setattr(app_module, "_SLOW", 0.05)
    journal = SlowJournal()
    face = at_first_question(journal, kiosk=True)
    app = app_of(face)
    async with app.run_test(size=SIZE) as pilot:
        journal.go.clear()
        app.take(events.Key("0", "0"))
        app._time_is_up("idle")  # noqa: SLF001  (what its clock calls)
        await until(pilot, lambda: say("en", "working") in text_of(app))
        assert face.untouched
        journal.go.set()
        await until(pilot, lambda: not app.working)
        await until(pilot, lambda: say("en", "working") not in text_of(app))


async def test_a_resize_while_the_disk_works_is_drawn() -> None:
    journal = SlowJournal()
    app = app_of(at_first_question(journal))
    async with app.run_test(size=SIZE) as pilot:
        journal.go.clear()
        await pilot.press("0")
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: len(text_of(app).splitlines()) == 12 and "[ I" not in text_of(app))
        journal.go.set()
        await until(pilot, on_feedback(app))


async def test_an_event_that_is_not_kept_is_offered_again_as_it_is() -> None:
    """Enter retries the very event; other keys lead nowhere; nothing is lost and nothing doubled."""
    journal = FailingJournal()
    app = app_of(at_first_question(journal))
    async with app.run_test(size=SIZE) as pilot:
        offered = len(journal.offered)
        journal.refuse = 2
        await pilot.press("1", "t")
        await until(pilot, lambda: say("en", "not-saved")[:30] in text_of(app))
        await pilot.press("2", "0", "t", "left", "?")
        assert len(journal.offered) == offered + 1
        assert "( )" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: len(journal.offered) == offered + 2)
        await until(pilot, lambda: not app.working)
        assert say("en", "not-saved")[:30] in text_of(app)
        await pilot.press("enter")
        await until(pilot, on_feedback(app))
    tried = journal.offered[offered:]
    assert len(tried) == 3
    assert tried[0] == tried[1] == tried[2]
    assert kinds(journal.replay(VISIT)) == ["started", "went", "answered"]


async def test_somebody_whose_answer_is_not_kept_can_stop_or_go_on() -> None:
    journal = FailingJournal()
    app = app_of(at_first_question(journal))
    async with app.run_test(size=SIZE) as pilot:
        journal.refuse = 1
        await pilot.press("0")
        await until(pilot, lambda: say("en", "not-saved")[:30] in text_of(app))
        await pilot.press("q")
        await until(pilot, lambda: say("en", "stop-unsaved")[:30] in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: say("en", "not-saved")[:30] in text_of(app))
        await pilot.press("enter")
        await until(pilot, on_feedback(app))


@pytest.mark.parametrize("code", ["visit-elsewhere", "journal-full"])
async def test_an_error_on_a_page_is_said(code: str) -> None:
    journal = FailingJournal(code)
    desk = SeededDesk(GOLDEN, journal=journal)
    visit, name = desk.start("quiz", "en")
    app = app_of(Face(desk, visit=visit, code=name))
    async with app.run_test(size=SIZE) as pilot:
        journal.refuse = 1
        await pilot.press("enter")
        said = say("en", "error-visit-elsewhere") if code == "visit-elsewhere" else say("en", "not-saved")
        await until(pilot, lambda: said[:30] in text_of(app))


async def test_a_visit_that_is_open_elsewhere_tells_what_to_do() -> None:
    """Another screen went on with the visit; here nothing is kept, doubled or shown as taken."""
    journal = MemoryJournal()
    face = at_first_question(journal)
    other = SeededDesk(GOLDEN, journal=journal).resume(CODE)
    other.keep(other.prepare(Answer(frozenset(), unsure=True)))
    app = app_of(face)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(2):
            await pilot.press("1", "t")
            await until(pilot, lambda: say("en", "error-visit-elsewhere")[:40] in text_of(app))
        assert not on_feedback(app)()
    assert kinds(journal.replay(VISIT)) == ["started", "went", "answered"]


async def test_two_visits_in_one_process_never_meet() -> None:
    mine, yours = MemoryJournal(), MemoryJournal()

    async def visit(journal: MemoryJournal, seed: str, *keys: str) -> None:
        app = app_of(at_first_question(journal, seed))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(*keys)
            await until(pilot, on_feedback(app))

    await asyncio.gather(visit(mine, "a", "1", "down", "t"), visit(yours, "b", "0"))
    first, second = mine.replay(VISIT)[-1], yours.replay(VISIT)[-1]
    assert (first.data["unsure"], len(first.data["chosen"])) == (False, 1)
    assert (second.data["unsure"], second.data["chosen"]) == (True, [])


async def test_a_resize_keeps_marks_and_focus_in_sight() -> None:
    app = app_of(at_first_question(MemoryJournal()))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3")
        for size in ((40, 12), (20, 8), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda size=size: len(text_of(app).splitlines()) == size[1])  # type: ignore[misc]
            await until(pilot, lambda: "(●)" in text_of(app))
        assert text_of(app).count("(●)") == 1


async def test_a_visit_that_goes_on_opens_at_its_step() -> None:
    desk = SeededDesk(GOLDEN)
    visit, code = desk.start("quiz", "en")
    take(visit, GoOn())
    take(visit, Answer(frozenset({0}), sure=True))
    app = app_of(Face(desk))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", *code.replace("-", "").lower(), "enter")
        await until(pilot, on_feedback(app))
        assert app.face.visit is not None
        assert app.face.visit.state == visit.state


async def test_the_cursor_stands_on_the_focused_choice() -> None:
    """For magnifiers and Braille lines (education standard, section 12)."""
    app = app_of(at_first_question(MemoryJournal()))
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(5):
            await pilot.press("down")
            row = text_of(app).splitlines()[app.cursor_position.y]
            assert row[app.cursor_position.x] == "▸"


async def test_a_crash_of_the_core_ends_calmly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours while work goes on: no traceback, status 70."""
    told: list[str] = []
    app = app_of(at_first_question(MemoryJournal()))
    monkeypatch.setattr(app, "_report", told.append)

    def broken(_: Event) -> None:
        message = "secret"
        raise ZeroDivisionError(message)

    assert app.face.visit
    monkeypatch.setattr(app.face.visit, "keep", broken)

    async def pressed() -> None:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("0")
            await until(pilot, lambda: app.status == 70)

    with pytest.raises(Exception, match="secret"):  # run_test hands a crash on to the test
        await pressed()
    assert app.status == 70
    assert "secret" not in "".join(told)
