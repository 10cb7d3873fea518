"""``records verify``: the proof that a journal is whole."""

import os
import sys
from argparse import Namespace
from contextlib import closing

from glutatui.cli.keeping import own_journal
from glutatui.cli.mishaps import patience, tell
from glutatui.cli.settings import settings_file, settings_for
from glutatui.records import open_shared, shared_url, verify
from glutatui.words import say


def verify_records(arguments: Namespace) -> int:
    """Check a journal, print what it holds, and tell what is wrong; return 1 where anything is.

    Raises:
        RecordsError: It cannot be read.
    """
    place = settings_for(arguments, os.environ, settings_file()).records
    url = shared_url(place)
    with patience():
        if url and arguments.data is None:
            with closing(open_shared(url)) as records:
                proof = records.verify()
        else:
            proof = verify(own_journal(arguments, place))
    for problem in proof.problems:
        tell(problem)
    key = "records-whole" if proof.whole else "records-not-whole"
    sys.stdout.write(say("en", key, visits=proof.visits, events=proof.events) + "\n")
    return 0 if proof.whole else 1
