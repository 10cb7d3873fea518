"""What can be typed after ``glutatui``; importing this loads nothing that a command needs."""

import argparse
from collections.abc import Sequence
from typing import Final

from glutatui import __version__
from glutatui.cli.report_options import (
    export_quiz_options,
    export_records_options,
    import_quiz_options,
    report_options,
)
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
    return _parser(serving=argv[0] == "serve" or (argv[0] == "doctor" and "--server" in argv)).parse_args(argv)


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
    _noting(_added(commands, "translated"))
    new = _added(commands, "new").add_subparsers(metavar=_told("what"), required=True)
    for what in ("lesson", "warning"):
        _beginning(_added(new, what), what)
    _previewing(_added(commands, "preview"))
    serve = _added(commands, "serve")
    if serving:
        _serving(serve)
    _asking(_added(commands, "health"))
    _doctoring(_added(commands, "doctor"), serving=serving)
    exports = _added(commands, "export").add_subparsers(metavar=_told("what"), required=True)
    _exporting(_added(exports, "course"))
    export_records_options(_added(exports, "records"))
    export_quiz_options(_added(exports, "quiz"))
    imports = _added(commands, "import").add_subparsers(metavar=_told("what"), required=True)
    import_quiz_options(_added(imports, "quiz"))
    report_options(_added(commands, "report"))
    _added(commands, "staff-pin").set_defaults(run=_pin)
    records = _added(commands, "records").add_subparsers(metavar=_told("what"), required=True)
    verify = _added(records, "verify")
    _records(verify)
    verify.add_argument("--data", metavar="DIR", help=_told("records-data"))
    verify.set_defaults(run=_verify)
    _keeping(records)
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
    _printing(parser)
    parser.set_defaults(run=_visit, mode=mode)


def _printing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--print-command", metavar="CMD", help=_told("print-command"))
    parser.add_argument("--print-form", choices=("text", "html"), help=_told("print-form"))


def _attaching(parser: argparse.ArgumentParser) -> None:
    """Describe `serve.attach`, which reads its words itself and comes here for its help only."""
    parser.add_argument("--socket", metavar="FILE", help=_told("attach-to"))
    parser.add_argument("account", nargs="?", choices=("learn", "quiz", "plain", "staff"), help=_told("attach-account"))


def _checking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("content", nargs="?", metavar="DIR", help=_told("content"))
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help=_told("format"))
    parser.add_argument("--explain", metavar="CODE", help=_told("explain"))
    parser.add_argument("--require-review", action="store_true", help=_told("require-review"))
    parser.add_argument("--confirm-wordings", action="store_true", help=_told("confirm-wordings"))
    parser.add_argument("--lang", metavar="LANG", help=_told("check-lang"))
    parser.add_argument("--only", metavar="FILE", action="append", help=_told("only"))
    parser.set_defaults(run=_check)


def _noting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", metavar="LANG", help=_told("translated-language"))
    parser.add_argument("names", metavar=_told("what"), nargs="+", help=_told("translated-names"))
    _content(parser)
    parser.set_defaults(run=_translated)


def _beginning(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("name", metavar=_told("name-sign"), help=_told("name"))
    parser.add_argument("content", nargs="?", metavar="DIR", help=_told("content"))
    parser.set_defaults(run=_new, what=what)


def _previewing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_told("preview-file"))
    parser.add_argument("--plain", action="store_true", default=None, help=_told("preview-plain"))
    parser.set_defaults(run=_preview)


