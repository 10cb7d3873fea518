"""The keys mean what the architecture says, on every screen alike (section 3)."""

import pytest

from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.views.asides import HelpView, SourcesView
from glutatui.tui.views.lists import StopView
from glutatui.tui.views.question import QuestionView
from glutatui.tui.views.reading import PageView
from glutatui.visit import Ask, Checklist, Feedback, PageStep
from tui.golden_course import GOLDEN
from tui.screens import ENOUGH, answer, at_question, events_of, key_screens, press, question, shown, step_of
from visits import CODE, SeededDesk

LOOK = Look(80, 24)
LOOKS = (LOOK, Look(40, 12))


@pytest.mark.parametrize("kind", ["choose-one", "choose-all"])
def test_a_question_opens_with_nothing_marked(kind: str) -> None:
    face = at_question(kind)
    assert not question(face).marks
    assert "(●)" not in shown(face, LOOK)


@pytest.mark.parametrize("kind", ["choose-one", "choose-all"])
def test_marking_never_submits(kind: str) -> None:
    face = at_question(kind)
    before = events_of(face)
    for key in ("1", "2", "3", "enter", "up", "enter", "down", "enter"):
        press(face, LOOK, key)
        assert events_of(face) == before


def test_a_digit_or_enter_on_a_choose_all_cycles_yes_and_no() -> None:
    face = at_question("choose-all")
    seen = []
    for key in ("1", "1", "enter", "enter"):
        press(face, LOOK, key)
        seen.append(question(face).marks[0])
    assert seen == [True, False, True, False]


def test_a_choose_one_has_one_mark() -> None:
    face = at_question()
    press(face, LOOK, "1", "3", "2")
    assert question(face).marks == {1: True}


@pytest.mark.parametrize("kind", ["choose-one", "choose-all"])
@pytest.mark.parametrize("how", ["sure", "think-so", "t"])
def test_a_half_answer_is_not_taken_and_the_reason_stays(kind: str, how: str) -> None:
    for look in LOOKS:
        face = at_question(kind)
        count = len(question(face).step.order)
        if kind == "choose-all":
            press(face, look, *[str(number) for number in range(1, count)])
        before = events_of(face)
        if how == "t":
            press(face, look, "t")
        else:
            press(face, look, *["down"] * 40)
            question(face).focus = count + (how == "think-so")
            press(face, look, "enter")
        wanted = look.say("mark-first" if kind == "choose-all" else "choose-first")
        assert events_of(face) == before
        assert all(word in shown(face, look) for word in wanted.split())
        assert face.view.note == wanted
        press(face, look, "d")  # the app's own key; here one that means nothing
        press(face, look, *[str(number) for number in range(count, count + 1)])
        assert not face.view.note


@pytest.mark.parametrize(("how", "sure", "unsure"), [(0, True, False), (1, False, False), (2, False, True)])
@pytest.mark.parametrize("kind", ["choose-one", "choose-all"])
def test_a_full_answer_is_taken_by_the_line_it_is_submitted_with(kind: str, how: int, sure: bool, unsure: bool) -> None:  # noqa: FBT001
    for look in LOOKS:
        face = at_question(kind)
        ask = step_of(face)
        assert isinstance(ask, Ask)
        press(face, look, *[str(number) for number in range(1, len(ask.order) + 1)])
        for _ in range(ENOUGH):
            if question(face).focus == len(ask.order) + how:
                break
            press(face, look, "down")
        press(face, look, "enter")
        step = step_of(face)
        assert isinstance(step, Feedback)
        assert (step.sure, step.unsure) == (sure, unsure)
        assert step.chosen == (frozenset(ask.order) if kind == "choose-all" else frozenset({ask.order[-1]}))


def test_t_thinks_so_and_0_is_not_sure() -> None:
    face = at_question()
    press(face, LOOK, "1", "t")
    step = step_of(face)
    assert isinstance(step, Feedback)
    assert (step.sure, step.unsure) == (False, False)
    face = at_question()
    press(face, LOOK, "0")
    step = step_of(face)
    assert isinstance(step, Feedback)
    assert step.unsure


@pytest.mark.parametrize("key", ["left", "escape"])
def test_left_and_escape_are_back_everywhere_and_mark_nothing(key: str) -> None:
    """Wherever one stands, back adds no event, marks nothing and never leaves the program."""
    for wanted in [name for name, _ in key_screens(GOLDEN, LOOK)]:
        face = next(face for name, face in key_screens(GOLDEN, LOOK) if name == wanted)
        view, seq, marked = face.view, face.visit and face.visit.state.seq, set(face.marked)
        marks = dict(view.marks) if isinstance(view, QuestionView) else None
        before = shown(face, LOOK)
        press(face, LOOK, key)
        assert (face.visit and face.visit.state.seq, face.marked, face.over) == (seq, marked, False)
        assert shown(face, LOOK) != before, wanted
        if isinstance(view, QuestionView):
            assert view.marks == marks


