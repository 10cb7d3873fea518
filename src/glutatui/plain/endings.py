"""The last step, and what stands beside the steps: welcome, sources and help, as lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from glutatui.course import Level, Warning  # noqa: A004  (the project's own term)
from glutatui.course.disputes import sides_of
from glutatui.plain.paper import Line, ended
from glutatui.plain.reader import Reader
from glutatui.visit import About, Summary, sorted_warnings, told_about

_WELCOME: Final = ("title", "welcome-about", "welcome-privacy", "welcome-advice")
_HELP: Final = (
    *("number", "think", "unsure", "numbers", "enter", "sources"),
    *("back", "again", "library", "about", "language", "help", "page", "mine", "quit"),
)


def welcome(reader: Reader, code: str, *, takes_codes: bool = False) -> Iterator[Line]:
    """Give what stands before the first step; the line with the code is part of the protocol."""
    yield from (Line(reader.say(key)) for key in _WELCOME)
    yield Line(reader.sign_off)
    yield Line(reader.say("plain-help-first"))
    if code:
        yield Line(reader.say("plain-code", code=code))
        yield Line(reader.say("plain-code-note"))
    if takes_codes:
        yield Line(reader.say("plain-code-enter"))


def helping(reader: Reader) -> Iterator[Line]:
    """Give what can be typed."""
    yield Line(reader.say("plain-help-title"))
    told = (name for name in _HELP if name != "language" or len(reader.course.languages) > 1)
    yield from (Line(reader.say(f"plain-help-{name}")) for name in told)
    yield Line(reader.say("help-person"))


def about_told(reader: Reader, about: About) -> Iterator[Line]:
    """Give what the program says about itself."""
    said = told_about(reader.course, about, reader.language)
    yield Line(ended(reader.say("about-title")))
    yield from (Line(text) for text in said.first)
    yield Line(reader.say("about-sources"))
    yield from (Line(title) for title in said.sources)
    yield Line(said.last)


def sources(reader: Reader, claims: Sequence[str], conflicts: Iterable[str] = ()) -> Iterator[Line]:
    """Give where each claim comes from, then each disagreement with its sides."""
    course, language = reader.course, reader.language
    yield Line(reader.say("sources-title"))
    yield Line(reader.say("sources-trust"))
    yield Line(reader.sign_off)
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
    found = sorted_warnings(reader.course, step)
    talk, known = found.talk, found.known
    yield Line(ended(reader.say("summary-title")))
    yield Line(ended(reader.say("summary-known", known=len(known), of=len(warnings))))
    yield from recalled_told(reader, step)
    yield Line(reader.say("summary-pass"))
    yield Line(f"{reader.say('summary-talk')}:" if talk else reader.say("summary-talk-none"))
    for warning in talk:
        yield from _warning(reader, warning, sure=warning.id in step.sure_and_wrong)
    yield Line(reader.say("summary-bring"))
    yield Line(f"{reader.say('summary-ask')}:")
    yield from (Line(reader.say(f"summary-ask-{name}")) for name in ("safe", "need", "watch"))
    if known:
        yield Line(f"{reader.say('summary-remember')}:")
    for warning in known:
        yield from _warning(reader, warning, sure=False)
    yield Line(reader.sign_off)
    if not reader.applies:
        yield Line(reader.say("plain-mine"))


def recalled_told(reader: Reader, step: Summary) -> Iterator[Line]:
    """Give what came of the check after some days, where there was one."""
    for key, known in (("return-not-known", False), ("return-known", True)):
        names = [w for w in reader.course.warnings if step.recalled.get(w.id) is known]
        if names:
            yield Line(reader.say(key))
            yield from (Line(warning.says[reader.language]) for warning in names)


def card(reader: Reader, level: Level, text: str, warning: str, *, sure: bool = False) -> Line:
    """Return a warning on one line: its level in words, what it says, and what the patient's own marks say about it."""
    marks = [
        *([f"{reader.say('summary-applies')}."] if warning in reader.applies else []),
        *([reader.say("plain-sure")] if sure else []),
    ]
    return Line(" ".join((reader.say(f"plain-card-{level}", text=text), *marks)))


def _warning(reader: Reader, warning: Warning, *, sure: bool) -> Iterator[Line]:
    yield card(reader, warning.level, warning.says[reader.language], warning.id, sure=sure)
    for part in warning.parts:
        yield Line(reader.say(f"plain-part-{part.level}", when=part.when[reader.language]))
