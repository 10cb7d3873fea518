"""A room of the staff without records, and the face that draws it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from glutatui.errors import GlutatuiError, RecordsError
from glutatui.tui.staff_face import StaffFace
from glutatui.tui.staff_room import Overview, Shares, Span
from tui.golden_course import GOLDEN
from visits import SeededDesk

PARTS = ((31, 7, 2, 2), (20, 10, 10, 2), (42, 0, 0, 0), (0, 0, 40, 2))
FOUND = Overview(
    made="2026-11-22 09:30",
    spans=(
        Span("Today: 3 visits, 2 finished.", "today", tuple(Shares(w.id, (1, 1, 0, 1)) for w in GOLDEN.warnings)),
        Span(
            "The last 30 days: 42 visits, 40 finished.",
            "the last 30 days",
            tuple(Shares(w.id, parts) for w, parts in zip(GOLDEN.warnings, PARTS * 9, strict=False)),
        ),
    ),
    days=tuple(range(30)),
    live=4,
    waiting=(),
    suspects=("Check the key: liver-who",),
    notes=("No clinician has signed this course.",),
)
CARD = tuple(f"line {number}" for number in range(1, 24))


@dataclass
class FakeRoom:
    """A room that says what it was asked."""

    found: Overview = FOUND
    asked: list[str] = field(default_factory=list)
    wrong: str = ""

    def overview(self, told: Callable[[int], None]) -> Overview:
        self.asked.append("overview")
        told(50)
        if self.wrong:
            raise RecordsError(self.wrong, path="there")
        return self.found

    def card(self, code: str, width: int, rows: int) -> tuple[str, ...]:
        self.asked.append(f"card {code} {width} {rows}")
        if self.wrong:
            raise RecordsError(self.wrong)
        return CARD


def dashboard(room: FakeRoom | None = None) -> StaffFace:
    """Return the face after it has read the records."""
    face = StaffFace(room or FakeRoom(), SeededDesk(GOLDEN))
    work = face.opening()
    assert work
    try:
        work.then(work.run())
    except GlutatuiError as error:
        face.failed(error)
    return face
