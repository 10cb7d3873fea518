"""From a reply to the answer of a question, or to the marks of the checklist."""

from glutatui.course import Course
from glutatui.plain.replies import NotSure, Numbers, Onward, Reply
from glutatui.plain.telling import checklist_lines
from glutatui.visit import Answer, Ask


def answer_of(ask: Ask, reply: Reply) -> Answer | None:
    """Return the answer that a reply gives to a question; None where it gives none."""
    if isinstance(reply, NotSure):
        return Answer(frozenset(), unsure=True)
    if not isinstance(reply, Numbers) or max(reply.chosen, default=0) > len(ask.order):
        return None
    if ask.item.kind == "choose-one" and len(reply.chosen) != 1:
        return None
    return Answer(frozenset(ask.order[number - 1] for number in reply.chosen), sure=reply.sure)


def marks_of(course: Course, reply: Reply) -> frozenset[str] | None:
    """Return the warnings that a reply to the checklist marks; None where it is no reply to it."""
    lines = checklist_lines(course)
    if isinstance(reply, Onward | NotSure):
        return frozenset()
    if not isinstance(reply, Numbers) or not reply.sure or max(reply.chosen, default=0) > len(lines):
        return None
    return frozenset(lines[number - 1][0] for number in reply.chosen)
