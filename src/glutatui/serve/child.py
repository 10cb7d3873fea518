"""One visit's process, from the fork to its end."""

import os
import socket
from collections.abc import Callable, Mapping
from typing import NoReturn

from glutatui.course import Course
from glutatui.errors import GlutatuiError
from glutatui.serve.badges import badge
from glutatui.serve.endings import STATUS, How
from glutatui.serve.isolation import alone, bounded, bounded_files, keep_only, usual_signals
from glutatui.serve.lines import drain_of, lead_plain
from glutatui.serve.readied import Readied
from glutatui.serve.service import Service
from glutatui.serve.turns import Turns
from glutatui.serve.wire import Start
from glutatui.tui.face import Face
from glutatui.tui.staff import StaffDoor
from glutatui.tui.staff_face import StaffFace
from glutatui.visit import Desk
from glutatui.visit.offered import OfferingDesk


def live(service: Service, course: Course, readied: Readied, place: socket.socket, parent: int) -> NoReturn:
    """Be a visit's process: wait for a terminal, lead its patient, die.

    Args:
        service: What the host is made of.
        course: What the visit is about.
        readied: The stage, composed.
        place: Where the zygote says `Start`.
        parent: The zygote's process.
    """
    how: How = "crashed"
    try:
        usual_signals()
        keep_only({place.fileno(), service.log.fd, *readied.loop.renew()})
        alone(parent)
        bounded()
        turns = Turns()
        turns.watch()
        readied.stage.give_way = turns.give_way
        how = _visit(service, course, readied, place)
    except GlutatuiError as error:
        service.log.tell("visit-fault", why=error.code)
        how = "records"
    except BaseException as error:  # noqa: BLE001  (whatever it is, it must not get back into the zygote)
        service.log.tell("visit-fault", why=_types(error))
    finally:
        os._exit(STATUS.get(how, STATUS["crashed"]))


def _visit(service: Service, course: Course, readied: Readied, place: socket.socket) -> How:
    stage = readied.stage
    desk = service.desk_for(course, lambda: stage.start.source if stage.start else "")
    staff = StaffDoor(stage.unlocks) if service.admits else None

    def face_of(start: Start) -> Face:
        bounded_files(service.journal)
        if start.account == "staff":
            who = badge(start.key, service.staff_keys) or start.source
            return StaffFace(service.staff_room(course, f"staff {who}".strip()), desk)
        if staff:
            staff.close(start.shut)
        return face_for(start, course, desk, service.minutes_of, staff)

    stage.course = service.hash_of(course)
    readied.run(place, face_of, desk.foresee)
    if stage.start is None:
        return "gone"
    if stage.start.account == "plain":
        return _plain(service, course, desk, stage.start, stage.fds)
    return stage.ended


def face_for(
    start: Start,
    course: Course,
    desk: Desk,
    minutes_of: Callable[[Course, str], Mapping[str, int]],
    staff: StaffDoor | None = None,
) -> Face:
    """Return what a visit begins with.

    Args:
        start: What the front door asked for.
        course: What the visit is about.
        desk: Where it comes from.
        minutes_of: About how long each mode takes, by course and language.
        staff: How staff leave a kiosk; None where they cannot.
    """
    spoken = start.language if start.language in course.languages else course.languages[0]
    mode = "quiz" if start.account == "quiz" else None
    return Face(
        desk,
        language=spoken,
        minutes_of=lambda language: minutes_of(course, language),
        mode=mode,
        kiosk=True,
        once=True,
        staff=staff,
    )


def _plain(service: Service, course: Course, desk: OfferingDesk, start: Start, fds: list[int]) -> How:
    """Lead a patient line by line."""
    bounded_files(service.journal)
    drain_of(fds[0])
    spoken = start.language if start.language in course.languages else course.languages[0]
    return lead_plain(desk, start, spoken, fds)


def _types(error: BaseException) -> str:
    """Return what is wrong without any message, which may hold what a patient typed."""
    trace, places = error.__traceback__, []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_qualname}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__qualname__} {' '.join(places[-6:])}"
