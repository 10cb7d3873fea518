"""Looking back at the pages before; nothing of it is an event."""

from glutatui.visit import Step, Visit, trail


class Earlier:
    """Which of the pages before is told, if any."""

    def __init__(self) -> None:
        """Begin at the step at hand."""
        self._at: int | None = None
        """The place of the page in the trail."""

    @property
    def told(self) -> bool:
        """Whether an earlier page is told instead of the step at hand."""
        return self._at is not None

    def step(self, visit: Visit) -> Step:
        """Return what is told: an earlier page, or the step at hand."""
        return visit.step if self._at is None else trail(visit.state)[self._at]

    def back(self, visit: Visit) -> bool:
        """Go to the page before; tell whether there is one."""
        pages = trail(visit.state)
        at_hand = len(pages) - (1 if pages and pages[-1] == visit.step else 0)
        before = at_hand if self._at is None else self._at
        if before:
            self._at = before - 1
        return bool(before)

    def forward(self, visit: Visit) -> None:
        """Go to the page after, or to the step at hand."""
        if self._at is not None:
            following = trail(visit.state)[self._at + 1 :]
            self._at = self._at + 1 if following and following[0] != visit.step else None
