"""The cautious choice is not always the safe one, and feedback teaches without shame (rules L20 to L25)."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from glutatui.content.draft import Draft
from glutatui.content.rules.items import feedback_of
from glutatui.content.rules.registry import Finding, rule
from glutatui.content.stems import plain_words, words_in

RUN = 6
"""Words in a row that a feedback may not share with its option (rule L24)."""

_GIVES_UP = re.compile(
    r"\b(?:stops?|skips?|cuts?|half|waits?|gives? up|cancels?|lowers?|puts? off|just in case|to be safe)\b",
    re.IGNORECASE,
)
_CARE = re.compile(
    r"\b(?:medicines?|pills?|tablets?|insulin|food|meals?|drinks?|treatment|appointments?)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;.]|\band\b|\bbut\b", re.IGNORECASE)
_ACTION = words_in(
    "ask asks call calls tell tells show shows stop stops leave leaves keep keeps go get bring check see follow stay"
    " talk let put take wait add give hold finish eat set say read send pour hand look pass name turn tests test"
)
_FIRST: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"en": ("no", "wrong", "incorrect", "sorry"), "es": ("incorrecto", "falso", "mal", "error", "perdón")}
)
"""Words that no feedback begins with; a Spanish "no" opens many a plain sentence and is let be."""
_SHAMING: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "en": re.compile(
            r"\b(?:obviously|simply|just|easy|should have|careless|congratulations|passed|failed)\b", re.IGNORECASE
        ),
        "es": re.compile(
            r"\b(?:obvi[oa]s?|obviamente|simplemente|fácil(?:mente)?|deb(?:ió|ería) haber|descuid(?:o|ad[oa])"
            r"|tont[oa]s?|felici(?:dades|taciones)|aprob(?:ó|ad[oa])|reprob(?:ó|ad[oa])|se equivocó|fracas\w+)\b",
            re.IGNORECASE,
        ),
    }
)


@rule("cautious-none", "quizzes")
def cautious_none(draft: Draft) -> Iterator[Finding]:
    """Each warning has a question in which stopping a medicine, food or care is the wrong answer (rule L20)."""
    for warning in draft.course.warnings:
        if warning.items and not any(item.cautious for item in warning.items):
            yield draft.of(warning), {"id": warning.id}


@rule("cautious-distractor", language="en")
def cautious_distractor(draft: Draft) -> Iterator[Finding]:
    """A cautious item has a wrong option that gives something up (rule L21)."""
    for item in draft.items():
        wrong = [draft.text(option.text) for option in item.options if not option.right]
        if item.cautious and not any(_GIVES_UP.search(text) for text in wrong):
            yield draft.of(item), {"id": item.id}


@rule("cautious-key", language="en")
def cautious_key(draft: Draft) -> Iterator[Finding]:
    """The right option of a cautious item gives up no medicine, food, treatment or appointment (rule L21)."""
    for item in draft.items():
        for option in item.options if item.cautious else ():
            for clause in _CLAUSE.split(draft.text(option.text)):
                if option.right and _GIVES_UP.search(clause) and _CARE.search(clause):
                    yield draft.of(option.text), {"text": clause.strip()}


@rule("trap-unused", "quizzes")
def trap_unused(draft: Draft) -> Iterator[Finding]:
    """Each mistaken belief is caught by some option of its warning; a shared one by some option (rule L23)."""
    used = {item.warning: set[str]() for item in draft.items()}
    for item in draft.items():
        used[item.warning] |= {option.trap for option in item.options if option.trap}
    for warning in draft.course.warnings:
        for trap in warning.traps:
            if trap.id and trap.id not in used.get(warning.id, set()):
                yield draft.of(trap), {"id": trap.id}
    every = set().union(*used.values()) if used else set()
    yield from ((draft.of(trap), {"id": trap.id}) for trap in draft.course.traps if trap.id and trap.id not in every)


@rule("feedback-twice")
def feedback_twice(draft: Draft) -> Iterator[Finding]:
    """Every feedback of an item is its own, that on "I'm not sure" too (rule L24)."""
    for item in draft.items():
        seen: set[str] = set()
        for texts in feedback_of(item):
            if draft.text(texts) in seen:
                yield draft.of(texts), {}
            seen.add(draft.text(texts))


@rule("feedback-action", language="en")
def feedback_action(draft: Draft) -> Iterator[Finding]:
    """The feedback on a wrong option of the quiz says what to do: ask, call, leave, keep ... (rule L24)."""
    for item in draft.items():
        for option in item.options:
            if not option.right and not _ACTION & set(plain_words(draft.text(option.because))):
                yield draft.of(option.because), {}


@rule("feedback-echo")
def feedback_echo(draft: Draft) -> Iterator[Finding]:
    """A feedback on a wrong option repeats no six words of it in a row: that would teach the mistake (rule L24)."""
    for item in draft.items():
        for option in item.options:
            said = plain_words(draft.text(option.text))
            runs = {tuple(said[start : start + RUN]) for start in range(len(said) - RUN + 1)}
            heard = plain_words(draft.text(option.because))
            if not option.right and any(tuple(heard[at : at + RUN]) in runs for at in range(len(heard) - RUN + 1)):
                yield draft.of(option.because), {"number": RUN}


@rule("feedback-tone", language="en es")
def feedback_tone(draft: Draft) -> Iterator[Finding]:
    """A feedback neither scolds nor cheers, and does not begin with "no" or "wrong" (rule L25)."""
    for item in draft.items():
        for texts in feedback_of(item):
            text = draft.text(texts)
            begins = plain_words(text)[:1]
            shaming = _SHAMING[draft.language].search(text)
            if shaming or (begins and begins[0] in _FIRST[draft.language]):
                yield draft.of(texts), {"text": shaming.group() if shaming else begins[0]}
