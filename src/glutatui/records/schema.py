"""All tables of the journal, as text; a migration never changes once it has shipped.

A journal is append-only: events are inserted, never updated, and leave only with their whole visit.
Checks use no JSON functions: SQLite 3.40 refuses those in a schema under ``trusted_schema=off``; `verify` reads the
payloads instead.
"""

from typing import Final, TypeAlias

APPLICATION_ID: Final = 0x676C7574
"""``glut`` in ASCII: marks a SQLite file as a journal of this program, so that no other is ever migrated."""

KINDS: Final = ("started", "went", "checklist-done", "answered", "language", "finished")
"""The kinds of event (architecture, section 7)."""

Migration: TypeAlias = tuple[str, ...]
"""The statements that lead from one version to the next."""

_FIRST: Final[Migration] = (
    # Public, but different in each journal: a table of hashed codes made for one is useless for another.
    """
    create table salt (
        id integer primary key check (id = 1),
        value blob not null check (length(value) = 16)
    ) strict
    """,
    "insert into salt (id, value) values (1, randomblob(16))",
    """
    create table course (
        hash text primary key check (length(hash) = 64 and hash not glob '*[^0-9a-f]*'),
        json text not null check (json glob '{*}')
    ) strict
    """,
    """
    create table visit (
        number integer primary key,
        id text not null unique check (length(id) = 32 and id not glob '*[^0-9a-f]*'),
        code blob not null unique check (length(code) = 32),
        course text not null references course (hash)
    ) strict
    """,
    """
    create table event (
        id text primary key check (length(id) = 32 and id not glob '*[^0-9a-f]*'),
        visit text not null references visit (id) on delete cascade,
        seq integer not null check (seq >= 0),
        at text not null check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'),
        kind text not null
            check (kind in ('started', 'went', 'checklist-done', 'answered', 'language', 'finished')),
        data text not null check (data glob '{*}'),
        unique (visit, seq)
    ) strict
    """,
    """
    create trigger event_stays before update on event
    begin
        select raise(abort, 'an event never changes');
    end
    """,
    # Sources are hashed and leave with the window in which tries are counted.
    """
    create table attempt (
        source blob not null check (length(source) = 32),
        at integer not null
    ) strict
    """,
    "create index attempt_by_source on attempt (source, at)",
)

_SECOND: Final[Migration] = (
    # How far a visit has reached the shared journal: events before ``seq`` are there.
    """
    create table delivered (
        visit text primary key references visit (id) on delete cascade,
        seq integer not null check (seq >= 0),
        strays integer not null default 0
    ) strict
    """,
    """
    create table audit (
        number integer primary key,
        at text not null,
        who text not null,
        what text not null,
        visit text
    ) strict
    """,
    """
    create trigger audit_stays before update on audit
    begin
        select raise(abort, 'an audit row never changes');
    end
    """,
    """
    create trigger audit_is_kept before delete on audit
    begin
        select raise(abort, 'an audit row never leaves');
    end
    """,
)

_THIRD: Final[Migration] = (
    # Visits that stop on their way to the shared journal, because it refuses the next event of theirs for good.
    """
    create table refused (
        visit text primary key references visit (id) on delete cascade,
        why text not null
    ) strict
    """,
)

MIGRATIONS: Final[tuple[Migration, ...]] = (_FIRST, _SECOND, _THIRD)
"""Migration n leads from ``user_version`` n to n + 1."""
