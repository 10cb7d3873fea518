"""Hard words and names: explained, familiar, or known to whoever they concern (rules L30, L31, L35)."""

import re
from collections.abc import Iterator

from glutatui.content.draft import Draft
from glutatui.content.glossary import Term
from glutatui.content.reading import SHORT_FORM, is_topic
from glutatui.content.rules.amounts import patient_texts
from glutatui.content.rules.items import texts_of
from glutatui.content.rules.plain import sentences_of
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.stems import STOP, plain_words, words_in
from glutatui.content.syllables import syllables
from glutatui.course import Lesson, Page

LONG = 3
"""Syllables of a word that may still be an everyday one."""

HARD = 4
"""Syllables from which on a word is hard unless it is known to be familiar (rule L30)."""

_NAME = re.compile(r"(?<![.?!:] )(?<!^)(?<![\"'(])\b[A-Z][a-z]+\b")
_FIRST = re.compile(r"^([A-Z][a-z]+)(?<!ing)(?:'s \w+| (?:is|was|has|had|will|took|gave|got|(?!this)\w+s))\b")
_DAYS = words_in("monday tuesday wednesday thursday friday saturday sunday")


@rule("word-hard", language="en")
def word_hard(draft: Draft) -> Iterator[Finding]:
    """Every word of path and quiz is familiar, of the topic, or explained; from four syllables on (rule L30)."""
    glossary = draft.glossary
    explained = {word for term in glossary.terms for word in plain_words(draft.text(term.plain))}
    known = glossary.familiar | glossary.topic | explained
    for texts in patient_texts(draft, library=False) if glossary.terms else ():
        for word in plain_words(draft.text(texts)):
            if syllables(word) >= HARD and not is_topic(word, known):
                yield draft.of(texts), {"word": word}


@rule("word-long", language="en", severity="warning")
def word_long(draft: Draft) -> Iterator[Finding]:
    """A word of three syllables is familiar, of the topic, or explained (rule L30); those of four are errors."""
    glossary = draft.glossary
    explained = {word for term in glossary.terms for word in plain_words(draft.text(term.plain))}
    known = glossary.familiar | glossary.topic | explained | {name.lower() for name in glossary.people}
    for texts in patient_texts(draft, library=False) if glossary.terms else ():
        for word in plain_words(draft.text(texts)):
            if syllables(word) == LONG and not is_topic(word, known):
                yield draft.of(texts), {"word": word}


@rule("short-form-alone", "conflicts", language="en")
def short_form_alone(draft: Draft) -> Iterator[Finding]:
    """A lesson or reading spells each short form out once, beside it in brackets or the other way round (rule L31).

    Forms that the glossary explains as terms are held by term-unexplained, and those among its names are known.
    """
    names = {name.name for name in draft.glossary.names}
    held = {term.term for term in draft.glossary.terms} | names
    readings = [reading for reading in draft.course.library if not reading.clinician_only]
    for lesson in (*draft.course.lessons, *readings):
        for page, form in _forms(draft, lesson):
            texts = [draft.text(page.title) for page in lesson.pages]
            texts += [text for page in lesson.pages for text in sentences_of(draft, page)]
            spelled = re.compile(rf"\({form}\)|\b{form} \(|\b{form} means\b")
            if form not in held and not any(spelled.search(text) for text in texts):
                yield draft.of(page), {"text": form}


def _forms(draft: Draft, lesson: Lesson) -> Iterator[tuple[Page, str]]:
    """Give each short form of a lesson with the page that first uses it."""
    seen: set[str] = set()
    for page in lesson.pages:
        found = {form for text in sentences_of(draft, page) for form in SHORT_FORM.findall(text)}
        yield from ((page, form) for form in sorted(found - seen))
        seen |= found


@rule("term-unexplained", "conflicts", language="en")
def term_unexplained(draft: Draft) -> Iterator[Finding]:
    """A lesson explains each term of the glossary on the page that first uses it (rule L30; PEMAT 4)."""
    for lesson in draft.course.lessons:
        for term in draft.glossary.terms:
            page = next((page for page in lesson.pages if _uses(draft, page, term)), None)
            if page and not _explains(draft, page, term):
                yield draft.of(page), {"term": term.term, "plain": draft.text(term.plain)}


def _uses(draft: Draft, page: Page, term: Term) -> bool:
    looked = re.compile(rf"\b{re.escape(term.term)}\b", 0 if term.term.isupper() else re.IGNORECASE)
    return any(looked.search(text) for text in sentences_of(draft, page))


def _explains(draft: Draft, page: Page, term: Term) -> bool:
    text = " ".join([draft.text(page.title), *sentences_of(draft, page)]).lower()
    named = re.escape(term.term.lower())
    beside = re.search(rf"\b{named}s?\s*\(|\([^)]*\b{named}\b[^)]*\)|\b{named}s? means\b", text)
    return bool(beside) or any(sign in text for sign in (draft.text(term.plain).lower(), *term.signs))


@rule("capitals", language="en")
def capitals(draft: Draft) -> Iterator[Finding]:
    """A word of capitals is one of the known short forms: STOP is shown by the card, not by the text (rule L31)."""
    for texts in patient_texts(draft) if draft.glossary.capitals else ():
        for found in SHORT_FORM.findall(draft.text(texts)):
            if found not in draft.glossary.capitals:
                yield draft.of(texts), {"text": found}


@rule("brand-alone", language="en")
def brand_alone(draft: Draft) -> Iterator[Finding]:
    """The brand name of a medicine stands only beside the medicine's own name (rule L35)."""
    brands = [name for name in draft.glossary.names if name.brand]
    for texts in patient_texts(draft):
        text = draft.text(texts).lower()
        for name in brands:
            if name.brand and name.brand.lower() in text and name.name.lower() not in text:
                yield draft.of(texts), {"brand": name.brand, "name": name.name}


@rule("person-unknown", language="en")
def person_unknown(draft: Draft) -> Iterator[Finding]:
    """The people in questions have neutral first names from the list of the glossary (rule L35)."""
    glossary = draft.glossary
    plain = {word for texts in patient_texts(draft) for word in _lower(draft.text(texts))}
    known = {word.lower() for word in glossary.people} | plain | glossary.familiar | STOP | _DAYS
    for item in draft.items() if glossary.terms else ():
        for texts in texts_of(item):
            text = draft.text(texts)
            for word in [*_NAME.findall(text), *_FIRST.findall(text)]:
                if word.lower() not in known and not is_topic(f"{word.lower()}'s", glossary.topic):
                    yield draft.of(texts), {"name": word}


def _lower(text: str) -> list[str]:
    return re.findall(r"\b[a-z]+\b", text)
