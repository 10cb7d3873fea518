"""A patient looks something up, and nothing of that is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from rich.cells import cell_len

from glutatui.course import GRADES, Course
from glutatui.course.shelf import Shelf
from glutatui.course.uses import sifted
from glutatui.tui.face import Face
from glutatui.tui.frame import framed
from glutatui.tui.look import Look
from glutatui.tui.views.grades import GradesView, UsesView
from glutatui.tui.views.library import MOST_FOUND, LibraryPageView, LibraryView, SearchView
from glutatui.tui.views.lists import StopView, WelcomeView
from glutatui.tui.views.reading import PageView
from glutatui.tui.views.view import View
from glutatui.visit import GoOn, PageStep
from shelves import SHELVED
from tui.golden_course import GOLDEN
from tui.screens import press, shown, through
from visits import SeededDesk, knowing, take

LOOK = Look(80, 24)


def opened(*, for_staff: bool = False, course: Course = SHELVED) -> Face:
    """Return a face whose library is open from the welcome."""
    face = Face(SeededDesk(course), for_staff=for_staff)
    press(face, LOOK, "4")
    assert isinstance(face.view, LibraryView)
    return face


def at_a_page() -> Face:
    """Return a face at the first page of the lessons."""
    desk = SeededDesk(SHELVED)
    visit, code = desk.start("learn", "en")
    while not isinstance(visit.step, PageStep):
        take(visit, knowing(visit.step))
    return Face(desk, visit=visit, code=code)


def test_the_welcome_offers_the_library_only_where_there_is_one() -> None:
    with_one, without = Face(SeededDesk(SHELVED)), Face(SeededDesk(GOLDEN))

    assert "4  Look something up" in shown(with_one, LOOK)
    assert "Look something up" not in shown(without, LOOK)
    press(without, LOOK, "5")
    assert isinstance(without.view, WelcomeView)


def test_the_list_tells_what_is_for_the_care_team_and_does_not_open_it() -> None:
    face = opened()
    assert shown(face, LOOK).index("Foods in full") < shown(face, LOOK).index("For your care team")

    press(face, LOOK, "3")

    assert isinstance(face.view, LibraryView)
    assert "This one is for your care team." in shown(face, LOOK)
    assert "zebra" not in shown(face, LOOK)


def test_staff_open_it() -> None:
    face = opened(for_staff=True)
    press(face, LOOK, "3")

    assert "A zebra amount." in shown(face, LOOK)
    assert "5 grams for each kilogram" in shown(face, LOOK)
    assert "For your care team" in shown(face, LOOK)


def test_a_reading_is_turned_page_by_page_and_back() -> None:
    face = opened()
    press(face, LOOK, "2")
    assert "Used for is not proof." in shown(face, LOOK)
    assert "page 1 of 3" in shown(face, LOOK)
    press(face, LOOK, "enter")
    assert "It may be heavy." in shown(face, LOOK)
    assert "kilogram" not in shown(face, LOOK)
    press(face, LOOK, "left")
    assert "page 1 of 3" in shown(face, LOOK)
    press(face, LOOK, "enter", "enter")
    assert "Ask your care team before you take any." in shown(face, LOOK)
    press(face, LOOK, "enter")
    assert isinstance(face.view, LibraryView)
    press(face, LOOK, "escape")
    assert isinstance(face.view, WelcomeView)


def test_a_page_says_where_it_comes_from_without_a_visit() -> None:
    face = opened()
    press(face, LOOK, "2", "enter", "s")

    assert "avoid glutamine supplements" in shown(face, LOOK)
    assert "kilogram" not in "".join(shown(face, LOOK) for _ in through(face, LOOK))
    press(face, LOOK, "escape")
    assert isinstance(face.view, LibraryPageView)


def test_from_a_lesson_and_back_to_the_same_page_without_an_event() -> None:
    face = at_a_page()
    assert face.visit
    before, seen = face.visit.state.seq, shown(face, LOOK)
    assert "l look up" in seen

    press(face, LOOK, "l", "2", "enter", "enter", "enter", "/", "e", "g", "g", "enter", "escape", "escape", "escape")

    assert isinstance(face.view, PageView)
    assert shown(face, LOOK) == seen
    assert face.visit.state.seq == before


def test_a_question_does_not_open_the_library() -> None:
    desk = SeededDesk(SHELVED)
    visit, code = desk.start("quiz", "en")
    take(visit, GoOn())
    face = Face(desk, visit=visit, code=code)
    seen = shown(face, LOOK)
    press(face, LOOK, "l")

    assert shown(face, LOOK) == seen


def test_the_uses_are_sifted_by_grade_with_arrows_and_enter_alone() -> None:
    face = opened()
    press(face, LOOK, "up", "enter")
    assert isinstance(face.view, GradesView)
    assert "2  Possibly effective" in shown(face, LOOK)
    assert "All uses" in shown(face, LOOK)
    assert "3 uses" in shown(face, LOOK)

    press(face, LOOK, "down", "down", "enter")
    seen = shown(face, LOOK)
    assert isinstance(face.view, UsesView)
    assert "sports performance" in seen
    assert "sore mouth" not in seen
    assert "Ask first." in seen
    press(face, LOOK, "s")
    assert "avoid glutamine supplements" in shown(face, LOOK)
    press(face, LOOK, "escape", "escape", "escape")
    assert isinstance(face.view, LibraryView)


def test_a_key_on_the_screen_sifts_the_uses_from_their_page() -> None:
    face = opened()
    press(face, LOOK, "2")
    assert "f by grade" in shown(face, LOOK)
    press(face, LOOK, "f", "4")
    assert "not enough known" in shown(face, LOOK)
    press(face, LOOK, "enter", "escape")
    assert isinstance(face.view, LibraryPageView)
    press(face, LOOK, "enter")
    assert "f by grade" not in shown(face, LOOK)
    press(face, LOOK, "f")
    assert isinstance(face.view, LibraryPageView)


def test_every_use_that_patients_may_see_is_under_its_grade_and_no_other(real_course: Course) -> None:
    figures = Shelf(real_course, staff=False).figures
    assert figures
    seen = {grade: [row for one in sifted(figures, grade) for row in one.rows] for grade in GRADES}
    for grade, rows in seen.items():
        assert {row.grade for row in rows} <= {grade}
    every = [row for one in sifted(figures, None) for row in one.rows]
    assert sorted(map(id, every)) == sorted(id(row) for rows in seen.values() for row in rows)
    for_staff = Shelf(real_course, staff=True).figures
    assert len(for_staff) >= len(figures)


def test_a_search_finds_pages_by_all_words_and_opens_one() -> None:
    face = opened()
    press(face, LOOK, "/", *"THEY eggs".lower())
    assert "Foods in full: Meat and eggs" in shown(face, LOOK)

    press(face, LOOK, "enter")
    assert "Eggs hold some." in shown(face, LOOK)
    press(face, LOOK, "escape")
    assert isinstance(face.view, SearchView)
    press(face, LOOK, *["backspace"] * 9, "q")
    assert not isinstance(face.view, StopView)
    assert "Search: q_" in shown(face, LOOK)
    press(face, LOOK, *"zz", "down", "enter")
    assert "No page has these words." in shown(face, LOOK)


def test_a_search_finds_nothing_that_may_not_be_opened() -> None:
    assert Shelf(SHELVED, staff=False).found("zebra", "en") == ()
    assert Shelf(SHELVED, staff=False).found("kilogram", "en") == ()
    assert [(reading.id, index) for reading, index in Shelf(SHELVED, staff=True).found("zebra", "en")] == [
        ("amounts", 0)
    ]


def test_headings_come_first_and_a_long_list_asks_for_more(real_course: Course) -> None:
    shelf = Shelf(real_course, staff=False)
    reading, page = shelf.found("asthma", "en")[0]
    assert "Asthma" in reading.pages[page].title["en"]

    face = opened(course=real_course)
    press(face, LOOK, "/", "e")
    assert len(shelf.found("e", "en")) > MOST_FOUND
    assert "Type more letters." in shown(face, LOOK)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_arrows_and_enter_open_every_reading(size: tuple[int, int], real_course: Course) -> None:
    look = Look(*size)
    face = Face(SeededDesk(real_course), for_staff=True)
    press(face, look, "4")
    for number, reading in enumerate(real_course.readings, 2):  # below the search and the uses by grade
        assert isinstance(face.view, LibraryView)
        while face.view.focus != number:
            press(face, look, "down")
        press(face, look, *["enter"] * 5)
        assert isinstance(face.view, LibraryPageView)
        assert face.view.reading is reading
        for _ in range(1000):
            if isinstance(face.view, LibraryView):
                break
            press(face, look, "enter")


@pytest.mark.parametrize("width", [40, 80])
def test_no_row_of_the_library_is_wider_than_the_screen(width: int, real_course: Course) -> None:
    look = Look(width, 24)
    shelf = Shelf(real_course, staff=True)
    search = SearchView(shelf)
    for letter in "the":
        search.press(letter, look)
    views: list[View] = [LibraryView(shelf), search]
    views += [LibraryPageView(shelf, reading, i) for reading in real_course.library for i in range(len(reading.pages))]
    for view in views:
        frame = framed(view.brought_in_sight(look), look, view.top)
        assert [row.text for row in frame.rows if cell_len(row.text.rstrip()) > width] == []


def test_every_page_is_drawn_whole_with_all_its_words(real_course: Course) -> None:
    """Nothing that is said of a page is missing on the screen."""
    look = Look(80, 400)
    shelf = Shelf(real_course, staff=True)
    for reading in real_course.library:
        for index, page in enumerate(reading.pages):
            text = " ".join(row.text for row in LibraryPageView(shelf, reading, index).rows(look))
            for block in page.blocks:
                for use in block.evidence.rows if block.evidence else ():
                    assert use.label["en"] in text
                for sentence in (sentence for item in block.items for sentence in item):
                    assert set(sentence.text["en"].split()) <= set(text.split()), (reading.id, page.id)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids="{0[0]}x{0[1]}".format)
def test_the_screens_of_the_library_are_as_approved(size: tuple[int, int], approved: Any) -> None:  # noqa: ANN401
    look = Look(*size)
    face = Face(SeededDesk(SHELVED))
    keys: Mapping[str, Sequence[str]] = {
        "welcome": (),
        "list": ("4",),
        "staff-only": ("3",),
        "evidence": ("2",),
        "grades": ("f",),
        "uses": ("2",),
        "sides": ("escape", "escape", "enter"),
        "search": ("escape", "escape", "/", "e", "a", "t"),
    }
    for name in keys:
        press(face, look, *keys[name])
        while name == "sides" and "Weight" not in shown(face, look):
            press(face, look, "enter")
        assert shown(face, look) + "\n" == approved(name=name), name
