"""``serve``: the session host, put together."""

import os
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import uuid4

from glutatui.cli.desk import TutorDesk, course_text
from glutatui.cli.minutes import minutes_of
from glutatui.cli.serve_options import serve_settings
from glutatui.cli.settings import Settings, settings_file, settings_for
from glutatui.cli.staff import admission
from glutatui.content import course_for, root_for
from glutatui.course import Course
from glutatui.errors import ServiceError
from glutatui.records import open_journal, path_of
from glutatui.serve.host import make_folder, serve
from glutatui.serve.limits import Limits
from glutatui.serve.log import Log
from glutatui.serve.service import Service
from glutatui.serve.wire import Bound
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
    open_journal(service.journal).close()
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
    data = Path(options["data"]) if options["data"] is not None else path_of(None).parent
    journal = path_of(settings.records) if settings.records is not None else data / "journal.sqlite"
    journal = journal.absolute()
    limits = Limits(**{field.name: options[field.name] for field in fields(Limits)})

    texts = _Once(course_text)
    minutes = _Once(lambda course: {language: minutes_of(course, language) for language in course.languages})

    def prepare(course: Course) -> None:
        texts(course)
        minutes(course)

    def desk_for(course: Course, source: Callable[[], str]) -> TutorDesk:
        return TutorDesk(
            course,
            open_journal(journal),
            clock=lambda: datetime.now(UTC),
            new_id=lambda: uuid4().hex,
            random_bytes=secrets.token_bytes,
            source=source,
            text=texts(course),
        )

    return Service(
        host=options["host"],
        port=options["port"],
        data=data.absolute(),
        journal=journal,
        log=Log(_log_to(options["log"]), sources=options["log_sources"]),
        limits=limits,
        read_course=lambda: course_for(root_for(settings.content)),
        desk_for=desk_for,
        prepare=prepare,
        minutes_of=lambda course, language: minutes(course)[language],
        drain=options["drain"],
        admits=admission(settings.staff_pin_hash) if settings.staff_pin_hash is not None else None,
        warm=options["warm"],
        kiosk_keys=_file(options["kiosk_keys"]),
        staff_keys=_file(options["staff_keys"]),
        doors=options["doors"],
        attach=_file(options["attach_socket"]),
    )


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
