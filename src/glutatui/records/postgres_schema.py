"""All tables of the shared journal in PostgreSQL; a migration never changes once it has shipped.

They stand in a schema of their own, so that the database may hold other things. Payloads are kept as text, byte for
byte as they were acknowledged: ``jsonb`` would refuse what a patient's terminal may send.
"""

from typing import Final

from glutatui.records.schema import KINDS, Migration

SCHEMA: Final = "glutatui"
"""Where the tables stand."""

_KINDS: Final = ", ".join(f"'{kind}'" for kind in KINDS)

_FIRST: Final[Migration] = (
    # One for each host that delivers, by which the codes of its visits are hashed; the first is this journal's own.
    """
    create table salt (
        id bigint generated always as identity primary key,
        value bytea not null unique check (length(value) = 16)
    )
    """,
    "insert into salt (value) values (decode(replace(gen_random_uuid()::text, '-', ''), 'hex'))",
    """
    create table course (
        hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
        json text not null
    )
    """,
    """
    create table visit (
        number bigint generated always as identity primary key,
        id text not null unique check (id ~ '^[0-9a-f]{32}$'),
        salt bigint not null references salt (id),
        code bytea not null unique check (length(code) = 32),
        course text not null references course (hash)
    )
    """,
    f"""
    create table event (
        id text primary key check (id ~ '^[0-9a-f]{{32}}$'),
        visit text not null references visit (id) on delete cascade,
        seq integer not null check (seq >= 0),
        at text not null,
        kind text not null check (kind in ({_KINDS})),
        data text not null,
        unique (visit, seq)
    )
    """,
    # What a host acknowledged to a patient whose visit was open on another host as well: kept, and told to staff.
    """
    create table stray (
        id text primary key,
        visit text not null references visit (id) on delete cascade,
        host bigint not null references salt (id),
        seq integer not null,
        at text not null,
        kind text not null,
        data text not null
    )
    """,
    "create table attempt (source bytea not null, at bigint not null)",
    "create index attempt_by_source on attempt (source, at)",
    """
    create table audit (
        number bigint generated always as identity primary key,
        at text not null,
        who text not null,
        what text not null,
        visit text
    )
    """,
)

MIGRATIONS: Final[tuple[Migration, ...]] = (_FIRST,)
"""Migration n leads from version n to n + 1."""
