"""What patients take home: the page, the paper, and the square that a phone reads from the screen."""

from collections.abc import Callable, Collection
from itertools import product

import numpy as np
import pyte
import pytest
import zxingcpp
from rich.cells import cell_len

from glutatui.course import Course
from glutatui.errors import PrintError
from glutatui.tui import square
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.profile import Charset, Colours, TerminalProfile
from glutatui.tui.square import square_for
from glutatui.tui.still import still
from glutatui.tui.views.ending import SummaryView
from glutatui.tui.views.keeping import PhoneView, TakeHomeView
from glutatui.visit import NO_ABOUT, Summary, TakeHome, notes_for_phone
from glutatui.words import say
from tui.golden_course import GOLDEN
from tui.screens import press, shown
from visits import CODE, SeededDesk, knowing, walk

LOOK = Look(80, 24)
CELL = 8
"""Pixels of a cell's width; it is twice as high."""


def ending(marked: Collection[str] = (), printer: Callable[[TakeHome], None] | None = None) -> Face:
    """Return a face at the end of a quiz in which all was known."""
    desk = SeededDesk(GOLDEN, printer=printer)
    visit, code = desk.start("quiz", "en")
    for _ in walk(visit, knowing):
        pass
    face = Face(desk, visit=visit, code=code, chosen=True)
    face.marked.update(marked)
    return face


def missed(course: Course) -> Summary:
    """Return the end of a visit in which no warning was known."""
    return Summary({warning.id: "to_talk_about" for warning in course.warnings}, frozenset())


def photograph(face: Face, look: Look, colours: Colours) -> np.ndarray:
    """Return a picture of the screen that the driver's very bytes make on an emulated dark terminal."""
    screen = pyte.Screen(look.width, look.height)
    profile = TerminalProfile((look.width, look.height), colours, "ascii" if look.charset == "ascii" else "utf-8")
    pyte.ByteStream(screen).feed(still(face, profile))
    picture = np.zeros((look.height * 2 * CELL, look.width * CELL), np.uint8)
    for row, column in product(range(look.height), range(look.width)):
        cell = screen.buffer[row][column]
        fore, back = _grey(cell.fg, 255), _grey(cell.bg, 0)
        if cell.reverse:
            fore, back = back, fore
        top, left = row * 2 * CELL, column * CELL
        picture[top : top + 2 * CELL, left : left + CELL] = back
        if cell.data in "▀█":
            picture[top : top + CELL, left : left + CELL] = fore
        if cell.data in "▄█":
            picture[top + CELL : top + 2 * CELL, left : left + CELL] = fore
    return picture


def _grey(colour: str, default: int) -> int:
    names = {"default": default, "white": 229, "black": 0}
    return names[colour] if colour in names else round(sum(bytes.fromhex(colour)) / 3)


