"""What this terminal can show, and whether the course and the records are there."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from glutatui import __version__
from glutatui.cli.doctor.finding import Finding, Setting, found, refused
from glutatui.cli.settings import NAMES, Settings
from glutatui.content import course_and_report, root_for
from glutatui.errors import GlutatuiError, RecordsError
from glutatui.records import named, path_of, shared_url, verify
from glutatui.records.outbox import refused_in
from glutatui.tui.profile import can_draw, profile_from_environment

_SERVED: Final = frozenset({"records", "content", "staff_pin_hash"})
"""Settings that a service heeds; the others it has of its own."""
LEAST: Final = (40, 12)
"""Columns and rows from which on nothing is cut off."""


def settings_of(settings: Settings, *, serving: bool) -> list[Setting]:
    """Return what holds here, or for a service, and where it comes from."""
    names = (name for name in NAMES if name in _SERVED or not serving)
    shared = {"records": named(url)} if (url := shared_url(settings.records)) else {}  # it may hold a password
    return [Setting(name, shared.get(name, getattr(settings, name)), settings.origins[name]) for name in names]


def of_terminal(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Find out what the terminal that this runs on can show."""
    term, size = environ.get("TERM", ""), None
    with suppress(OSError, ValueError, AttributeError):
        size = os.get_terminal_size(sys.stdout.fileno())
    if size is None:
        yield found("terminal", "fine", "no-terminal")
        return
    profile = profile_from_environment(environ)
    values = {"columns": size.columns, "rows": size.lines}
    if not can_draw(environ):
        yield found("terminal", "look", "terminal-lines", term=term or "-")
    elif size.columns < LEAST[0] or size.lines < LEAST[1]:
        yield found("terminal", "look", "terminal-small", least_columns=LEAST[0], least_rows=LEAST[1], **values)
    else:
        yield found("terminal", "fine", f"terminal-{profile.colours}", **values)
    letters = {"utf-8": "letters-all", "latin": "letters-latin", "ascii": "letters-few"}[profile.charset]
    yield found("letters", "look" if profile.charset == "ascii" else "fine", letters)


def of_installation(settings: Settings) -> Iterator[Finding]:
    """Find out whether lessons could be given here."""
    with suppress(PackageNotFoundError):
        parts = {"python": platform.python_version(), "textual": version("textual")}
        yield found("version", "fine", "version", version=__version__, **parts)
    yield found("ssh", "fine", "ssh-there" if find_spec("asyncssh") else "ssh-none")
    yield from of_course(settings, signed=False)
    try:
        yield from of_records(path_of(settings.records))
    except GlutatuiError as error:
        yield refused("records", error)


def of_course(settings: Settings, *, signed: bool) -> Iterator[Finding]:
    """Find out whether the course may be taught, and who has signed it.

    Args:
        settings: Which course.
        signed: Whether it has to be signed.
    """
    try:
        course, report = course_and_report(root_for(settings.content))
    except GlutatuiError as error:
        yield refused("course", error)
        return
    counts = {"lessons": len(course.lessons), "warnings": len(course.warnings)}
    yield found("course", "fine", "course", languages=", ".join(course.languages), **counts)
    reviews = report.coverage["reviews"]
    values = {"signed": reviews["signed"], "total": reviews["total"]}
    if reviews["status"] == "reviewed":
        yield found("signed", "fine", "signed", **values)
    else:
        yield found("signed", "wrong" if signed else "look", "signed-must" if signed else "signed-not", **values)


def of_records(path: Path) -> Iterator[Finding]:
    """Find out whether answers can be kept, without making or changing anything."""
    try:
        there, folder = path.exists(), next((at for at in path.parents if at.exists()), path.parent)
    except OSError:
        yield refused("records", RecordsError("journal-unreadable", path=path))
        return
    if not there:
        if os.access(folder, os.W_OK | os.X_OK):
            yield found("records", "fine", "records-new", path=path)
        else:
            yield found("records", "wrong", "records-nowhere", path=path)
        return
    try:
        proof = verify(path, quick=True)
    except RecordsError as error:
        yield refused("records", error)
        return
    for problem in proof.problems[:1]:
        yield refused("records", problem)
    if proof.whole:
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)
        if writable:
            yield found("records", "fine", "records", visits=proof.visits, events=proof.events, path=path)
        else:
            yield refused("records", RecordsError("journal-read-only", path=path))
        aside = refused_in(path)
        if aside.events:
            yield found("refused", "look", "refused", path=path, **asdict(aside))
