"""Sign-offs: what a clinician has read, and whether it still reads so (rule L27)."""

from collections.abc import Iterator
from typing import Any

from glutatui.content.draft import Draft
from glutatui.content.reviews import Review
from glutatui.content.rules.registry import Finding, rule


@rule("review-unknown", "lessons", "quizzes", "conflicts")
def review_unknown(draft: Draft) -> Iterator[Finding]:
    """Each sign-off is about a page or an item that there is (rule L27)."""
    for review in draft.reviews:
        if review.language == draft.language and review.of not in draft.hashes:
            yield draft.of(review), {"id": review.of}


@rule("review-stale", "lessons", "quizzes", "conflicts", severity="warning")
def review_stale(draft: Draft) -> Iterator[Finding]:
    """A sign-off holds for the very text that was read; after a change it is named until it is given again (L27)."""
    for review in draft.reviews:
        now = draft.hashes.get(review.of) if review.language == draft.language else None
        if now and now != review.hash:
            yield draft.of(review), {"id": review.of, "hash": now}


def reviews_of(draft: Draft) -> dict[str, Any]:
    """Return what `check` reports as ``coverage["reviews"]``.

    ``total`` counts pages and items, ``signed`` those with a sign-off for their present hash; ``status`` is
    ``unreviewed``, ``partly`` or ``reviewed``; ``stale`` names what was changed after its sign-off; ``reviewers`` who
    has signed what is still as it was, each with the last day.
    """
    total = sum(1 for _ in draft.pages()) + sum(1 for _ in draft.items())
    ours = [review for review in draft.reviews if review.language == draft.language]
    signed = {review.of for review in ours if _holds(draft, review)}
    stale = sorted({review.of for review in ours} - signed)
    status = "reviewed" if total and len(signed) == total else "partly" if signed else "unreviewed"
    by_day = sorted(ours, key=lambda review: review.date)
    days = {review.reviewer: review.date for review in by_day if _holds(draft, review)}
    reviewers = [f"{reviewer}, {day}" for reviewer, day in sorted(days.items())]
    return {"status": status, "total": total, "signed": len(signed), "stale": stale, "reviewers": reviewers}


def _holds(draft: Draft, review: Review) -> bool:
    """Tell whether what was signed is still as it was."""
    return draft.hashes.get(review.of) == review.hash
