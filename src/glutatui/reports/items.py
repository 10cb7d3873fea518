"""Figures of each item from pooled first attempts, and which items may be faulty."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, Literal, TypeAlias

from glutatui.course import Course, Item
from glutatui.reports.figures import DOUBT, HIDDEN_BELOW, doubt_of_line, doubt_of_option, index_of, paired
from glutatui.reports.sittings import Mark, Section
from glutatui.reports.tally import Attempts

Flag: TypeAlias = Literal["check-key", "too-hard", "sure-and-wrong", "too-easy", "options-unused", "does-not-tell"]
"""What may be wrong with an item, the worst first."""

Answers: TypeAlias = Counter[tuple[Mark, int | None]]
"""Answers to one item, by the right answers to all other items of the section."""

HARD: Final = 0.20
"""Share of right answers below which an item is flagged (education standard, section 8)."""
EASY: Final = 0.90
"""Share of right answers above which a question before the lessons is flagged: it measures no gain."""
TELLS: Final = 0.20
"""Corrected point-biserial, and D, below which an item is flagged; where the first is below 0 its key comes first."""
SURE_AND_WRONG: Final = 0.10
"""Share of sure answers that were wrong, from which an item is flagged."""
USED: Final = 0.05
"""Share of patients from which a wrong option counts as used."""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What first attempts say about an item; ``None`` where a figure is hidden or cannot be computed."""

    item: Item
    section: Section
    answers: int
    difficulty: float | None
    """The share of right answers."""
    discrimination: float | None
    """The corrected point-biserial: with the right answers to the other items of the section."""
    index: float | None
    """D: the share right in the top 27 % less that in the bottom 27 %, by the right answers of the whole section."""
    unsure: float | None
    """The share of "I'm not sure"."""
    sure_and_wrong: float | None
    """The share of sure answers that were wrong; hidden below 30 sure ones."""
    chosen: tuple[float, ...] | None
    """For each option the share of patients who chose it, or marked the line yes."""
    working: int | None
    """Wrong options of a choose-one that at least 5 % chose, and rather those who knew less."""
    doubted: int | None
    """The option or line that would fit the answers far better turned round; told from the first answer on."""
    flags: tuple[Flag, ...]


def item_figures(course: Course, language: str, attempts: Attempts) -> tuple[ItemFigures, ...]:
    """Return the figures of the items of a course, in its order.

    Answers to another wording, key or revision of an item are another item's (education standard, rule L36).
    """
    sections: dict[str, Section] = {item.id: "quiz" for warning in course.warnings for item in warning.items}
    sections.update((item.id, "check") for lesson in course.lessons for item in lesson.checks)
    sections.update((item.id, "before") for item in course.before)
    found = _answers(course, language, attempts)
    usual: dict[str, float] = {}
    for kind in {(sections[item.id], item.kind) for item in course.items()}:
        usual |= _usual(found, [item for item in course.items() if (sections[item.id], item.kind) == kind])
    return tuple(_figures(item, sections[item.id], found[item.id], usual[item.id]) for item in course.items())


def wording(item: Item, language: str) -> str:
    """Return what tells versions of an item apart: its revision, question, options and key in a language."""
    parts = [str(item.revision), item.ask[language]]
    parts += [f"{option.text[language]}{option.right}" for option in item.options]
    return sha256("\0".join(parts).encode()).hexdigest()


def _answers(course: Course, language: str, attempts: Attempts) -> dict[str, Answers]:
    """Return the answers to each item of a course."""
    found: dict[str, Answers] = {item.id: Counter() for item in course.items()}
    same: dict[int, bool] = {}
    for (mark, rest), count in attempts.marks.items():
        name, it = mark.item.id, id(mark.item)
        if it not in same:
            ours = course.item_of.get(name)
            same[it] = ours is not None and wording(ours, language) == wording(mark.item, language)
        if same[it]:
            found[name][mark, rest] += count
    return found


@dataclass(frozen=True, slots=True)
class _Decided:
    """The answers to an item but for "I'm not sure": how many decisions there were, and how many went as filed.

    A choice is one decision, five lines are five.
    """

    agreed: int
    all: int


def _decided(item: Item, answers: Answers) -> _Decided:
    size = 1 if item.kind == "choose-one" else len(item.options)
    total = agreed = 0
    for (mark, _), count in answers.items():
        if not mark.unsure:
            total += size * count
            differing = len(item.right ^ set(mark.chosen)) if size > 1 else not mark.right
            agreed += (size - differing) * count
    return _Decided(agreed, total)


