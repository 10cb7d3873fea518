"""Every id that is cited exists, and stands for one thing only."""

from collections.abc import Container, Iterable, Iterator

from glutatui.content.draft import Draft
from glutatui.content.problems import Place
from glutatui.content.rules.registry import Finding, rule


@rule("claim-unknown", "claims")
def claim_unknown(draft: Draft) -> Iterator[Finding]:
    """Each claim that a page, a figure, a warning or a question cites stands in claims.yaml."""
    for claim, place in draft.cited():
        if claim not in draft.claim_of:
            yield place, {"id": claim}


@rule("claims-none")
def claims_none(draft: Draft) -> Iterator[Finding]:
    """Each warning, part, question and figure row rests on at least one claim (rule L19)."""
    cited = [(warning.claims, draft.of(warning)) for warning in draft.course.warnings]
    cited += [(part.claims, draft.of(part)) for warning in draft.course.warnings for part in warning.parts]
    cited += [(item.claims, draft.of(item)) for item in draft.items()]
    cited += [(row.claims, draft.of(row)) for block in draft.blocks() for row in block.rows]
    yield from ((place, {}) for claims, place in cited if not claims)


@rule("related-unknown", "claims", "conflicts")
def related_unknown(draft: Draft) -> Iterator[Finding]:
    """Each claim that the ledger itself names, as related or as a side of a disagreement, stands in claims.yaml."""
    known = draft.claim_of.keys() | draft.conflict_of.keys()
    for claim in draft.course.claims:
        yield from _unknown(draft.notes.each(claim.related), known)
    for conflict in draft.course.conflicts:
        for side in conflict.sides:
            yield from _unknown(draft.notes.each(side.claims), draft.claim_of)


@rule("source-unknown", "sources")
def source_unknown(draft: Draft) -> Iterator[Finding]:
    """Each document that a claim or a side cites stands in sources.yaml."""
    known = draft.course.source_of
    for claim in draft.course.claims:
        for citation in claim.sources:
            if citation.doc not in known:
                yield draft.notes.place_or(citation, Place("lessons/claims.yaml")), {"id": citation.doc}
    for conflict in draft.course.conflicts:
        for side in conflict.sides:
            yield from _unknown(draft.notes.each(side.docs), known)


@rule("warning-unknown", "quizzes")
def warning_unknown(draft: Draft) -> Iterator[Finding]:
    """Each warning that a card names has its file under quizzes/."""
    for block in draft.blocks():
        if block.warning and block.warning not in draft.warning_of:
            yield draft.of(block), {"id": block.warning}


@rule("conflict-unknown", "conflicts")
def conflict_unknown(draft: Draft) -> Iterator[Finding]:
    """Each disagreement that a card names stands in conflicts.yaml."""
    for block in draft.blocks():
        unknown = [name for name in block.conflicts if name not in draft.conflict_of]
        yield from ((draft.of(block), {"id": name}) for name in unknown)


@rule("trap-unknown", "quizzes")
def trap_unknown(draft: Draft) -> Iterator[Finding]:
    """Each mistaken belief that an option names is listed in its warning's file or in traps.yaml (rule L23)."""
    shared = {trap.id for trap in draft.course.traps}
    own = {warning.id: {trap.id for trap in warning.traps} for warning in draft.course.warnings}
    every = shared.union(*own.values())
    for item in draft.items():
        known = every if item.warning is None else shared | own.get(item.warning, set())
        for option in item.options:
            if option.trap and option.trap not in known:
                yield draft.of(option), {"id": option.trap}


@rule("page-unknown", "lessons")
def page_unknown(draft: Draft) -> Iterator[Finding]:
    """Each page that a warning is taught on exists."""
    known = {f"{lesson.id}#{page.id}" for lesson, page in draft.core_pages()}
    for warning in draft.course.warnings:
        yield from _unknown(draft.notes.each(warning.taught), known)


@rule("part-unknown")
def part_unknown(draft: Draft) -> Iterator[Finding]:
    """Each part that an item or a line covers is one of its warning's parts."""
    for warning in draft.course.warnings:
        known = {part.id for part in warning.parts}
        for item in warning.items:
            named = [(item.part, draft.of(item)), *((line.part, draft.of(line)) for line in item.options)]
            yield from ((place, {"id": part}) for part, place in named if part and part not in known)


@rule("id-twice")
def id_twice(draft: Draft) -> Iterator[Finding]:
    """An id stands for one thing: items over the whole course, since records cite them, others within their list."""
    course = draft.course
    for things in (
        course.claims,
        course.conflicts,
        course.sources,
        course.warnings,
        course.traps,
        tuple(course.items()),
        draft.excluded,
    ):
        yield from _twice(draft, things)
    for lesson in (*course.lessons, *course.library):
        yield from _twice(draft, lesson.pages)
    for warning in course.warnings:
        for parts in (warning.parts, warning.applies, warning.traps):
            yield from _twice(draft, parts)


def _twice(draft: Draft, things: Iterable[object]) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for thing in things:
        name: str = getattr(thing, "id")  # noqa: B009  (things of several classes, each with an id)
        place = draft.of(thing)
        if name and name in seen:
            first = seen[name]
            yield place, {"id": name, "first": f"{first.path}:{first.line}"}
        seen.setdefault(name, place)


def _unknown(named: Iterable[tuple[str, Place]], known: Container[str]) -> Iterator[Finding]:
    for name, place in named:
        if name not in known:
            yield place, {"id": name}
