"""A translation says what the English text says, in a patient's own language (architecture, section 4)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from glutatui.content.draft import Draft
from glutatui.content.problems import Place
from glutatui.content.rules.amounts import passages
from glutatui.content.rules.plain import measured_item, measured_lesson
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.sentences import pieces_of
from glutatui.content.spanish import NEGATIONS
from glutatui.content.stamps import Part, parts_of, stamp_of
from glutatui.content.stems import DENIALS, holds_negation, plain_words
from glutatui.content.translating import is_own
from glutatui.course import Texts

LESSON_EASE = 65
"""INFLESZ figure of a lesson at least: "bastante fácil", as primary schools and bestsellers (Barrio-Cantalejo 2008)."""

ITEM_EASE = 55
"""... of an item with its feedback: "normal", the least that the same study asks of texts for patients."""

FEW_WORDS = 4
"""Words from which on two texts are not equal by chance, as names are."""

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)(?![\w.,]*\d)(?:[\s-]+([^\W\d_]+))?")
_UNITS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        language: {word: name for name, words in units.items() for word in words.split()}
        for language, units in {
            "en": {
                "gram": "gram grams",
                "milligram": "milligram milligrams",
                "kilogram": "kilogram kilograms",
                "pound": "pound pounds",
                "ounce": "ounce ounces",
                "cup": "cup cups",
                "minute": "minute minutes",
                "hour": "hour hours",
                "day": "day days",
                "week": "week weeks",
                "month": "month months",
                "year": "year years",
                "time": "time times",
                "percent": "percent",
            },
            "es": {
                "gram": "gramo gramos",
                "milligram": "miligramo miligramos",
                "kilogram": "kilogramo kilogramos kilo kilos",
                "pound": "libra libras",
                "ounce": "onza onzas",
                "cup": "taza tazas",
                "minute": "minuto minutos",
                "hour": "hora horas",
                "day": "día días",
                "week": "semana semanas",
                "month": "mes meses",
                "year": "año años",
                "time": "vez veces",
                "percent": "porciento",
            },
        }.items()
    }
)
NO_NUMBERS: Counter[tuple[str, str]] = Counter()
"""What a text without a digit holds."""

_FAMILIAR = re.compile(r"\b(?:tú|ti|tu|tus|contigo|tuy[oa]s?|vosotr[oa]s|vuestr[oa]s?)\b", re.IGNORECASE)
_FAMILIAR_SIGNS = (re.compile(r"t[úiu]s?\b|tuy|vosotr|vuestr|contigo"), re.compile('["“«]'))
"""Where such a word may stand; without its quotes a text may hold another word."""
_QUOTED = re.compile(r"[\"“«][^\"”»]*[\"”»]")


@rule("translation-unstamped")
def translation_unstamped(draft: Draft) -> Iterator[Finding]:
    """Of each part of a translation it is noted which English text it was made from (architecture, section 4)."""
    for path, parts in _by_path(draft).items():
        missing = [part for part in parts if part.key not in draft.stamps.of]
        if len(missing) == len(parts):
            yield Place(path, 1, 1), {"id": path, "language": draft.language}
            continue
        yield from ((draft.of(part.at), {"id": part.called, "language": draft.language}) for part in missing)


@rule("translation-stale")
def translation_stale(draft: Draft) -> Iterator[Finding]:
    """No English text has changed since it was translated: an old warning in Spanish is a wrong one."""
    if draft.original is None:
        return
    now = {part.key: stamp_of(part, draft.original.language) for part in _english(draft)}
    for parts in _by_path(draft).values():
        for part in parts:
            before = draft.stamps.of.get(part.key)
            if before is not None and before != now.get(part.key):
                yield draft.of(part.at), {"id": part.called, "language": draft.language}


@rule("number-differs")
def number_differs(draft: Draft) -> Iterator[Finding]:
    """A translated text holds the very numbers of the English one, written alike, each with the same unit.

    A decimal has a point and thousands a comma in both, as in the ledger and in Mexico, so that they can be compared.
    """
    for english, other in _twins(draft):
        wanted, found = _numbers(english["en"], "en"), _numbers(draft.text(other), draft.language)
        if wanted != found:
            yield draft.of(other), {"numbers": _listed(wanted), "found": _listed(found)}


@rule("negation-lost", language="es")
def negation_lost(draft: Draft) -> Iterator[Finding]:
    """Where the English text says "not", "no" or "without", the translation has such a word too (rule L7).

    "Do not take it" and "take it" differ by one word, which is easily lost.
    """
    for english, other in _twins(draft):
        words = plain_words(english["en"])
        denied = holds_negation(words) or not DENIALS.isdisjoint(words)
        if denied and NEGATIONS.isdisjoint(plain_words(draft.text(other))):
            yield draft.of(other), {}


@rule("still-english")
def still_english(draft: Draft) -> Iterator[Finding]:
    """No text of a translation is the English one; names and numbers alone may be equal."""
    for english, other in draft.twins:
        text = draft.text(other)
        if text == english["en"] and len(plain_words(text)) >= FEW_WORDS:
            yield draft.of(other), {}


@rule("lesson-ease", "conflicts", language="es")
def lesson_ease(draft: Draft) -> Iterator[Finding]:
    """A lesson is at least "bastante fácil" on the INFLESZ scale, words of the topic as two syllables (section 6)."""
    for lesson in draft.course.lessons:
        ease = measured_lesson(draft, lesson).perspicuity
        if ease < LESSON_EASE:
            yield draft.of(lesson), {"ease": f"{ease:.1f}", "least": LESSON_EASE}


@rule("item-ease", language="es")
def item_ease(draft: Draft) -> Iterator[Finding]:
    """An item with its feedback is at least "normal" on the INFLESZ scale (rule L29)."""
    for item in draft.items():
        ease = measured_item(draft, item).perspicuity
        if ease < ITEM_EASE:
            yield draft.of(item), {"id": item.id, "ease": f"{ease:.1f}", "least": ITEM_EASE}


@rule("address-familiar", language="es")
def address_familiar(draft: Draft) -> Iterator[Finding]:
    """Patients are called "usted", whoever they are; what somebody says in quotes is their own affair."""
    for texts in passages(draft).holding(*_FAMILIAR_SIGNS):
        if found := _FAMILIAR.search(_QUOTED.sub("", draft.text(texts))):
            yield draft.of(texts), {"text": found.group()}


@rule("question-unopened", language="es")
def question_unopened(draft: Draft) -> Iterator[Finding]:
    """A Spanish question or call has its mark at both ends: a screen reader needs the first one."""
    for texts in passages(draft).holding("¿", "?", "¡", "!"):
        for piece in pieces_of(draft.text(texts)):
            if any(piece.text.count(first) != piece.text.count(last) for first, last in ("¿?", "¡!")):
                yield draft.of(texts), {"text": piece.text}
                break


def _twins(draft: Draft) -> Iterator[tuple[Texts, Texts]]:
    """Give each English text with its translation, where there is one."""
    return ((english, other) for english, other in draft.twins if draft.text(other) != english["en"])


def _english(draft: Draft) -> Iterator[Part]:
    return parts_of(draft.original.course, draft.language) if draft.original else iter(())


def _by_path(draft: Draft) -> dict[str, list[Part]]:
    """Return the translated parts by their file; a file that is missing is told elsewhere."""
    found: dict[str, list[Part]] = {}
    for part in parts_of(draft.course, draft.language) if draft.original else ():
        if is_own(draft.of(part.at), draft.language):
            found.setdefault(part.path, []).append(part)
    return found


def _numbers(text: str, language: str) -> Counter[tuple[str, str]]:
    """Return how often each number stands in a text, as written, with the unit behind it where that is known."""
    if not _DIGIT.search(text):
        return NO_NUMBERS
    units = _UNITS.get(language, {})
    one_word = text.replace("por ciento", "porciento")
    return Counter((number, units.get(word.lower(), "")) for number, word in _NUMBER.findall(one_word))


def _listed(numbers: Counter[tuple[str, str]]) -> str:
    return ", ".join(f"{number} {unit}".strip() for number, unit in sorted(numbers.elements())) or "-"
