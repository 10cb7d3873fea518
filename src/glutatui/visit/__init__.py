"""A visit: a list of events, and the pure function from a course and those events to the step to show.

* ``events``   what is kept: `Event`, and what a face hands in: `Choice`
* ``steps``    what is shown: `Step`
* ``policy``   teach-to-goal: rounds, spacing, orders from a seed, and what a pass and a miss are worth
* ``fold``     `State`, `begin`, `advance`, `step_of`, `decide`
* ``running``  `Visit`: one visit in progress, with its journal, clock and ids handed in
"""

from glutatui.visit.events import Answer, Choice, Done, Event, GoOn, Journal, Speak
from glutatui.visit.fold import State, advance, begin, decide, replay, started, step_of, trail
from glutatui.visit.policy import POLICY, Policy, order_of_options
from glutatui.visit.running import CODE_LENGTH, CODE_SIGNS, Desk, Visit
from glutatui.visit.steps import (
    Again,
    Ask,
    Checklist,
    Feedback,
    HandOver,
    Intro,
    Outcome,
    PageStep,
    Step,
    Summary,
)

__all__ = [
    "CODE_LENGTH",
    "CODE_SIGNS",
    "POLICY",
    "Again",
    "Answer",
    "Ask",
    "Checklist",
    "Choice",
    "Desk",
    "Done",
    "Event",
    "Feedback",
    "GoOn",
    "HandOver",
    "Intro",
    "Journal",
    "Outcome",
    "PageStep",
    "Policy",
    "Speak",
    "State",
    "Step",
    "Summary",
    "Visit",
    "advance",
    "begin",
    "decide",
    "order_of_options",
    "replay",
    "started",
    "step_of",
    "trail",
]
