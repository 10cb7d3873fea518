"""The same choices give the same events in the line face and in the Textual face."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from random import Random
from typing import Any, Literal, TypeAlias

import pytest

from courses import small_course
from glutatui.course import Course
from glutatui.plain import run_plain
from glutatui.tui.face import Face
from glutatui.tui.look import Look
from glutatui.visit import Answer, Ask, Checklist, Choice, Done, GoOn, Policy, Step
from visits import CODE, SeededDesk, dice, walk

VISITS = 1000
DRAWN = 90
"""Visits to the whole small course, in which every screen is laid out before a key is pressed."""
COURSE = small_course()
SHORT = small_course(warnings=1, lessons=1, pages=1)
"""For all other visits: as many ways through fewer steps."""
LOOKS = (Look(80, 24), Look(40, 12), Look(120, 40))
ENOUGH = 400
"""Keys after which a step must have led on."""

How: TypeAlias = Literal["sure", "think-so", "not-sure"]


@dataclass(frozen=True)
class Move:
    """What somebody does at a step, whatever the face."""

    step: Step
    chosen: frozenset[int] = frozenset()
    """Shown positions, from 1: of the option, of the lines that are yes, or of the checklist's lines."""
    how: How = "sure"
    aside: bool = False
    """Whether to look at the help and at what was before, first."""


def choice_of(move: Move) -> Choice:
    """Return the choice that a move is."""
    if isinstance(move.step, Checklist):
        return Done()
    if not isinstance(move.step, Ask):
        return GoOn()
    chosen = frozenset(move.step.order[position - 1] for position in move.chosen)
    return Answer(chosen, sure=move.how == "sure", unsure=move.how == "not-sure")


def a_move(rng: Random, course: Course, step: Step) -> Move:
    """Do anything that can be done at a step."""
    aside = rng.random() < 0.1
    if isinstance(step, Checklist):
        lines = sum(len(warning.applies) for warning in course.warnings)
        return Move(step, frozenset(n for n in range(1, lines + 1) if rng.random() < 0.3), aside=aside)
    if not isinstance(step, Ask):
        return Move(step, aside=aside)
    how: How = rng.choice(("sure", "sure", "think-so", "not-sure"))
    places = range(1, len(step.order) + 1)
    if how == "not-sure":
        return Move(step, how=how, aside=aside)
    if rng.random() < 0.6:
        return Move(step, frozenset(step.order.index(index) + 1 for index in step.item.right), how, aside)
    if step.item.kind == "choose-one":
        return Move(step, frozenset({rng.choice(places)}), how, aside)
    return Move(step, frozenset(place for place in places if rng.random() < 0.5), how, aside)


def moves_of(desk: SeededDesk, rng: Random, mode: str) -> list[Move]:
    """Go through a visit without a face; return what was done."""
    visit, _ = desk.start(mode, "en")
    moves: list[Move] = []

    def choose(step: Step) -> Choice:
        moves.append(a_move(rng, desk.course, step))
        return choice_of(moves[-1])

    for _ in walk(visit, choose):
        pass
    return moves


def typed(moves: Sequence[Move]) -> str:
    """Return moves as lines of the protocol."""
    lines: list[str] = []
    for move in moves:
        if move.aside:
            lines += ["h", "l", "s", "nonsense", "7 7"]
        if isinstance(move.step, Ask) and move.how == "not-sure":
            lines.append("0")
        elif isinstance(move.step, Ask | Checklist):
            numbers = " ".join(map(str, sorted(move.chosen))) or "-"
            lines.append(numbers + (" ?" if move.how == "think-so" else ""))
        else:
            lines.append("")
    return "".join(f"{line}\n" for line in lines)


def in_plain(desk: SeededDesk, moves: Sequence[Move], mode: str) -> None:
    """Make the moves in the line face."""
    visit, code = desk.start(mode, "en")
    lines = StringIO(typed(moves))
    assert run_plain(visit, code=code, language="en", lines_in=lines, out=StringIO()) == 0
    assert not lines.read(), "a step took fewer lines than it was given"


