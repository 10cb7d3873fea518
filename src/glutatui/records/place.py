"""Where the journal lies."""

from collections.abc import Callable
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from platformdirs import user_data_path

from glutatui.errors import RecordsError, UsageError
from glutatui.records.contract import Records
from glutatui.records.opening import sync_folder
from glutatui.records.rows import now
from glutatui.records.shared import SharedRecords
from glutatui.records.sqlite import SqliteJournal
from glutatui.records.troubles import told

if TYPE_CHECKING:
    from glutatui.records.postgres import PostgresJournal


def default_path() -> Path:
    """Return the journal's place where none is named: the user's data directory."""
    return user_data_path("glutatui", appauthor=False) / "journal.sqlite"


def path_of(place: str | Path | None) -> Path:
    """Return the file that a ``--records`` value names; None is the default place, as is a shared journal's own file.

    Args:
        place: A path, or ``sqlite:///PATH`` from the root (``sqlite:////PATH`` is the same).

    Raises:
        UsageError: ``records-url-unknown``, where the URL is of another kind.
    """
    if place is None or shared_url(place):
        return default_path()
    if isinstance(place, Path) or "://" not in place:
        return Path(place)
    parts = _split(place)
    if parts.scheme != "sqlite" or parts.netloc or parts.query or parts.fragment or not parts.path.strip("/"):
        raise _unknown(place)
    return Path("/" + unquote(parts.path).lstrip("/"))


def named(url: str) -> str:
    """Return a database's URL as people may read it: without user and password.

    Raises:
        UsageError: ``records-url-unknown``: it is none.
    """
    parts = _split(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def _split(url: str) -> SplitResult:
    """Return the parts of a URL.

    Raises:
        UsageError: ``records-url-unknown``.
    """
    try:
        return urlsplit(url)
    except ValueError as error:
        raise _unknown(url) from error


def _unknown(url: str) -> UsageError:
    """Return what says that a URL cannot be used; one that may hold a password is not said whole."""
    return UsageError("records-url-unknown", url=f"{url.partition('://')[0]}://..." if "@" in url else url)


def path_within(folder: Path, place: str | Path | None) -> Path:
    """Return the file of a host with a data folder: in it, unless ``--records`` names another file.

    Raises:
        UsageError: As `path_of`.
    """
    named = place is not None and not shared_url(place)
    return (path_of(place) if named else folder / "journal.sqlite").absolute()


def shared_url(place: str | Path | None) -> str | None:
    """Return the URL of a shared journal that a ``--records`` value names; None where it names a file."""
    if isinstance(place, str) and place.startswith(("postgresql://", "postgres://")):
        return place
    return None


def see_that_shared_opens() -> None:
    """See that what a shared journal needs is installed, without loading it.

    Raises:
        UsageError: ``postgres-missing``.
    """
    if find_spec("psycopg") is None:
        raise UsageError("postgres-missing")


def open_shared(url: str, *, hurried: bool = False) -> "PostgresJournal":
    """Open the shared journal at a URL.

    Args:
        url: As `PostgresJournal.open`.
        hurried: As `PostgresJournal.open`.

    Raises:
        UsageError: ``postgres-missing`` where the extra ``postgres`` is not installed.
        RecordsError: As `PostgresJournal.open`.
    """
    try:
        from glutatui.records.postgres import PostgresJournal  # noqa: PLC0415  (psycopg, which is an extra)
    except ImportError as error:
        raise UsageError("postgres-missing") from error
    return PostgresJournal.open(url, hurried=hurried)


def open_own(path: Path, url: str | None, *, clock: Callable[[], datetime] = now) -> Records:
    """Open a host's own journal, which asks the shared one (where there is one) for visits of other hosts.

    Raises:
        RecordsError: As `SqliteJournal.open`.
    """
    own = SqliteJournal.open(path, clock=clock)
    return SharedRecords(own, lambda: open_shared(url, hurried=True)) if url else own


def open_journal(place: str | Path | None = None, *, clock: Callable[[], datetime] = now) -> Records:
    """Open the journal at a place; the default one is made with its folder, which is the user's alone.

    Args:
        place: As `path_of`.
        clock: Returns the time in UTC.

    Raises:
        UsageError: As `path_of`.
        RecordsError: As `SqliteJournal.open`.
    """
    path = path_of(place)
    url = shared_url(place)
    if place is None or url:
        _make_folder(path.parent)
    return open_own(path, url, clock=clock)


def open_existing(place: str | Path | None = None) -> Records:
    """Open the journal at a place to read it: the shared one where a URL names it; no file is made where there is none.

    Args:
        place: As `path_of`, or the URL of a shared journal.

    Raises:
        UsageError: As `path_of` and `open_shared`.
        RecordsError: ``journal-missing`` (``path``), or as the journal's ``open``.
    """
    if url := shared_url(place):
        return open_shared(url)
    path = path_of(place)
    with told(path):
        if not path.is_file():
            raise RecordsError("journal-missing", path=path)
    return SqliteJournal.open(path)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably."""
    with told(folder):
        missing = [at for at in (folder, *folder.parents) if not at.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for made in missing:
            sync_folder(made.parent)
