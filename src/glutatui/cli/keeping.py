"""``records backup`` and ``records purge``: the care of what is kept."""

import os
import sys
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from glutatui.cli.mishaps import patience, tell
from glutatui.cli.settings import settings_file, settings_for
from glutatui.errors import UsageError
from glutatui.records import copied, open_existing, open_shared, path_of, path_within, shared_url, verify
from glutatui.records.purging import RETENTION, Purged, purge
from glutatui.words import say


def account() -> str:
    """Return who somebody is to this system, for the audit: the account's name, or its number where it has none."""
    import pwd  # noqa: PLC0415  (a kiosk has no need of it)

    uid = os.getuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def back_up_records(arguments: Namespace) -> int:
    """Copy the journal while patients go on, and prove the copy whole; return the exit status.

    Raises:
        UsageError: ``backup-shared``, or ``backup-there`` (``path``): nothing is overwritten.
        RecordsError: It cannot be read or written.
    """
    place = settings_for(arguments, os.environ, settings_file()).records
    if shared_url(place) and arguments.data is None:
        raise UsageError("backup-shared")
    path, target = own_journal(arguments, place), Path(arguments.target).absolute()
    if os.path.lexists(target):
        raise UsageError("backup-there", path=target)
    with closing(open_existing(path)) as records, patience():
        records.note(account(), "backed-up")
        copied(path, target)
        proof = verify(target)
    for problem in proof.problems:
        tell(problem)
    key = "records-backed-up" if proof.whole else "records-not-whole"
    sys.stdout.write(say("en", key, path=target, visits=proof.visits, events=proof.events) + "\n")
    return 0 if proof.whole else 1


def purge_records(arguments: Namespace) -> int:
    """Say what is older than the retention, and with ``--yes`` drop it; return the exit status.

    Raises:
        UsageError: ``setting-wrong``: that is no number of days.
        RecordsError: The records cannot be changed; then nothing went.
    """
    place = settings_for(arguments, os.environ, settings_file()).records
    days = _days(arguments.days)
    before, dry = datetime.now(UTC) - timedelta(days=days), not arguments.yes
    url = shared_url(place)
    with patience():
        if url and arguments.data is None:
            done = _purge_shared(url, before, dry=dry)
        else:
            done = _purge_own(own_journal(arguments, place), before, shared=url is not None, dry=dry)
    key = "records-would-go" if dry else "records-gone"
    values = {"visits": done.visits, "events": done.events, "courses": done.courses, "days": days}
    sys.stdout.write(say("en", key, **values) + "\n")
    if done.waiting:
        sys.stdout.write(say("en", "records-purge-waits", visits=done.waiting) + "\n")
    return 0


def _purge_shared(url: str, before: datetime, *, dry: bool) -> Purged:
    with closing(open_shared(url)) as records:
        if not dry:
            records.note(account(), "purged")
        return records.purge(before, dry=dry)


def _purge_own(path: Path, before: datetime, *, shared: bool, dry: bool) -> Purged:
    with closing(open_existing(path)) as records:
        if not dry:
            records.note(account(), "purged")
        return purge(path, before, shared=shared, dry=dry)


def own_journal(arguments: Namespace, place: str | None) -> Path:
    """Return the file in which this host keeps its own journal."""
    return path_within(Path(arguments.data), place) if arguments.data is not None else path_of(place).absolute()


def _days(typed: str | None) -> int:
    if typed is None:
        return RETENTION
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= 100_000:  # noqa: PLR2004  (what a date can hold)
        return int(typed)
    raise UsageError("setting-wrong", name="--days", value=typed)
