"""Reads a course in a process of its own: what is wrong with it, or with the reading, cannot hurt the host."""

import os
import signal
from contextlib import suppress
from select import select
from time import monotonic
from typing import Final, NoReturn

from glutatui.content import CourseWrongError, course_from_json, course_json
from glutatui.course import Course
from glutatui.errors import GlutatuiError
from glutatui.serve.isolation import usual_signals
from glutatui.serve.service import Service

PATIENCE: Final = 60
"""Seconds that reading may take; the shipped course takes two."""
_LARGEST: Final = 32 * 1024 * 1024
_TOLD: Final = 5
"""Problems of a wrong course that are logged."""


def read_apart(service: Service) -> Course | None:
    """Return the course as it stands in its files now; None, and a line in the log, where it is wrong."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        _read(service, into)
    os.close(into)
    text = _all_of(out)
    os.close(out)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    try:
        course = course_from_json(text.decode()) if text else None
    except (ValueError, KeyError, TypeError, RecursionError):
        course = None
    service.log.tell("course-taken" if course else "course-kept")
    return course


def _read(service: Service, into: int) -> NoReturn:
    """Be the process that reads."""
    try:
        usual_signals()
        text = course_json(service.read_course()).encode()
        while text:
            text = text[os.write(into, text) :]
    except CourseWrongError as error:
        for problem in [problem for problem in error.problems if problem.severity == "error"][:_TOLD]:
            service.log.tell("course-wrong", path=problem.path, line=problem.line, code=problem.code)
    except GlutatuiError as error:
        service.log.tell("course-wrong", code=error.code)
    except BaseException as error:  # noqa: BLE001  (it must not get back into the zygote)
        service.log.tell("course-wrong", code=type(error).__qualname__)
    finally:
        os._exit(0)


def _all_of(fd: int) -> bytes:
    """Return what a pipe gives; nothing where that takes too long or is too much."""
    end, pieces, size = monotonic() + PATIENCE, list[bytes](), 0
    while select([fd], [], [], max(0.0, end - monotonic()))[0]:
        piece = os.read(fd, 65536)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST:
            break
    return b""
