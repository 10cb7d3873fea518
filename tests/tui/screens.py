"""The key screens of a visit, reached by pressing keys, and what is seen on them."""

from collections.abc import Collection, Iterator
from typing import Any

from textual.app import App

from glutatui.course import Course
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.tui.views.keeping import PhoneView
from glutatui.tui.views.question import QuestionView
from glutatui.visit import Again, Answer, Ask, Checklist, Feedback, GoOn, HandOver, PageStep, Step, Summary
from tui.golden_course import GOLDEN
from visits import SeededDesk, take

SIZES = ((40, 12), (40, 20), (60, 20), (80, 24), (120, 40), (200, 60))
"""Columns and rows of the screens that everything must fit."""
MINUTES = {"learn": 25, "quiz": 10}
ENOUGH = 2000
"""Keys after which anything must have come to its end."""


def text_of(app: App[Any]) -> str:
    """Return what the patient sees, row by row."""
    strips = app.screen._compositor.render_strips()  # noqa: SLF001
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def shown(face: Face, look: Look) -> str:
    """Return the text of a face's screen, row by row."""
    return "\n".join(row.text.rstrip() for row in face.frame(look).rows)


def press(face: Face, look: Look, *keys: str) -> None:
    """Press keys, drawing before each as a terminal would, and do the work that they lead to."""
    for key in keys:
        face.frame(look)
        work = face.press(key, look)
        if work:
            work.then(work.run())


def mark(face: Face, look: Look, yes: Collection[int]) -> None:
    """Mark the options with these filed indices, and on a choose-all the other lines no."""
    assert face.visit
    ask = face.visit.step
    assert isinstance(ask, Ask)
    for position, index in enumerate(ask.order, 1):
        if ask.item.kind == "choose-all":
            press(face, look, *[str(position)] * (1 if index in yes else 2))
        elif index in yes:
            press(face, look, str(position))


def answer(face: Face, look: Look, verdict: str) -> None:
    """Answer the question on screen: ``right``, ``wrong`` (surely so) or ``unsure``."""
    assert face.visit
    ask = face.visit.step
    assert isinstance(ask, Ask)
    if verdict == "unsure":
        press(face, look, "0")
        return
    right = set(ask.item.right)
    wrong = right ^ {0, 1} if ask.item.kind == "choose-all" else {min(set(ask.order) - right)}
    mark(face, look, right if verdict == "right" else wrong)
    press(face, look, "t")


def through(face: Face, look: Look) -> Iterator[None]:
    """Give every scroll position of what is read, from the top to the bottom."""
    yield
    for _ in range(ENOUGH):
        before = shown(face, look)
        press(face, look, "down")
        if shown(face, look) == before:
            return
        yield


_QUIZ = (
    *("right", "wrong", "right", "right", "unsure", "unsure"),
    *("wrong", "unsure", "right", "right", "unsure", "wrong"),
)
"""How the questions of the quiz are answered, in the order in which the golden course asks them."""


def key_screens(course: Course, look: Look, *, kiosk: bool = False) -> Iterator[tuple[str, Face]]:
    """Walk through a visit; give each key screen the first time that it is seen, with its name."""
    face = Face(SeededDesk(course), minutes_of=lambda _: MINUTES, kiosk=kiosk)
    yield "welcome", face
    yield from _over(face, look, "?", "help")
    press(face, look, "3", "a", "up", "up")
    yield "code", face
    press(face, look, "escape", "escape", "escape", "1")
    yield from _steps(face, look)
    yield from _over(face, look, "r", "warnings")
    press(face, look, "r", "1")
    yield "warning", face
    press(face, look, "escape", "escape", "p")
    yield "take-home", face
    press(face, look, "c")
    if isinstance(face.view, PhoneView):
        yield "take-home-phone", face
        press(face, look, "escape")
    press(face, look, "escape")


def _over(face: Face, look: Look, key: str, name: str) -> Iterator[tuple[str, Face]]:
    press(face, look, key)
    yield name, face
    press(face, look, "escape")


def _steps(face: Face, look: Look) -> Iterator[tuple[str, Face]]:
    """Go on to the summary."""
    seen: set[str] = set()
    answers = {"before": iter(("right", "wrong", "unsure")), "check": iter(("right",) * 99), "quiz": iter(_QUIZ * 99)}
    while face.visit:
        step = face.visit.step
        name = _name_of(face)
        if name not in seen:
            seen.add(name)
            yield name, face
            if isinstance(step, PageStep):
                yield from _over(face, look, "s", f"{name}-sources")
        if isinstance(step, Ask):
            if name not in seen or f"{name}-marked" not in seen:
                seen.add(f"{name}-marked")
                yield from _marking(face, look, name)
            answer(face, look, next(answers[step.part]))
        elif isinstance(step, Checklist):
            press(face, look, "enter", "down", "down", "enter")
            yield "checklist-marked", face
            press(face, look, "n")
        elif isinstance(step, Summary):
            return
        else:
            press(face, look, "enter")


def _marking(face: Face, look: Look, name: str) -> Iterator[tuple[str, Face]]:
    """Show a question half marked, refused, and with the focus on a line to submit with."""
    press(face, look, "t")
    yield f"{name}-refused", face
    press(face, look, "2", "3", "3")
    yield f"{name}-marked", face
    press(face, look, *["down"] * 40, "up")
    yield f"{name}-submit", face
    yield from _over(face, look, "q", f"{name}-stop")
    press(face, look, *["up"] * 40)


def _name_of(face: Face) -> str:
    """Name what is on screen by the kind of its step."""
    assert face.visit
    step = face.visit.step
    if isinstance(step, Feedback):
        return f"feedback-{step.ask.item.kind}-{'unsure' if step.unsure else 'right' if step.right else 'wrong'}"
    if isinstance(step, Ask):
        return f"ask-{step.item.kind}"
    if isinstance(step, PageStep):
        return f"page-{step.page}"
    if isinstance(step, Again):
        return "again" if step.round == 1 else f"again-{step.round}"
    return "talk" if isinstance(step, HandOver) else step.key.replace(":", "-")


def at_question(kind: str = "choose-one") -> Face:
    """Return a face at a question of the quiz."""
    desk = SeededDesk(GOLDEN)
    visit, code = desk.start("quiz", "en")
    take(visit, GoOn())
    if kind == "choose-all":
        take(visit, Answer(frozenset({2}), sure=True))
        take(visit, GoOn())
    return Face(desk, visit=visit, code=code)


def step_of(face: Face) -> Step:
    """Return the step that a face is at."""
    assert face.visit is not None
    return face.visit.step


def question(face: Face) -> QuestionView:
    """Return the question on screen."""
    assert isinstance(face.view, QuestionView)
    return face.view


def events_of(face: Face) -> int:
    """Return how many events the visit has."""
    assert face.visit is not None
    return face.visit.state.seq
