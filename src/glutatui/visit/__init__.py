"""A visit: a list of events, and the pure function from a course and those events to the step to show.

* ``events``   what is kept: `Event`, and what a face hands in: `Choice`
* ``steps``    what is shown: `Step`
* ``teaching`` what a missed round leads to
* ``policy``   teach-to-goal: rounds, spacing, orders from a seed, and what a pass and a miss are worth
* ``fold``     `State`, `begin`, `advance`, `step_of`, `decide`
* ``path``     the steps that do not depend on answers
* ``returning`` the short check after some days
* ``running``  `Visit`: one visit in progress, with its journal, clock and ids handed in
* ``take_home`` what a patient takes home of it
* ``about``    what the program says about itself
* ``samples``  steps as an author looks at them
"""

from glutatui.visit.about import NO_ABOUT, About, SignOff, doubt_said, sign_off_said, told_about
from glutatui.visit.events import Answer, Choice, ComeBack, Done, Event, GoOn, Journal, Speak
from glutatui.visit.fold import State, advance, begin, decide, replay, started, step_of, trail
from glutatui.visit.policy import POLICY, Policy, order_of_options
from glutatui.visit.running import CODE_LENGTH, CODE_SIGNS, Desk, Visit, about_of
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
from glutatui.visit.take_home import TakeHome, notes_for_phone, sorted_warnings, take_home
from glutatui.visit.teaching import cited_by, teaching

__all__ = [
    "CODE_LENGTH",
    "CODE_SIGNS",
    "NO_ABOUT",
    "POLICY",
    "About",
    "Again",
    "Answer",
    "Ask",
    "Checklist",
    "Choice",
    "ComeBack",
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
    "SignOff",
    "Speak",
    "State",
    "Step",
    "Summary",
    "TakeHome",
    "Visit",
    "about_of",
    "advance",
    "begin",
    "cited_by",
    "decide",
    "doubt_said",
    "notes_for_phone",
    "order_of_options",
    "replay",
    "sign_off_said",
    "sorted_warnings",
    "started",
    "step_of",
    "take_home",
    "teaching",
    "told_about",
    "trail",
]
