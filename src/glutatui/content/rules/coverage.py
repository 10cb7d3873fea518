"""What must be taught is taught and asked, and what must not be shown is not."""

from collections.abc import Iterator
from typing import Any

from glutatui.content.draft import Draft
from glutatui.content.rules.registry import Finding, rule
from glutatui.visit.policy import POLICY


@rule("claim-not-taught", "claims", "lessons")
def claim_not_taught(draft: Draft) -> Iterator[Finding]:
    """Each core safety claim stands on some page of the core path."""
    for claim in draft.core_claims:
        if claim.id not in draft.taught:
            yield draft.of(claim), {"id": claim.id}


@rule("claim-not-asked", "claims", "quizzes")
def claim_not_asked(draft: Draft) -> Iterator[Finding]:
    """Each core safety claim stands in the ``claims`` of at least one item of a pair (rule L20)."""
    for claim in draft.core_claims:
        if claim.id not in draft.asked:
            yield draft.of(claim), {"id": claim.id}


@rule("taught-silent", "lessons", "quizzes")
def taught_silent(draft: Draft) -> Iterator[Finding]:
    """A page that a warning is said to be taught on cites one of its claims or shows its card."""
    pages = {f"{lesson.id}#{page.id}": page for lesson, page in draft.core_pages()}
    for warning in draft.course.warnings:
        for name, place in draft.notes.each(warning.taught):
            page = pages.get(name)
            shown = page and any(block.warning == warning.id for block in page.blocks)
            if page and not shown and not set(page.claims) & set(warning.claims):
                yield place, {"page": name, "id": warning.id}


@rule("clinician-only", "claims")
def clinician_only(draft: Draft) -> Iterator[Finding]:
    """What is meant for clinicians stands in readings for them; core safety claims are told to everybody."""
    hidden = {claim.id for claim in draft.course.claims if claim.clinician_only and claim.safety_tier != "core"}
    for lesson, page in draft.pages():
        if lesson.clinician_only:
            continue
        for block in page.blocks:
            things = [sentence.claims for item in block.items for sentence in item]
            things += [row.claims for row in block.rows]
            for claims in things:
                yield from ((place, {"id": claim}) for claim, place in draft.notes.each(claims) if claim in hidden)


@rule("claim-unplaced", "claims", "exclusions", "lessons")
def claim_unplaced(draft: Draft) -> Iterator[Finding]:
    """Each claim of the ledger is told on a page, or left out for a reason that exclusions.yaml names."""
    excluded = {exclusion.id for exclusion in draft.excluded}
    for claim in draft.course.claims:
        if claim.id not in draft.placed and claim.id not in excluded:
            yield draft.of(claim), {"id": claim.id}


@rule("exclusion-unknown", "claims")
def exclusion_unknown(draft: Draft) -> Iterator[Finding]:
    """Each claim that exclusions.yaml leaves out stands in claims.yaml."""
    for exclusion in draft.excluded:
        if exclusion.id and exclusion.id not in draft.claim_of:
            yield draft.of(exclusion), {"id": exclusion.id}


@rule("exclusion-cited")
def exclusion_cited(draft: Draft) -> Iterator[Finding]:
    """A claim that is left out is told on no page: one of the two is a slip."""
    for exclusion in draft.excluded:
        if exclusion.id in draft.placed:
            yield draft.of(exclusion), {"id": exclusion.id}


@rule("short-missing", "conflicts")
def short_missing(draft: Draft) -> Iterator[Finding]:
    """Each high conflict, and each that a card shows, has its short card (architecture, section 4)."""
    shown = {name for _, page in draft.core_pages() for block in page.blocks for name in block.conflicts}
    for conflict in draft.course.conflicts:
        if (conflict.severity == "high" or conflict.id in shown) and not conflict.short:
            yield draft.of(conflict), {"id": conflict.id}


@rule("conflict-unshown", "conflicts", "lessons")
def conflict_unshown(draft: Draft) -> Iterator[Finding]:
    """Each disagreement of the ledger has its card on some page of a lesson or a reading."""
    shown = {conflict for block in draft.blocks() for conflict in block.conflicts}
    for conflict in draft.course.conflicts:
        if conflict.id not in shown:
            yield draft.of(conflict), {"id": conflict.id}


@rule("conflict-hidden", "claims", "conflicts", severity="warning")
def conflict_hidden(draft: Draft) -> Iterator[Finding]:
    """A page of the core path that cites a side of a high conflict shows its card (architecture, section 4).

    The protective side alone, such as "avoid it with cirrhosis", needs no card: it is what the card would say.
    """
    protective = {
        claim.id for claim in draft.course.claims if claim.safety and claim.action not in {None, "info", "limit"}
    }
    high = [conflict for conflict in draft.course.conflicts if conflict.severity == "high"]
    for _, page in draft.core_pages():
        cited = set(page.claims) - protective
        shown = {name for block in page.blocks for name in block.conflicts}
        for conflict in high:
            sides = {claim for side in conflict.sides for claim in side.claims} & cited
            if sides and conflict.id not in shown:
                yield draft.of(page), {"id": conflict.id, "claims": ", ".join(sorted(sides))}


def coverage_of(draft: Draft) -> dict[str, Any]:
    """Return what `check` reports as coverage (architecture, section 5).

    ``claims`` counts the whole ledger, and as accounted what a page tells or exclusions.yaml leaves out for a reason;
    ``safety`` the core safety claims, and as accounted those that the core path teaches and a pair asks;
    ``conflicts`` those that a card of the core path or of the library shows.
    """
    course = draft.course
    excluded = {exclusion.id for exclusion in draft.excluded if exclusion.reason}
    unplaced = [claim.id for claim in course.claims if claim.id not in draft.placed | excluded]
    core = [claim.id for claim in draft.core_claims]
    unsafe = [claim for claim in core if claim not in draft.taught or claim not in draft.asked]
    shown = {name for block in draft.blocks() for name in block.conflicts}
    unshown = [conflict.id for conflict in course.conflicts if conflict.id not in shown]
    left_out = excluded & draft.claim_of.keys()
    return {
        "claims": {**_counts([claim.id for claim in course.claims], unplaced), "excluded": len(left_out)},
        "safety": _counts(core, unsafe),
        "conflicts": {
            "total": len(course.conflicts),
            "shown": len(course.conflicts) - len(unshown),
            "missing": unshown,
        },
        "warnings": {
            warning.id: {
                "taught": bool(warning.taught) and set(warning.claims) <= draft.taught,
                "pairs": len(warning.pairs),
                "complete": set(warning.claims) <= draft.taught & draft.asked and len(warning.pairs) >= POLICY.rounds,
            }
            for warning in course.warnings
        },
    }


def _counts(every: list[str], missing: list[str]) -> dict[str, Any]:
    return {"total": len(every), "accounted": len(every) - len(missing), "missing": missing}
