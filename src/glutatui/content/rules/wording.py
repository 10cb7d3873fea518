"""No wording of the sources and no banned phrase is repeated."""

from collections.abc import Iterator

from glutatui.content.draft import Draft
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.runs import RUN, normal_words, openings, pairs_of, phrases_of, read_hashes, run_hash, runs_of
from glutatui.course import Texts


@rule("wording-borrowed")
def wording_borrowed(draft: Draft) -> Iterator[Finding]:
    """No text shares a run of eight words with a source (rule L28); names without another word end a run."""
    hashes = read_hashes(draft.forbidden).get("run", frozenset())
    for texts in all_texts(draft) if hashes else ():
        if not hashes.isdisjoint(map(run_hash, runs_of(normal_words(draft.text(texts)), RUN))):
            yield draft.of(texts), {"number": RUN}


@rule("wording-banned")
def wording_banned(draft: Draft) -> Iterator[Finding]:
    """No text holds a phrase that is to be left out: dangerous, insulting or selling (rule L28)."""
    hashes = read_hashes(draft.forbidden)
    every = tuple((texts, normal_words(draft.text(texts))) for texts in all_texts(draft)) if hashes else ()
    opening = openings({pair for _, words in every for pair in pairs_of(words)}, hashes)
    for texts, words in every:
        yield from ((draft.of(texts), {"number": length}) for length in phrases_of(words, opening, hashes))


def all_texts(draft: Draft) -> Iterator[Texts]:
    """Give every text of the course that a reader may see."""
    yield from _lesson_texts(draft)
    for item in draft.items():
        yield from (item.ask, item.unsure)
        for option in item.options:
            yield from (option.text, option.because)
    for warning in draft.course.warnings:
        yield from warning.told
        yield from (part.when for part in warning.parts)
        yield from (line.text for line in warning.applies)
        yield from (trap.belief for trap in warning.traps)
    yield from (trap.belief for trap in draft.course.traps)
    yield from (claim.statement for claim in draft.course.claims)
    yield from (source.trust_note for source in draft.course.sources)
    for conflict in draft.course.conflicts:
        yield from (conflict.question, conflict.safest_reading, conflict.why)
        yield from (side.position for side in conflict.sides)
        if conflict.short:
            yield conflict.short


def _lesson_texts(draft: Draft) -> Iterator[Texts]:
    for lesson in (*draft.course.lessons, *draft.course.library):
        yield from (lesson.title, lesson.main_message, lesson.action)
        for page in lesson.pages:
            yield page.title
            for block in page.blocks:
                yield from (sentence.text for item in block.items for sentence in item)
                yield from block.captions
                yield from (row.label for row in block.rows)
