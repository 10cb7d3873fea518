"""Amounts: written out, never to be worked out, never without "ask first" (rules L31 to L34)."""

import re
from collections.abc import Iterator

from glutatui.content.draft import Draft
from glutatui.content.rules.items import feedback_of, texts_of
from glutatui.content.rules.registry import Finding, rule
from glutatui.course import Item, Page, Texts

CALCULATED = ("amount", "children")
"""Warnings in whose items a sum may be a wrong option: that is the mistake they catch (rule L33)."""

_UNIT = re.compile(r"\d\s?(?:g|mg|kg|mcg|ml|oz|lbs?|G|Mg|ML)\b(?!\w)|\b(?:g|mg)/(?:day|kg|d)\b")
_DOSING = re.compile(r"(?:\d|grams?)\s*(?:\w+\s)?(?:bid|tid|qid|qd|prn|po|q\d+h)\b", re.IGNORECASE)
_ZERO = re.compile(r"\d\.\d*0(?!\d)|(?<![\d.])\.\d")
_RATIO = re.compile(r"\b(?:1|one) in (?:\d+|[a-z]*teen|ten|two|three|four|five|hundred|thousand)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\d\s?%|\bpercent\b", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:per|for each|for every) (?:kilo(?:gram)?s?|kg|pounds?)\b|\bmultipl(?:y|ied)\b|\bdivided? by\b", re.IGNORECASE
)
_AMOUNT = re.compile(r"\b\d+(?:[.,]\d+)*\s+(?:milli|micro|kilo)?grams?\b", re.IGNORECASE)
_ASK_FIRST = re.compile(r"\bask(?:s|ed|ing)?\b", re.IGNORECASE)
_ASK = re.compile(
    r"\b(?:ask|asks|asked|asking|clinician|care team|pharmacist|doctor|clinic|hospital staff)\b", re.IGNORECASE
)


def patient_texts(draft: Draft, *, library: bool = True) -> Iterator[Texts]:
    """Give what a patient may read: lessons, items, short cards, with or without the library; nothing for staff."""
    core = draft.course.lessons
    readings = [one for one in draft.course.library if library and not one.clinician_only]
    shown = {block.conflict for lesson in core for page in lesson.pages for block in page.blocks}
    for lesson in (*core, *readings):
        yield from (lesson.title, lesson.main_message, lesson.action)
        for page in lesson.pages:
            yield from _page_texts(page)
    for item in draft.items():
        yield from (*texts_of(item), *feedback_of(item))
    for warning in draft.course.warnings:
        yield from (warning.says, warning.again)
    for conflict in draft.course.conflicts:
        if conflict.short and (library or conflict.id in shown):
            yield conflict.short


def _page_texts(page: Page) -> Iterator[Texts]:
    yield page.title
    for block in page.blocks:
        yield from (sentence.text for item in block.items for sentence in item)
        yield from block.captions
        yield from (row.label for row in block.rows)


@rule("unit-short")
def unit_short(draft: Draft) -> Iterator[Finding]:
    """A unit is written out ("grams"), and no dosing short form stands beside a number (rules L31, L32)."""
    for texts in patient_texts(draft):
        found = _UNIT.search(draft.text(texts)) or _DOSING.search(draft.text(texts))
        if found:
            yield draft.of(texts), {"text": found.group()}


@rule("number-form")
def number_form(draft: Draft) -> Iterator[Finding]:
    """No zero at the end of a decimal, which is read as ten times as much, and none missing at its start (rule L32)."""
    for texts in patient_texts(draft):
        if found := _ZERO.search(draft.text(texts)):
            yield draft.of(texts), {"text": found.group()}


@rule("number-ratio", language="en")
def number_ratio(draft: Draft) -> Iterator[Finding]:
    """No "1 in x" and no percent: many readers take the bigger x for the bigger risk (rule L33)."""
    for texts in patient_texts(draft):
        found = _RATIO.search(draft.text(texts)) or _PERCENT.search(draft.text(texts))
        if found:
            yield draft.of(texts), {"text": found.group()}


@rule("sum-asked", language="en")
def sum_asked(draft: Draft) -> Iterator[Finding]:
    """Nothing per kilogram and no sum, but as a wrong option where that is the mistake to catch (rule L33)."""
    allowed = {id(texts) for item in draft.items() for texts in _wrong_sums(item)}
    for texts in patient_texts(draft):
        found = _SUM.search(draft.text(texts))
        if found and id(texts) not in allowed:
            yield draft.of(texts), {"text": found.group()}


def _wrong_sums(item: Item) -> Iterator[Texts]:
    if item.warning in CALCULATED:
        yield from (option.text for option in item.options if not option.right)


@rule("amount-alone", language="en")
def amount_alone(draft: Draft) -> Iterator[Finding]:
    """No page shows an amount unless it says to ask: an amount without it becomes a dose (rule L34)."""
    for _, page in draft.core_pages():
        texts = [draft.text(one) for one in _page_texts(page)]
        shown = any(_AMOUNT.search(text) for text in texts) or any(block.kind == "range" for block in page.blocks)
        if shown and not any(_ASK_FIRST.search(text) for text in texts):
            yield draft.of(page), {}


@rule("feedback-amount", language="en")
def feedback_amount(draft: Draft) -> Iterator[Finding]:
    """In an item with an amount each feedback says to ask or names who decides (rule L34)."""
    for item in draft.items():
        if any(_AMOUNT.search(draft.text(texts)) for texts in (*texts_of(item), *feedback_of(item))):
            for texts in feedback_of(item):
                if not _ASK.search(draft.text(texts)) and _AMOUNT.search(draft.text(texts)):
                    yield draft.of(texts), {}
