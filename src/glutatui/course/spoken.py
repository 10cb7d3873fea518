"""A page as sentences: what the plain face prints, what `export course` gives, what a reader hears.

Each line stands on its own: a card names its level, a figure says each row.
"""

from glutatui.course import Block, Course, Evidence, Figure, Page, Sentence, Use
from glutatui.course.disputes import full_card, short_card
from glutatui.words import say


def number_text(value: float) -> str:
    """Return a number as it is written: whole where it is whole."""
    return f"{value:g}"


def spoken_page(course: Course, page: Page, language: str) -> tuple[str, ...]:
    """Return the lines of a page, its heading first."""
    title = page.title[language]
    return (title, *(line for block in page.blocks for line in spoken_block(course, block, language, title)))


def spoken_block(course: Course, block: Block, language: str, heading: str = "") -> tuple[str, ...]:
    """Return the lines of one part of a page; ``heading`` is the page's, which need not be said twice."""
    items = [_joined(item, language) for item in block.items]
    if block.figure:
        return spoken_figure(block.figure, language)
    if block.evidence:
        return spoken_evidence(block.evidence, language)
    if block.level:
        return (f"{say(language, f'level-{block.level}')}: {' '.join(items)}",)
    if block.conflict and block.detail == "short":
        return (short_card(course, block, language),)
    if block.conflict:
        head, sides, safest = full_card(course, block, language, heading)
        return (head, *sides, safest)
    return tuple(items)


def spoken_figure(figure: Figure, language: str) -> tuple[str, ...]:
    """Return a range figure as sentences: its title, how to read it, then each row."""
    rows = [
        say(
            language,
            "range-limit" if row.limit else "range-bar",
            label=row.label[language],
            low=number_text(row.low),
            high=number_text(row.high),
            unit=figure.unit[language],
        )
        for row in figure.rows
    ]
    return (figure.title[language], figure.how[language], *rows)


def spoken_evidence(evidence: Evidence, language: str) -> tuple[str, ...]:
    """Return an evidence figure as sentences: its title, how to read it, then each use with its grade."""
    return (evidence.title[language], evidence.how[language], *(_graded(use, language) for use in evidence.rows))


def _graded(use: Use, language: str) -> str:
    label = use.label[language]
    grade = say(language, f"grade-{use.grade}")
    return say(language, "evidence-row", use=label[:1].upper() + label[1:], grade=grade)


def _joined(sentences: tuple[Sentence, ...], language: str) -> str:
    return " ".join(sentence.text[language] for sentence in sentences)
