"""``check --confirm-wordings``: prints what changed, so that an author sees what is taken as meant."""

import os
import sys
from argparse import Namespace

from glutatui.cli.mishaps import patience
from glutatui.cli.settings import settings_file, settings_for
from glutatui.content import root_for
from glutatui.errors import ContentError
from glutatui.words import say

_PATH = "lessons/en/wordings.txt"


def confirm_wordings(arguments: Namespace) -> int:
    """Confirm every wording of a course; return 1 and confirm none where something else is wrong with it.

    Raises:
        ContentError: ``wordings-unwritable`` (``path``, ``why``).
    """
    from glutatui.content.confirming import confirm  # noqa: PLC0415  (the parsers; a plain check may not need them)

    settings = settings_for(arguments, os.environ, settings_file())
    try:
        with patience():
            done = confirm(root_for(settings.content))
    except OSError as error:
        raise ContentError("wordings-unwritable", path=_PATH, why=error.strerror or "") from error
    if done.problems:
        lines = [*map(str, done.problems), say("en", "confirm-refused")]
    else:
        lines = []
        for change in done.changes:
            lines += [say("en", "confirm-gone", key=change.key, was=change.was)] if change.was else []
            lines += [say("en", "confirm-now", key=change.key, now=change.now)] if change.now else []
        lines.append(say("en", "confirm-done", number=done.number, changed=done.fresh, path=_PATH))
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if done.problems else 0
