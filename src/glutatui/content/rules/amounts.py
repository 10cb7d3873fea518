"""Amounts: written out, never to be worked out, never without "ask first" (rules L31 to L34)."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from glutatui.content.draft import Draft
from glutatui.content.passages import DIGIT, Passages, Sought
from glutatui.content.rules.items import feedback_of, texts_of
from glutatui.content.rules.registry import Finding, rule
from glutatui.course import Item, Page, Texts

CALCULATED = ("amount", "children")
"""Warnings in whose items a sum may be a wrong option: that is the mistake they catch (rule L33)."""

_UNIT = re.compile(r"\d\s?(?:g|mg|kg|mcg|ml|oz|lbs?|G|Mg|ML)\b(?!\w)|\b(?:g|mg)/(?:day|kg|d)\b")
_DOSING = re.compile(r"(?:\d|grams?)\s*(?:\w+\s)?(?:bid|tid|qid|qd|prn|po|q\d+h)\b", re.IGNORECASE)
_ZERO = re.compile(r"\d\.\d*0(?!\d)|(?<![\d.])\.\d")
_PERCENT = re.compile(r"\d\s?%|\bpercent\b|\bpor ciento\b", re.IGNORECASE)


def _by_language(english: str, spanish: str) -> Mapping[str, re.Pattern[str]]:
    found = {"en": re.compile(english, re.IGNORECASE), "es": re.compile(spanish, re.IGNORECASE)}
    return MappingProxyType(found)


_RATIO = _by_language(
    r"\b(?:1|one) in (?:\d+|[a-z]*teen|ten|two|three|four|five|hundred|thousand)\b",
    r"\b(?:1|una?|uno) de cada (?:\d+|\w+)\b",
)
_SUM = _by_language(
    r"\b(?:per|for each|for every) (?:kilo(?:gram)?s?|kg|pounds?)\b|\bmultipl(?:y|ied)\b|\bdivided? by\b",
    r"\bpor (?:cada )?(?:kilo(?:gramo)?s?|kg|libras?)\b|\bmultipli(?:que|car?|cad[oa])\b"
    r"|\bdivid(?:a|e|ir|id[oa]) (?:por|entre)\b",
)
UNIT = Sought((_UNIT, _DOSING), (DIGIT, "g/", "gram"))
DECIMAL = Sought((_ZERO,), (DIGIT,))
RATIO = MappingProxyType(
    {
        "en": Sought((_RATIO["en"], _PERCENT), ("1 in ", "one in ", "%", "percent", "por ciento")),
        "es": Sought((_RATIO["es"], _PERCENT), (" de cada ", "%", "percent", "por ciento")),
    }
)
SUM = MappingProxyType(
    {
        "en": Sought((_SUM["en"],), (" kilo", " kg", " pound", "multipl", "divide")),
        "es": Sought((_SUM["es"],), (" kilo", " kg", " libra", "multipli", "divid")),
    }
)
_AMOUNT = _by_language(
    r"\b\d+(?:[.,]\d+)*\s+(?:milli|micro|kilo)?grams?\b", r"\b\d+(?:[.,]\d+)*\s+(?:mili|micro|kilo)?gramos?\b"
)
_ASK_FIRST = _by_language(r"\bask(?:s|ed|ing)?\b", r"\b(?:pregunt\w+|consult\w+)\b")
_ASK = _by_language(
    r"\b(?:ask|asks|asked|asking|clinician|care team|pharmacist|doctor|clinic|hospital staff)\b",
    r"\b(?:pregunt\w+|consult\w+|equipo (?:de salud|médico)|farmacéutic[oa]s?|médic[oa]s?|doctora?|clínica|hospital)\b",
)


def patient_texts(draft: Draft, *, library: bool = True) -> tuple[Texts, ...]:
    """Return what a patient may read: lessons, items, short cards, with or without the library; nothing for staff."""
    return draft.once(_patient_texts if library else _core_texts)


def passages(draft: Draft) -> Passages:
    """Return what a patient may read, put together."""
    return draft.once(_passages)


def _passages(draft: Draft) -> Passages:
    return Passages(patient_texts(draft), draft.language)


def _patient_texts(draft: Draft) -> tuple[Texts, ...]:
    return tuple(_texts(draft, library=True))


def _core_texts(draft: Draft) -> tuple[Texts, ...]:
    return tuple(_texts(draft, library=False))


def _texts(draft: Draft, *, library: bool) -> Iterator[Texts]:
    core = draft.course.lessons
    readings = [one for one in draft.course.library if library and not one.clinician_only]
    shown = {name for lesson in core for page in lesson.pages for block in page.blocks for name in block.conflicts}
    for lesson in (*core, *readings):
        yield from (lesson.title, lesson.main_message, lesson.action)
        for page in lesson.pages:
            yield from _page_texts(page)
    for item in draft.items():
        yield from (*texts_of(item), *feedback_of(item))
    for warning in draft.course.warnings:
        yield from warning.told
    for conflict in draft.course.conflicts:
        if conflict.short and (library or conflict.id in shown):
            yield conflict.short


def _page_texts(page: Page) -> Iterator[Texts]:
    yield page.title
    for block in page.blocks:
        yield from (sentence.text for item in block.items for sentence in item)
        yield from block.captions
        yield from (row.label for row in block.rows)


def _found(draft: Draft, sought: Sought) -> Iterator[Finding]:
    yield from ((draft.of(texts), {"text": found}) for texts, found in passages(draft).found(sought))


@rule("unit-short")
def unit_short(draft: Draft) -> Iterator[Finding]:
    """A unit is written out ("grams"), and no dosing short form stands beside a number (rules L31, L32)."""
    yield from _found(draft, UNIT)


@rule("number-form")
def number_form(draft: Draft) -> Iterator[Finding]:
    """No zero at the end of a decimal, which is read as ten times as much, and none missing at its start (rule L32)."""
    yield from _found(draft, DECIMAL)


@rule("number-ratio", language="en es")
def number_ratio(draft: Draft) -> Iterator[Finding]:
    """No "1 in x" and no percent: many readers take the bigger x for the bigger risk (rule L33)."""
    yield from _found(draft, RATIO[draft.language])


@rule("sum-asked", language="en es")
def sum_asked(draft: Draft) -> Iterator[Finding]:
    """Nothing per kilogram and no sum, but as a wrong option where that is the mistake to catch (rule L33)."""
    allowed = {id(texts) for item in draft.items() for texts in _wrong_sums(item)}
    for texts, found in passages(draft).found(SUM[draft.language]):
        if id(texts) not in allowed:
            yield draft.of(texts), {"text": found}


def _wrong_sums(item: Item) -> Iterator[Texts]:
    if item.warning in CALCULATED:
        yield from (option.text for option in item.options if not option.right)


@rule("amount-alone", language="en es")
def amount_alone(draft: Draft) -> Iterator[Finding]:
    """No page shows an amount unless it says to ask: an amount without it becomes a dose (rule L34)."""
    for _, page in draft.core_pages():
        texts = [draft.text(one) for one in _page_texts(page)]
        amounts = any(_AMOUNT[draft.language].search(text) for text in texts)
        shown = amounts or any(block.kind == "range" for block in page.blocks)
        if shown and not any(_ASK_FIRST[draft.language].search(text) for text in texts):
            yield draft.of(page), {}


@rule("feedback-amount", language="en es")
def feedback_amount(draft: Draft) -> Iterator[Finding]:
    """In an item with an amount each feedback says to ask or names who decides (rule L34)."""
    for item in draft.items():
        for texts in feedback_of(item):
            text = draft.text(texts)
            if _AMOUNT[draft.language].search(text) and not _ASK[draft.language].search(text):
                yield draft.of(texts), {}
