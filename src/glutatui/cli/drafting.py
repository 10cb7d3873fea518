"""``new``: begins a file of a course."""

import os
import sys
from argparse import Namespace

from glutatui.cli.settings import settings_file, settings_for
from glutatui.content import root_for
from glutatui.content.scaffold import new_lesson, new_warning
from glutatui.content.where import INSTALLED
from glutatui.errors import UsageError
from glutatui.words import say


def make_new(arguments: Namespace) -> int:
    """Write the files of a new lesson or warning; print their paths, and what to do next on stderr.

    Raises:
        ContentError: There is no course, it has that name already, or it cannot be written.
        UsageError: The name is none, or the course is that of an installed program.
    """
    settings = settings_for(arguments, os.environ, settings_file())
    root = root_for(settings.content)
    if root == INSTALLED:
        raise UsageError("new-installed")
    make = {"lesson": new_lesson, "warning": new_warning}[arguments.what]
    for path in make(root, arguments.name):
        sys.stdout.write(f"{root / path}\n")
    sys.stdout.flush()
    sys.stderr.write(say("en", "new-made") + "\n")
    return 0
