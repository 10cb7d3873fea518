"""``doctor``: what this terminal and this installation can do, and what is wrong, in sentences.

* ``finding``       one sentence about one thing, and how all of them are written
* ``here``          this terminal, the course, the records
* ``service``       the same for a host: its folder, keys, records, doors
* ``machine``       what the machine has: descriptors, memory, disk, clock
* ``openssh``       the OpenSSH door as docs/deploy.md sets it up
"""

import os
import sys
from argparse import Namespace
from shutil import get_terminal_size

from glutatui.cli.authoring import utf8
from glutatui.cli.doctor.finding import Setting, as_json, as_text
from glutatui.cli.doctor.here import of_installation, of_terminal, settings_of
from glutatui.cli.settings import settings_file, settings_for


def examine(arguments: Namespace) -> int:
    """Print what there is and what is wrong; return 0 where nothing is, else 1, or 3 for a service.

    Raises:
        UsageError: A setting is wrong, which its sentence says better than a list could.
    """
    file = settings_file()
    settings = settings_for(arguments, os.environ, file)
    shown: list[Setting] = settings_of(settings, serving=arguments.server)
    if arguments.server:
        from glutatui.cli.doctor.service import of_service  # noqa: PLC0415  (most ask about this terminal)
        from glutatui.cli.serve_options import serve_origins  # noqa: PLC0415

        options = serve_origins(arguments, os.environ, file)
        shown += [Setting(f"serve.{name}", value, origin) for name, (value, origin) in options.items()]
        findings = of_service(settings, {name: value for name, (value, _) in options.items()})
    else:
        findings = [*of_terminal(os.environ), *of_installation(settings)]
    if arguments.format == "json":
        utf8()
        sys.stdout.write(as_json(shown, findings))
    else:
        width = get_terminal_size().columns - 1 if sys.stdout.isatty() else None
        sys.stdout.write(as_text(shown, findings, file, width))
    wrong = any(finding.state == "wrong" for finding in findings)
    return (3 if arguments.server else 1) if wrong else 0
