"""What the zygote does once, so that no visit has to: imports, style sheets, the layout of the pages."""

import asyncio
import socket
from typing import Final

from glutatui.course import Course
from glutatui.serve.service import Service
from glutatui.serve.stage import HostedFace, Stage
from glutatui.visit import Desk, Visit

SIZES: Final = ((80, 24), (100, 30))
"""Columns and rows that are laid out ahead of need."""


class _NoDesk(Desk):
    """Begins no visit: the zygote has no journal."""

    @property
    def course(self) -> Course:
        raise NotImplementedError

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        raise NotImplementedError

    def resume(self, code: str) -> Visit:
        raise NotImplementedError


def warm_up(service: Service, course: Course) -> None:
    """Compose the screen once, where nobody sees it, and fill what is kept of that."""
    here, there = socket.socketpair()
    with here, there:
        language = course.languages[0]
        face = HostedFace(_NoDesk(), language=language, minutes=service.minutes_of(course, language), kiosk=True)
        stage = Stage(face, place=here, sorry="", log=lambda _: None)

        async def once() -> None:
            asyncio.get_running_loop().call_later(0.2, stage.exit)
            await stage.run_async()

        asyncio.run(once())