def test_looking_back_over_pages_leads_forward_again() -> None:
    face = Face(SeededDesk(GOLDEN))
    press(face, LOOK, "1", "enter", *["0", "enter"] * 3, "n", "enter", "enter")
    here = step_of(face)
    assert isinstance(here, PageStep)
    press(face, LOOK, "left", "escape")
    assert isinstance(face.view, PageView)
    assert face.view.looking_back
    assert GOLDEN.lessons[0].pages[0].title["en"] in shown(face, LOOK)
    press(face, LOOK, "left")
    assert isinstance(face.view, StopView)
    press(face, LOOK, "escape", "enter", "enter")
    assert step_of(face) == here
    assert not getattr(face.view, "looking_back", True)


def test_a_question_looked_back_from_keeps_its_marks() -> None:
    face = Face(SeededDesk(GOLDEN))
    press(face, LOOK, "1", "enter", *["0", "enter"] * 3, "n", *["enter"] * 3)
    press(face, LOOK, "2", "left", "s", "escape", "enter")
    assert question(face).marks == {1: True}


def test_enter_on_a_page_shows_what_is_below_the_fold_and_then_goes_on() -> None:
    look = Look(40, 12)
    face = Face(SeededDesk(GOLDEN))
    press(face, look, "1", *["enter"] * 1, *["0", *["enter"] * 4] * 3)
    for _ in range(ENOUGH):
        if isinstance(step_of(face), Checklist):
            break
        press(face, look, "enter")
    press(face, look, "n")
    before, last = events_of(face), ""
    for _ in range(ENOUGH):
        if events_of(face) != before:
            break
        last = shown(face, look)
        press(face, look, "enter")
    assert look.signs["down"] not in last
    assert look.signs["up"] in last


def test_enter_never_marks_a_choice_whose_end_is_out_of_sight() -> None:
    for look in (Look(40, 12), Look(40, 8), Look(20, 8)):
        face = at_question("choose-all")
        for _ in range(ENOUGH):
            if question(face).marks:
                break
            press(face, look, "enter")
        view = question(face)
        bottom = [row.text for row in face.frame(look).rows if row.target == 0][-1]
        last = view.step.item.options[view.step.order[0]].text["en"].split()[-1]
        assert last in bottom


def test_q_asks_to_stop_and_stopping_loses_nothing() -> None:
    for name, face in key_screens(GOLDEN, LOOK):
        if name == "code" or name.endswith("stop"):
            continue
        seq = face.visit and face.visit.state.seq
        press(face, LOOK, "q")
        assert isinstance(face.view, StopView), name
        assert (face.visit and face.visit.state.seq) == seq
        assert not face.visit or CODE in shown(face, LOOK)
        press(face, LOOK, "1")
        assert not face.over
    face = at_question()
    press(face, LOOK, "q", "2")
    assert face.over


def test_help_opens_and_closes_everywhere() -> None:
    for name, face in key_screens(GOLDEN, LOOK):
        if name == "help":
            continue
        before, view = shown(face, LOOK), face.view
        press(face, LOOK, "?")
        assert isinstance(face.view, HelpView), name
        press(face, LOOK, "enter")
        assert face.view is view
        assert not face.view.note
        assert shown(face, LOOK) == before or name.endswith("refused")


def test_s_shows_sources_or_says_where_they_are() -> None:
    shows = set()
    for name, face in key_screens(GOLDEN, LOOK):
        if name == "code" or name.endswith("sources"):
            continue
        press(face, LOOK, "s")
        if isinstance(face.view, SourcesView):
            shows.add(name.split("-")[0])
            assert "line 110" in shown(face, LOOK)
            press(face, LOOK, "escape")
        else:
            assert face.view.note, name
    assert shows == {"page", "feedback", "again", "talk", "warning"}


def test_sources_of_a_question_are_not_told_before_its_answer() -> None:
    face = at_question()
    press(face, LOOK, "s")
    assert face.view.note == LOOK.say("sources-after")


def test_the_same_key_means_the_same_in_every_hint() -> None:
    """Each key has one word, or words of one meaning, on all screens."""
    words: dict[str, set[str]] = {}
    for _, face in key_screens(GOLDEN, LOOK):
        for hint in face.view.scene(LOOK).hints:
            words.setdefault(hint.key, set()).add(hint.does)
    enter = ("open", "choose", "take", "next", "more", "mark", "answer", "go-on", "close", "finish")
    assert words.pop("enter") <= {LOOK.say(f"hint-{name}") for name in enter}
    assert words.pop("down") | words.pop("up") == {LOOK.say(f"hint-{name}") for name in ("choose", "move", "change")}
    assert words.pop("left") == {LOOK.say("hint-back"), LOOK.say("hint-erase")}
    assert all(len(does) == 1 for does in words.values()), words


def test_a_wrong_answer_leads_to_teaching_and_the_other_pair() -> None:
    face = at_question()
    ask = step_of(face)
    assert isinstance(ask, Ask)
    answer(face, LOOK, "wrong")
    press(face, LOOK, "enter")
    answer(face, LOOK, "right")
    press(face, LOOK, "enter")
    assert LOOK.say("again-title") in shown(face, LOOK)
