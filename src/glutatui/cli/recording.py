"""``records verify``: the proof that a journal is whole."""

import os
import sys
from argparse import Namespace

from glutatui.cli.mishaps import patience, tell
from glutatui.cli.settings import settings_file, settings_for
from glutatui.records import path_of, verify
from glutatui.words import say


def verify_records(arguments: Namespace) -> int:
    """Check a journal, print what it holds, and tell what is wrong; return 1 where anything is.

    Raises:
        RecordsError: It cannot be read.
    """
    path = path_of(settings_for(arguments, os.environ, settings_file()).records)
    with patience():
        proof = verify(path)
    for problem in proof.problems:
        tell(problem)
    key = "records-whole" if proof.whole else "records-not-whole"
    sys.stdout.write(say("en", key, visits=proof.visits, events=proof.events) + "\n")
    return 0 if proof.whole else 1
