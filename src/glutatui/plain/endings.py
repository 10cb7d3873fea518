"""The last step, and what stands beside the steps: welcome, sources and help, as lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from glutatui.course import Warning  # noqa: A004  (the project's own term)
from glutatui.course.disputes import sides_of
from glutatui.plain.paper import Line
from glutatui.plain.reader import Reader
from glutatui.visit import Summary

_WELCOME: Final = ("title", "welcome-about", "welcome-privacy", "welcome-advice", "unreviewed-all", "plain-help-first")
_HELP: Final = ("number", "think", "unsure", "numbers", "enter", "sources", "back", "library", "help", "quit")


def welcome(reader: Reader, code: str) -> Iterator[Line]:
    """Give what stands before the first step; the line with the code is part of the protocol."""
    yield from (Line(reader.say(key)) for key in _WELCOME)
    if code:
        yield Line(reader.say("plain-code", code=code))
        yield Line(reader.say("plain-code-note"))


def helping(reader: Reader) -> Iterator[Line]:
    """Give what can be typed."""
    yield Line(reader.say("plain-help-title"))
    yield from (Line(reader.say(f"plain-help-{name}")) for name in _HELP)
    yield Line(reader.say("help-person"))


def sources(reader: Reader, claims: Sequence[str], conflicts: Iterable[str] = ()) -> Iterator[Line]:
    """Give where each claim comes from, then each disagreement with its sides."""
    course, language = reader.course, reader.language
    yield Line(reader.say("sources-title"))
    yield Line(reader.say("sources-trust"))
    if not claims:
        yield Line(reader.say("sources-none"))
    for claim in (course.claim_of[name] for name in claims):
        yield Line(claim.statement[language])
        for citation in claim.sources:
            named = course.source_of[citation.doc].short[language]
            where = reader.say("sources-line", source=named, line=citation.line)
            strength = reader.say(f"sources-strength-{citation.strength or claim.strength}")
            yield Line(reader.say("plain-citation", where=where, strength=strength))
    for conflict in conflicts:
        yield from _conflict(reader, conflict)


def _conflict(reader: Reader, name: str) -> Iterator[Line]:
    course, language = reader.course, reader.language
    conflict = course.conflict_of[name]
    yield Line(reader.say("sources-conflict", question=conflict.question[language]))
    yield from (Line(side) for side in sides_of(course, conflict, language, staff=False))
    yield Line(reader.say("sources-safest", text=conflict.safest_reading[language]))


def summary(reader: Reader, step: Summary) -> Iterator[Line]:
    """Give what the patient knows now, what to talk about, and what to bring and ask."""
    warnings = reader.course.warnings
    talk = [w for w in warnings if step.outcomes.get(w.id) == "to_talk_about"]
    shaky = [w for w in warnings if w.id in step.sure_and_wrong and w not in talk]
    known = [w for w in warnings if w not in talk]
    yield Line(reader.say("summary-title"))
    yield Line(f"{reader.say('summary-known', known=len(known), of=len(warnings))}.")
    yield Line(reader.say("summary-pass"))
    yield Line(f"{reader.say('summary-talk')}:" if talk or shaky else reader.say("summary-talk-none"))
    for warning in (*sorted(talk, key=lambda w: w.id not in step.sure_and_wrong), *shaky):
        yield from _warning(reader, warning, sure=warning.id in step.sure_and_wrong)
    yield Line(reader.say("summary-bring"))
    yield Line(f"{reader.say('summary-ask')}:")
    yield from (Line(reader.say(f"summary-ask-{name}")) for name in ("safe", "need", "watch"))
    if known:
        yield Line(f"{reader.say('summary-remember')}:")
    for warning in known:
        yield from _warning(reader, warning, sure=False)
    yield Line(reader.say("unreviewed-all"))


def _warning(reader: Reader, warning: Warning, *, sure: bool) -> Iterator[Line]:
    language = reader.language
    marks = [
        *([f"{reader.say('summary-applies')}."] if warning.id in reader.applies else []),
        *([f"({reader.say('summary-sure')})"] if sure else []),
    ]
    level = reader.say(f"level-{warning.level}")
    yield Line(" ".join((f"{level}: {warning.says[language]}", *marks)))
    for part in warning.parts:
        when = reader.say("part-when", level=reader.say(f"level-{part.level}"), when=part.when[language])
        yield Line(f"{when}.")
