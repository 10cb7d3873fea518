"""What the zygote has: the course that new visits are about, and counts of what befell it."""

from dataclasses import replace

from glutatui.course import Course
from glutatui.serve.service import Service, Signing
from glutatui.serve.wire import Standing


class Holdings:
    """Keeps it, and tells what the front door does not know yet."""

    def __init__(self, service: Service, course: Course, signing: Signing) -> None:
        """Teach a course."""
        self._service = service
        self._standing = Standing("", "", 0, 0, warm=0, lost=0, unforked=0, taken=0, kept=0)
        self._told: Standing | None = None
        self.course = course
        """What new visits are about."""
        self._teach(course, signing)

    def _teach(self, course: Course, signing: Signing) -> None:
        self._service.prepare(course)
        self.course = course
        self._standing = replace(
            self._standing,
            course=self._service.hash_of(course),
            review=signing.review,
            signed=signing.signed,
            total=signing.total,
        )

    @property
    def hash(self) -> str:
        """The hash of the course."""
        return self._standing.course

    def reloaded(self, found: tuple[Course, Signing] | None) -> bool:
        """Teach what a reload has found, or go on; return whether there is another course now."""
        before = self._standing
        if found is None:
            self._standing = replace(before, kept=before.kept + 1)
            return False
        self._standing = replace(before, taken=before.taken + 1)
        self._teach(*found)
        return True

    def lost(self) -> None:
        """A process died before it had a patient."""
        self._standing = replace(self._standing, lost=self._standing.lost + 1)

    def unforked(self) -> None:
        """There was no process to be had for a patient."""
        self._standing = replace(self._standing, unforked=self._standing.unforked + 1)

    def news(self, warm: int) -> Standing | None:
        """Return what has changed since the last time; None where nothing has.

        Args:
            warm: How many processes wait for a patient.
        """
        now = replace(self._standing, warm=warm)
        if now == self._told:
            return None
        self._told = now
        return now
