"""Slips of the pen in texts that rest on safety claims: a number, a unit, a negation, a hedge, a direction."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from glutatui.content.draft import Draft
from glutatui.content.mutants.mutant import Mutant, spread
from glutatui.content.mutants.rereading import Shelf
from glutatui.content.problems import Place
from glutatui.course import Sentence, Texts

MOST = 60
"""Mutants of one kind."""


def _swapped(pairs: str) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    """Return what finds a word of a list and puts its opposite: ``one/other one/other``."""
    table = dict(pair.split("/") for pair in pairs.split())

    def other(found: re.Match[str]) -> str:
        word = table[found.group().lower()].replace("_", " ")
        return word.capitalize() if found.group()[0].isupper() else word

    return re.compile(rf"\b(?:{'|'.join(table)})\b(?!')", re.IGNORECASE), other


def _number(found: re.Match[str]) -> str:
    number = found.group()
    return number.removesuffix("0") if number.endswith("0") and len(number) > 1 else f"{number}0"


SLIPS: Mapping[str, Mapping[str, tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]] = MappingProxyType(
    {
        "numbers": {
            "a number ten times as large or small": (re.compile(r"(?<![\w.,#-])\d+(?:\.\d+)?(?![\w.,]*\w)"), _number),
            "a number one off": (
                re.compile(r"(?<![\w.,#-])\d+(?![\w.,]*\w)"),
                lambda found: str(int(found.group()) + 1),
            ),
            "a number word": _swapped("one/two two/three three/thirteen half/double twice/once ten/two five/fifty"),
        },
        "units": {
            "a unit": _swapped(
                "grams/milligrams gram/kilogram kilogram/pound day/week days/hours weeks/months week/day months/years"
                " years/months year/month hours/days minutes/hours"
            ),
        },
        "negations": {
            "a negation lost": (
                re.compile(r"\b(?:not|never|cannot)\b|\bno\b(?=\W+\w)|(?<=\w)n't\b", re.IGNORECASE),
                lambda _: "",
            ),
            "a negation turned": _swapped("never/always without/with none/all nothing/everything nobody/everybody"),
            "a negation too many": (
                re.compile(r"\b(?:is|are|could|may|might|can|should|does|do|will|must)\b(?! not\b|n't)", re.IGNORECASE),
                lambda found: f"{found.group()} not",
            ),
        },
        "hedges": {
            "a hedge lost": (
                re.compile(r"\b(?:possibly|probably|usually|often|sometimes|may|might|could)\b", re.IGNORECASE),
                lambda found: "will" if found.group().lower() in {"may", "might", "could"} else "",
            ),
        },
        "directions": {
            "a direction turned": _swapped(
                "worse/better better/worse more/less less/more before/after after/before safe/unsafe higher/lower"
                " lower/higher first/last avoid/take stop/start leave/take keep/stop ask/skip only/also up/down"
            ),
        },
    }
)
"""By group: what is looked for in a text, and what is put in its place."""


def slips(shelf: Shelf, group: str, kind: str) -> list[Mutant]:
    """Return the mutants of a kind, one for each place, at most ``MOST`` spread over the course."""
    looked, put = SLIPS[group][kind]
    found: list[Mutant] = []
    for texts in {id(one): one for one in safety_texts(shelf.draft)}.values():
        place, text = shelf.draft.of(texts), shelf.draft.text(texts)
        source = shelf.texts.get(place.path, "")
        number = len(looked.findall(text))
        start = offset_of(source, place)
        for index, match in enumerate(looked.finditer(source, start)):
            if index == number:
                break
            changed = source[: match.start()] + put(match) + source[match.end() :]
            found.append(Mutant(kind, place.path, changed, source.count("\n", 0, match.start()) + 1))
    return spread(found, MOST)


def offset_of(source: str, place: Place) -> int:
    """Return the index of a place in the text of its file."""
    index = 0
    for _ in range(place.line - 1):
        index = source.index("\n", index) + 1
    return index + place.column - 1


def safety_texts(draft: Draft) -> Iterator[Texts]:
    """Give every text that rests on a safety claim: cards, sentences, questions, options, feedback, warnings' lines."""
    course = draft.course
    safety = {claim.id for claim in course.claims if claim.safety}
    yield from (sentence.text for sentence in _sentences(draft, safety))
    for item in draft.items():
        if safety & set(item.claims):
            yield from (item.ask, item.unsure)
            yield from (texts for option in item.options for texts in (option.text, option.because))
    for warning in course.warnings:
        yield from (warning.says, warning.again)
        yield from (part.when for part in warning.parts)
    for conflict in course.conflicts:
        if safety & {claim for side in conflict.sides for claim in side.claims}:
            yield from (texts for texts in (conflict.short, conflict.safest_reading) if texts)
    yield from (claim.statement for claim in course.claims if claim.safety)


def _sentences(draft: Draft, safety: set[str]) -> Iterator[Sentence]:
    for block in draft.blocks():
        for sentence in (sentence for item in block.items for sentence in item):
            if block.warning or safety & set(sentence.claims):
                yield sentence
