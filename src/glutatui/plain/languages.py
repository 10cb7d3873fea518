"""Choosing the language line by line, before anything else is told."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from glutatui.plain.paper import Line, Paper
from glutatui.plain.replies import Command, Numbers, Onward, next_line, read_reply
from glutatui.words import NAMES, say


def language_after(languages: Sequence[str], language: str) -> str:
    """Return the language that follows; empty where there is no other."""
    at = languages.index(language) + 1 if language in languages else 0
    after = languages[at % len(languages)]
    return "" if after == language else after


def ask_language(paper: Paper, lines_in: TextIO, languages: Sequence[str], at_hand: str, code: str) -> str | None:
    """Return the language that a patient chooses, an empty line being the one at hand; None where they stop.

    Args:
        paper: Where the question goes, in each language.
        lines_in: Where the answer comes from.
        languages: What can be chosen.
        at_hand: The language that the terminal speaks.
        code: The code of the visit, which stands before the first prompt of all.
    """
    if code:
        paper.say([Line(say(at_hand, "plain-code", code=code))])
    paper.say(_choices(languages))
    while True:
        paper.prompt(" ".join(say(language, "plain-prompt-language") for language in languages))
        typed = next_line(lines_in)
        reply = None if typed is None else read_reply(typed)
        match reply:
            case None | Command(asks="quit"):
                return None
            case Onward():
                return at_hand
            case Numbers(chosen=chosen) if len(chosen) == 1 and min(chosen) <= len(languages):
                return languages[min(chosen) - 1]
            case _:
                paper.say(Line(say(language, "plain-language-again")) for language in languages)
                paper.say(_choices(languages))


def _choices(languages: Sequence[str]) -> Iterator[Line]:
    yield from (Line(say(language, "language-ask")) for language in languages)
    yield from (Line(NAMES.get(language, language), number) for number, language in enumerate(languages, 1))
