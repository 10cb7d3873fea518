"""Parts of a lesson page as rows: text, lists, cards."""

from collections.abc import Collection

from glutatui.course import Block, Course, Level, Page, Sentence
from glutatui.course.disputes import full_card, short_card
from glutatui.tui.look import Look
from glutatui.tui.rows import BLANK, Role, Row, Span, line, paragraph, wrap
from glutatui.tui.views.evidence import evidence_rows
from glutatui.tui.views.figure import figure_rows

_CARDS: dict[Level, tuple[Role, Role]] = {
    "stop": ("stop", "on-stop"),
    "ask": ("ask", "on-ask"),
    "watch": ("watch", "on-watch"),
}
"""The roles of a card's edge and of its label."""


def page_rows(course: Course, page: Page, look: Look, applies: Collection[str]) -> tuple[Row, ...]:
    """Return a page: its heading, then its parts with a blank row between them.

    Args:
        course: The course that the page belongs to.
        page: What to lay out.
        look: The screen.
        applies: Warnings that the patient said apply; their cards are marked.
    """
    rows = [line(piece, "accent") for piece in wrap(page.title[look.language], look.column)]
    for block in page.blocks:
        rows += [BLANK, *block_rows(course, block, look, applies, heading=page.title[look.language])]
    return tuple(rows)


def block_rows(
    course: Course, block: Block, look: Look, applies: Collection[str] = (), *, heading: str = ""
) -> list[Row]:
    """Return one part of a page; ``heading`` is the page's, which need not be said twice."""
    items = [_text(item, look.language) for item in block.items]
    if block.figure:
        return figure_rows(block.figure, look)
    if block.evidence:
        return evidence_rows(block.evidence, look)
    if block.level:
        return card_rows(block.level, items, look, applies=block.warning in applies)
    if block.conflict:
        return _dispute_rows(course, block, look, heading)
    leads = [""] * len(items)
    if block.kind == "bullets":
        leads = [f"{look.signs['bullet']} "] * len(items)
    elif block.kind == "steps":
        leads = [f"{number}. " for number in range(1, len(items) + 1)]
    led = zip(leads, items, strict=True)
    return [row for lead, text in led for row in paragraph(text, look.column, first=lead, rest=" " * len(lead))]


def _dispute_rows(course: Course, block: Block, look: Look, heading: str) -> list[Row]:
    """Return a disagreement: the short card, or in the library every side and the safest reading."""
    sides: tuple[str, ...] = ()
    if block.detail == "short":
        said, end, safest = short_card(course, block, look.language).partition(". ")
        head = said + end.rstrip()
    else:
        head, sides, safest = full_card(course, block, look.language, heading)
    heads: list[tuple[Span, ...]] = [(Span(piece, "accent"),) for piece in wrap(head, look.column - 2)]
    for side in sides:
        lead = f"{look.signs['bullet']} "
        pieces = wrap(side, look.column - 2 - len(lead))
        heads += [(Span((" " * len(lead) if number else lead) + piece),) for number, piece in enumerate(pieces)]
    return _edged(look, heads, [safest], "accent")


def card_rows(level: Level, items: list[str], look: Look, *, applies: bool = False) -> list[Row]:
    """Return a warning card: an edge, the sign and word of its level, and its text."""
    edge, label = _CARDS[level]
    head = [Span(f" {look.signs[level]} {look.say(f'level-{level}')} ", label)]
    if applies:
        head.append(Span(f"  {look.signs['apply']} {look.say('checklist-mark')}", edge))
    return _edged(look, [tuple(head)], items, edge)


def _edged(look: Look, heads: list[tuple[Span, ...]], items: list[str], role: Role) -> list[Row]:
    edge = Span(f"{look.signs['edge']} ", role)
    texts = [(Span(piece, "strong"),) for item in items for piece in wrap(item, look.column - 2)]
    return [Row((edge, *spans)) for spans in (*heads, *texts)]


def _text(sentences: tuple[Sentence, ...], language: str) -> str:
    return " ".join(sentence.text[language] for sentence in sentences)
