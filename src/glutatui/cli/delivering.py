"""``records deliver`` and ``records spool``: from this host's journal to the one that several share."""

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from glutatui.cli.keeping import own_journal
from glutatui.cli.mishaps import patience
from glutatui.cli.settings import settings_file, settings_for
from glutatui.errors import RecordsError, UsageError
from glutatui.records import open_shared, shared_url
from glutatui.records.outbox import Outbox, Refused, spool_of
from glutatui.serve.log import Log
from glutatui.words import say


def deliver_for(log: Log, journal: Path, url: str, alive: Callable[[], None]) -> None:
    """Deliver for as long as this process runs, and keep in the log what came of it.

    Args:
        log: Hears it.
        journal: This host's own.
        url: Of the shared one.
        alive: Called again and again as long as nothing hangs.
    """
    from glutatui.records.delivery import Delivered, deliver_always  # noqa: PLC0415  (psycopg, which is an extra)

    def told(news: Delivered | RecordsError) -> None:
        if isinstance(news, RecordsError):
            log.tell("delivery-waits", why=news.code)
            return
        if news.events or news.strays:
            log.tell("delivered", events=news.events, strays=news.strays)
        if news.refused:
            log.tell("delivery-refused", visits=len(news.refused), why=", ".join(sorted({*news.refused})))

    def wait(seconds: float) -> bool:
        time.sleep(seconds)
        return True

    deliver_always(Outbox(journal), lambda: open_shared(url), wait=wait, told=told, alive=alive)


def deliver_now(arguments: Namespace) -> int:
    """Deliver what waits and what was set aside, once; return the exit status: 1 where something is refused.

    Raises:
        UsageError: ``records-not-shared``: the records are this host's alone.
        RecordsError: The journal or the database cannot be used; what arrived is noted.
    """
    url, path = _ways(arguments)
    if url is None:
        raise UsageError("records-not-shared")
    with closing(Outbox.existing(path)) as outbox, closing(open_shared(url)) as shared:
        from glutatui.records.delivery import deliver  # noqa: PLC0415  (psycopg)

        with patience():
            done = deliver(outbox, shared, again=True)
        refused = outbox.spool().refused
    sys.stdout.write(say("en", "records-delivered", events=done.events, strays=done.strays) + "\n")
    _tell_refused(refused)
    return 1 if refused.events else 0


def tell_spool(arguments: Namespace) -> int:
    """Say how much waits, and since when; return the exit status.

    Raises:
        RecordsError: The journal cannot be read.
    """
    _, path = _ways(arguments)
    spool = spool_of(path)
    key = "records-spool" if spool.events else "records-spool-empty"
    sys.stdout.write(say("en", key, events=spool.events, visits=spool.visits, oldest=spool.oldest) + "\n")
    if spool.strays:
        sys.stdout.write(say("en", "records-strays", strays=spool.strays) + "\n")
    _tell_refused(spool.refused)
    return 0


def _tell_refused(refused: Refused) -> None:
    """Say what is set aside, if anything is."""
    if refused.events:
        sys.stdout.write(say("en", "records-refused", **asdict(refused)) + "\n")


def _ways(arguments: Namespace) -> tuple[str | None, Path]:
    """Return the shared journal's URL and this host's file."""
    place = settings_for(arguments, os.environ, settings_file()).records
    return shared_url(place), own_journal(arguments, place)
