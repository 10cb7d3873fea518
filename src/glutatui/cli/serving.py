"""``serve``: the session host, put together."""

import os
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from glutatui.cli.delivering import deliver_for
from glutatui.cli.desk import TutorDesk
from glutatui.cli.printing import printer_for
from glutatui.cli.serve_options import data_folder, serve_settings
from glutatui.cli.settings import Settings, settings_file, settings_for
from glutatui.cli.staff import admission
from glutatui.cli.staff_room import Room, sessions_at
from glutatui.cli.taught import Taught
from glutatui.course import Course
from glutatui.errors import ServiceError
from glutatui.records import open_own, path_within, see_that_shared_opens, shared_url
from glutatui.records.outbox import spool_of
from glutatui.serve.host import make_folder, serve
from glutatui.serve.limits import Limits
from glutatui.serve.log import Log
from glutatui.serve.service import HEALTH, Service
from glutatui.serve.wire import Bound
from glutatui.words import say


def serve_patients(arguments: Namespace) -> int:
    """Let patients in over SSH until a signal ends it; return the exit status.

    Raises:
        GlutatuiError: The settings, the folder, the journal, the course, the keys or the address are wrong.
    """
    file = settings_file()
    settings = settings_for(arguments, os.environ, file)
    service = service_for(settings, serve_settings(arguments, os.environ, file))
    if service.deliver:
        see_that_shared_opens()
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
    """Return the host that settings describe: its course, its desks for patients, its rooms for staff, its doors.

    Raises:
        ServiceError: The log cannot be written.
        UsageError: The records are of a kind that cannot be served.
    """
    data = data_folder(options["data"])
    journal, url = path_within(data, settings.records), shared_url(settings.records)
    log = Log(_log_to(options["log"]), sources=options["log_sources"])
    taught = Taught(settings.content, signed=options["require_review"])
    return Service(
        data=data,
        journal=journal,
        log=log,
        limits=Limits(**{field.name: options[field.name] for field in fields(Limits)}),
        read_course=taught.read,
        prepare=taught.prepare,
        hash_of=taught.hash_of,
        about=taught.about,
        minutes_of=taught.minutes_of,
        desk_for=_desks(settings, journal, url, taught),
        staff_room=_staff_rooms(data, journal, url, taught),
        admits=admission(settings.staff_pin_hash) if settings.staff_pin_hash is not None else None,
        deliver=partial(deliver_for, log, journal, url) if url else None,
        kiosk_keys=_file(options["kiosk_keys"]),
        staff_keys=_file(options["staff_keys"]),
        attach=_file(options["attach_socket"]),
        **{name: options[name] for name in ("host", "port", "doors", "drain", "warm", "metrics")},
    )


def _desks(
    settings: Settings, journal: Path, url: str | None, taught: Taught
) -> Callable[[Course, Callable[[], str]], TutorDesk]:
    """Return what opens the journal for one visit, in its own process."""
    printer = printer_for(settings.print_command, settings.print_form)

    def desk_for(course: Course, source: Callable[[], str]) -> TutorDesk:
        return TutorDesk(
            course,
            open_own(journal, url),
            clock=lambda: datetime.now(UTC),
            new_id=lambda: uuid4().hex,
            random_bytes=secrets.token_bytes,
            source=source,
            text=taught.text(course),
            printer=printer,
            sign_offs=taught.sign_offs(course),
        )

    return desk_for


def _staff_rooms(data: Path, journal: Path, url: str | None, taught: Taught) -> Callable[[Course, str], Room]:
    """Return what opens the records for one member of the staff: the shared ones where hosts share theirs."""

    def staff_room(course: Course, who: str) -> Room:
        return Room(
            place=url or str(journal),
            who=who,
            course=course,
            sign_off=taught.sign_off(course),
            live=lambda: sessions_at(data / HEALTH),
            spool=lambda: spool_of(journal) if url else None,
        )

    return staff_room


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
