"""Events as the rows of a journal, whatever it is kept in."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from glutatui.errors import RecordsError
from glutatui.records.contract import Kept
from glutatui.records.schema import KINDS
from glutatui.visit import Event

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


def row_of(event: Event) -> Kept:
    """Return an event as the columns of its row."""
    data = json.dumps(dict(event.data), separators=(",", ":"), sort_keys=True, allow_nan=False)
    return event.id, event.visit, event.seq, written(event.at), event.kind, data


def written(at: datetime) -> str:
    """Return a time as its column holds it: in UTC, so that times sort as text; one without a zone is refused."""
    if at.tzinfo is None:
        raise ValueError("a time needs its zone")
    return at.astimezone(UTC).strftime(_TIME)


def event_of(row: Kept) -> Event:
    """Return the event that a row holds.

    Raises:
        ValueError: Its time or payload is none.
    """
    name, visit, seq, at, kind, data = row
    return Event(name, visit, seq, datetime.fromisoformat(at), kind, json.loads(data))


def events_of(rows: Iterable[Any], place: object) -> tuple[Event, ...]:
    """Return the events of one visit from its rows, in order.

    Args:
        rows: Sequences as `Kept`.
        place: Where the journal is, for the error.

    Raises:
        RecordsError: ``journal-corrupt``: one cannot be read, or one is missing.
    """
    try:
        events = tuple(event_of(row) for row in rows)
    except (ValueError, TypeError) as error:
        raise RecordsError("journal-corrupt", path=place) from error
    if any(event.seq != n or event.kind not in KINDS for n, event in enumerate(events)):
        raise RecordsError("journal-corrupt", path=place)
    return events
