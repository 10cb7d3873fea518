"""The short check after some days: when it is due, and what it asks. Pure; the visit goes on under its own code."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from glutatui.course import LEVELS, Course, Item, Warning  # noqa: A004  (the project's own term)
from glutatui.visit.steps import Summary

DAYS: Final = (3, 14, 30)
"""Days after a visit at which a patient may come back: few fixed dates, each further from the last one."""

MOST: Final = 4
"""Questions of a check: it is short, and about what was hardest."""


def due_day(over_since: datetime | None, returned: int, now: datetime) -> int | None:
    """Return the day whose check is due; None where none is.

    Who comes late gets the check of the last day that has passed, and no earlier one besides.

    Args:
        over_since: When the visit was over first; None where it is not.
        returned: The day of the last check; 0 before the first.
        now: The time.
    """
    if over_since is None:
        return None
    passed = [day for day in DAYS if day <= (now - over_since).days]
    return passed[-1] if passed and passed[-1] > returned else None


def hardest(course: Course, step: Summary) -> tuple[Warning, ...]:
    """Return the warnings from the hardest to the easiest for this patient.

    First those not known at the last check, then those to talk about, those that were sure and wrong, those known
    after teaching again, and the others; within each the gravest level first, then as the course has them.
    """
    order = ("to_talk_about", "known_after_teaching", "known_at_once")

    def rank(warning: Warning) -> tuple[bool, int, bool, int]:
        outcome = step.outcomes.get(warning.id, "to_talk_about")
        sure = warning.id in step.sure_and_wrong
        return (
            step.recalled.get(warning.id, True),
            0 if outcome == "to_talk_about" else 1 if sure else 1 + order.index(outcome),
            not sure,
            LEVELS.index(warning.level),
        )

    return tuple(sorted((warning for warning in course.warnings if warning.id in step.outcomes), key=rank))


def items_due(course: Course, step: Summary, used: Sequence[str]) -> tuple[str, ...]:
    """Return the items of a check: one for each of the hardest warnings, one that this patient has not met.

    Five lines come before a scenario, for they are harder to guess (1 in 32, not 1 in 3). Where all were used, the
    one that was answered longest ago is asked.

    Args:
        course: The course of the visit.
        step: What came of it.
        used: The items answered so far, in order.
    """
    last = {item: at for at, item in enumerate(used, 1)}
    return tuple(
        min(warning.items, key=lambda item: (last.get(item.id, 0), item.kind != "choose-all", item.id)).id
        for warning in hardest(course, step)[:MOST]
    )


def items_named(course: Course, names: Iterable[str]) -> list[tuple[Warning, Item]]:
    """Return the items of a check with their warnings.

    Raises:
        KeyError: One is none of this course's.
    """
    known = {item.id: (warning, item) for warning in course.warnings for item in warning.items}
    return [known[name] for name in names]


def comes_back(course: Course, returned: int, data: Mapping[str, Any]) -> bool:
    """Tell whether a payload begins a check of this course, later than the last one."""
    known = {item.id for warning in course.warnings for item in warning.items}
    items = data.get("items") or ()
    return bool(items) and data.get("day") in DAYS and data["day"] > returned and set(items) <= known
