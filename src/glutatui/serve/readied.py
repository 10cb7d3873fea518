"""An app that is composed in the zygote and goes on in each child: the only place that knows asyncio's private names.

The loop stands still while the zygote forks. Its selector is one that keeps nothing in the kernel, so that a child may
go on with its own copy; only the pair of sockets by which a loop wakes itself has to be made anew.
"""

import asyncio
import selectors
import socket
import sys
from collections.abc import Callable
from concurrent.futures import thread  # noqa: F401  (else each visit would import it)
from typing import Final

from glutatui.course import Course
from glutatui.serve.service import Service
from glutatui.serve.stage import Stage
from glutatui.serve.wire import Start
from glutatui.tui import square
from glutatui.tui.face import Face
from glutatui.visit import About, Desk, Visit

_SETTLING: Final = 0.2
"""Seconds for what Textual does after the first layout."""


class NoDesk(Desk):
    """Begins no visit: the zygote has no journal."""

    def __init__(self, course: Course, about: About) -> None:
        """Have a course to show, and what there is to say about it."""
        self._course = course
        self._about = about

    @property
    def course(self) -> Course:
        """The course."""
        return self._course

    @property
    def about(self) -> About:
        """What there is to say about it."""
        return self._about

    def start(self, mode: str, language: str) -> tuple[Visit, str]:
        """Begin no visit."""
        raise NotImplementedError

    def resume(self, code: str) -> Visit:
        """Take up no visit."""
        raise NotImplementedError


class ForkableLoop(asyncio.SelectorEventLoop):
    """A loop that may go on in a child of the process that it stands still in."""

    def __init__(self) -> None:
        """Keep what is waited for in this process's memory."""
        super().__init__(selectors.PollSelector())

    def renew(self) -> set[int]:
        """Make what must not be shared with the parent anew; return its descriptors."""
        self._close_self_pipe()  # type: ignore[attr-defined]
        self._make_self_pipe()  # type: ignore[attr-defined]
        return {self._ssock.fileno(), self._csock.fileno()}  # type: ignore[attr-defined]


class Readied:
    """A stage without a visit, outside of its loop."""

    def __init__(self, service: Service, course: Course) -> None:
        """Compose it."""
        language = course.languages[0]
        face = Face(
            NoDesk(course, service.about(course)),
            language=language,
            minutes_of=lambda spoken: service.minutes_of(course, spoken),
            kiosk=True,
            once=True,
        )
        square.ready()
        self.loop = ForkableLoop()
        self.stage = Stage(face, lambda details: service.log.tell("visit-fault", why=details))
        self._task = self.loop.create_task(self.stage.run_async())
        self.loop.run_until_complete(self._settled())
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # Textual has put its own there

    async def _settled(self) -> None:
        """Let everything happen that needs no terminal, so that no child has to do it."""
        await self.stage.composed.wait()
        await asyncio.sleep(_SETTLING)

    def close(self) -> None:
        """Let go of it: else Python complains at its end of everything that is still under way."""
        self.stage.exit()
        self.loop.run_until_complete(self._task)
        self.loop.close()

    def run(self, place: socket.socket, faces: Callable[[Start], Face], foresee: Callable[[], None]) -> Stage:
        """Go on until the visit is over, in a child that has renewed the loop; return the stage as it was left.

        Args:
            place: Where the zygote says `Start`.
            faces: Makes the face of a visit.
            foresee: As `Stage.listen` has it.
        """
        self.stage.listen(place, faces, foresee)
        self.loop.call_soon(self.stage.wait_for_calm)
        self.loop.add_reader(place, self.stage.asked)
        self.loop.run_until_complete(self._task)
        return self.stage
