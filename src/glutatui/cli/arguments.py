"""What can be typed after ``glutatui``; importing this loads nothing that a command needs."""

import argparse
from collections.abc import Sequence
from typing import Final

from glutatui import __version__
from glutatui.tui.limits import HARD, IDLE
from glutatui.words import say

DEFAULT: Final = "learn"
"""The command where none is named."""

_OWN: Final = frozenset({"-h", "--help", "--version"})
"""Options that belong to no command."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the command's settings; ``run`` is the function that carries it out.

    Raises:
        SystemExit: With 2 for wrong usage, with 0 after ``--help`` and ``--version``.
    """
    if not argv or (argv[0].startswith("-") and argv[0] not in _OWN):
        argv = [DEFAULT, *argv]
    return _parser(serving=argv[0] == "serve").parse_args(argv)


def _told(key: str) -> str:
    """Return a sentence of the help; argparse reads ``%`` in it as its own sign."""
    return say("en", f"usage-{key}").replace("%", "%%")


def _parser(*, serving: bool) -> argparse.ArgumentParser:
    """Return the parser; only ``serve`` has its options read, for they come with what it needs to run."""
    parser = argparse.ArgumentParser(prog="glutatui", description=_told("about"), allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"glutatui {__version__}", help=_told("version"))
    commands = parser.add_subparsers(metavar=_told("command"), required=True)
    for mode in ("learn", "quiz"):
        _visiting(_added(commands, mode), mode)
    _attaching(_added(commands, "attach"))
    _checking(_added(commands, "check"))
    serve = _added(commands, "serve")
    if serving:
        _serving(serve)
    exports = _added(commands, "export").add_subparsers(metavar=_told("what"), required=True)
    _exporting(_added(exports, "course"))
    _added(commands, "staff-pin").set_defaults(run=_pin)
    records = _added(commands, "records").add_subparsers(metavar=_told("what"), required=True)
    verify = _added(records, "verify")
    _records(verify)
    verify.set_defaults(run=_verify)
    return parser


def _added(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=_told(name), description=_told(name), allow_abbrev=False)


def _records(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--records", metavar="URL", help=_told("records-url"))


def _content(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", metavar="DIR", help=_told("content"))


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", metavar="LANG", help=_told("lang"))


def _visiting(parser: argparse.ArgumentParser, mode: str) -> None:
    parser.add_argument("--plain", action="store_true", default=None, help=_told("plain"))
    _language(parser)
    _content(parser)
    _records(parser)
    parser.add_argument("--visit", metavar="CODE", help=_told("visit"))
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--kiosk", action="store_true", help=_told("kiosk"))
    whose.add_argument("--staff", action="store_true", help=_told("for-staff"))
    parser.add_argument("--idle", metavar="SECONDS", help=say("en", "usage-idle", default=IDLE))
    parser.add_argument("--hard", metavar="SECONDS", help=say("en", "usage-hard", default=HARD))
    parser.set_defaults(run=_visit, mode=mode)


def _attaching(parser: argparse.ArgumentParser) -> None:
    """Describe `serve.attach`, which reads its words itself and comes here for its help only."""
    parser.add_argument("--socket", metavar="FILE", help=_told("attach-to"))
    parser.add_argument("account", nargs="?", choices=("learn", "quiz", "plain", "staff"), help=_told("attach-account"))


def _checking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("content", nargs="?", metavar="DIR", help=_told("content"))
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help=_told("format"))
    parser.add_argument("--explain", metavar="CODE", help=_told("explain"))
    parser.add_argument("--require-review", action="store_true", help=_told("require-review"))
    parser.set_defaults(run=_check)


def _exporting(parser: argparse.ArgumentParser) -> None:
    _language(parser)
    _content(parser)
    parser.set_defaults(run=_export)


def _serving(parser: argparse.ArgumentParser) -> None:
    from glutatui.cli.serve_options import OPTIONS, help_of  # noqa: PLC0415  (one table, beside what reads it)

    _content(parser)
    _records(parser)
    for option in OPTIONS:
        flag = f"--{option.name.replace('_', '-')}"
        parser.add_argument(flag, metavar=option.metavar, help=help_of(option).replace("%", "%%"))
    parser.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> int:
    from glutatui.cli.serving import serve_patients  # noqa: PLC0415

    return serve_patients(arguments)


def _visit(arguments: argparse.Namespace) -> int:
    from glutatui.cli.tutor import visit  # noqa: PLC0415

    return visit(arguments)


def _pin(_: argparse.Namespace) -> int:
    from glutatui.cli.staff import make_pin  # noqa: PLC0415

    return make_pin()


def _check(arguments: argparse.Namespace) -> int:
    from glutatui.cli.authoring import check_course  # noqa: PLC0415

    return check_course(arguments)


def _export(arguments: argparse.Namespace) -> int:
    from glutatui.cli.authoring import print_course  # noqa: PLC0415

    return print_course(arguments)


def _verify(arguments: argparse.Namespace) -> int:
    from glutatui.cli.recording import verify_records  # noqa: PLC0415

    return verify_records(arguments)