def in_textual(desk: SeededDesk, moves: Sequence[Move], mode: str, look: Look, *, drawn: bool = True) -> None:
    """Make the moves in the Textual face; ``drawn``: with every screen laid out on the way."""
    face = Face(desk, language="en", mode=mode)
    assert press(face, "1", look, drawn=drawn), "the welcome did not begin a visit"
    for move in moves:
        assert face.visit is not None
        assert face.visit.step == move.step
        if move.aside:
            for key in ("?", "escape", "x", "up", "down"):
                assert not press(face, key, look, drawn=drawn)
        for key in keys(face, move):
            if press(face, key, look, drawn=drawn):
                break
        else:
            pytest.fail(f"{move} led nowhere")


def press(face: Face, key: str, look: Look, *, drawn: bool = True) -> bool:
    """Press a key, and do the work that it leads to; tell whether there was any."""
    if drawn:
        face.frame(look)
    work = face.press(key, look)
    if work is None:
        return False
    work.then(work.run())
    return True


def keys(face: Face, move: Move) -> Iterator[str]:
    """Give the keys that make a move; a reading may need Enter more than once."""
    if isinstance(move.step, Checklist):
        yield from marking(face, sorted(move.chosen))
        return
    if not isinstance(move.step, Ask):
        yield from ["enter"] * ENOUGH
        return
    if move.how == "not-sure":
        yield "0"
        return
    if move.step.item.kind == "choose-all":
        for place in range(1, len(move.step.order) + 1):
            yield from [str(place)] * (1 if place in move.chosen else 2)
    else:
        yield from map(str, move.chosen)
    if move.how == "think-so":
        yield "t"
        return
    yield from down_to(face, len(move.step.order))
    yield "enter"


def marking(face: Face, places: Sequence[int]) -> Iterator[str]:
    """Give the keys that mark lines of the checklist, and go on."""
    assert face.visit is not None
    lines = sum(len(warning.applies) for warning in face.visit.course.warnings)
    for place in [*places, lines + 1]:
        yield from down_to(face, place - 1)
        yield "enter"


def down_to(face: Face, place: int) -> Iterator[str]:
    """Give the keys that move to a choice."""
    for _ in range(ENOUGH):
        focus = face.view.focus or 0
        if focus == place:
            return
        yield "down" if focus < place else "up"


def kept(desk: SeededDesk) -> list[tuple[str, Any]]:
    """Return what is kept of a visit, without ids and times."""
    return [(event.kind, event.data) for event in desk.events]


@pytest.mark.parametrize("part", range(4))
def test_the_same_choices_give_the_same_events(part: int) -> None:
    for number in range(part, VISITS, 4):
        rng, drawn = dice(number), number < DRAWN
        course = COURSE if drawn else SHORT
        mode = "learn" if number % 8 < 4 else "quiz"
        policy = Policy(rounds=rng.choice((1, 2, 3)))
        bare, plain, face = (SeededDesk(course, f"seed {number}", policy) for _ in range(3))
        moves = moves_of(bare, rng, mode)

        in_plain(plain, moves, mode)
        in_textual(face, moves, mode, LOOKS[number % 3], drawn=drawn)

        assert kept(plain) == kept(face) == kept(bare)
        assert kept(plain)[-1][0] == "finished"


def test_a_visit_begun_in_one_face_goes_on_in_the_other() -> None:
    desk, rng = SeededDesk(COURSE, "seed"), dice(5)
    moves = moves_of(SeededDesk(COURSE, "seed"), rng, "learn")
    half = len(moves) // 2
    visit, code = desk.start("learn", "en")
    run_plain(visit, code=code, language="en", lines_in=StringIO(typed(moves[:half])), out=StringIO())

    face = Face(desk, visit=desk.resume(code), code=CODE)
    for move in moves[half:]:
        assert any(press(face, key, LOOKS[0]) for key in keys(face, move))
    assert kept(desk)[-1][0] == "finished"
