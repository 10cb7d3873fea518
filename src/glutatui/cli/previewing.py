"""``preview``: an author looks at a file as patients will see it."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from glutatui.cli.mishaps import log, patience
from glutatui.cli.settings import settings_file, settings_for
from glutatui.cli.tutor import draws_here
from glutatui.content.previewing import Glance, Subject, glance, lesson_of, stamp_of, subject_of
from glutatui.course import Course
from glutatui.tui.environment import scrub
from glutatui.tui.profile import profile_from_environment
from glutatui.tui.sight import Sight
from glutatui.visit import Step
from glutatui.visit.samples import checks_of, pages_of, teaching_of
from glutatui.words import say


def preview(arguments: Namespace) -> int:
    """Show a file until the author has had enough, or print it once; return the exit status.

    Raises:
        ContentError: ``preview-missing`` or ``preview-unknown`` (``path``).
    """
    settings = settings_for(arguments, os.environ, settings_file())
    subject = subject_of(Path(arguments.file))
    seen = stamp_of(subject.root)
    with patience():
        first = glance(subject)
    if settings.plain or not draws_here(os.environ):
        return _printed(subject, first)
    return _drawn(subject, first, seen)


def steps_of(course: Course, subject: Subject) -> tuple[Step, ...]:
    """Return what there is to see of a subject, but for the pages of a reading, which are no steps."""
    if subject.kind == "warning":
        return tuple(teaching_of(course, course.warning_of[subject.name]))
    lesson = lesson_of(course, subject)
    if lesson is None or subject.kind == "reading":
        return ()
    return tuple(pages_of(course, lesson) if subject.kind == "lesson" else checks_of(lesson))


def sight_of(subject: Subject, now: Glance) -> Sight:
    """Return what the Textual face shows of a subject."""
    problems = tuple(map(str, now.problems))
    if now.course is None:
        return Sight(None, problems=problems)
    reading = lesson_of(now.course, subject) if subject.kind == "reading" else None
    return Sight(now.course, steps_of(now.course, subject), reading, problems)


def _printed(subject: Subject, seen: Glance) -> int:
    """Print the file to stdout and what is wrong to stderr; return 1 where something is."""
    from glutatui.plain.sample import print_sample  # noqa: PLC0415  (only one face is loaded)

    course = seen.course
    if course is not None:
        reading = lesson_of(course, subject) if subject.kind == "reading" else None
        print_sample(course, steps_of(course, subject), reading, subject.language, sys.stdout)
        sys.stdout.flush()
    else:
        sys.stderr.write(say("en", "preview-nothing") + "\n")
    for problem in seen.problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if any(problem.severity == "error" for problem in seen.problems) else 0


def _drawn(subject: Subject, first: Glance, seen: frozenset[tuple[str, int, int]]) -> int:
    profile = profile_from_environment(os.environ)
    scrub(os.environ, profile.colours)
    from glutatui.tui.preview import run_preview  # noqa: PLC0415  (the environment must be scrubbed before)

    return run_preview(
        sight_of(subject, first),
        profile,
        name=subject.path,
        language=subject.language,
        stamp=lambda: stamp_of(subject.root),
        seen=seen,
        look_again=lambda: sight_of(subject, glance(subject)),
        log=log,
    )
