"""The commands: the only place where the parts are wired together.

What a command needs is imported when it runs: ``--version`` must not pay for the course, ``check`` not for a face.

* ``arguments``   what can be typed after ``glutatui``
* ``settings``    flags, then the environment, then a TOML file, then defaults
* ``desk``        where a face gets its visit from
* ``tutor``       ``learn`` and ``quiz``
* ``serving``     ``serve``; ``serve_options`` its settings, ``taught`` the course that it teaches
* ``health``      ``health``
* ``doctor``      ``doctor``: what is there, and what is wrong
* ``authoring``   ``check`` and ``export course``; ``confirming`` ``check --confirm-wordings``
* ``translations`` ``check --lang`` and ``translated``
* ``drafting``    ``new``
* ``previewing``  ``preview``
* ``reporting``   ``report`` and ``export records``; ``report_options`` what can be typed after them
* ``interchange`` ``export quiz`` and ``import quiz``
* ``recording``   ``records verify``; ``keeping`` ``backup`` and ``purge``; ``delivering`` ``deliver`` and ``spool``
* ``staff``       ``staff-pin``, and what tells whether a PIN is right; ``staff_room`` what the dashboard is told
* ``printing``    the command that prints what patients take home
* ``minutes``     how long a visit takes
* ``mishaps``     errors that are told, faults of ours that are kept in a log
"""

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from glutatui import __version__
from glutatui.errors import GlutatuiError, OutputError

OUR_FAULT = 70
"""The exit status of a fault of the program itself (``EX_SOFTWARE`` of sysexits.h)."""
INTERRUPTED = 130
"""The exit status of a command that was interrupted, as shells give it; a visit that is left ends with 0."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status.

    Args:
        argv: The words after the program's name; None for those it was started with.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _forget_coercion()
    _open_streams()
    try:
        if words[:1] == ["attach"] and not {"-h", "--help"} & set(words):
            from glutatui.serve.attach import main as attach  # noqa: PLC0415  (a patient waits: nothing else is loaded)

            return attach(words[1:])
        status = 0
        if words == ["--version"]:  # scripts ask for it: argparse would take longer than Python itself
            sys.stdout.write(f"glutatui {__version__}\n")
        else:
            status = _run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # only stdout's own comes as far as here
        from glutatui.cli.mishaps import no_more_output, tell  # noqa: PLC0415

        no_more_output()
        if isinstance(error, BrokenPipeError):
            return 0
        unwritten = OutputError("output-unwritten", why=error.strerror or "")
        tell(unwritten)
        return unwritten.status
    return status


def _open_streams() -> None:
    """Lead streams that are closed nowhere: neither a ``print`` nor a file that takes their number may go wrong.

    What the encoding of stdout lacks is written as an escape; who writes data takes UTF-8.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(nowhere, mode, encoding="utf-8", closefd=False))  # noqa: SIM115  (a stream)
    if isinstance(sys.stdout, io.TextIOWrapper):
        with suppress(OSError):  # where another file took its place under it, it cannot be set anew
            sys.stdout.reconfigure(errors="backslashreplace")


def _forget_coercion() -> None:
    """Take LC_CTYPE out again where Python has put it in (PEP 538): with LANG=C a terminal would be sent UTF-8."""
    if os.environ.get("LC_CTYPE") in {"C.UTF-8", "C.utf8", "UTF-8"}:
        with suppress(OSError), open("/proc/self/environ", "rb") as given:  # noqa: PTH123  (without pathlib)
            if b"\0LC_CTYPE=" not in b"\0" + given.read():
                del os.environ["LC_CTYPE"]


def _run(argv: list[str]) -> int:
    from glutatui.cli.arguments import parse  # noqa: PLC0415  (`attach` must not pay for argparse)

    try:
        arguments = parse(argv)
    except SystemExit as left:  # argparse has said what it has to say
        return int(left.code or 0)
    try:
        status: int = arguments.run(arguments)
    except GlutatuiError as error:
        from glutatui.cli.mishaps import tell  # noqa: PLC0415

        tell(error)
        return error.status
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as fault:
        from glutatui.cli.mishaps import keep  # noqa: PLC0415

        if isinstance(fault, OSError) and _is_unwritten(fault):
            raise
        keep(fault, argv)
        return OUR_FAULT
    return status


def _is_unwritten(fault: OSError) -> bool:
    """Tell whether stdout cannot be written, as where the disk is full; a large piece fails at once, a small one here.

    What keeps the records, and what writes files, tell of their disks themselves.
    """
    if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return True
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False
