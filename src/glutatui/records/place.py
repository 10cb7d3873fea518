"""Where the journal lies."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_path

from glutatui.errors import UsageError
from glutatui.records.opening import sync_folder
from glutatui.records.sqlite import SqliteJournal
from glutatui.records.troubles import told


def default_path() -> Path:
    """Return the journal's place where none is named: the user's data directory."""
    return user_data_path("glutatui", appauthor=False) / "journal.sqlite"


def path_of(place: str | Path | None) -> Path:
    """Return the file that a ``--records`` value names; None is the default place.

    Args:
        place: A path, or ``sqlite:///PATH`` from the root (``sqlite:////PATH`` is the same).

    Raises:
        UsageError: ``records-url-unknown``, where the URL is of another kind.
    """
    if place is None:
        return default_path()
    if isinstance(place, Path) or "://" not in place:
        return Path(place)
    parts = urlsplit(place)
    if parts.scheme != "sqlite" or parts.netloc or parts.query or parts.fragment or not parts.path.strip("/"):
        raise UsageError("records-url-unknown", url=place)
    return Path("/" + unquote(parts.path).lstrip("/"))


def open_journal(place: str | Path | None = None, *, clock: Callable[[], datetime] | None = None) -> SqliteJournal:
    """Open the journal at a place; the default one is made with its folder, which is the user's alone.

    Args:
        place: As `path_of`.
        clock: Returns the time in UTC; None for the real one.

    Raises:
        UsageError: As `path_of`.
        RecordsError: As `SqliteJournal.open`.
    """
    path = path_of(place)
    if place is None:
        _make_folder(path.parent)
    return SqliteJournal.open(path) if clock is None else SqliteJournal.open(path, clock=clock)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably."""
    with told(folder):
        missing = [at for at in (folder, *folder.parents) if not at.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for made in missing:
            sync_folder(made.parent)
