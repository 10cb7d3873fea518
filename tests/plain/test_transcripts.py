"""Whole visits as they are heard: transcripts that somebody has read and approved, and what holds for each of them."""

import re
from collections.abc import Callable, Mapping
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest

from glutatui.plain import run_plain
from glutatui.visit import Answer, Ask, Choice, Step, Summary, Visit
from glutatui.words import say
from shelves import SHELVED
from visits import CODE, SeededDesk, dice, guessed, knowing, onward, walk


class Typist(StringIO):
    """What a patient types; each line is written down where it was typed."""

    def __init__(self, typed: str, out: StringIO) -> None:
        """Type lines for a talk."""
        super().__init__(typed)
        self._out = out

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Type a line."""
        line = super().readline(-1 if size is None else size)
        self._out.write(f"[{line.rstrip()}]\n" if line else "[end of input]\n")
        return line


def heard(visit: Visit, typed: str) -> str:
    """Return all that is said and typed."""
    out = StringIO()
    assert run_plain(visit, code=CODE, language="en", lines_in=Typist(typed, out), out=out) == 0
    return out.getvalue()


def lines_for(choices: list[tuple[Step, Choice]]) -> str:
    """Return what somebody types who makes these choices."""
    typed = []
    for step, choice in choices:
        if isinstance(step, Ask) and isinstance(choice, Answer):
            places = " ".join(str(n) for n, index in enumerate(step.order, 1) if index in choice.chosen)
            typed.append("0" if choice.unsure else (places or "-") + ("" if choice.sure else "?"))
        else:
            typed.append("")
    return "".join(f"{line}\n" for line in typed)


def visit_of(mode: str, answers: dict[int, str]) -> str:
    """Hear a visit of somebody who knows everything, but for some of the questions, counted from 0.

    Args:
        mode: ``learn`` or ``quiz``.
        answers: How those are answered: ``wrong``, ``think-so`` (and right) or ``not-sure``.
    """
    made: list[tuple[Step, Choice]] = []
    rng = dice(7)

    def choose(step: Step) -> Choice:
        how = answers.get(sum(isinstance(was, Ask) for was, _ in made), "") if isinstance(step, Ask) else ""
        choice = knowing(step) if not how else onward(step)
        if isinstance(step, Ask) and how == "wrong":
            chosen = guessed(rng, step)
            while chosen == step.item.right:
                chosen = guessed(rng, step)
            choice = Answer(chosen, sure=True)
        elif isinstance(step, Ask) and how:
            choice = Answer(frozenset(), unsure=True) if how == "not-sure" else Answer(step.item.right, sure=False)
        made.append((step, choice))
        return choice

    visit, _ = SeededDesk(SHELVED).start(mode, "en")
    assert sum(1 for _ in walk(visit, choose))
    desk = SeededDesk(SHELVED)
    return heard(desk.start(mode, "en")[0], lines_for(made) + "\n")


def typing(mode: str, *typed: str) -> str:
    """Hear a visit in which these lines are typed."""
    desk = SeededDesk(SHELVED)
    return heard(desk.start(mode, "en")[0], "".join(f"{line}\n" for line in typed))


def resumed() -> str:
    """Hear a visit that was left in its quiz, and is taken up again."""
    desk = SeededDesk(SHELVED)
    heard(desk.start("quiz", "en")[0], "\n0\n\nq\n")
    return heard(desk.resume(CODE), "0\n\nq\n")


SPOKEN: Mapping[str, Callable[[], str]] = {
    "learn-all-right": lambda: visit_of("learn", {}),
    "quiz-missed-and-taught-again": lambda: visit_of("quiz", {0: "wrong"}),
    "quiz-missed-in-each-round": lambda: visit_of("quiz", {0: "wrong", 6: "wrong", 8: "not-sure"}),
    "quiz-not-sure-and-think-so": lambda: visit_of("quiz", {0: "not-sure", 1: "not-sure", 2: "think-so"}),
    "library-and-sources": lambda: typing(
        "learn", "l", "2", "s", "", "b", "l", "/eggs", "1", "b", "/zebra", "3", "2", "s", "b", "b", "q"
    ),
    "coming-back": resumed,
    "end-of-input": lambda: typing("learn", "", "2"),
    "wrong-input": lambda: typing("quiz", "what", "", "9", "1 2", "maybe", "l", "s", "h", "q"),
}


@pytest.fixture(scope="module")
def transcripts() -> dict[str, str]:
    """Every transcript, by name."""
    return {name: speak() for name, speak in SPOKEN.items()}


@pytest.mark.parametrize("name", SPOKEN)
def test_a_visit_sounds_as_approved(name: str, transcripts: dict[str, str], approved: Any) -> None:  # noqa: ANN401
    assert transcripts[name] == approved


@pytest.mark.parametrize("name", SPOKEN)
def test_each_line_can_be_heard_on_its_own(name: str, transcripts: dict[str, str]) -> None:
    """No drawing, no doubled ending, no line said twice in a row, and a prompt before each thing that is typed."""
    lines = transcripts[name].splitlines()
    for before, line in pairwise(lines):
        assert not line or line != before, line
        assert not re.search(r"[?!.:][.]$|\.\.", line), line
        assert not re.search("[\N{BOX DRAWINGS LIGHT HORIZONTAL}-\N{BLACK RIGHT-POINTING POINTER}]", line), line
        assert line.startswith("> ") == before.startswith("> ") is False or line.startswith(("[", ">"))
    assert all(lines[at - 1].startswith("> ") for at, line in enumerate(lines) if line.startswith("["))


@pytest.mark.parametrize("name", SPOKEN)
def test_choices_follow_each_other_from_one(name: str, transcripts: dict[str, str]) -> None:
    last = 0
    for line in transcripts[name].splitlines():
        found = re.match(r"([0-9]+)\. ", line)
        assert found is None or int(found[1]) == last + 1
        last = int(found[1]) if found else 0


def test_the_summary_comes_once_and_the_code_last(transcripts: dict[str, str]) -> None:
    said = transcripts["learn-all-right"]
    assert said.count(f"{say('en', 'summary-title')}.") == 1
    assert said.endswith(say("en", "bye-finished", code=CODE) + "\n")


def test_marks_can_be_made_at_the_end_and_are_told_but_never_kept() -> None:
    desk = SeededDesk(SHELVED)
    visit, _ = desk.start("quiz", "en")
    for _ in walk(visit, knowing):
        pass
    assert isinstance(visit.step, Summary)
    events = desk.events
    said = heard(visit, "m\nx\nh\n1\nm\nl\n1\nb\nb\nm\nb\nq\n")
    before, _, after = said.partition("[1]")
    assert say("en", "plain-help-title") in before
    assert "Foods in full. Page 1 of 1." in after, "the list of readings takes numbers again"
    assert after.count(f"{say('en', 'summary-title')}.") == 3
    prompts = [line[2:] for line in said.splitlines() if line.startswith("> ")]
    assert prompts[1:4] == [say("en", "plain-prompt-checklist")] * 3
    assert prompts[-1] == say("en", "plain-prompt-end")
    assert say("en", "plain-mine") in before
    assert say("en", "plain-repeat") in before
    assert say("en", "summary-applies") not in before
    assert f"{say('en', 'summary-applies')}." in after
    assert desk.events == events
