"""Days begin at midnight, also where the clocks have been changed since."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from glutatui.reports.survey import days_ago

NOW = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
"""Eleven days after the end of summer time in Berlin."""


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be a host in Berlin."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize("zone", [None, ZoneInfo("Europe/Berlin")])
@pytest.mark.parametrize(("days", "began"), [(0, "2026-11-04T23:00"), (29, "2026-10-06T22:00")])
def test_a_day_begins_at_its_own_midnight(zone: ZoneInfo | None, days: int, began: str) -> None:
    assert days_ago(days, NOW, zone).astimezone(UTC).strftime("%Y-%m-%dT%H:%M") == began
