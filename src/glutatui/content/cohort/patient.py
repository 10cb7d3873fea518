"""A made-up patient: what he holds of each warning, how he answers, and what a second explanation does.

Where each figure comes from stands beside it; most are our assumptions, and none was measured on people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeAlias

from glutatui.course import Course, Warning  # noqa: A004  (the project's own term)
from glutatui.visit import Answer, Ask

Mind: TypeAlias = Literal["knows", "half", "trap", "guesses"]
"""What a patient holds of one warning: it; a half of it; a mistaken belief instead; nothing."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of literacy."""

    name: str
    takes_in: float
    """Chance that the lessons leave a patient knowing a warning.

    Of 395 patients 63, 51 and 38 % by literacy misread at least one of 5 labels (education standard, section 1), so
    one message is taken in with the fifth root of what is left; the highest level is our assumption.
    """
    learns: float
    """Chance that feedback and the second explanation teach a warning that was missed.

    In Sudore 2006 (section 1) 28 % had all 7 questions right on pass 1 and 80 % by pass 2: 0.81 of the misses were
    mended. Spread over the levels by our assumption.
    """
    forgets: float
    """Chance that a warning known is gone before it is asked. Our assumption."""
    slips: float
    """Chance that a patient who knows marks one option or line wrong: 0.5, 2 and 5 % are those of section 7."""
    words_a_minute: float
    """Our assumption, around the 130 of the program's own estimate."""


LEVELS = (
    Level("low", 0.37**0.2, 0.75, 0.06, 0.05, 90),
    Level("marginal", 0.49**0.2, 0.80, 0.04, 0.02, 110),
    Level("adequate", 0.62**0.2, 0.85, 0.03, 0.02, 140),
    Level("high", 0.95, 0.90, 0.02, 0.005, 180),
)

UNKNOWING: Sequence[tuple[Mind, float]] = (("half", 1 / 3), ("trap", 1 / 3), ("guesses", 1 / 3))
"""What those hold who do not know a warning. Our assumption; section 7 describes the half-knowing patient."""

HALF_KEEPS = 2
"""Options of a scenario that a half-knowing patient cannot tell apart; of five lines he is sure of ``HALF_SURE``."""
HALF_SURE = 3

FIRM = 0.5
"""How much seldomer a mistaken belief is unlearnt than a gap is filled (PMC3604148 gives no figure: our assumption)."""

UNSURE = 0.25
"""Chance that a patient with a gap says "I'm not sure" rather than guess. Our assumption."""


class Patient:
    """One made-up patient: what he holds of each warning, and how he answers."""

    def __init__(self, course: Course, level: Level, number: int) -> None:
        """Draw what the lessons left; the same number draws the same patient, and each warning its own chances.

        So a further round changes nothing in what came before it.
        """
        self._level = level
        self._chances = {
            warning.id: Random(f"{number} {warning.id}").random  # noqa: S311  (a simulation, the same each time)
            for warning in course.warnings
        }
        self._chance = Random(number).random  # noqa: S311
        self.mind: dict[str, Mind] = {}
        self._belief: dict[str, str] = {}
        for warning in course.warnings:
            self._chance = self._chances[warning.id]
            taken_in = self._chance() < level.takes_in and self._chance() >= level.forgets
            self.mind[warning.id] = "knows" if taken_in else self._gap()
            self._belief[warning.id] = self._trap_of(warning)

    def _gap(self) -> Mind:
        drawn = self._chance()
        for mind, share in UNKNOWING:
            drawn -= share
            if drawn < 0:
                return mind
        return "guesses"

    def _trap_of(self, warning: Warning) -> str:
        traps = sorted({option.trap for item in warning.items for option in item.options if option.trap})
        return traps[int(self._chance() * len(traps))] if traps else ""

    def answer(self, ask: Ask) -> Answer:
        """Answer a question of the quiz."""
        mind = self.mind[ask.warning or ""]
        self._chance = self._chances[ask.warning or ""]
        if mind in {"half", "guesses"} and self._chance() < UNSURE:
            return Answer(frozenset(), unsure=True)
        sure = mind in {"knows", "trap"}
        chosen = self._choice(ask, mind) if ask.item.kind == "choose-one" else self._lines(ask, mind)
        return Answer(chosen, sure=sure)

    def _choice(self, ask: Ask, mind: Mind) -> frozenset[int]:
        options = ask.item.options
        right = min(ask.item.right)
        wrong = [index for index in ask.order if index != right]
        if mind == "knows":
            return frozenset({self._one(wrong) if self._chance() < self._level.slips else right})
        believed = [index for index in wrong if options[index].trap == self._belief[ask.warning or ""]]
        if mind == "trap" and believed:
            return frozenset({believed[0]})
        left = [right, *wrong[: HALF_KEEPS - 1]] if mind == "half" else [right, *wrong]
        return frozenset({self._one(left)})

    def _lines(self, ask: Ask, mind: Mind) -> frozenset[int]:
        options = ask.item.options
        yes = set()
        known = set(ask.order[:HALF_SURE]) if mind == "half" else set()
        for index in ask.order:
            marked = options[index].right
            if mind == "knows" or index in known:
                marked ^= self._chance() < self._level.slips
            elif mind == "trap" and options[index].trap == self._belief[ask.warning or ""]:
                marked = True
            else:
                marked = self._chance() < 0.5  # noqa: PLR2004  (a fair coin)
            yes |= {index} if marked else set()
        return frozenset(yes)

    def _one(self, indices: Sequence[int]) -> int:
        return indices[int(self._chance() * len(indices))]

    def taught(self, warning: str) -> None:
        """Hear a warning explained a second time; it may be forgotten again before it is asked."""
        mind = self.mind[warning]
        self._chance = self._chances[warning]
        chance = self._level.learns * (FIRM if mind == "trap" else 1)
        if mind == "knows" or self._chance() < chance:
            self.mind[warning] = "knows" if self._chance() >= self._level.forgets else "half"
