"""The journal: what patients did, kept so that nothing acknowledged is ever lost. All SQL lives here.

* ``contract``  what every journal can do, and `admit`
* ``codes``     the code that a patient writes down
* ``rows``      events as rows; ``troubles`` what can go wrong with a file
* ``sqlite``    the journal in a SQLite file; ``schema`` its tables, ``opening`` its connection, ``place`` where it lies
* ``verify``    the proof that a journal is whole; ``purging`` drops what is older than the retention
* ``postgres``  the journal that several hosts share; ``postgres_schema`` its tables, ``postgres_opening`` its
  connection; ``shared`` a host's view of both
* ``outbox``    what waits for it; ``delivery`` brings it there
"""

from glutatui.records.codes import new_code, new_visit_id, read_code
from glutatui.records.contract import Audited, Drawn, Kept, Records, admit, draw
from glutatui.records.opening import back_up, copied
from glutatui.records.place import (
    default_path,
    named,
    open_existing,
    open_journal,
    open_own,
    open_shared,
    path_of,
    path_within,
    see_that_shared_opens,
    shared_url,
)
from glutatui.records.rows import event_of, row_of
from glutatui.records.sqlite import SqliteJournal
from glutatui.records.verify import Proof, verify

__all__ = [
    "Audited",
    "Drawn",
    "Kept",
    "Proof",
    "Records",
    "SqliteJournal",
    "admit",
    "back_up",
    "copied",
    "default_path",
    "draw",
    "event_of",
    "named",
    "new_code",
    "new_visit_id",
    "open_existing",
    "open_journal",
    "open_own",
    "open_shared",
    "path_of",
    "path_within",
    "read_code",
    "row_of",
    "see_that_shared_opens",
    "shared_url",
    "verify",
]
