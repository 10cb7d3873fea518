"""``report`` and ``export records``: what staff and other systems are told of the visits."""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import get_terminal_size
from time import monotonic
from types import MappingProxyType
from typing import Final

from glutatui.cli.keeping import account, own_journal
from glutatui.cli.mishaps import PATIENCE, say_aside
from glutatui.cli.settings import Settings, settings_file, settings_for
from glutatui.content import canonical, course_and_report, course_from_json, course_hash, root_for
from glutatui.course import Course
from glutatui.errors import ContentError, RecordsError, UsageError
from glutatui.records import Kept, Records, open_existing, row_of, shared_url
from glutatui.records.outbox import Spool, spool_of
from glutatui.reports.card import card_lines, card_text
from glutatui.reports.charts import ASCII, BLOCKS, Signs
from glutatui.reports.page import card_page, report_page
from glutatui.reports.progress import watched
from glutatui.reports.record import SignOff, record_data, record_of
from glutatui.reports.sittings import KINDS, Sitting, sittings
from glutatui.reports.survey import Asked, Survey, survey, survey_data
from glutatui.reports.tables import waiting
from glutatui.reports.text import report_text
from glutatui.words import LANGUAGES, say

_VISIT_ID: Final = re.compile(r"[0-9a-f]{32}")

_NARROWEST: Final = 40

_TO_STAFF: Final = {"visit-unknown": "staff-visit-unknown", "code-tried-too-often": "staff-code-tried-too-often"}
"""What is told to a patient about a code, and to staff."""


def report(arguments: Namespace) -> int:
    """Print the report, or with ``--visit`` the card of one visit; return the exit status.

    Raises:
        UsageError: The usage is wrong, such as ``answers-in-unknown`` (``language``, ``known``).
        RecordsError: There are no records, they cannot be read, or the visit is unknown.
        ContentError: The course is wrong.
    """
    settings = settings_for(arguments, os.environ, settings_file())
    since = since_of(arguments.since)
    language = staff_language(settings.lang)
    asked = Asked(datetime.now(UTC), since, language=arguments.answers_in)
    spool = None if arguments.visit is not None else _spool(arguments, settings.records)
    try:
        records = open_existing(_place(arguments, settings.records))
    except RecordsError:
        for line in waiting(spool, asked.now, language):
            say_aside(line)
        raise
    with closing(records):
        present, sign_off = _present(settings)
        course_of = courses_of(records, {sign_off.course: present})
        if arguments.visit is not None:
            text = _card(records, arguments, course_of, sign_off, language)
        else:
            records.note(account(), "reported")
            rows = _watched(records.read(since, KINDS), records.visits())
            found = survey(rows, course_of, asked, present, sign_off)
            text = _survey_text(replace(found, spool=spool), arguments.format, language)
    write([text], people=arguments.format == "text")
    return 0


def _place(arguments: Namespace, place: str | None) -> str | Path | None:
    """Return what is read: the records that several hosts share, else those of a host's data folder or file."""
    return place if arguments.data is None or shared_url(place) else own_journal(arguments, place)


def _spool(arguments: Namespace, place: str | None) -> Spool | None:
    """Return what waits on this host for shared records; None where there are none, or this is no host of theirs."""
    if shared_url(place) is None:
        return None
    try:
        return spool_of(own_journal(arguments, place))
    except RecordsError as error:
        if arguments.data is None and error.code == "journal-missing":
            return None
        raise


def export_records(arguments: Namespace) -> int:
    """Print the visits for other systems; return the exit status.

    Raises:
        UsageError: The usage is wrong.
        RecordsError: There are no records, or they cannot be read.
    """
    from glutatui.reports.exports import EXPORTS, Source  # noqa: PLC0415  (a report needs none of them)

    settings = settings_for(arguments, os.environ, settings_file())
    since = since_of(arguments.since)
    with closing(open_existing(_place(arguments, settings.records))) as records:
        records.note(account(), "exported")
        present, sign_off = _present(settings)
        rows = _watched(records.read(since), records.visits())
        write(EXPORTS[arguments.format](Source(rows, courses_of(records, {sign_off.course: present}), sign_off)))
    return 0


def since_of(typed: str | None) -> datetime | None:
    """Return when a day begins that was typed, or the very time where one was; days begin at the host's midnight.

    Raises:
        UsageError: ``since-wrong`` (``value``).
    """
    if typed is None:
        return None
    try:
        return datetime.fromisoformat(typed).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError("since-wrong", value=typed) from error


