"""Every text says what it said when an author last confirmed it (`glutatui.content.wordings`)."""

import re
from collections.abc import Iterator

from glutatui.content.draft import Draft
from glutatui.content.folders import WORDINGS
from glutatui.content.problems import Place
from glutatui.content.rules.quiz import BANK
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.wordings import Change, changes

CODES = ("wording-changed", "wording-new", "wording-lost", "wordings-none", "revision-same")
"""What goes away when the wordings are confirmed."""

_REVISION = re.compile(r"revision (\d+) \S+")


def _revision(form: str) -> str | None:
    found = _REVISION.fullmatch(form)
    return found.group(1) if found else None


def _keeps_revision(change: Change) -> bool:
    """Tell whether a question was changed under the revision that it had."""
    before = _revision(change.was)
    return before is not None and before == _revision(change.now)


@rule("wording-changed", "lessons", "quizzes", "claims", "conflicts", language="en")
def wording_changed(draft: Draft) -> Iterator[Finding]:
    """Numbers, units, negations, right answers and claims of a text are those that were confirmed.

    A slip such as "do take" for "do not take" reads smoothly and no formula sees it (education standard, sections 3
    and 13). Another wording with the same numbers and the same polarity passes; one that means to change them is
    confirmed by ``glutatui check --confirm-wordings``.
    """
    for change in changes(draft):
        if change.was and change.now and not _keeps_revision(change):
            yield change.place, {"was": change.was, "now": change.now}


@rule("wording-new", "lessons", "quizzes", "claims", "conflicts", language="en")
def wording_new(draft: Draft) -> Iterator[Finding]:
    """A text with a number, a negation or a claim that stood nowhere before is confirmed once (as wording-changed)."""
    for change in changes(draft):
        if not change.was and change.now:
            yield change.place, {"now": change.now}


@rule("wording-lost", "lessons", "quizzes", "claims", "conflicts", language="en")
def wording_lost(draft: Draft) -> Iterator[Finding]:
    """What was confirmed is still said: a warning that is gone is seen as much as one that is wrong."""
    for change in changes(draft):
        if change.was and not change.now:
            yield change.place, {"key": change.key, "was": change.was}


@rule("wordings-none", "quizzes", language="en")
def wordings_none(draft: Draft) -> Iterator[Finding]:
    """A full bank has confirmed wordings: without their file no slip of the pen would be seen (as wording-changed)."""
    full = sum(len(warning.pairs) for warning in draft.course.warnings) >= BANK
    if full and not draft.wordings:
        yield Place(f"lessons/{draft.language}"), {"file": WORDINGS}


@rule("revision-same", "quizzes", "lessons", language="en", severity="warning")
def revision_same(draft: Draft) -> Iterator[Finding]:
    """A question whose stem, option or key changed gets a new revision: its statistics start again (rule L36).

    The hash of what was asked stands beside the revision in the confirmed wordings.
    """
    for change in changes(draft):
        if _keeps_revision(change):
            yield change.place, {"id": change.key, "revision": _revision(change.now)}
