"""Journals to test, and visits to fill them with."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from glutatui.records import SqliteJournal
from records_samples import COURSE, COURSE_HASH, VISIT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a journal may be made."""
    return tmp_path / "journal.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    """Return a new journal in which one visit was begun."""
    with closing(SqliteJournal.open(path, busy_timeout=50)) as opened:
        opened.begin(VISIT, "ABC-DEF", COURSE, COURSE_HASH)
        yield opened