def _keeping(records: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe what is done to records: copying, dropping, delivering."""
    for name, run in (("backup", _back_up), ("purge", _purge), ("deliver", _deliver), ("spool", _spool)):
        parser = _added(records, name)
        _records(parser)
        parser.add_argument("--data", metavar="DIR", help=_told("records-data"))
        if name == "backup":
            parser.add_argument("target", metavar="FILE", help=_told("backup-target"))
        if name == "purge":
            parser.add_argument("--days", metavar="N", help=_told("days"))
            parser.add_argument("--yes", action="store_true", help=_told("yes"))
        parser.set_defaults(run=run)


def _exporting(parser: argparse.ArgumentParser) -> None:
    _language(parser)
    _content(parser)
    parser.set_defaults(run=_export)


def _asking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", help=_told("serve-data"))
    parser.set_defaults(run=_health)


def _doctoring(parser: argparse.ArgumentParser, *, serving: bool) -> None:
    """Describe ``doctor``; with ``--server`` it takes every option that ``serve`` takes."""
    parser.add_argument("--server", action="store_true", help=_told("server"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_told("doctor-format"))
    if serving:
        _options_of_serve(parser)
    else:
        _language(parser)
        _content(parser)
        _records(parser)
    parser.set_defaults(run=_doctor)


def _serving(parser: argparse.ArgumentParser) -> None:
    _options_of_serve(parser)
    parser.set_defaults(run=_serve)


def _options_of_serve(parser: argparse.ArgumentParser) -> None:
    from glutatui.cli.serve_options import OPTIONS, help_of  # noqa: PLC0415  (one table, beside what reads it)

    _content(parser)
    _records(parser)
    _printing(parser)
    for option in OPTIONS:
        flag, told = f"--{option.name.replace('_', '-')}", help_of(option).replace("%", "%%")
        if option.switch:
            parser.add_argument(flag, action="store_true", default=None, help=told)
        else:
            parser.add_argument(flag, metavar=option.metavar, help=told)


def _serve(arguments: argparse.Namespace) -> int:
    from glutatui.cli.serving import serve_patients  # noqa: PLC0415

    return serve_patients(arguments)


def _back_up(arguments: argparse.Namespace) -> int:
    from glutatui.cli.keeping import back_up_records  # noqa: PLC0415

    return back_up_records(arguments)


def _purge(arguments: argparse.Namespace) -> int:
    from glutatui.cli.keeping import purge_records  # noqa: PLC0415

    return purge_records(arguments)


def _deliver(arguments: argparse.Namespace) -> int:
    from glutatui.cli.delivering import deliver_now  # noqa: PLC0415

    return deliver_now(arguments)


def _spool(arguments: argparse.Namespace) -> int:
    from glutatui.cli.delivering import tell_spool  # noqa: PLC0415

    return tell_spool(arguments)


def _health(arguments: argparse.Namespace) -> int:
    from glutatui.cli.health import tell_health  # noqa: PLC0415

    return tell_health(arguments)


def _doctor(arguments: argparse.Namespace) -> int:
    from glutatui.cli.doctor import examine  # noqa: PLC0415

    return examine(arguments)


def _visit(arguments: argparse.Namespace) -> int:
    from glutatui.cli.tutor import visit  # noqa: PLC0415

    return visit(arguments)


def _pin(_: argparse.Namespace) -> int:
    from glutatui.cli.staff import make_pin  # noqa: PLC0415

    return make_pin()


def _translated(arguments: argparse.Namespace) -> int:
    from glutatui.cli.translations import note_translated  # noqa: PLC0415

    return note_translated(arguments)


def _check(arguments: argparse.Namespace) -> int:
    if arguments.lang is not None or arguments.only:
        from glutatui.cli.translations import check_files  # noqa: PLC0415

        return check_files(arguments)
    if arguments.confirm_wordings:
        from glutatui.cli.confirming import confirm_wordings  # noqa: PLC0415

        return confirm_wordings(arguments)
    from glutatui.cli.authoring import check_course  # noqa: PLC0415

    return check_course(arguments)


def _new(arguments: argparse.Namespace) -> int:
    from glutatui.cli.drafting import make_new  # noqa: PLC0415

    return make_new(arguments)


def _preview(arguments: argparse.Namespace) -> int:
    from glutatui.cli.previewing import preview  # noqa: PLC0415

    return preview(arguments)


def _export(arguments: argparse.Namespace) -> int:
    from glutatui.cli.authoring import print_course  # noqa: PLC0415

    return print_course(arguments)


def _verify(arguments: argparse.Namespace) -> int:
    from glutatui.cli.recording import verify_records  # noqa: PLC0415

    return verify_records(arguments)
