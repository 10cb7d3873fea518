"""The bank as a whole: no rule of thumb finds its right options (education standard, section 2, bank rules)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import comb

from glutatui.content.draft import Draft
from glutatui.content.problems import Place
from glutatui.content.rules.cues import choices, key_and_others
from glutatui.content.rules.pages import words
from glutatui.content.rules.quiz import BANK, OPTIONS
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.stems import ABSOLUTES, HEDGES, content_words, plain_words, words_in
from glutatui.course import Item, Texts

FEW = 6
"""Items below which even the likeliest cue may be chance."""

CHANCE = 0.01
"""How unlikely a count may be in a small bank before it is called a cue."""

THIRD = (0.23, 0.43)
"""Share of right options that may be longest, shortest or filed at one place: a third, give or take 10 points."""

TRUE_LINES = (0.15, 0.35)
"""Share of choose-alls with one, two, three or four true lines (rule L1)."""

CONVERGENCE = 0.43
"""Share of items whose right option is most like the others (rule L15)."""

RATES = 0.10
"""Difference of absolutes, or hedges, in right and wrong options (rule L14)."""

LEAVE = 0.40
"""Share of right options that begin with "do not", "stop" or "leave" (rule L22)."""

ASK = 0.60
"""Share of right options with ask, call, tell or show (rule L22)."""

ASKED_TOO = 0.5
"""Share of those that have a wrong option with such a word (rule L22)."""

_ASK = words_in("ask asks call calls tell tells show shows")


def scenarios(draft: Draft) -> list[Item]:
    """Return the choose-ones of the pairs; an empty list where they are too few for shares."""
    found = [item for item in choices(draft) if item.warning and item.use != "before"]
    return found if len(found) >= BANK else []


def _place(draft: Draft) -> Place:
    return Place(f"quizzes/{draft.language}")


def _found(draft: Draft, share: float, least: float, most: float, **values: object) -> Iterator[Finding]:
    if not least <= share <= most:
        numbers = {"share": round(100 * share), "least": round(100 * least), "most": round(100 * most)}
        yield _place(draft), {**values, **numbers}


@rule("bank-lines", "quizzes")
def bank_lines(draft: Draft) -> Iterator[Finding]:
    """Choose-alls with one, two, three and four true lines are about equally many (rule L1; Couch 2018)."""
    found = [len(item.right) for item in draft.items() if item.kind == "choose-all"]
    if len(found) >= BANK:
        for number in range(1, 5):
            yield from _found(draft, found.count(number) / len(found), *TRUE_LINES, number=number)


@rule("bank-longest", "quizzes")
def bank_longest(draft: Draft) -> Iterator[Finding]:
    """The right option is the longest in about a third of the scenarios (rule L12)."""
    yield from _extreme(draft, max)


@rule("bank-shortest", "quizzes")
def bank_shortest(draft: Draft) -> Iterator[Finding]:
    """The right option is the shortest in about a third of the scenarios (rule L12)."""
    yield from _extreme(draft, min)


def _extreme(draft: Draft, pick: Callable[[Sequence[int]], int]) -> Iterator[Finding]:
    bank = scenarios(draft)
    number = sum(_is_extreme(draft, item, pick) for item in bank)
    if bank:
        yield from _found(draft, number / len(bank), *THIRD)


def _is_extreme(draft: Draft, item: Item, pick: Callable[[Sequence[int]], int]) -> bool:
    """Tell whether the right option is the longest, or the shortest, of all."""
    lengths = [words(draft.text(option.text)) for option in item.options]
    best = pick(lengths)
    return lengths.count(best) == 1 and lengths.index(best) in item.right


@rule("bank-small", "quizzes", "lessons")
def bank_small(draft: Draft) -> Iterator[Finding]:
    """In a small bank the right option is the longest, or the shortest, no oftener than chance explains (rule L12).

    Quick checks and first questions are too few for shares, and so is a small quiz: what chance would do less than
    once in a hundred times is a cue.
    """
    every = [item for item in choices(draft) if len(item.options) == OPTIONS]
    quick = [item for item in every if not item.warning or item.use == "before"]
    asked = [item for item in every if item not in quick]
    for bank in (quick, asked):
        for kind, pick in (("longest", max), ("shortest", min)) if FEW <= len(bank) < BANK else ():
            number = sum(_is_extreme(draft, item, pick) for item in bank)
            if _at_least(number, len(bank)) < CHANCE:
                yield draft.of(bank[0]), {"kind": kind, "number": number, "total": len(bank)}


def _at_least(number: int, total: int) -> float:
    """Return the chance of so many hits or more among so many items of three options."""
    return sum(comb(total, hits) * (1 / 3) ** hits * (2 / 3) ** (total - hits) for hits in range(number, total + 1))


@rule("bank-convergence", "quizzes", language="en")
def bank_convergence(draft: Draft) -> Iterator[Finding]:
    """The right option has most words in common with the others in at most 43 % of the scenarios (rule L15)."""
    bank, number = scenarios(draft), 0
    for item in bank:
        found = [content_words(draft.text(option.text)) for option in item.options]
        shared = [sum(len(one & other) for other in found if other is not one) for one in found]
        number += shared.count(max(shared)) == 1 and shared.index(max(shared)) in item.right
    if bank:
        yield from _found(draft, number / len(bank), 0, CONVERGENCE)


@rule("bank-places", "quizzes")
def bank_places(draft: Draft) -> Iterator[Finding]:
    """The right options are filed first, second and third about equally often (rule L17)."""
    bank = scenarios(draft)
    places = Counter(min(item.right) for item in bank)
    for place in range(3 if bank else 0):
        yield from _found(draft, places[place] / len(bank), *THIRD, number=place + 1)


@rule("bank-cue-words", "quizzes", language="en")
def bank_cue_words(draft: Draft) -> Iterator[Finding]:
    """Absolutes and hedges are about as frequent in right options as in wrong ones (rule L14)."""
    bank = scenarios(draft)
    keys = [plain_words(draft.text(key_and_others(item)[0].text)) for item in bank]
    others = [plain_words(draft.text(option.text)) for item in bank for option in key_and_others(item)[1]]
    for kind in (ABSOLUTES, HEDGES) if bank else ():
        right, wrong = (sum(bool(kind & set(text)) for text in texts) / len(texts) for texts in (keys, others))
        if abs(right - wrong) > RATES:
            yield (
                _place(draft),
                {"words": ", ".join(sorted(kind)), "right": round(100 * right), "wrong": round(100 * wrong)},
            )


@rule("bank-leave", "quizzes", language="en")
def bank_leave(draft: Draft) -> Iterator[Finding]:
    """At most 40 % of the right options begin with "do not", "stop" or "leave" (rule L22)."""
    bank = scenarios(draft)
    keys = [draft.text(key_and_others(item)[0].text).lower() for item in bank]
    number = sum(key.startswith(("do not ", "stop ", "leave ")) for key in keys)
    if bank:
        yield from _found(draft, number / len(bank), 0, LEAVE)


@rule("bank-ask", "quizzes", language="en")
def bank_ask(draft: Draft) -> Iterator[Finding]:
    """At most 60 % of the right options ask, call, tell or show; half of those have a wrong one that does too (L22)."""
    bank = scenarios(draft)
    asking = [item for item in bank if _asks(draft, [key_and_others(item)[0].text])]
    also = sum(_asks(draft, [option.text for option in key_and_others(item)[1]]) for item in asking)
    if bank:
        yield from _found(draft, len(asking) / len(bank), 0, ASK, number=also)
        if also < ASKED_TOO * len(asking):
            yield _place(draft), {"share": round(100 * len(asking) / len(bank)), "least": 0, "most": 60, "number": also}


def _asks(draft: Draft, texts: Sequence[Texts]) -> bool:
    return any(_ASK & set(plain_words(draft.text(text))) for text in texts)
