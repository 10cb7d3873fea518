"""``learn`` and ``quiz``: one patient at this terminal."""

import os
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from io import StringIO
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TextIO
from uuid import uuid4

from glutatui.cli.authoring import language_of
from glutatui.cli.desk import TutorDesk, sign_offs_of, written
from glutatui.cli.minutes import minutes_of
from glutatui.cli.mishaps import log, patience
from glutatui.cli.printing import printer_for
from glutatui.cli.settings import Settings, settings_file, settings_for
from glutatui.cli.staff import admission
from glutatui.content import course_and_report, root_for
from glutatui.content.collecting import uncollected
from glutatui.errors import UsageError
from glutatui.records import open_journal
from glutatui.tui.environment import scrub
from glutatui.tui.limits import Limits
from glutatui.tui.profile import TerminalProfile, can_draw, profile_from_environment
from glutatui.tui.staff import StaffDoor
from glutatui.visit import about_of
from glutatui.words import say

if TYPE_CHECKING:
    from glutatui.tui.face import Face


def visit(arguments: Namespace) -> int:
    """Lead one patient (on a kiosk: one after another) through ``arguments.mode``; return the exit status.

    The journal is opened first of all, so that nobody begins what could not be kept.

    Raises:
        GlutatuiError: The course, the records, the code or the usage is wrong.
    """
    settings = settings_for(arguments, os.environ, settings_file())
    draws = draws_here(os.environ)
    if arguments.kiosk and (settings.plain or not draws):
        raise UsageError("kiosk-needs-terminal")
    with patience():
        course, report = course_and_report(root_for(settings.content))
    profile = profile_from_environment(os.environ)
    language = language_of(course, settings.lang, profile.language)
    with closing(open_journal(settings.records)) as records:
        desk = TutorDesk(
            course,
            records,
            clock=lambda: datetime.now(UTC),
            new_id=lambda: uuid4().hex,
            random_bytes=secrets.token_bytes,
            sign_offs=sign_offs_of(course, report.coverage),
            printer=printer_for(settings.print_command, settings.print_form),
        )
        if settings.plain or not draws:
            return _plain(arguments, desk, language, chosen=settings.lang is not None)
        return _drawn(arguments, settings, desk, language, profile)


def draws_here(environ: Mapping[str, str]) -> bool:
    """Tell whether there is a terminal that the Textual face can be drawn on."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout) and can_draw(environ)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it is closed
        return False


def _plain(arguments: Namespace, desk: TutorDesk, language: str, *, chosen: bool) -> int:
    from glutatui.plain import Around, run_plain  # noqa: PLC0415  (only one face is loaded)

    if arguments.visit is not None:
        visit, code = desk.resume(arguments.visit), written(arguments.visit)
    else:
        visit, code = desk.start(arguments.mode, language)
    return run_plain(
        visit,
        code=code,
        language=visit.state.language,
        lines_in=_typed(),
        out=sys.stdout,
        about=about_of(desk, visit),
        for_staff=arguments.staff,
        around=Around(
            # A script that pipes its answers in knows no such question; `i` changes the language all the same.
            asks_language=arguments.visit is None and not chosen and _is_terminal(sys.stdin),
            printer=desk.printer,
        ),
    )


def _typed() -> TextIO:
    """Return stdin as text that never fails on bytes that are none; nothing at all where stdin is closed."""
    if sys.stdin is None:
        return StringIO()
    reconfigure: Callable[..., None] | None = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return sys.stdin


def _drawn(arguments: Namespace, settings: Settings, desk: TutorDesk, language: str, profile: TerminalProfile) -> int:
    admits = admission(settings.staff_pin_hash) if settings.staff_pin_hash is not None else None
    code = written(arguments.visit) if arguments.visit is not None else ""
    resumed = desk.resume(code) if code else None
    scrub(os.environ, profile.colours)
    with uncollected():
        from glutatui.tui.running import Face, run  # noqa: PLC0415  (the environment must be scrubbed before)

    face = Face(
        desk,
        language=resumed.state.language if resumed else language,
        chosen=settings.lang is not None and not arguments.kiosk,
        minutes_of=partial(minutes_of, desk.course),
        mode="quiz" if arguments.mode == "quiz" else None,
        visit=resumed,
        code=code,
        kiosk=arguments.kiosk,
        staff=StaffDoor(admits) if admits and arguments.kiosk else None,
        for_staff=arguments.staff,
    )
    limits = Limits(settings.idle or None, settings.hard or None) if arguments.kiosk else None
    return run(face, profile, log=log, limits=limits, farewell=(lambda _: "") if arguments.kiosk else _farewell)


def _farewell(face: "Face") -> str:
    """Return how a visit that has begun is gone on with."""
    if not (face.code and face.visit):
        return ""
    said = say(face.language, "bye-finished" if face.visit.state.finished else "bye", code=face.code)
    return fill(said, max(get_terminal_size().columns - 1, 20))
