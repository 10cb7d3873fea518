"""A page as sentences: what the plain face prints, what `export course` gives, what a reader hears.

Each line stands on its own: a card names its level, a figure says each row.
"""

from glutatui.course import Block, Course, Figure, Page, Sentence
from glutatui.words import say


def number_text(value: float) -> str:
    """Return a number as it is written: whole where it is whole."""
    return f"{value:g}"


def spoken_page(course: Course, page: Page, language: str) -> tuple[str, ...]:
    """Return the lines of a page, its heading first."""
    lines = [line for block in page.blocks for line in spoken_block(course, block, language)]
    return (page.title[language], *lines)


def spoken_block(course: Course, block: Block, language: str) -> tuple[str, ...]:
    """Return the lines of one part of a page."""
    items = [_joined(item, language) for item in block.items]
    if block.figure:
        return spoken_figure(block.figure, language)
    if block.level:
        return (f"{say(language, f'level-{block.level}')}: {' '.join(items)}",)
    if block.conflict:
        conflict = course.conflict_of[block.conflict]
        return ((conflict.short or conflict.safest_reading)[language],)
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


def _joined(sentences: tuple[Sentence, ...], language: str) -> str:
    return " ".join(sentence.text[language] for sentence in sentences)
