"""The course as JSON: for scripts (`glutatui export course`), for the journal, and as what its hash is taken of."""

import json
from hashlib import sha256
from typing import Any

from glutatui.content.codec import Plain, from_plain, to_plain
from glutatui.course import Course, Lesson, Page
from glutatui.course.spoken import spoken_block, spoken_page
from glutatui.words import say


def export_course(course: Course, language: str) -> Plain:
    """Return one language of the course in the shape of architecture section 5, with every field of the course.

    Beside the fields it holds what follows from them: the title, the course's hash, and for each page its text as a
    patient hears it, its claims and its cards.

    Raises:
        KeyError: The course has no such language.
    """
    plain = _without_hash(course, language)
    _add_told(course, course.library, plain["library"], language)
    return {**plain, "hash": course_hash(course)}


def course_hash(course: Course) -> str:
    """Return the SHA-256, in hex, of `course_json`."""
    return hash_of(course_json(course))


def hash_of(text: str) -> str:
    """Return the hash of a course given as `course_json` writes it."""
    return sha256(text.encode()).hexdigest()


def course_json(course: Course) -> str:
    """Return the course as the journal keeps it: the canonical export by language.

    Of the library it holds each page's blocks only: what follows from them would be a third of the whole.
    """
    kept: str | None = vars(course).get(_KEPT)
    if kept is None:
        kept = canonical({language: _without_hash(course, language) for language in course.languages})
        keep_json(course, kept)
    return kept


_KEPT = "_json"


def keep_json(course: Course, text: str) -> Course:
    """Give the course back with its JSON kept on it, as a cached property would keep it: writing it takes 20 ms."""
    vars(course)[_KEPT] = text
    return course


def course_from_json(text: str) -> Course:
    """Return the course that `course_json` wrote; what follows from other fields is ignored.

    Raises:
        ValueError: The text is no course.
    """
    plains = json.loads(text)
    if not isinstance(plains, dict) or not plains:
        raise ValueError("no course")
    return from_plain(plains)


def canonical(value: object) -> str:
    """Return JSON that is equal for equal values: keys sorted, no blanks, no escapes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _without_hash(course: Course, language: str) -> Plain:
    plain = to_plain(course, language)
    plain["title"] = say(language, "title")
    plain["language"] = language
    _add_told(course, course.lessons, plain["lessons"], language)
    return plain


def _add_told(course: Course, lessons: tuple[Lesson, ...], written: list[Plain], language: str) -> None:
    """Add to each page what follows from its blocks: its text, claims and cards."""
    for lesson, plain_lesson in zip(lessons, written, strict=True):
        for page, plain in zip(lesson.pages, plain_lesson["pages"], strict=True):
            plain["text"] = "\n".join(spoken_page(course, page, language)[1:])
            plain["claims"] = list(page.claims)
            plain["cards"] = _cards(course, page, language)


def _cards(course: Course, page: Page, language: str) -> list[dict[str, Any]]:
    return [
        {
            "level": block.level or "disagree",
            "warning": block.warning,
            "conflict": block.conflict,
            "also": list(block.also),
            "text": "\n".join(spoken_block(course, block, language, page.title[language])),
        }
        for block in page.blocks
        if block.kind in {"card", "disagree"}
    ]
