"""What the zygote does once, so that no visit has to: imports, style sheets, the layout of the pages."""

import asyncio
import socket
from glutatui.course import Course
from glutatui.serve.service import Service
from glutatui.serve.stage import HostedFace, Stage
from glutatui.visit import Desk, Visit

class _NoDesk(Desk):
    """Begins no visit: the zygote has no journal."""

    @property
    def course(self) -> Course:
        raise NotImplementedError

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        raise NotImplementedError

    def resume(self, code: str) -> Visit:
        raise NotImplementedError


class _Once(Stage):
    """Ends as soon as it is composed."""

    def draw(self) -> None:
        super().draw()
        self.call_later(self.exit)


def warm_up(service: Service, course: Course) -> None:
    """Compose the screen once, where nobody sees it, and fill what is kept of that."""
    here, there = socket.socketpair()
    with here, there:
        language = course.languages[0]
        face = HostedFace(_NoDesk(), language=language, minutes=service.minutes_of(course, language), kiosk=True)
        asyncio.run(_Once(face, place=here, sorry="", log=lambda _: None).run_async())
