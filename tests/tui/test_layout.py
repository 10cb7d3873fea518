"""Everything that is taught can be read on every screen."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from glutatui.content.rules.pages import ROWS, page_rows
from glutatui.course import Course, Item
from glutatui.course.spoken import number_text
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.rows import Row, paragraph, wrap
from glutatui.tui.views.view import Reading, View
from glutatui.visit import Ask, Feedback, PageStep, Summary
from tui.golden_course import GOLDEN
from tui.screens import ENOUGH, SIZES, answer, key_screens, press, shown
from visits import SeededDesk

TINY = ((20, 8), (24, 8), (39, 11), (20, 60), (300, 8))


def words(text: str) -> list[str]:
    """Return the words of a text or of rows, without edges, bullets and other signs that stand alone."""
    return re.findall(r"[A-Za-z0-9](?:[^\s]*[A-Za-z0-9%.?!])?", text)


def in_order(wanted: list[str], found: list[str]) -> bool:
    """Tell whether all wanted words are found, in their order."""
    rest = iter(found)
    return all(any(word == other for other in rest) for word in wanted)


def body(face: Face, look: Look) -> list[str]:
    """Return the rows between the bands."""
    return [row.text for row in face.frame(look).rows[2:-2]]


def read_through(face: Face, look: Look) -> str:
    """Read what is on screen from top to bottom, with the down key alone; return each row once."""
    seen = [row for row in body(face, look) if row.strip()]
    for _ in range(ENOUGH):
        before, focus = shown(face, look), face.view.focus
        press(face, look, "down")
        if shown(face, look) == before and face.view.focus == focus:
            break
        now = [row for row in body(face, look) if row.strip()]
        overlap = next(size for size in range(min(len(seen), len(now)), -1, -1) if _same(seen[len(seen) - size :], now))
        seen += now[overlap:]
    return "\n".join(seen)


def _same(end: list[str], now: list[str]) -> bool:
    """Tell whether rows read last are the first ones now, wherever the focus stands."""
    return [row.strip("▸ ") for row in end] == [row.strip("▸ ") for row in now[: len(end)]]


def question_words(item: Item, order: tuple[int, ...]) -> list[str]:
    """Return the words of a question in the order in which it stands on screen."""
    return words(" ".join([item.ask["en"], *(item.options[index].text["en"] for index in order)]))


def page_words(face: Face, course: Course) -> list[str]:
    """Return the words of a lesson page in reading order, with those of figures as they are drawn."""
    assert face.visit
    step = face.visit.step
    assert isinstance(step, PageStep)
    page = next(p for lesson in course.lessons for p in lesson.pages if (lesson.id, p.id) == (step.lesson, step.page))
    texts = [page.title["en"]]
    for block in page.blocks:
        texts += [sentence.text["en"] for item in block.items for sentence in item]
        if block.conflict:
            conflict = course.conflict_of[block.conflict]
            texts.append((conflict.short or conflict.safest_reading)["en"])
        if block.figure:
            labels = (f"{bar.label['en']} {number_text(bar.high)}" for bar in block.figure.rows)
            texts += [block.figure.title["en"], *labels, block.figure.how["en"]]
    return words(" ".join(texts))


def fits(face: Face, look: Look) -> None:
    """Hold a screen to its size."""
    rows = face.frame(look).rows
    assert len(rows) == look.height
    assert max(cell_len(row.text.rstrip()) for row in rows) <= look.width, shown(face, look)


@pytest.mark.parametrize("size", SIZES)
def test_no_row_of_a_key_screen_is_wider_than_the_screen(size: tuple[int, int], real_course: Course) -> None:
    look = Look(*size)
    for course in (GOLDEN, real_course):
        for _, face in key_screens(course, look):
            fits(face, look)


@pytest.mark.parametrize("size", SIZES)
def test_every_word_of_the_real_course_is_read_in_order(size: tuple[int, int], real_course: Course) -> None:
    """Pages, questions and feedback: with the down key alone all of it comes by, nothing cut off."""
    look, rng = Look(*size), iter(["right", "wrong", "unsure", "wrong"] * ENOUGH)
    face = Face(SeededDesk(real_course, "words"), language="en")
    press(face, look, "1")
    for _ in range(ENOUGH):
        assert face.visit
        step = face.visit.step
        fits(face, look)
        read = words(read_through(face, look))
        fits(face, look)
        if isinstance(step, Summary):
            break
        if isinstance(step, PageStep):
            assert in_order(page_words(face, real_course), read), step.key
        if isinstance(step, Ask):
            assert in_order(question_words(step.item, step.order), read), step.key
            answer(face, look, next(rng))
            continue
        if isinstance(step, Feedback):
            whys = [step.ask.item.options[index].because["en"] for index in step.chosen if not step.unsure]
            whys = whys if step.ask.item.kind == "choose-one" else []
            assert in_order(words(" ".join(whys or [step.ask.item.unsure["en"]] * step.unsure)), read), step.key
        press(face, look, *["n"] if step.key == "checklist" else ["enter"])
    for warning in real_course.warnings:
        assert in_order(words(warning.says["en"]), read), warning.id


def test_the_checklist_shows_every_line_of_the_real_course(real_course: Course) -> None:
    for size in SIZES:
        look = Look(*size)
        face = next(face for name, face in key_screens(real_course, look) if name == "checklist")
        read = words(read_through(face, look))
        lines = [line.text["en"] for warning in real_course.warnings for line in warning.applies]
        assert in_order(words(" ".join(lines)), read)


def test_pages_of_the_core_path_fit_one_screen(real_course: Course) -> None:
    """At 80x24 no page of a lesson scrolls, and the content rule counts at least the rows that are drawn."""
    look = Look(80, 24)
    face = Face(SeededDesk(real_course), language="en")
    press(face, look, "1")
    for name, face in _pages(face, look):
        view = face.view
        assert isinstance(view, Reading)
        rows = view.body(look)
        assert len(rows) <= look.body, name
        page = next(p for lesson in real_course.lessons for p in lesson.pages if name.endswith(f"{lesson.id}#{p.id}"))
        heading = len(wrap(page.title["en"], look.column)) + 1
        assert len(rows) - heading <= page_rows(real_course, page, "en") <= ROWS, name


def _pages(face: Face, look: Look) -> list[tuple[str, Face]]:
    """Walk the lessons; the face is the same each time, so a copy is returned for each page."""
    found: list[tuple[str, Face]] = []
    while face.visit and not (face.visit.step.key == "intro:quiz"):
        step = face.visit.step
        if isinstance(step, PageStep):
            found.append((step.key, Face(SeededDesk(face.visit.course), visit=face.visit)))
        if isinstance(step, Ask):
            answer(face, look, "right")
        else:
            press(face, look, *["n"] if step.key == "checklist" else ["enter"])
    return found


@pytest.mark.parametrize("size", TINY)
def test_a_screen_too_small_is_drawn_all_the_same(size: tuple[int, int]) -> None:
    look = Look(*size)
    for _, face in key_screens(GOLDEN, look):
        frame = face.frame(look)
        assert len(frame.rows) <= look.height
        for column in range(0, look.width, 3):
            frame.key_at(column, look.height - 1)


def test_an_ascii_terminal_gets_no_sign_above_7e(real_course: Course) -> None:
    for size in ((40, 12), (80, 24)):
        look = Look(*size, charset="ascii")
        for course in (GOLDEN, real_course):
            for name, face in key_screens(course, look):
                odd = {sign for sign in shown(face, look) if not " " <= sign <= "~" and sign != "\n"}
                assert not odd, (name, odd)


@pytest.mark.parametrize("name", ["stop", "ask", "watch"])
def test_a_card_says_its_level_in_a_word(name: str) -> None:
    for charset in ("utf-8", "ascii"):
        look = Look(80, 24, charset)
        face = next(face for screen, face in key_screens(GOLDEN, look) if screen == "page-cards")
        assert look.say(f"level-{name}") in shown(face, look)


@given(st.text(max_size=80), st.integers(1, 60))
@settings(max_examples=200)
def test_wrapping_loses_nothing_and_never_overflows(text: str, width: int) -> None:
    pieces = wrap(text, width)
    assert "".join(pieces).replace(" ", "") == "".join(text.split()).replace(" ", "")
    wide = max((cell_len(sign) for sign in text), default=1)
    assert all(cell_len(piece) <= max(width, wide) for piece in pieces)


def test_a_paragraph_keeps_its_lead_apart() -> None:
    rows: list[Row] = paragraph("one two three", 9, first="* ", rest="  ")
    assert [row.text for row in rows] == ["* one two", "  three"]


def test_a_view_of_nothing_asks_its_kind_to_draw() -> None:
    with pytest.raises(NotImplementedError):
        View().scene(Look(80, 24))
