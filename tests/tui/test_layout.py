"""Everything that is taught can be read on every screen."""

import re
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from glutatui.content.rules.pages import ROWS, page_rows
from glutatui.course import Course, Item, Page
from glutatui.course.spoken import number_text
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.rows import Row, paragraph, wrap
from glutatui.tui.views.reading import PageView
from glutatui.tui.views.view import View
from glutatui.visit import Again, Ask, Checklist, Feedback, HandOver, PageStep, Summary, teaching
from glutatui.words import say
from tui.golden_course import GOLDEN
from tui.screens import ENOUGH, SIZES, answer, at_question, key_screens, press, question, shown
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
    """Return the words of the lesson page that a face is at, with those of figures as they are drawn."""
    assert face.visit
    step = face.visit.step
    assert isinstance(step, PageStep)
    page = next(p for lesson in course.lessons for p in lesson.pages if (lesson.id, p.id) == (step.lesson, step.page))
    return words_of_page(page, course)


def words_of_page(page: Page, course: Course) -> list[str]:
    """Return the words of a page in reading order."""
    texts = [page.title["en"]]
    for block in page.blocks:
        texts += [sentence.text["en"] for item in block.items for sentence in item]
        if block.conflict and not block.items:
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


def wanted_words(face: Face, course: Course) -> list[str]:
    """Return what must come by at the step that a face is at."""
    assert face.visit
    match face.visit.step:
        case PageStep():
            return page_words(face, course)
        case Ask(item=item, order=order):
            return question_words(item, order)
        case Feedback() as step:
            return feedback_words(step)
        case Again() | HandOver() as step:
            warning, taught = course.warning_of[step.warning], teaching(course, step)
            of_pages = [word for page in taught.pages for word in words_of_page(page, course)]
            of_warning = words(f"{warning.says['en']} {warning.again['en']}")
            return words(say("en", taught.title)) + (of_pages or of_warning) + words(say("en", taught.note))
        case Checklist():
            return words(" ".join(line.text["en"] for warning in course.warnings for line in warning.applies))
        case _:
            return []


def feedback_words(step: Feedback) -> list[str]:
    """Return why, for what was chosen or marked otherwise."""
    item, order = step.ask.item, step.ask.order
    if step.unsure:
        return words(item.unsure["en"])
    if item.kind == "choose-one":
        told = [index for index in order if index in step.chosen]
    else:
        told = [index for index in order if (index in step.chosen) != item.options[index].right]
    return words(" ".join(item.options[index].because["en"] for index in told))


@pytest.mark.parametrize("size", SIZES)
def test_every_word_of_the_real_course_is_read_in_order(size: tuple[int, int], real_course: Course) -> None:
    """Pages, questions, lists and feedback: with the down key alone all of it comes by, nothing cut off."""
    look = Look(*size)
    verdicts = {kind: cycle(("wrong", "right", "unsure")) for kind in ("choose-one", "choose-all")}
    face = Face(SeededDesk(real_course, "words"), language="en")
    press(face, look, "1")
    for _ in range(ENOUGH):
        assert face.visit
        step, wanted = face.visit.step, wanted_words(face, real_course)
        read = words(read_through(face, look))
        fits(face, look)
        assert in_order(wanted, read), step.key
        if isinstance(step, Summary):
            assert all(in_order(words(warning.says["en"]), read) for warning in real_course.warnings)
            return
        if isinstance(step, Ask):
            answer(face, look, next(verdicts[step.item.kind]))
        else:
            press(face, look, *["n"] if step.key == "checklist" else ["enter"])
    pytest.fail("the visit did not end")


def test_a_row_that_is_lost_would_be_seen() -> None:
    assert in_order(words("one, two three."), words("one, and two, three. four"))
    assert not in_order(words("one two three"), words("one three"))


def test_pages_of_the_core_path_fit_one_screen(real_course: Course) -> None:
    """At 80x24 no page of a lesson scrolls, and the content rule counts at least the rows that are drawn."""
    look = Look(80, 24)
    for name, view in _pages(Face(SeededDesk(real_course)), look):
        rows = view.body(look)
        assert len(rows) <= look.body, name
        page = next(p for lesson in real_course.lessons for p in lesson.pages if name.endswith(f"{lesson.id}#{p.id}"))
        heading = len(wrap(page.title["en"], look.column)) + 1
        assert len(rows) - heading <= page_rows(real_course, page, "en") <= ROWS, name


def _pages(face: Face, look: Look) -> list[tuple[str, PageView]]:
    """Walk the lessons; return each page with its name."""
    found: list[tuple[str, PageView]] = []
    press(face, look, "1")
    while face.visit and face.visit.step.key != "intro:quiz":
        if isinstance(face.view, PageView):
            found.append((face.visit.step.key, face.view))
        if isinstance(face.visit.step, Ask):
            answer(face, look, "right")
        else:
            press(face, look, *["n"] if isinstance(face.visit.step, Checklist) else ["enter"])
    return found


@pytest.mark.parametrize("size", [(20, 8), (20, 9), (40, 12)])
@pytest.mark.parametrize("kind", ["choose-one", "choose-all"])
def test_a_question_is_read_on_the_way_up_as_well(size: tuple[int, int], kind: str) -> None:
    """Each row that came by on the way down comes by again, even of a choice that is higher than the screen."""
    look, face = Look(*size), at_question(kind)
    down = {row.strip("▸ ") for row in read_through(face, look).splitlines()}
    up: set[str] = set()
    for _ in range(ENOUGH):
        before, focus = shown(face, look), face.view.focus
        up |= {row.strip("▸ ") for row in body(face, look) if row.strip()}
        press(face, look, "up")
        if (shown(face, look), face.view.focus) == (before, focus):
            break
    assert up == down
    assert question(face).focus == 0


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
    rows: tuple[Row, ...] = paragraph("one two three", 9, first="* ", rest="  ")
    assert [row.text for row in rows] == ["* one two", "  three"]


def test_a_view_of_nothing_asks_its_kind_to_draw() -> None:
    with pytest.raises(NotImplementedError):
        View().scene(Look(80, 24))