def _card(
    records: Records, arguments: Namespace, course_of: Callable[[str], Course], sign_off: SignOff, language: str
) -> str:
    """Return the card of one visit."""
    sitting = sitting_of(records, arguments.visit, course_of)
    records.note(account(), "looked-up", sitting.visit)
    record = record_of(sitting, sign_off)
    if language not in sitting.course.languages:
        language = sitting.course.languages[0]
    if arguments.format == "json":
        return canonical(record_data(sitting.course, record, language)) + "\n"
    lines = card_lines(sitting.course, record, language, width=min(_width(), 80))
    return card_page(lines, language) if arguments.format == "html" else card_text(lines)


def sitting_of(records: Records, typed: str, course_of: Callable[[str], Course]) -> Sitting:
    """Return a visit by its code or its id, as somebody typed it; ``course_of`` as of `courses_of`.

    Raises:
        RecordsError: ``staff-visit-unknown``, ``staff-code-tried-too-often`` (``minutes``), ``visit-unreadable``
            (``visit``) where it cannot be read.
    """
    with told_to_staff():
        visit = typed if _VISIT_ID.fullmatch(typed) else records.find(typed, "report")
        rows = [row_of(event) for event in records.replay(visit)]
        if not rows:
            raise RecordsError("visit-unknown")
    (found,) = sittings(rows, course_of)
    if not isinstance(found, Sitting):
        raise RecordsError("visit-unreadable", visit=visit)
    return found


@contextmanager
def told_to_staff() -> Iterator[None]:
    """Tell what is wrong with a code to the staff that look it up, not to the patient whose code it is.

    Raises:
        RecordsError: ``staff-visit-unknown``, ``staff-code-tried-too-often`` (``minutes``), or as the block.
    """
    try:
        yield
    except RecordsError as error:
        if error.code in _TO_STAFF:
            raise RecordsError(_TO_STAFF[error.code], **error.values) from error
        raise


def _survey_text(found: Survey, form: str, language: str) -> str:
    if form == "json":
        return canonical(survey_data(found, language)) + "\n"
    if form == "html":
        return report_page(found, language)
    return report_text(found, language, width=_width(), signs=_signs())


def staff_language(wanted: str | None) -> str:
    """Return the language of what staff read.

    Raises:
        UsageError: ``language-unknown`` (``language``, ``known``).
    """
    if wanted is not None and wanted not in LANGUAGES:
        raise UsageError("language-unknown", language=wanted, known=", ".join(LANGUAGES))
    return wanted or "en"


def _present(settings: Settings) -> tuple[Course | None, SignOff]:
    """Return this host's course and how much of it is signed, as `check` counts it.

    Nothing is known of a course that is wrong. Staff read of the visits all the same: they have courses of their own.
    """
    try:
        course, judged = course_and_report(root_for(settings.content))
    except ContentError:
        return None, SignOff("", 0, 0)
    reviews = judged.coverage["reviews"]
    return course, SignOff(course_hash(course), int(reviews["signed"]), int(reviews["total"]))


def courses_of(records: Records, known: Mapping[str, Course | None] = MappingProxyType({})) -> Callable[[str], Course]:
    """Return what gives the course of a hash, each read once.

    Args:
        records: What holds the courses that visits were begun with.
        known: Courses that are at hand, by their hash: reading one again is a fifth of a report on a few visits.
    """

    @cache
    def course_of(digest: str) -> Course:
        return known.get(digest) or course_from_json(records.course(digest))

    return course_of


def _watched(rows: Iterable[Kept], visits: Sequence[str]) -> Iterator[Kept]:
    """Give the rows on; tell a terminal how far it is when it takes long."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from rows
        return
    due, said = monotonic() + PATIENCE, False

    def told(percent: int) -> None:
        nonlocal due, said
        if monotonic() >= due:
            due, said = monotonic() + PATIENCE / 2, True
            _progress(say("en", "progress", percent=percent))

    yield from watched(rows, visits, told)
    if said:
        _progress("")


def _progress(text: str) -> None:
    """Write over the present line of the terminal."""
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()


def _width() -> int:
    """Return the cells of a line: those of the terminal, 80 where there is none."""
    return max(get_terminal_size((80, 24)).columns, _NARROWEST) if sys.stdout.isatty() else 80


def _signs() -> Signs:
    """Return what charts can be drawn with on this stdout."""
    try:
        (BLOCKS.parts + BLOCKS.heights).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def write(texts: Iterable[str], *, people: bool = False) -> None:
    """Write to stdout piece by piece.

    Args:
        texts: The pieces.
        people: Whether they are read as they are: then what the terminal's encoding lacks is written as an escape.
            Data is UTF-8 whatever the locale.
    """
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        encoding = sys.stdout.encoding if people else "utf-8"
        reconfigure(encoding=encoding, errors="backslashreplace" if people else "strict", newline="")
    for text in texts:
        sys.stdout.write(text)
