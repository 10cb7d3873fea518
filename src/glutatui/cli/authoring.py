"""``check`` and ``export course``: the course as data on stdout."""

import os
import sys
from argparse import Namespace
from inspect import cleandoc

from glutatui.cli.mishaps import patience, patience_unthreaded
from glutatui.cli.settings import settings_file, settings_for
from glutatui.content import (
    as_github,
    as_json,
    as_text,
    canonical,
    check,
    course_for,
    export_course,
    requiring_review,
    root_for,
)
from glutatui.course import Course
from glutatui.errors import UsageError

_RENDERERS = {"text": as_text, "json": as_json, "github": as_github}


def check_course(arguments: Namespace) -> int:
    """Judge a course and print what is wrong with it; return 1 where it may not be taught.

    Raises:
        UsageError: ``rule-unknown`` (``rule``), where a rule is to be explained that there is not.
    """
    if arguments.explain is not None:
        sys.stdout.write(explained(arguments.explain) + "\n")
        return 0
    settings = settings_for(arguments, os.environ, settings_file())
    with patience_unthreaded():
        report = check(root_for(settings.content), helped=True)
    if arguments.require_review:
        report = requiring_review(report)
    if arguments.format != "text":
        utf8()
    sys.stdout.write(_RENDERERS[arguments.format](report).rstrip("\n") + "\n")
    return 0 if report.ok else 1


def explained(code: str) -> str:
    """Return what a rule of the content asks for and where it comes from.

    Raises:
        UsageError: ``rule-unknown`` (``rule``).
    """
    from glutatui.content.rules import RULES  # noqa: PLC0415  (a course that is compiled needs no rules)

    if code not in RULES:
        raise UsageError("rule-unknown", rule=code)
    return f"{code}: {cleandoc(RULES[code].why)}"


def print_course(arguments: Namespace) -> int:
    """Print one language of the course as JSON.

    Raises:
        ContentError: The course is wrong.
        UsageError: ``language-unknown``.
    """
    settings = settings_for(arguments, os.environ, settings_file())
    with patience():
        course = course_for(root_for(settings.content))
        text = canonical(export_course(course, language_of(course, settings.lang)))
    utf8()
    sys.stdout.write(text + "\n")
    return 0


def language_of(course: Course, wanted: str | None, usual: str = "en") -> str:
    """Return the language to use: the wanted one, else the usual one where the course has it, else its first.

    Raises:
        UsageError: ``language-unknown`` (``language``, ``known``), where a wanted one is not there.
    """
    if wanted is None:
        return usual if usual in course.languages else course.languages[0]
    if wanted not in course.languages:
        raise UsageError("language-unknown", language=wanted, known=", ".join(course.languages))
    return wanted


def utf8() -> None:
    """Write UTF-8 whatever the terminal's locale, as data is."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
