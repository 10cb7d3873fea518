"""The item bank in GIFT, the text form of questions that Moodle reads and writes.

A choose-one becomes a multiple choice, a choose-all a multiple choice with several answers, each worth its share.
The id, the warning and the pair stand in a comment as Moodle keeps them: ``[id:...] [tag:...]``.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from glutatui.course import Course, Item
from glutatui.words import say

_SPECIAL: Final = re.compile(r"([\\~=#{}:])")

TAG: Final = "glutatui-"
"""Begins the tags that are ours: ``glutatui-warning-liver``, ``glutatui-use-pair-1``."""


def escaped(text: str) -> str:
    """Return a text in which nothing is a sign of GIFT; a line break is written as one."""
    return _SPECIAL.sub(r"\\\1", text.strip()).replace("\n", "\\n")


def gift(course: Course, language: str) -> Iterator[str]:
    """Give the items of a course, question by question, each below the category of its file."""
    yield f"// {say(language, 'gift-head')}\n"
    yield f"// {say(language, 'record-no-consent')}\n"
    for name, items in files_of(course).items():
        yield f"\n$CATEGORY: $course$/top/glutatui/{name}\n"
        yield from ("\n" + question(item, language) for item in items)


def files_of(course: Course) -> Mapping[str, tuple[Item, ...]]:
    """Return the items of a course by the file that holds them, without its folder and ending."""
    found: dict[str, tuple[Item, ...]] = {}
    for lesson in course.lessons:
        found[f"{lesson.id}.checks"] = lesson.checks
    for warning in course.warnings:
        found[warning.id] = (*warning.items, *(item for item in course.before if item.warning == warning.id))
    return {name: items for name, items in found.items() if items}


def question(item: Item, language: str) -> str:
    """Return one item as a question."""
    tags = "".join(f" [tag:{TAG}{name}-{value}]" for name, value in _tags(item))
    lines = [f"// [id:{item.id}]{tags}", f"::{escaped(item.id)}::{escaped(item.ask[language])} {{"]
    for at, option in enumerate(item.options):
        lines.append(f"\t{_weight(item, at)}{escaped(option.text[language])}#{escaped(option.because[language])}")
    lines += [f"\t####{escaped(item.unsure[language])}", "}"]
    return "\n".join(lines) + "\n"


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    yield "kind", item.kind
    yield "revision", str(item.revision)
    if item.warning:
        yield "warning", item.warning
    if item.use:
        yield "use", item.use


def _weight(item: Item, at: int) -> str:
    """Return the sign of an option: ``=`` or ``~``, or what a line is worth where several are right.

    The right lines share 100 %, the others take 100 % away together, so that marking all is worth nothing.
    """
    right = at in item.right
    if item.kind == "choose-one":
        return "=" if right else "~"
    of = len(item.right) if right else len(item.options) - len(item.right)
    share = f"{100 / of:.5f}".rstrip("0").rstrip(".")
    return f"~%{'' if right else '-'}{share}%"
