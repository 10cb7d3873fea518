"""``check --lang`` and ``translated``: a further language, file by file."""

import os
import sys
from argparse import Namespace

from glutatui.cli.authoring import utf8
from glutatui.cli.mishaps import patience
from glutatui.cli.settings import settings_file, settings_for
from glutatui.content import as_github, as_json, as_list, check, check_language, only, root_for
from glutatui.errors import ContentError, UsageError
from glutatui.words import counted

_RENDERERS = {"text": as_list, "json": as_json, "github": as_github}


def check_files(arguments: Namespace) -> int:
    """Print what is wrong in a further language, or in a few files; return 1 where there is an error among it.

    Raises:
        UsageError: ``translation-none`` (``language``), or ``file-unknown`` (``path``).
    """
    root = root_for(settings_for(arguments, os.environ, settings_file()).content)
    with patience():
        report = check(root) if arguments.lang is None else check_language(root, arguments.lang)
    if report is None:
        raise UsageError("translation-none", language=arguments.lang)
    if arguments.only:
        report = only(report, root, arguments.only)
    if arguments.format != "text":
        utf8()
    sys.stdout.write(_RENDERERS[arguments.format](report).rstrip("\n") + "\n")
    return 0 if report.ok else 1


def note_translated(arguments: Namespace) -> int:
    """Note that parts of a translation were made from the present English texts.

    Raises:
        UsageError: ``translation-none`` (``language``) or ``part-unknown`` (``names``); nothing is noted then.
        ContentError: ``stamps-unwritable`` (``language``, ``why``).
    """
    from glutatui.content.stamping import UnknownPartsError, stamp  # noqa: PLC0415  (the parsers; few need them)

    language = arguments.language
    try:
        with patience():
            number = stamp(
                root_for(settings_for(arguments, os.environ, settings_file()).content), language, arguments.names
            )
    except UnknownPartsError as error:
        raise UsageError("part-unknown", names=", ".join(error.names)) from error
    except OSError as error:
        raise ContentError("stamps-unwritable", language=language, why=error.strerror or "") from error
    if number is None:
        raise UsageError("translation-none", language=language)
    sys.stdout.write(counted("en", "stamped", number) + "\n")
    return 0
