"""``serve``: the session host, put together."""

import os
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import uuid4

from glutatui import __version__
from glutatui.cli.delivering import deliver_for
from glutatui.cli.desk import TutorDesk, course_text, sign_offs_of
from glutatui.cli.minutes import minutes_of
from glutatui.cli.printing import printer_for
from glutatui.cli.serve_options import data_folder, serve_settings
from glutatui.cli.settings import Settings, settings_file, settings_for
from glutatui.cli.staff import admission
from glutatui.cli.staff_room import Room, sessions_at
from glutatui.content import course_and_report, root_for
from glutatui.course import Course
from glutatui.errors import ServiceError
from glutatui.records import open_own, path_within, shared_url
from glutatui.records.outbox import spool_of
from glutatui.reports import record
from glutatui.serve.host import make_folder, serve
from glutatui.serve.limits import Limits
from glutatui.serve.log import Log
from glutatui.serve.service import HEALTH, Service, Signing
from glutatui.serve.wire import Bound
from glutatui.visit import About, SignOff
from glutatui.words import say

T = TypeVar("T")


def serve_patients(arguments: Namespace) -> int:
    """Let patients in over SSH until a signal ends it; return the exit status.

    Raises:
        GlutatuiError: The settings, the folder, the journal, the course, the keys or the address are wrong.
    """
    file = settings_file()
    settings = settings_for(arguments, os.environ, file)
    service = service_for(settings, serve_settings(arguments, os.environ, file))
    make_folder(service)
    open_own(service.journal, None).close()
    found: list[Bound] = []
    return serve(service, bound=found.append, ready=lambda: _announce(service, found[0]))


def _announce(service: Service, where: Bound) -> None:
    """Say that patients are let in, and how they come."""
    host = f"[{where.host}]" if ":" in where.host else where.host
    ready = say("en", "serve-ready" if where.port else "serve-ready-attach", host=host, port=where.port, path=host)
    sys.stdout.write(ready + "\n")
    sys.stdout.flush()
    if where.port:
        _say("serve-key-made" if where.made else "serve-key", fingerprint=where.fingerprint)
        _say("serve-how", host=where.host, port=where.port)
    service.log.tell("ready", port=where.port)


def _say(key: str, /, **values: object) -> None:
    sys.stderr.write(say("en", key, **values) + "\n")
    sys.stderr.flush()


def service_for(settings: Settings, options: dict[str, Any]) -> Service:
    """Return the host that settings describe.

    Raises:
        ServiceError: The log cannot be written.
        UsageError: The records are of a kind that cannot be served.
    """
    data = data_folder(options["data"])
    journal, url = path_within(data, settings.records), shared_url(settings.records)
    log = Log(_log_to(options["log"]), sources=options["log_sources"])
    limits = Limits(**{field.name: options[field.name] for field in fields(Limits)})

    texts = _Once(course_text)
    minutes = _Once(lambda course: {language: minutes_of(course, language) for language in course.languages})

    def prepare(course: Course) -> None:
        texts(course)
        minutes(course)

    coverages: list[tuple[Course, Mapping[str, Any]]] = []

    def read_course() -> tuple[Course, Signing]:
        course, signing, found = _read_course(root_for(settings.content), signed=options["require_review"])
        coverages[:] = [(course, found)]
        return course, signing

    def sign_offs(course: Course) -> Mapping[str, SignOff]:
        return next((sign_offs_of(course, found) for of, found in coverages if of is course), {})

    def desk_for(course: Course, source: Callable[[], str]) -> TutorDesk:
        return TutorDesk(
            course,
            open_own(journal, url),
            clock=lambda: datetime.now(UTC),
            new_id=lambda: uuid4().hex,
            random_bytes=secrets.token_bytes,
            source=source,
            text=texts(course),
            printer=printer_for(settings.print_command, settings.print_form),
            sign_offs=sign_offs(course),
        )

    return Service(
        host=options["host"],
        port=options["port"],
        data=data,
        journal=journal,
        log=log,
        limits=limits,
        read_course=read_course,
        hash_of=lambda course: texts(course)[1],
        about=lambda course: About(__version__, texts(course)[1], sign_offs(course)),
        desk_for=desk_for,
        prepare=prepare,
        minutes_of=lambda course, language: minutes(course)[language],
        staff_room=lambda course, who: Room(
            place=url or str(journal),
            who=who,
            course=course,
            sign_off=_sign_off(texts(course)[1], coverages),
            live=lambda: sessions_at(data / HEALTH),
            spool=lambda: spool_of(journal) if url else None,
        ),
        drain=options["drain"],
        admits=admission(settings.staff_pin_hash) if settings.staff_pin_hash is not None else None,
        warm=options["warm"],
        kiosk_keys=_file(options["kiosk_keys"]),
        staff_keys=_file(options["staff_keys"]),
        doors=options["doors"],
        attach=_file(options["attach_socket"]),
        deliver=(lambda: deliver_for(log, journal, url)) if url else None,
        metrics=options["metrics"],
    )


def _sign_off(digest: str, coverages: list[tuple[Course, Mapping[str, Any]]]) -> record.SignOff:
    """Return how much of the course that is taught is signed."""
    found = coverages[0][1]["reviews"] if coverages else {}
    return record.SignOff(digest, int(found.get("signed", 0)), int(found.get("total", 0)))


def _read_course(root: Path, *, signed: bool) -> tuple[Course, Signing, Mapping[str, Any]]:
    """Return the course in a folder, how far it is signed, and what `check` says that it covers.

    Raises:
        ContentError: It is wrong.
        ServiceError: ``not-signed`` (``signed``, ``total``), where it must be.
    """
    course, report = course_and_report(root)
    reviews = report.coverage["reviews"]
    if signed and reviews["status"] != "reviewed":
        raise ServiceError("not-signed", signed=reviews["signed"], total=reviews["total"])
    return course, Signing(reviews["status"], reviews["signed"], reviews["total"]), report.coverage


class _Once(Generic[T]):
    """A function of the course that is taught, computed once: before the fork, in memory that all visits share."""

    def __init__(self, of: Callable[[Course], T]) -> None:
        self._of = of
        self._last: tuple[Course, T] | None = None

    def __call__(self, course: Course) -> T:
        if self._last is None or self._last[0] is not course:
            self._last = (course, self._of(course))
        return self._last[1]


def _file(name: str | None) -> Path | None:
    return None if name is None else Path(name).absolute()


def _log_to(name: str | None) -> int:
    """Return where the log goes: a copy of stderr, or a file that only grows."""
    if name is None:
        return os.dup(2)
    try:
        return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ServiceError("log-wrong", path=name) from error
