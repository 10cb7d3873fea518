"""Slips in what a course is made of: a card, a feedback, a right answer, an anchor, a key, a source, a file."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from glutatui.content.mutants.mutant import Mutant, spread
from glutatui.content.mutants.rereading import Shelf

MOST = 12
"""Mutants of one kind."""

LONGER = "and so on and on " * 6
"""Words that make any sentence too long."""

Lines: TypeAlias = list[str]
Change: TypeAlias = Callable[[Lines, int], Lines | None]
"""Changes the lines of a file at one of them; None where that line is not concerned."""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 1000


def _span(lines: Lines, at: int) -> int:
    """Return the line behind what belongs to the line at an index: what is indented further."""
    end = at + 1
    while end < len(lines) and _indent(lines[end]) > _indent(lines[at]):
        end += 1
    return end


def _cut(pattern: str) -> Change:
    """Take out each line that matches, with what belongs to it."""
    looked = re.compile(pattern)
    return lambda lines, at: lines[:at] + lines[_span(lines, at) :] if looked.match(lines[at]) else None


def _put(pattern: str, new: str) -> Change:
    """Change each line that matches."""
    looked = re.compile(pattern)

    def change(lines: Lines, at: int) -> Lines | None:
        line = looked.sub(new, lines[at], count=1)
        return [*lines[:at], line, *lines[at + 1 :]] if line != lines[at] else None

    return change


def _again(pattern: str) -> Change:
    """Write each line that matches twice, with what belongs to it."""
    looked = re.compile(pattern)

    def change(lines: Lines, at: int) -> Lines | None:
        end = _span(lines, at)
        return lines[:end] + lines[at:end] + lines[end:] if looked.match(lines[at]) else None

    return change


def _card(kind: str) -> Change:
    """Take out each card of a kind."""

    def change(lines: Lines, at: int) -> Lines | None:
        if not re.match(rf"> \[!(?:{kind})\]", lines[at]):
            return None
        end = at
        while end < len(lines) and lines[end].startswith(">"):
            end += 1
        return lines[:at] + lines[end:]

    return change


def _page(lines: Lines, at: int) -> Lines | None:
    """Take out a page."""
    if not lines[at].startswith("## "):
        return None
    end = next((index for index in range(at + 1, len(lines)) if lines[index].startswith("## ")), len(lines))
    return lines[:at] + lines[end:]


def _moved_key(lines: Lines, at: int) -> Lines | None:
    """Make another option, of another length, the right one; a choose-one alone."""
    if not re.match(r" +- id: |- id: ", lines[at]):
        return None
    end = _span(lines, at)
    item = lines[at:end]
    starts = [index for index, line in enumerate(item) if re.match(r" +- text: ", line)]
    right = [index for index, line in enumerate(item) if line.strip() == "right: true"]
    if len(right) != 1 or not any(line.strip() == "kind: choose-one" for line in item):
        return None
    own = max(index for index in starts if index < right[0])
    others = [index for index in starts if index != own and len(item[index].split()) != len(item[own].split())]
    if not others:
        return None
    mark = item[right[0]]
    item.insert(others[0] + 1, mark)
    del item[right[0] + (others[0] < right[0])]
    return lines[:at] + item + lines[end:]


def _turned_line(lines: Lines, at: int) -> Lines | None:
    """Turn the mark of a line whose right mark is yes."""
    return lines[:at] + lines[at + 1 :] if lines[at].strip() == "right: true" else None


LESSON, READING, CHECKS, QUIZ = r"en/\d\d.*\.md", r"/library/", r"\.checks\.yaml", r"^quizzes/"
QUESTIONS = rf"{QUIZ}|{CHECKS}"
CLAIMS, CONFLICTS, SOURCES, LEFT_OUT = (
    f"lessons/{name}.yaml" for name in ("claims", "conflicts", "sources", "exclusions")
)

SHAPES: Mapping[str, Mapping[str, tuple[str, Change]]] = MappingProxyType(
    {
        "cards": {
            "a warning card deleted": (LESSON, _card("STOP|ASK|WATCH")),
            "a card of another level": (LESSON, _put(r"\[!STOP\]|\[!ASK\]", "[!WATCH]")),
            "a card of another warning": (LESSON, _put(r"(\[!(?:STOP|ASK|WATCH)\] )\S+", r"\1no-such")),
            "a disagreement deleted": (rf"{LESSON}|{READING}", _card("DISAGREE")),
        },
        "citations": {
            "a citation deleted": (rf"{LESSON}|{READING}", _put(r"\[\^[^\]]+\]", "")),
            "a citation of no claim": (rf"{LESSON}|{READING}", _put(r"\[\^([^\]]+)\]", r"[^no-such-\1]")),
            "a citation in the wrong place": (rf"{LESSON}|{READING}", _put(r"\.(\[\^[^\]]+\])", r"\1.")),
        },
        "pages and figures": {
            "a page deleted": (rf"{LESSON}|{READING}", _page),
            "a heading's anchor changed": (LESSON, _put(r"\{#([a-z-]+)\}", r"{#no-such-\1}")),
            "a front matter line deleted": (rf"{LESSON}|{READING}", _cut(r"(?:title|main_message|action): ")),
            "a figure's number changed": (LESSON, _put(r"^( +(?:at|to|from): )(\d+)", r"\g<1>1\2")),
            "a figure's row deleted": (rf"{LESSON}|{READING}", _cut(r" +- (?:label|use): ")),
            "another grade of evidence": (
                READING,
                _put(r"possibly-ineffective|not-enough-known", "possibly-effective"),
            ),
        },
        "longer sentences": {
            "a longer sentence": (LESSON, _put(r"^([A-Z][a-z]+) (?=[a-z])", rf"\1 {LONGER}")),
            "a longer option": (QUESTIONS, _put(r"(text: \w+)", rf"\1 {LONGER}")),
            "a longer question": (QUESTIONS, _put(r"(ask: [^?]*)\?", rf"\1 {LONGER * 3}?")),
        },
        "right answers": {
            "a right answer moved": (QUESTIONS, _moved_key),
            "a right answer deleted": (QUESTIONS, _turned_line),
            "a right answer too many": (QUESTIONS, _put(r"^( +)trap: \S+", r"\1right: true")),
        },
        "feedback": {
            "a feedback deleted": (QUESTIONS, _cut(r" +because: ")),
            "a feedback emptied": (QUESTIONS, _put(r"(because|unsure): .*", r"\1: ''")),
            'an "I\'m not sure" deleted': (QUESTIONS, _cut(r" +unsure: ")),
        },
        "options and questions": {
            "an option deleted": (QUESTIONS, _cut(r" +- text: ")),
            "an option twice": (QUESTIONS, _again(r" +- text: ")),
            "a question deleted": (QUESTIONS, _cut(r" *- id: (?=.*-)")),
            "a question twice": (QUESTIONS, _again(r" *- id: (?=.*-)")),
            "a pair mixed up": (QUIZ, _put(r"use: pair-\d", "use: pair-9")),
        },
        "mistaken beliefs and parts": {
            "a mistaken belief unnamed": (QUIZ, _cut(r" +trap: ")),
            "a mistaken belief unknown": (QUIZ, _put(r"(trap: )\S+", r"\1no-such")),
            "a part unnamed": (QUIZ, _cut(r" {8}part: ")),
            "a part unknown": (QUIZ, _put(r"( {8}part: )\S+", r"\1no-such")),
        },
        "warnings": {
            "another level of a warning": (QUIZ, _put(r"level: (?:stop|ask)", "level: watch")),
            "a line of a warning deleted": (QUIZ, _cut(r"(?:warning|level|says|claims|taught|again|items):")),
            "a page that is not there": (QUIZ, _put(r"(taught: \[[^#]+#)", r"\1no-such-")),
            "a claim that is not there": (QUESTIONS, _put(r"(claims: \[)", r"\1no-such-")),
            "a claim of nobody": (QUESTIONS, _put(r"claims: \[.*\]", "claims: []")),
        },
        "keys and files": {
            "a key twice": (QUESTIONS, _again(r" *(?:kind|ask|unsure|because|says|again|level): ")),
            "a key misspelt": (QUESTIONS, _put(r"\b(kind|ask|unsure|because|right|says|again|use): ", r"\1s: ")),
            "a quote not closed": (QUESTIONS, _put(r"(because|ask): (?=[A-Z])", r'\1: "')),
            "a file lost": (rf"{LESSON}|{QUIZ}", lambda _, at: [] if at == 0 else None),
        },
        "claims and sources": {
            "a claim deleted": (CLAIMS, _cut(r"- id: ")),
            "a claim renamed": (CLAIMS, _put(r"^- id: ", "- id: no-such-")),
            "a claim twice": (CLAIMS, _again(r"- id: ")),
            "a source lost": (CLAIMS, _cut(r"  sources:")),
            "a citation of a source lost": (CLAIMS, _cut(r" +- doc: ")),
            "a source that is not there": (CLAIMS, _put(r"doc: S\d", "doc: S9")),
            "a claim no longer of safety": (CLAIMS, _put(r"safety: true", "safety: false")),
            "a claim no longer core": (CLAIMS, _put(r"safety_tier: core", "safety_tier: supporting")),
            "a claim no longer for clinicians": (CLAIMS, _put(r"clinician_only: true", "clinician_only: false")),
            "a document deleted": (SOURCES, _cut(r"- id: ")),
        },
        "disagreements": {
            "a disagreement forgotten": (CONFLICTS, _cut(r"- id: ")),
            "a side of a disagreement lost": (CONFLICTS, _cut(r" +- claims:")),
            "a disagreement played down": (CONFLICTS, _put(r"severity: (?:high|medium)", "severity: low")),
            "a short card deleted": (CONFLICTS, _cut(r" +short: ")),
        },
        "what is left out": {
            "a reason for leaving out deleted": (LEFT_OUT, _cut(r" +reason: ")),
            "a left out claim forgotten": (LEFT_OUT, _cut(r"- claim: ")),
            "a left out claim that is not there": (LEFT_OUT, _put(r"- claim: ", "- claim: no-such-")),
        },
    }
)
"""By group: in which files, and what is done to a line."""


def shapes(shelf: Shelf, group: str, kind: str) -> list[Mutant]:
    """Return the mutants of a kind, one for each line that it concerns, at most ``MOST`` spread over the course."""
    files, change = SHAPES[group][kind]
    places = [
        (path, at) for path in shelf.texts if re.search(files, path) for at in _concerned(shelf.texts[path], change)
    ]
    return [_mutant(kind, path, shelf.texts[path], at, change) for path, at in spread(places, MOST)]


def _concerned(text: str, change: Change) -> Iterator[int]:
    lines = text.splitlines(keepends=True)
    yield from (at for at in range(len(lines)) if change(list(lines), at) is not None)


def _mutant(kind: str, path: str, text: str, at: int, change: Change) -> Mutant:
    lines = change(text.splitlines(keepends=True), at)
    return Mutant(kind, path, "".join(lines) if lines else None, at + 1)
