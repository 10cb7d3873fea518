"""The form of the safety quiz: pairs, options, parts, lengths (architecture, section 3; rules L1, L20, L23)."""

from collections.abc import Iterator

from glutatui.content.draft import Draft
from glutatui.content.rules.pages import words
from glutatui.content.rules.registry import Finding, rule
from glutatui.course import Item, Warning  # noqa: A004  (the project's own term)
from glutatui.visit.policy import POLICY

OPTIONS = 3
"""Options of a choose-one (rule L1: three options suffice, Tarrant 2009)."""

LINES = 5
"""Lines of a choose-all (rule L1)."""

BEFORE = 3
"""Questions before the lessons (architecture, section 3)."""

SAYS_WORDS = 14
"""Words of a warning's one line (ledger, warnings.yaml)."""

AGAIN_WORDS = 60
"""Words of a second explanation: one screen (author's contract)."""


def by_use(warning: Warning) -> dict[str, list[Item]]:
    """Return a warning's items by the pair that they belong to, in the order of the pairs."""
    found: dict[str, list[Item]] = {}
    for item in warning.items:
        if item.use:
            found.setdefault(item.use, []).append(item)
    return dict(sorted(found.items()))


@rule("pairs-few")
def pairs_few(draft: Draft) -> Iterator[Finding]:
    """Each warning has as many pairs as the policy has rounds, so that no round repeats one (rule L20)."""
    for warning in draft.course.warnings:
        if len(warning.pairs) < POLICY.rounds:
            yield draft.of(warning), {"id": warning.id, "number": len(warning.pairs), "needed": POLICY.rounds}


@rule("pair-form")
def pair_form(draft: Draft) -> Iterator[Finding]:
    """A pair is one choose-one and one choose-all (architecture, section 3)."""
    for warning in draft.course.warnings:
        for use, items in by_use(warning).items():
            if sorted(item.kind for item in items) != ["choose-all", "choose-one"]:
                yield draft.of(items[-1]), {"use": use}


@rule("options-number")
def options_number(draft: Draft) -> Iterator[Finding]:
    """A choose-one has three options, a choose-all five lines (rule L1)."""
    for item in draft.items():
        needed = OPTIONS if item.kind == "choose-one" else LINES
        if len(item.options) != needed:
            yield draft.of(item), {"id": item.id, "needed": needed, "number": len(item.options)}


@rule("options-right")
def options_right(draft: Draft) -> Iterator[Finding]:
    """A choose-one has one right option, a choose-all at least one right line and one that is not (rule L1)."""
    for item in draft.items():
        right = len(item.right)
        wrong = right != 1 if item.kind == "choose-one" else not 0 < right < len(item.options)
        if wrong and item.options:
            yield draft.of(item), {"id": item.id, "number": right}


@rule("trap-missing")
def trap_missing(draft: Draft) -> Iterator[Finding]:
    """Each wrong option of a warning's questions names the mistaken belief that it catches (rule L23)."""
    for item in draft.items():
        for option in item.options if item.warning else ():
            if not option.right and not option.trap:
                yield draft.of(option), {"id": item.id}


@rule("trap-on-right")
def trap_on_right(draft: Draft) -> Iterator[Finding]:
    """A right option catches no mistaken belief: a record would count the belief for those who know."""
    for item in draft.items():
        for option in item.options:
            if option.right and option.trap:
                yield draft.of(option), {"id": item.id, "trap": option.trap}


@rule("parts-uncovered")
def parts_uncovered(draft: Draft) -> Iterator[Finding]:
    """The lines of each choose-all cover every part, so that one fully right pair makes the warning known."""
    for warning in draft.course.warnings:
        for item in warning.items:
            covered = {option.part for option in item.options}
            missing = [part.id for part in warning.parts if part.id not in covered]
            if item.kind == "choose-all" and missing:
                yield draft.of(item), {"id": item.id, "parts": ", ".join(missing)}


@rule("line-without-part")
def line_without_part(draft: Draft) -> Iterator[Finding]:
    """In a warning with parts each line of a choose-all says which part it is about (architecture, section 4)."""
    for warning in draft.course.warnings:
        for item in warning.items if warning.parts else ():
            for option in item.options if item.kind == "choose-all" else ():
                if option.part is None:
                    yield draft.of(option), {"id": item.id, "parts": ", ".join(part.id for part in warning.parts)}


@rule("before-number", "quizzes")
def before_number(draft: Draft) -> Iterator[Finding]:
    """Three questions are asked before the lessons (architecture, section 3)."""
    before = draft.course.before
    if len(before) > BEFORE:
        yield draft.of(before[BEFORE]), {"needed": BEFORE, "number": len(before)}
    elif len(before) < BEFORE and draft.course.warnings:
        yield draft.of(draft.course.warnings[0])._replace(line=1, column=1), {"needed": BEFORE, "number": len(before)}


@rule("quick-kind")
def quick_kind(draft: Draft) -> Iterator[Finding]:
    """Quick checks and the questions before the lessons are choose-ones (author's contract)."""
    quick = (*draft.course.before, *(item for lesson in draft.course.lessons for item in lesson.checks))
    for item in quick:
        if item.kind != "choose-one":
            yield draft.of(item), {"id": item.id}


@rule("says-long")
def says_long(draft: Draft) -> Iterator[Finding]:
    """A warning's one line is at most 14 words (ledger, warnings.yaml)."""
    for warning in draft.course.warnings:
        number = words(draft.text(warning.says))
        if number > SAYS_WORDS:
            yield draft.of(warning.says), {"number": number, "most": SAYS_WORDS}


@rule("again-long")
def again_long(draft: Draft) -> Iterator[Finding]:
    """A second explanation fits one screen: at most 60 words (author's contract)."""
    for warning in draft.course.warnings:
        number = words(draft.text(warning.again))
        if number > AGAIN_WORDS:
            yield draft.of(warning.again), {"number": number, "most": AGAIN_WORDS}


@rule("card-level", "quizzes")
def card_level(draft: Draft) -> Iterator[Finding]:
    """A card shows the level of its warning or of one of the warning's parts (architecture, section 4)."""
    for block in draft.blocks():
        warning = draft.warning_of.get(block.warning or "")
        if warning:
            levels = {warning.level, *(part.level for part in warning.parts)}
            if block.level not in levels:
                yield draft.of(block), {"level": block.level, "id": warning.id, "levels": ", ".join(sorted(levels))}
