"""Events and names that the tests of records share."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from glutatui.visit import Event

VISIT = "0123456789abcdef" * 2
OTHER = "fedcba9876543210" * 2
COURSE = '{"lessons":[],"title":"a course"}'
COURSE_HASH = "c0" * 32
START = datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC)


def event(seq: int, *, visit: str = VISIT, name: str | None = None, **data: Any) -> Event:  # noqa: ANN401  (JSON)
    """Return an event; its id follows from the visit and its number unless it is named."""
    return Event(
        id=name or uuid5(NAMESPACE_OID, f"{visit} {seq}").hex,
        visit=visit,
        seq=seq,
        at=START + timedelta(seconds=seq),
        kind="started" if seq == 0 else "answered",
        data=data or {"item": "liver-label", "chosen": [0, 2], "unsure": False, "sure": True, "right": False},
    )
