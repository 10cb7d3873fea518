"""The form of the safety quiz: pairs, options, parts, lengths (architecture, section 3; rules L1, L20, L23)."""

from collections.abc import Iterator

from glutatui.content.draft import Draft
from glutatui.content.rules.items import question_of
from glutatui.content.rules.pages import words
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.stems import plain_words, words_in
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

BANK = 30
"""Scenarios from which on a bank is full (education standard, section 2)."""

APPLIES_WORDS = 14
"""Words of a line of the "does any of this apply to you" list: those of an option (rule L6)."""

AGAIN_WORDS = 60
"""Words of a second explanation: one screen (author's contract)."""

ASK_BACK_WORDS = 30
"""Words of a teach-back question: it is read aloud."""

_OPEN = words_in("what which who whom when where how why")
_CLOSED = words_in("do does did is are was were can could will would should have has")


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


@rule("pairs-spare", "quizzes")
def pairs_spare(draft: Draft) -> Iterator[Finding]:
    """In a full bank each warning has one pair more than the policy has rounds, so that a visit is no rerun (L20)."""
    full = sum(len(warning.pairs) for warning in draft.course.warnings) >= BANK
    for warning in draft.course.warnings if full else ():
        if len(warning.pairs) == POLICY.rounds:
            yield draft.of(warning), {"id": warning.id, "number": len(warning.pairs), "needed": POLICY.rounds + 1}


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
        most = draft.most(SAYS_WORDS)
        if number > most:
            yield draft.of(warning.says), {"number": number, "most": most}


@rule("again-long")
def again_long(draft: Draft) -> Iterator[Finding]:
    """A second explanation fits one screen: at most 60 words (author's contract)."""
    for warning in draft.course.warnings:
        number = words(draft.text(warning.again))
        most = draft.most(AGAIN_WORDS)
        if number > most:
            yield draft.of(warning.again), {"number": number, "most": most}


@rule("ask-back-open", language="en")
def ask_back_open(draft: Draft) -> Iterator[Finding]:
    """A teach-back question is open: it asks with what, how or who, and yes or no answer none (section 1, point 9)."""
    for warning in draft.course.warnings:
        text = draft.text(warning.ask_back) if warning.ask_back else ""
        asked = plain_words(question_of(text))
        is_open = text.count("?") == 1 and text.endswith("?") and _OPEN & set(asked) and asked[0] not in _CLOSED
        if warning.ask_back and not (is_open and words(text) <= ASK_BACK_WORDS):
            yield draft.of(warning.ask_back), {"most": ASK_BACK_WORDS}


@rule("applies-long")
def applies_long(draft: Draft) -> Iterator[Finding]:
    """A line of the "does any of this apply to you" list is as short as an option (rule L6)."""
    for warning in draft.course.warnings:
        for line in warning.applies:
            number = words(draft.text(line.text))
            if number > draft.most(APPLIES_WORDS):
                yield draft.of(line.text), {"number": number, "most": draft.most(APPLIES_WORDS)}


@rule("card-level", "quizzes")
def card_level(draft: Draft) -> Iterator[Finding]:
    """A card shows the level of its warning or of one of the warning's parts (architecture, section 4)."""
    for block in draft.blocks():
        warning = draft.warning_of.get(block.warning or "")
        if warning:
            levels = {warning.level, *(part.level for part in warning.parts)}
            if block.level not in levels:
                yield draft.of(block), {"level": block.level, "id": warning.id, "levels": ", ".join(sorted(levels))}
