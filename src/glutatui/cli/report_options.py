"""What can be typed after ``report``, ``export records``, ``export quiz`` and ``import quiz``."""

import argparse
from typing import Final

from glutatui.words import say

REPORT_FORMATS: Final = ("text", "json", "html")
RECORD_FORMATS: Final = ("csv", "jsonl", "fhir", "xapi")
QUIZ_FORMATS: Final = ("gift",)


def report_options(parser: argparse.ArgumentParser) -> None:
    """Describe ``report``."""
    _format(parser, REPORT_FORMATS, REPORT_FORMATS[0])
    _option(parser, "--visit", "CODE", "report-visit")
    _option(parser, "--since", "DAY", "since")
    _option(parser, "--answers-in", "LANG", "answers-in")
    _shared(parser)
    parser.set_defaults(run=_report)


def export_records_options(parser: argparse.ArgumentParser) -> None:
    """Describe ``export records``."""
    _format(parser, RECORD_FORMATS, RECORD_FORMATS[0])
    _option(parser, "--since", "DAY", "since")
    _shared(parser)
    parser.set_defaults(run=_export_records)


def export_quiz_options(parser: argparse.ArgumentParser) -> None:
    """Describe ``export quiz``."""
    _format(parser, QUIZ_FORMATS, QUIZ_FORMATS[0])
    _option(parser, "--content", "DIR", "content")
    _option(parser, "--lang", "LANG", "lang")
    parser.set_defaults(run=_export_quiz)


def import_quiz_options(parser: argparse.ArgumentParser) -> None:
    """Describe ``import quiz``."""
    parser.add_argument("file", metavar="FILE", help=say("en", "usage-gift-file"))
    _option(parser, "--content", "DIR", "content")
    _option(parser, "--lang", "LANG", "lang")
    parser.set_defaults(run=_import_quiz)


def _shared(parser: argparse.ArgumentParser) -> None:
    _option(parser, "--records", "URL", "records-url")
    _option(parser, "--data", "DIR", "records-data")
    _option(parser, "--content", "DIR", "content")
    _option(parser, "--lang", "LANG", "lang")


def _option(parser: argparse.ArgumentParser, flag: str, sign: str, key: str) -> None:
    parser.add_argument(flag, metavar=sign, help=say("en", f"usage-{key}"))


def _format(parser: argparse.ArgumentParser, known: tuple[str, ...], usual: str) -> None:
    parser.add_argument("--format", choices=known, default=usual, help=say("en", "usage-as", usual=usual))


def _report(arguments: argparse.Namespace) -> int:
    from glutatui.cli.reporting import report  # noqa: PLC0415  (a patient's tutor must not pay for it)

    return report(arguments)


def _export_records(arguments: argparse.Namespace) -> int:
    from glutatui.cli.reporting import export_records  # noqa: PLC0415

    return export_records(arguments)


def _export_quiz(arguments: argparse.Namespace) -> int:
    from glutatui.cli.interchange import export_quiz  # noqa: PLC0415

    return export_quiz(arguments)


def _import_quiz(arguments: argparse.Namespace) -> int:
    from glutatui.cli.interchange import import_quiz  # noqa: PLC0415

    return import_quiz(arguments)
