"""Words of those who look after the kept answers."""

from collections.abc import Mapping

RECORDS: Mapping[str, str] = {
    "usage-backup": "copy the records safely while patients go on",
    "usage-backup-target": "where the copy goes; nothing is overwritten",
    "usage-purge": "drop visits that are older than the retention; without --yes only say which",
    "usage-days": "days that a visit is kept after its last answer (90)",
    "usage-yes": "do it",
    "usage-deliver": "bring answers that wait here to the shared records, once",
    "usage-spool": "say how many answers wait here for the shared records",
    "usage-records-data": "the data folder of a host, where the records lie in it",
    "records-backed-up": "Copied {visits} visits, {events} events to {path}. The copy is whole.",
    "records-would-go": "Older than {days} days: {visits} visits, {events} events, {courses} courses. "
    "Nothing was changed. Add --yes to drop them.",
    "records-gone": "Dropped what was older than {days} days: {visits} visits, {events} events, {courses} courses.",
    "records-purge-waits": "{visits} old visits stay: they have not reached the shared records yet.",
    "records-delivered": "Delivered {events} events to the shared records. Kept apart: {strays}.",
    "records-spool": "{events} events of {visits} visits wait for the shared records, the oldest since {oldest}.",
    "records-spool-empty": "Nothing waits for the shared records.",
    "records-strays": "{strays} events are kept apart there: their visits went on at another host as well.",
    "records-refused": "Set aside here: {events} events of {visits} visits, because the shared records refuse them "
    "(PostgreSQL's code: {why}). Nothing is lost. Mend there what the code says, then run glutatui records deliver.",
    "error-records-not-shared": "These records are this host's alone. "
    "Name the shared ones with --records postgresql://HOST/NAME.",
    "error-postgres-missing": "PostgreSQL needs one more part. Install glutatui with its extra postgres.",
    "error-backup-shared": "Shared records are copied by PostgreSQL's own pg_dump. "
    "Name a host's own records with --data or --records FILE.",
    "error-backup-unwritten": "The copy {path} cannot be written. Name a place in a folder that has room for it "
    "and may be written to.",
    "error-backup-there": "{path} is there already. Name a place where nothing is.",
    "error-database-unreachable": "The shared records at {place} cannot be reached. "
    "Check the network and the database, then try again.",
    "error-database-wrong": "The shared records at {place} cannot be used ({detail}). "
    "Check that this program may make tables there.",
}
"""Words that only those who run the program read."""
