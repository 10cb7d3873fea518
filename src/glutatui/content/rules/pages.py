"""A page is one screen, and the way that every patient goes is short."""

import re
from collections.abc import Iterator
from functools import lru_cache
from textwrap import wrap

from glutatui.content.draft import Draft
from glutatui.content.problems import Place
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.sentences import pieces_of
from glutatui.course import Block, Course, Page
from glutatui.course.spoken import spoken_block

COLUMNS = 64
"""Cells of the reading column (the drawings of the screens; 80 columns)."""

ROWS = 16
"""Rows of a page's body below its heading at 24 rows (author's contract)."""

PAGE_WORDS = 60
"""Words of a page (education standard, section 6)."""

PATH_WORDS = 1600
"""Words of the lessons that every patient reads; checks and feedback are not counted."""

LESSONS = 8
"""Lessons of the core path at most."""

SHORT_WORDS = 25
"""Words of a short card (architecture, section 4)."""

_AROUND = {"range": 4, "evidence": 2}
"""Rows of a figure beside those of its own and of its how-line."""

_WORD = re.compile(r"[\w'’]+(?:[.,-][\w'’]+)*")


@lru_cache(maxsize=16384)
def words(text: str) -> int:
    """Return how many words a text has: hyphenated words and numbers count once."""
    return len(_WORD.findall(text))


def longest_sentence(text: str, enough: int) -> int:
    """Return the words of the longest sentence of a text; of a text of no more words than enough, all of them."""
    number = words(text)
    return number if number <= enough else max((words(piece.text) for piece in pieces_of(text)), default=0)


def page_words(course: Course, page: Page, language: str) -> int:
    """Return the words of a page: its heading, texts and cards, and the captions and labels of its figures."""
    return words(page.title[language]) + sum(
        words(text) for block in page.blocks for text in _texts(course, block, language)
    )


def _texts(course: Course, block: Block, language: str) -> Iterator[str]:
    for item in block.items:
        yield " ".join(sentence.text[language] for sentence in item)
    yield from (caption[language] for caption in block.captions)
    yield from (row.label[language] for row in block.rows)
    if block.conflict in course.conflict_of and not block.items:
        yield from spoken_block(course, block, language)


def page_rows(course: Course, page: Page, language: str, columns: int = COLUMNS) -> int:
    """Return the rows of a page's body below its heading, drawn in a column of so many cells.

    Between blocks stands one empty row.
    A card has a row for its label and an edge of two cells; list items an edge of two or three; a figure has a row for
    its title, unit, axis and axis marks, one for each of its rows, and its how-line; an evidence figure has no axis.
    """
    blocks = [_block_rows(course, block, language, columns) for block in page.blocks]
    return sum(blocks) + max(0, len(blocks) - 1)


def _block_rows(course: Course, block: Block, language: str, columns: int) -> int:
    texts = list(_texts(course, block, language))
    if block.captions:
        return len(block.rows) + _AROUND[block.kind] + _wrapped(texts[1], columns)
    edge = {"card": 2, "disagree": 2, "bullets": 2, "steps": 3}.get(block.kind, 0)
    label = 1 if block.kind in {"card", "disagree"} else 0
    return label + sum(_wrapped(text, columns - edge) for text in texts)


def _wrapped(text: str, columns: int) -> int:
    return len(wrap(text, columns)) or 1


@rule("page-rows", "conflicts")
def page_rows_many(draft: Draft) -> Iterator[Finding]:
    """A page of the core path fits one screen of 80 columns by 24 rows."""
    for _, page in draft.core_pages():
        rows = page_rows(draft.course, page, draft.language)
        most = draft.most(ROWS)
        if rows > most:
            yield draft.of(page), {"number": rows, "most": most, "columns": COLUMNS}


@rule("page-words", "conflicts")
def page_words_many(draft: Draft) -> Iterator[Finding]:
    """A screen holds at most 60 words (education standard, section 6)."""
    for _, page in draft.core_pages():
        number = page_words(draft.course, page, draft.language)
        most = draft.most(PAGE_WORDS)
        if number > most:
            yield draft.of(page), {"number": number, "most": most}


@rule("page-empty")
def page_empty(draft: Draft) -> Iterator[Finding]:
    """A page has something below its heading."""
    for _, page in draft.pages():
        if not page.blocks:
            yield draft.of(page), {"id": page.id}


@rule("path-words", "lessons", "conflicts")
def path_words(draft: Draft) -> Iterator[Finding]:
    """The lessons that every patient reads have at most 1,600 words in all."""
    number = sum(page_words(draft.course, page, draft.language) for _, page in draft.core_pages())
    most = draft.most(PATH_WORDS)
    if number > most:
        yield Place(f"lessons/{draft.language}"), {"number": number, "most": most}


@rule("lessons-number", "lessons")
def lessons_number(draft: Draft) -> Iterator[Finding]:
    """The core path has at least one lesson and at most eight."""
    number = len(draft.course.lessons)
    if not 1 <= number <= LESSONS:
        yield Place(f"lessons/{draft.language}"), {"number": number, "most": LESSONS}


@rule("short-long", "conflicts")
def short_long(draft: Draft) -> Iterator[Finding]:
    """A short card has at most 25 words (architecture, section 4)."""
    most = draft.most(SHORT_WORDS)
    for conflict in draft.course.conflicts:
        number = words(draft.text(conflict.short)) if conflict.short else 0
        if conflict.short and number > most:
            yield draft.of(conflict.short), {"id": conflict.id, "number": number, "most": most}
    for block in draft.blocks():
        number = sum(words(text) for text in _texts(draft.course, block, draft.language)) if block.also else 0
        if number > most:
            yield draft.of(block), {"id": ", ".join(block.conflicts), "number": number, "most": most}
