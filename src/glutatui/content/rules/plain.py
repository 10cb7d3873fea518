"""How hard the texts are to read (education standard, section 6; rule L29)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from glutatui.content.draft import Draft
from glutatui.content.problems import Place
from glutatui.content.reading import Measure, measure
from glutatui.content.rules.items import feedback_of, texts_of
from glutatui.content.rules.pages import longest_sentence
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.sentences import pieces_of
from glutatui.course import Item, Lesson, Page, Texts

LESSON_GRADE = 6.0
"""Flesch-Kincaid grade of a lesson at most (section 6)."""

PATH_GRADE = 5.0
"""Flesch-Kincaid grade of the core path at most."""

PATH_SMOG = 7.5
"""SMOG grade of the core path at most."""

ITEM_GRADE = 6.0
"""Flesch-Kincaid grade of an item with its feedback at most (rule L29)."""

BANK_GRADE = 5.0
"""Mean grade of the items at most (rule L29)."""

FEW = 30
"""Sentences below which no grade of a whole path means anything (section 6)."""

PASSIVE = 0.1
"""Share of passive sentences of a lesson at most (section 4, item 5)."""

SENTENCE_WORDS = 20
"""Words of a sentence of a lesson at most."""

SENTENCE_MEAN = 12
"""Mean words of the sentences of a lesson at most."""

PARAGRAPH_SENTENCES = 3
"""Sentences of a paragraph at most."""

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|not\s+|also\s+|often\s+)?"
    r"(?:\w\w+ed|given|taken|made|known|shown|told|done|seen|kept|found|held|sold|brought|chosen|written)\b"
)


def sentences_of(draft: Draft, page: Page) -> Iterator[str]:
    """Give the sentences of a page that a patient reads: texts, lists, cards, how-lines, short cards."""
    for block in page.blocks:
        for item in block.items:
            yield from (draft.text(sentence.text) for sentence in item)
        yield from (draft.text(caption) for caption in block.captions[1:])
        conflict = draft.conflict_of.get(block.conflict or "")
        if conflict and not block.items:
            yield draft.text(conflict.short or conflict.safest_reading)


def _lesson_texts(draft: Draft, lesson: Lesson) -> list[str]:
    found = [draft.text(lesson.main_message), draft.text(lesson.action)]
    return found + [text for page in lesson.pages for text in sentences_of(draft, page)]


def measured_lesson(draft: Draft, lesson: Lesson, topic: frozenset[str] | None = None) -> Measure:
    """Return the counts of a lesson; words of the topic count as two syllables unless other ones are given."""
    topic = draft.glossary.topic if topic is None else topic
    return measure(_lesson_texts(draft, lesson), topic, draft.language)


def measured_item(draft: Draft, item: Item) -> Measure:
    """Return the counts of an item with all its feedback."""
    shown = (draft.text(texts) for texts in (*texts_of(item), *feedback_of(item)))
    return measure(shown, draft.glossary.topic, draft.language)


@rule("lesson-grade", "conflicts", language="en")
def lesson_grade(draft: Draft) -> Iterator[Finding]:
    """A lesson reads at 6th grade at most by Flesch-Kincaid, words of the topic as two syllables (section 6)."""
    for lesson in draft.course.lessons:
        grade = measured_lesson(draft, lesson).fkgl
        if grade > LESSON_GRADE:
            yield draft.of(lesson), {"grade": f"{grade:.1f}", "most": LESSON_GRADE}


@rule("path-grade", "conflicts", "lessons", language="en")
def path_grade(draft: Draft) -> Iterator[Finding]:
    """The whole core path reads at 5th grade by Flesch-Kincaid and at 7.5 by SMOG at most (section 6)."""
    path = sum((measured_lesson(draft, lesson) for lesson in draft.course.lessons), Measure())
    if path.sentences >= FEW:
        for name, grade, most in (("Flesch-Kincaid", path.fkgl, PATH_GRADE), ("SMOG", path.smog, PATH_SMOG)):
            if grade > most:
                yield Place(f"lessons/{draft.language}"), {"name": name, "grade": f"{grade:.1f}", "most": most}


@rule("lesson-smog", "conflicts", language="en", severity="warning")
def lesson_smog(draft: Draft) -> Iterator[Finding]:
    """A lesson of 30 sentences or more reads at 7.5 by SMOG at most, topic words as two syllables (section 6)."""
    for lesson in draft.course.lessons:
        found = measured_lesson(draft, lesson)
        if found.sentences >= FEW and found.smog > PATH_SMOG:
            yield draft.of(lesson), {"grade": f"{found.smog:.1f}", "most": PATH_SMOG}


@rule("lesson-passive", "conflicts", language="en", severity="warning")
def lesson_passive(draft: Draft) -> Iterator[Finding]:
    """Fewer than one in ten sentences of a lesson is passive (PEMAT 5); below 10 sentences one may be."""
    for lesson in draft.course.lessons:
        texts = _lesson_texts(draft, lesson)
        number = passive_number(texts)
        if number > max(1, PASSIVE * measure(texts).sentences):
            yield draft.of(lesson), {"number": number, "total": measure(texts).sentences}


def passive_number(texts: Iterable[str]) -> int:
    """Return how many sentences of texts are in the passive voice, as far as their words tell."""
    return sum(bool(_PASSIVE.search(piece.text)) for text in texts for piece in pieces_of(text))


@rule("item-grade", language="en")
def item_grade(draft: Draft) -> Iterator[Finding]:
    """An item with its feedback reads at 6th grade at most (rule L29)."""
    for item in draft.items():
        grade = measured_item(draft, item).fkgl
        if grade > ITEM_GRADE:
            yield draft.of(item), {"id": item.id, "grade": f"{grade:.1f}", "most": ITEM_GRADE}


@rule("bank-grade", "quizzes", language="en")
def bank_grade(draft: Draft) -> Iterator[Finding]:
    """The items read at 5th grade at most in the mean (rule L29)."""
    grades = [measured_item(draft, item).fkgl for item in draft.items()]
    if len(grades) >= FEW and sum(grades) / len(grades) > BANK_GRADE:
        grade = f"{sum(grades) / len(grades):.1f}"
        yield Place(f"quizzes/{draft.language}"), {"grade": grade, "most": BANK_GRADE}


@rule("sentence-long")
def sentence_long(draft: Draft) -> Iterator[Finding]:
    """A sentence of the core path has at most 20 words (section 6)."""
    for lesson in draft.course.lessons:
        for texts in _sentences(lesson):
            most = draft.most(SENTENCE_WORDS)
            number = longest_sentence(draft.text(texts), most)
            if number > most:
                yield draft.of(texts), {"number": number, "most": most}


def _sentences(lesson: Lesson) -> Iterator[Texts]:
    yield from (lesson.main_message, lesson.action)
    for page in lesson.pages:
        for block in page.blocks:
            yield from (sentence.text for item in block.items for sentence in item)
            yield from block.captions[1:]


@rule("sentences-mean", "conflicts")
def sentences_mean(draft: Draft) -> Iterator[Finding]:
    """The sentences of a lesson have at most 12 words in the mean (section 6)."""
    for lesson in draft.course.lessons:
        found = measured_lesson(draft, lesson)
        most = draft.most(SENTENCE_MEAN)
        if found.sentences and found.words / found.sentences > most:
            yield draft.of(lesson), {"number": round(found.words / found.sentences, 1), "most": most}


@rule("paragraph-long")
def paragraph_long(draft: Draft) -> Iterator[Finding]:
    """A paragraph has at most three sentences (section 6)."""
    for _, page in draft.core_pages():
        for block in page.blocks:
            for item in block.items if block.kind == "text" else ():
                if len(item) > PARAGRAPH_SENTENCES:
                    yield draft.of(item[0].text), {"number": len(item), "most": PARAGRAPH_SENTENCES}


@rule("message-passive", language="en")
def message_passive(draft: Draft) -> Iterator[Finding]:
    """Main message and action are in the active voice, so that it is plain who does what (PEMAT 5; CDC 6)."""
    for lesson in draft.course.lessons:
        for texts in (lesson.main_message, lesson.action):
            if found := _PASSIVE.search(draft.text(texts)):
                yield draft.of(texts), {"text": found.group()}


def readability_of(draft: Draft) -> dict[str, Any]:
    """Return what `check` reports as ``coverage["readability"]``: each lesson, the path, each reading, the items.

    ``fkgl`` and ``smog`` count words of the topic as two syllables, ``fkgl_raw`` and ``smog_raw`` as they are; in
    Spanish ``inflesz`` and ``fernandez_huerta`` stand in their place, of which more is easier.
    """
    lessons = {lesson.id: _both(_lesson_texts(draft, lesson), draft) for lesson in draft.course.lessons}
    path = _both([text for lesson in draft.course.lessons for text in _lesson_texts(draft, lesson)], draft)
    library = {lesson.id: _both(_lesson_texts(draft, lesson), draft) for lesson in draft.course.library}
    shown = [draft.text(texts) for item in draft.items() for texts in (*texts_of(item), *feedback_of(item))]
    return {"lessons": lessons, "path": path, "library": library, "items": _both(shown, draft)}


def _both(texts: list[str], draft: Draft) -> Mapping[str, float]:
    topic = draft.glossary.topic
    eased, raw = measure(texts, topic, draft.language), measure(texts, language=draft.language)
    counts = {"words": raw.words, "sentences": raw.sentences}
    if draft.language == "es":
        return {
            **counts,
            "inflesz": round(eased.perspicuity, 1),
            "fernandez_huerta": round(eased.fernandez_huerta, 1),
            "inflesz_raw": round(raw.perspicuity, 1),
            "fernandez_huerta_raw": round(raw.fernandez_huerta, 1),
        }
    return {
        **counts,
        "fkgl": round(eased.fkgl, 1),
        "smog": round(eased.smog, 1),
        "fkgl_raw": round(raw.fkgl, 1),
        "smog_raw": round(raw.smog, 1),
        "passive": passive_number(texts),
    }