def _usual(found: Mapping[str, Answers], items: Iterable[Item]) -> Mapping[str, float]:
    """Return for each of some items the share of decisions on the *others* that went as filed; 0 where none is."""
    decided = {item.id: _decided(item, found[item.id]) for item in items}
    agreed, total = sum(one.agreed for one in decided.values()), sum(one.all for one in decided.values())
    return {
        name: (agreed - one.agreed) / (total - one.all) if total > one.all else 0.0 for name, one in decided.items()
    }


def _figures(item: Item, section: Section, answers: Answers, usual: float) -> ItemFigures:
    n, right, unsure, sure, sure_and_wrong = 0, 0, 0, 0, 0
    chosen = [0] * len(item.options)
    for (mark, _), count in answers.items():
        n += count
        right += count * mark.right
        unsure += count * mark.unsure
        sure += count * mark.sure
        sure_and_wrong += count * (mark.sure and not mark.right)
        for at in mark.chosen:
            chosen[at] += count
    shown = n >= HIDDEN_BELOW
    found = ItemFigures(
        item=item,
        section=section,
        answers=n,
        difficulty=right / n if shown else None,
        discrimination=_correlation(answers, None),
        index=_index(answers),
        unsure=unsure / n if shown else None,
        sure_and_wrong=sure_and_wrong / sure if sure >= HIDDEN_BELOW else None,
        chosen=tuple(count / n for count in chosen) if shown else None,
        working=_working(item, answers, chosen, n) if shown and item.kind == "choose-one" else None,
        doubted=_doubted(item, chosen, n - unsure, usual),
        flags=(),
    )
    return replace(found, flags=tuple(flags_of(found)))


def _correlation(answers: Answers, option: int | None) -> float | None:
    """Return how being right (or choosing an option) goes with the right answers to the other items.

    Of the patients who went through the whole section; None below 30 of them.
    """
    cells: Counter[tuple[bool, int]] = Counter()
    for (mark, rest), count in answers.items():
        if rest is not None:
            cells[mark.right if option is None else option in mark.chosen, rest] += count
    return paired(cells).correlation() if cells.total() >= HIDDEN_BELOW else None


def _index(answers: Answers) -> float | None:
    """Return D of the patients who went through the whole section; None below 30 of them."""
    cells: Counter[tuple[bool, int]] = Counter()
    for (mark, rest), count in answers.items():
        if rest is not None:
            cells[mark.right, rest + mark.right] += count
    return index_of(cells) if cells.total() >= HIDDEN_BELOW else None


def _working(item: Item, answers: Answers, chosen: Sequence[int], n: int) -> int:
    """Return how many wrong options do their work: used, and rather by those who know less."""
    used = [at for at in range(len(chosen)) if at not in item.right and chosen[at] >= USED * n]
    return sum((_correlation(answers, at) or 0.0) < 0 for at in used)


def _doubted(item: Item, chosen: Sequence[int], decided: int, usual: float) -> int | None:
    """Return the option or line that would fit the answers 300 times better if it were filed otherwise."""
    if item.kind == "choose-one":
        if len(item.right) != 1 or len(chosen) < 2:  # noqa: PLR2004  (nothing to mix up)
            return None
        rival, doubt = doubt_of_option(chosen, min(item.right), usual)
        return rival if doubt >= DOUBT else None
    doubts = []
    for at, marked in enumerate(chosen):
        agreed = marked if at in item.right else decided - marked
        doubts.append((doubt_of_line(agreed, decided - agreed, usual), at))
    doubt, line = max(doubts)
    return line if doubt >= DOUBT else None


def flags_of(found: ItemFigures) -> Iterator[Flag]:
    """Give what may be wrong with an item (education standard, section 8); a figure that is hidden flags nothing."""
    if found.doubted is not None or _below(found.discrimination, 0):
        yield "check-key"
    elif _below(found.discrimination, TELLS) or _below(found.index, TELLS):
        yield "does-not-tell"
    if _below(found.difficulty, HARD):
        yield "too-hard"
    if found.sure_and_wrong is not None and found.sure_and_wrong >= SURE_AND_WRONG:
        yield "sure-and-wrong"
    if found.section == "before" and found.difficulty is not None and found.difficulty > EASY:
        yield "too-easy"
    if found.working == 0:
        yield "options-unused"


def _below(figure: float | None, bar: float) -> bool:
    return figure is not None and figure < bar
