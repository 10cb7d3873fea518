"""``export quiz`` and ``import quiz``: the item bank to and from other programs."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from glutatui.cli.authoring import language_of
from glutatui.cli.mishaps import patience
from glutatui.cli.reporting import write
from glutatui.cli.settings import settings_file, settings_for
from glutatui.content import course_for, root_for
from glutatui.course import Course
from glutatui.errors import ContentError
from glutatui.reports.gift import gift
from glutatui.reports.gift_reading import read_gift
from glutatui.reports.quiz_yaml import quiz_files


def export_quiz(arguments: Namespace) -> int:
    """Print the item bank as GIFT; return the exit status.

    Raises:
        ContentError: The course is wrong.
        UsageError: ``language-unknown``.
    """
    course, language = _bank(arguments)
    write(gift(course, language))
    return 0


def import_quiz(arguments: Namespace) -> int:
    """Print the questions of a GIFT file in the form of the quiz files; return the exit status.

    Nothing is written into the course: an author puts it into place, and `check` judges it there.

    Raises:
        ContentError: The course is wrong, or ``gift-wrong`` (``line``), ``gift-unreadable`` (``path``).
        UsageError: ``language-unknown``.
    """
    text = _text(arguments.file)
    course, language = _bank(arguments)
    write(quiz_files(course, read_gift(text, course, language), language))
    return 0


def _bank(arguments: Namespace) -> tuple[Course, str]:
    settings = settings_for(arguments, os.environ, settings_file())
    with patience():
        course = course_for(root_for(settings.content))
    return course, language_of(course, settings.lang)


def _text(name: str) -> str:
    """Return what a file holds, or what is typed in.

    Raises:
        ContentError: ``gift-unreadable`` (``path``).
    """
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, ValueError, AttributeError) as error:
        raise ContentError("gift-unreadable", path=name) from error
