"""The journal: what patients did, kept so that nothing acknowledged is ever lost. All SQL lives here.

* ``contract``  what every journal can do, and `admit`
* ``codes``     the code that a patient writes down
* ``sqlite``    the journal in a SQLite file; ``schema`` its tables, ``opening`` its connection, ``place`` where it lies
* ``verify``    the proof that a journal is whole
"""

from glutatui.records.codes import new_code, new_visit_id, read_code
from glutatui.records.contract import Records, admit
from glutatui.records.opening import back_up
from glutatui.records.place import default_path, open_journal, path_of
from glutatui.records.sqlite import SqliteJournal
from glutatui.records.verify import Proof, verify

__all__ = [
    "Proof",
    "Records",
    "SqliteJournal",
    "admit",
    "back_up",
    "default_path",
    "new_code",
    "new_visit_id",
    "open_journal",
    "path_of",
    "read_code",
    "verify",
]