@pytest.mark.parametrize("colours", ["true", "256", "16", "mono"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_phone_reads_the_square_from_the_screen(size: tuple[int, int], colours: Colours) -> None:
    look, face = Look(*size), ending()
    press(face, look, "p", "c")
    assert isinstance(face.view, PhoneView)
    (found,) = zxingcpp.read_barcodes(photograph(face, look, colours))
    assert found.text in notes_for_phone(GOLDEN, face.visit.step, CODE, "en")  # type: ignore[union-attr, arg-type]
    assert CODE in found.text
    assert "Not a permission" in found.text
    assert "No clinician checked" in found.text


@pytest.mark.parametrize("colours", ["true", "mono"])
def test_without_block_signs_the_square_is_drawn_by_its_ground(colours: Colours) -> None:
    look, face = Look(120, 60, "ascii"), ending()
    press(face, look, "p", "c")
    (found,) = zxingcpp.read_barcodes(photograph(face, look, colours))
    assert CODE in found.text


def test_without_its_quiet_zone_the_square_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: the standard's zone is what is missing then."""
    width = len(square.modules_of("a"))
    monkeypatch.setattr(square, "QUIET", 0)
    square.modules_of.cache_clear()
    assert width - len(square.modules_of("a")) == 8
    square.modules_of.cache_clear()


@pytest.mark.parametrize(("width", "height", "charset"), [(40, 12, "utf-8"), (80, 22, "utf-8"), (80, 24, "ascii")])
def test_where_the_square_does_not_fit_it_is_not_offered(width: int, height: int, charset: Charset) -> None:
    look, face = Look(width, height, charset), ending()
    press(face, look, "p", "c")
    assert isinstance(face.view, TakeHomeView)
    assert say("en", "hint-phone") not in shown(face, look)


def test_where_the_screen_shrinks_it_says_so() -> None:
    face = ending()
    press(face, LOOK, "p", "c")
    assert say("en", "phone-small")[:30] in shown(face, Look(40, 12))


def test_without_its_library_no_square_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(square, "_DRAWS", False)
    face = ending()
    press(face, LOOK, "p", "c")
    assert isinstance(face.view, TakeHomeView)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("talk", [0, 1, 99])
def test_a_short_note_fits_every_usual_screen(language: str, talk: int) -> None:
    key = f"phone-talk-{'none' if talk == 0 else 'one' if talk == 1 else 'many'}"
    note = f"{say(language, key, number=talk)} {say(language, 'phone-not', code='WWW-WWW')}"
    assert square_for((note,), 80, 23, "utf-8")


def test_the_page_says_what_it_is_not_and_what_is_the_patients_own() -> None:
    own = GOLDEN.warnings[0]
    face = ending([f"{own.id}/x"])
    press(face, LOOK, "p")
    view = face.view
    assert isinstance(view, TakeHomeView)
    page = view.page("en")
    text = "\n".join(page.paragraphs())
    for key in ("summary-pass", "unreviewed-all", "summary-ask-safe", "summary-bring"):
        assert say("en", key) in text, key
    assert say("en", "take-home-code", code=CODE) in text
    marked = [line for line in text.splitlines() if say("en", "summary-applies") in line]
    assert len(marked) == 1
    assert own.says["en"] in marked[0]
    assert not any(own.says["en"] in str(event) for event in face._desk.events)  # type: ignore[attr-defined]  # noqa: SLF001


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_part_of_a_warning_begins_a_row(real_course: Course, size: tuple[int, int], language: str) -> None:
    """Run on in one paragraph, nobody finds the one that speaks of them."""
    look = Look(*size, language=language)
    view = TakeHomeView(real_course, missed(real_course), tuple, CODE, about=NO_ABOUT)
    rows = [row.text.strip() for row in view.rows(look)]
    points = [point for chapter in view.page(language).chapters for point in chapter.points]
    parts = [part for point in points for part in point.parts]
    assert len(parts) == sum(len(warning.parts) for warning in real_course.warnings) > 10
    for part in parts:
        assert any(part.startswith(row) for row in rows if row), part
    assert "".join(rows).count(look.signs["bullet"]) == len(points), "a part is no warning of its own"


def test_no_phone_is_told_the_parts_of_a_warning(real_course: Course) -> None:
    """The square would grow past a usual screen."""
    warnings = real_course.warnings
    longest, shortest = notes_for_phone(real_course, missed(real_course), CODE, "en")
    assert all(warning.says["en"] in longest for warning in warnings)
    assert not [part for warning in warnings for part in warning.parts if part.when["en"] in longest + shortest]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_stands_beside_the_square_is_whole_and_leaves_the_edge_free(
    real_course: Course, size: tuple[int, int], language: str
) -> None:
    look = Look(*size, language=language)
    notes = notes_for_phone(real_course, missed(real_course), CODE, language)
    rows = PhoneView(lambda _: notes).scene(look).rows
    (note, square_rows) = square_for(notes, look.width, look.height - 1, look.charset) or ("", ())
    beside = " ".join(row.text[len(square_rows[0].text) :].strip() for row in rows)
    assert note in " ".join(beside.split())
    assert max(cell_len(row.text) for row in rows) < look.width


def test_no_phone_is_told_what_is_the_patients_own() -> None:
    face = ending([f"{warning.id}/x" for warning in GOLDEN.warnings])
    notes = notes_for_phone(GOLDEN, face.visit.step, CODE, "en")  # type: ignore[union-attr, arg-type]
    assert not any(say("en", "summary-applies") in note for note in notes)


def test_p_prints_where_there_is_a_printer_and_says_so() -> None:
    printed: list[TakeHome] = []
    face = ending(printer=printed.append)
    press(face, LOOK, "p", "p")
    assert [page.title for page in printed] == [say("en", "take-home-title")]
    assert face.view.note == say("en", "take-home-printed")


def test_a_printer_that_fails_is_said_and_the_page_stays() -> None:
    def fails(_: TakeHome) -> None:
        raise PrintError("print-slow")

    face = ending(printer=fails)
    press(face, LOOK, "p")
    work = face.press("p", LOOK)
    assert work
    with pytest.raises(PrintError) as raised:
        work.run()
    face.failed(raised.value)
    assert face.view.note == say("en", "error-print-slow")
    assert isinstance(face.view, TakeHomeView)


def test_without_a_printer_p_prints_nothing() -> None:
    face = ending()
    press(face, LOOK, "p")
    assert face.press("p", LOOK) is None
    assert say("en", "hint-print") not in shown(face, LOOK)


def test_who_comes_back_is_offered_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    face = ending()
    visit = face.visit
    assert visit
    monkeypatch.setattr(type(visit), "return_day", 3)
    back = Face(face._desk, visit=visit, code=CODE, chosen=True)  # noqa: SLF001
    assert say("en", "return-begin") in shown(back, LOOK)
    press(back, LOOK, "2")
    assert isinstance(back.view, SummaryView)
    press(back, LOOK, "escape", "1")
    assert say("en", "return-intro") in shown(back, LOOK)
    for _ in walk(visit, knowing):
        pass
    monkeypatch.setattr(type(visit), "return_day", None)
    end = Face(face._desk, visit=visit, code=CODE, chosen=True)  # noqa: SLF001
    assert say("en", "return-known") in shown(end, LOOK)
