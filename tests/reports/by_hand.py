"""Five visits to a course of two warnings, whose report can be worked out on paper."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from courses import small_course
from glutatui.content import course_json, hash_of
from glutatui.course import Course
from glutatui.records import Kept, row_of
from glutatui.reports.record import SignOff
from glutatui.reports.sittings import Sitting, sittings
from glutatui.reports.survey import Asked, Survey, survey
from glutatui.visit import Answer, Ask, Choice, Event, Policy, Step
from reports.crowds import Crowd, taken
from visits import dice, onward

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)
LONG_AGO = NOW - timedelta(days=40)

_PLAIN = small_course(warnings=2, lessons=1, pages=1)
COURSE: Course = replace(
    _PLAIN,
    before=tuple(
        replace(item, warning=warning) for item, warning in zip(_PLAIN.before, ("w0", "w0", "w1"), strict=True)
    ),
    warnings=tuple(
        replace(warning, ask_back={"en": f"What would you tell a friend about {warning.id}?"})
        for warning in _PLAIN.warnings
    ),
)
DIGEST = hash_of(course_json(COURSE))
UNSIGNED = SignOff(DIGEST, 0, 9)

RIGHT, WRONG, SURELY_WRONG, UNSURE = "right", "wrong", "surely wrong", "unsure"

SCRIPTS: dict[str, dict[str, list[str]]] = {
    "ana": {  # learn, to the end
        "before": [RIGHT, WRONG, RIGHT],
        "check": [RIGHT],
        "w0": [RIGHT, RIGHT],
        "w1": [SURELY_WRONG, RIGHT, RIGHT, RIGHT],
    },
    "ben": {  # learn, to the end
        "before": [RIGHT, RIGHT, RIGHT],
        "check": [WRONG],
        "w0": [UNSURE, RIGHT, RIGHT, WRONG, WRONG, RIGHT],
        "w1": [RIGHT, RIGHT],
    },
    "cleo": {  # the quiz alone, to the end
        "w0": [RIGHT, RIGHT],
        "w1": [SURELY_WRONG, WRONG, WRONG, WRONG, RIGHT, WRONG],
    },
    "dora": {"before": [WRONG, WRONG, WRONG]},  # left after the questions before the lessons
    "emil": {"first": [UNSURE]},  # the quiz alone, left after one answer
}
"""What each patient answers, in order; nobody is sure of a right answer."""

VISITS = {
    "ana": ("learn", YESTERDAY, None),
    "ben": ("learn", YESTERDAY + timedelta(minutes=5), None),
    "cleo": ("quiz", NOW - timedelta(hours=2), None),
    "dora": ("learn", LONG_AGO, 7),
    "emil": ("quiz", NOW - timedelta(hours=1), 3),
}
"""Mode, beginning, and after how many events the visit was left."""


def answer(ask: Ask, how: str) -> Answer:
    """Answer as a script says."""
    if how == RIGHT:
        return Answer(ask.item.right)
    if how == UNSURE:
        return Answer(frozenset(), unsure=True)
    options = range(len(ask.item.options))
    wrong = {min(set(options) - ask.item.right)} if ask.item.kind == "choose-one" else set(options) - ask.item.right
    return Answer(frozenset(wrong), sure=how == SURELY_WRONG)


def by_script(script: dict[str, list[str]]) -> Callable[[Step], Choice]:
    """Return a patient who answers by a script."""
    left = {section: iter(answers) for section, answers in script.items()}

    def choose(step: Step) -> Choice:
        if not isinstance(step, Ask):
            return onward(step)
        section = step.warning or step.part
        return answer(step, next(left["first"] if "first" in left else left[section]))

    return choose


def events_of(name: str) -> list[Event]:
    """Return the visit of a patient."""
    mode, at, steps = VISITS[name]
    crowd = Crowd(COURSE, Policy(rounds=3), mode=mode)
    return taken(crowd, dice(sum(name.encode())), by_script(SCRIPTS[name]), at=at, steps=steps)


def rows_of(*names: str) -> Iterator[Kept]:
    """Give the rows of a journal with these visits."""
    for name in sorted(names, key=lambda name: VISITS[name][1]):
        yield from map(row_of, events_of(name))


def sitting_of(name: str) -> Sitting:
    """Return the visit of a patient as reports read it."""
    (found,) = sittings(rows_of(name), lambda _: COURSE)
    assert isinstance(found, Sitting)
    return found


def report_of(*names: str, since: datetime | None = None) -> Survey:
    """Return the report on some visits."""
    asked = Asked(NOW, since, UTC)
    return survey(rows_of(*names), lambda _: COURSE, asked, COURSE, UNSIGNED)
