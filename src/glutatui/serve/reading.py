"""Reads a course in a process of its own: what is wrong with it, or with the reading, cannot hurt the host."""

import json
import os
import signal
from contextlib import suppress
from dataclasses import asdict
from typing import Final, NoReturn

from glutatui.content import CourseWrongError, course_from_json, course_json
from glutatui.course import Course
from glutatui.errors import GlutatuiError
from glutatui.serve.isolation import keep_only, usual_signals
from glutatui.serve.service import Service, Signing

PATIENCE: Final = 60
"""Seconds that reading may take; the shipped course takes two."""
_MOST_PIECES: Final = 8192
"""Pieces of at most 64 KB; a pipe gives 4 to 64 KB at a time, the shipped course has 0.5 MB."""
_TOLD: Final = 5
"""Problems of a wrong course that are logged."""


class Reading:
    """One reading of the course's files, under way in a process of its own."""

    def __init__(self, service: Service) -> None:
        """Begin.

        Raises:
            OSError: There is no process to be had.
        """
        self._log = service.log
        self._pieces: list[bytes] = []
        self.fd, into = os.pipe()
        """Readable when there is something for `take`."""
        try:
            self._pid = os.fork()
        except OSError as error:
            os.close(self.fd)
            os.close(into)
            service.log.tell("course-kept", why=error.strerror or "")
            raise
        if self._pid == 0:
            _read(service, into)
        os.close(into)

    def take(self) -> bool:
        """Take what there is, waiting where there is nothing; tell whether that is all."""
        piece = os.read(self.fd, 65536)
        self._pieces.append(piece)
        if piece and len(self._pieces) < _MOST_PIECES:
            return False
        os.close(self.fd)
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        return True

    def course(self) -> tuple[Course, Signing] | None:
        """Return what was read, once all is taken; None, and a line in the log, where the course is wrong."""
        first, _, text = b"".join(self._pieces).partition(b"\n")
        try:
            found = (course_from_json(text.decode()), Signing(**json.loads(first))) if text else None
        except (ValueError, KeyError, TypeError, RecursionError):
            found = None
        self._log.tell("course-taken" if found else "course-kept")
        return found


def _read(service: Service, into: int) -> NoReturn:
    """Be the process that reads."""
    try:
        usual_signals()
        keep_only({into, service.log.fd})  # else the front door would not see the zygote go
        signal.alarm(PATIENCE)
        course, signing = service.read_course()
        text = f"{json.dumps(asdict(signing))}\n{course_json(course)}".encode()
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
