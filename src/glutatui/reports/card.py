"""The staff card: what to talk about with one patient, on one screen, the most urgent first."""

from collections.abc import Sequence
from datetime import tzinfo
from textwrap import wrap
from typing import Final

from glutatui.course import Course, Warning  # noqa: A004  (the project's own term)
from glutatui.reports.record import VisitRecord, ask_back, to_talk, weakest
from glutatui.reports.standing import Standing, numbers_of, result_words
from glutatui.words import counted, say

WIDTH: Final = 80
ROWS: Final = 23
"""Rows of a card on a terminal of 24: the last one belongs to the shell's prompt."""

_LEAST: Final = 4
"""Lines in which something to talk about is always told, however narrow the terminal."""

_INDENT: Final = "   "


def card_lines(
    course: Course,
    record: VisitRecord,
    language: str,
    zone: tzinfo | None = None,
    *,
    width: int = WIDTH,
    rows: int = ROWS,
) -> list[str]:
    """Return the card of a visit as lines.

    Args:
        course: The course of that visit.
        record: What is told.
        language: The staff's.
        zone: In which times are told; None for the host's.
        width: Cells of a line.
        rows: Lines at most at a width of 80; what has no room is counted, never dropped in silence.
    """
    head = [*_head(record, language, zone, width), ""]
    questions = _questions(course, record, language, width)
    foot = ["", *_counts(course, record, language, width), *_small_print(record, language, width)]
    room = rows - len(head) - len(questions) - len(foot)
    return [*head, *_talk(course, record, language, width, max(room, _LEAST)), *questions, *foot]


def _head(record: VisitRecord, language: str, zone: tzinfo | None, width: int) -> list[str]:
    minutes = round((record.ended - record.began).total_seconds() / 60)
    when = record.began.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    key = "card-head" if record.finished else "card-head-unfinished"
    spoken = record.language
    return wrap(say(language, key, when=when, minutes=minutes, visit=record.visit[:8], language=spoken), width)


def _talk(course: Course, record: VisitRecord, language: str, width: int, room: int) -> list[str]:
    """Return what to talk about, the most urgent first; what has no room is named together."""
    chosen = [warning for warning in weakest(course, record) if to_talk(record.standings[warning.id])]
    if not chosen:
        return wrap(say(language, "card-talk-none"), width)
    head = wrap(say(language, "card-talk-first"), width)
    blocks = [_one(warning, record.standings[warning.id], language, width) for warning in chosen]
    shown = len(blocks)
    while True:
        rest = ", ".join(f"{_mark(record, warning)}{warning.id}" for warning in chosen[shown:])
        more = wrap(counted(language, "card-more", len(chosen) - shown, names=rest), width) if rest else []
        lines = [*head, *(line for block in blocks[:shown] for line in block), *more]
        if len(lines) <= room or shown == 1:
            return lines
        shown -= 1


def _mark(record: VisitRecord, warning: Warning) -> str:
    return "!" if record.standings[warning.id].sure_and_wrong else ""


def _one(warning: Warning, standing: Standing, language: str, width: int) -> list[str]:
    """Return a warning to talk about: its level, its name, and what came of it."""
    mark = "!" if standing.sure_and_wrong else "-"
    level = say(language, f"level-{warning.level}")
    return _wrapped(f"{mark} {level} {warning.id}: {result_words(language, standing.result)}", width)


def _questions(course: Course, record: VisitRecord, language: str, width: int) -> list[str]:
    """Return the open questions on the weakest warnings, after a blank line."""
    chosen = ask_back(course, record)
    if not chosen:
        return []
    lines = ["", *wrap(say(language, "card-ask-back"), width)]
    for number, warning in enumerate(chosen, 1):
        lines += _wrapped(f"{number}. {(warning.ask_back or {})[language]}", width)
    return lines


def _counts(course: Course, record: VisitRecord, language: str, width: int) -> list[str]:
    numbers = numbers_of(record.standings.values())
    said = [
        say(language, f"card-count-{result.replace('_', '-')}", number=number, of=len(course.warnings))
        for result, number in numbers.items()
        if number
    ]
    if record.gain is not None:
        before, after = record.gain.before, record.gain.after
        said.append(say(language, "card-gain", before=before.right, after=after.right, of=before.of))
    for key, known in (("card-recalled-not", False), ("card-recalled", True)):
        names = [name for name, still in record.recalled.items() if still is known]
        said += [say(language, key, names=", ".join(names))] if names else []
    return wrap(" ".join(said), width)


def _small_print(record: VisitRecord, language: str, width: int) -> list[str]:
    signed, what = say(language, f"sign-off-{record.sign_off}"), say(language, "record-no-consent")
    return wrap(f"{signed} {what}", width)


def _wrapped(text: str, width: int, indent: str = _INDENT) -> list[str]:
    return wrap(text, width, subsequent_indent=indent)


def card_text(lines: Sequence[str]) -> str:
    """Return the lines of a card as text."""
    return "\n".join(line.rstrip() for line in lines) + "\n"
