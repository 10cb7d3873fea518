"""What can be typed at a step."""

from collections.abc import Mapping
from typing import Final

from glutatui.plain.reader import Reader
from glutatui.visit import Again, Ask, Checklist, Feedback, HandOver, PageStep, Step, Summary

_PROMPTS: Final[Mapping[type[Step], str]] = {
    Checklist: "checklist",
    PageStep: "page",
    Feedback: "feedback",
    Again: "feedback",
    HandOver: "feedback",
    Summary: "end",
}
"""Which prompt stands behind a step; those of questions depend on their kind."""


def prompt_at(reader: Reader, step: Step, *, looking_back: bool, due: bool = False) -> str:
    """Return the prompt behind a step, or behind an earlier page that is looked at; ``due``: a check may begin."""
    key = "behind" if looking_back else _PROMPTS.get(type(step), "on")
    if isinstance(step, Ask) and not looking_back:
        key = "one" if step.item.kind == "choose-one" else "all"
        return reader.say(f"plain-prompt-{key}", last=len(step.item.options))
    return reader.say("plain-prompt-return" if due else f"plain-prompt-{key}")
