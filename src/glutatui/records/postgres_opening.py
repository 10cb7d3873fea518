"""From a URL to a PostgreSQL connection that waits for nothing for ever."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.rows import TupleRow

from glutatui.errors import RecordsError
from glutatui.records.postgres_schema import SCHEMA
from glutatui.records.schema import Migration

PATIENCE: Final = 3
"""Seconds to wait for a database that cannot be reached, and for one statement where a patient has typed a code."""

_LONGEST: Final = 60
"""Seconds that a statement may take where no patient waits for it."""
_LOCKED: Final = 10
"""... of them for a lock that another program holds."""

_LINE: Final[Any] = {"keepalives_idle": 30, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 5000}
"""After how long a line that leads nowhere counts as cut: 5 seconds (in milliseconds) where something was sent, 45
where an answer is waited for. The system's own are a quarter of an hour and more than two hours."""

_LOCK: Final = 0x676C7574
"""The advisory lock under which one host at a time migrates."""

Connection = psycopg.Connection[TupleRow]


def connected(url: str, *, hurried: bool = False) -> Connection:
    """Return a connection that finds our tables.

    Args:
        url: As libpq reads it.
        hurried: Give a statement up after `PATIENCE`: a patient waits for it.
    """
    longest = PATIENCE if hurried else _LONGEST
    bounds = {"search_path": SCHEMA, "statement_timeout": f"{longest}s", "lock_timeout": f"{min(longest, _LOCKED)}s"}
    settings = " ".join(f"-c {name}={value}" for name, value in bounds.items())
    more = {"connect_timeout": PATIENCE, "application_name": "glutatui", "options": settings, **_LINE}
    return psycopg.connect(url, autocommit=True, **more)


def migrate(db: Connection, place: str, migrations: Sequence[Migration]) -> None:
    """Run the migrations that the journal lacks, all in a transaction; another host that comes meanwhile waits.

    Raises:
        RecordsError: ``journal-newer`` (``path``).
    """
    with db.transaction():
        db.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
        if one(db, "select count(*) from pg_namespace where nspname = %s", SCHEMA) == 0:
            db.execute(f"create schema {SCHEMA}")
            db.execute("create table version (number integer not null)")
            db.execute("insert into version values (0)")
        version = int(one(db, "select number from version"))
        if version > len(migrations):
            raise RecordsError("journal-newer", path=place)
        for migration in migrations[version:]:
            for statement in migration:
                db.execute(statement)
        if version < len(migrations):
            db.execute("update version set number = %s", (len(migrations),))


def one(db: Connection, query: str, *values: object) -> Any:  # noqa: ANN401  (a column is what it is)
    """Return the one value of a query."""
    row = db.execute(query, values).fetchone()
    assert row is not None  # noqa: S101  (an aggregate has a row)
    return row[0]


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what the database says into a RecordsError."""
    try:
        yield
    except psycopg.OperationalError as error:
        raise RecordsError("database-unreachable", place=place) from error
    except psycopg.DatabaseError as error:
        raise RecordsError("database-wrong", place=place, detail=error.sqlstate or type(error).__name__) from error
