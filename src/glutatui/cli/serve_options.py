"""The settings of ``serve``: flags, then ``GLUTATUI_*``, then the table ``[serve]`` of the TOML file, then defaults."""

import tomllib
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from glutatui.cli.settings import Origin, yes_or_no
from glutatui.errors import UsageError
from glutatui.records import path_of
from glutatui.serve.limits import Limits
from glutatui.words import say

_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Option:
    """One setting."""

    name: str
    default: str | int | bool | None
    metavar: str
    low: int = 0
    """The least that a number may be."""
    high: int = 0
    """The most that a number may be."""
    among: tuple[str, ...] = ()
    """The words that a text may be; none: any."""

    @property
    def switch(self) -> bool:
        """Whether it is on or off."""
        return isinstance(self.default, bool)


OPTIONS: Final = (
    Option("host", "127.0.0.1", "ADDRESS"),
    Option("port", 2222, "PORT", 0, 65535),
    Option("data", None, "DIR"),
    Option("drain", 60, "SECONDS", 0, 3600),
    Option("idle", _LIMITS.idle, "SECONDS", 0, 86400),
    Option("hard", _LIMITS.hard, "SECONDS", 0, 86400),
    Option("visits", _LIMITS.visits, "NUMBER", 1, 10000),
    Option("per_source", _LIMITS.per_source, "NUMBER", 1, 10000),
    Option("starts", _LIMITS.starts, "NUMBER", 1, 1000),
    Option("ping", _LIMITS.ping, "SECONDS", 1, 600),
    Option("silence", _LIMITS.silence, "SECONDS", 1, 600),
    Option("waiting", _LIMITS.waiting, "NUMBER", 1, 10000),
    Option("waiting_per_source", _LIMITS.waiting_per_source, "NUMBER", 1, 10000),
    Option("handshake", _LIMITS.handshake, "SECONDS", 1, 600),
    Option("bytes_in", _LIMITS.bytes_in, "NUMBER", 256, 1000000),
    Option("burst", _LIMITS.burst, "NUMBER", 1, 10000),
    Option("warm", 8, "NUMBER", 0, 100),
    Option("kiosk_keys", None, "FILE"),
    Option("staff_keys", None, "FILE"),
    Option("doors", "both", "WHICH", among=("both", "ssh", "attach")),
    Option("attach_socket", None, "FILE"),
    Option("require_review", default=False, metavar=""),
    Option("metrics", None, "PLACE"),
    Option("log", None, "FILE"),
    Option("log_sources", "hashed", "HOW", among=("hashed", "full", "none")),
)


def help_of(option: Option) -> str:
    """Return the sentence of the help about a setting."""
    return say("en", f"usage-serve-{option.name.replace('_', '-')}", default=option.default)


def serve_settings(flags: Namespace, environ: Mapping[str, str], file: Path) -> dict[str, Any]:
    """Return the value of each option, by name: a number, a text, or None.

    Args:
        flags: What was typed.
        environ: Usually ``os.environ``; an empty value counts as not set.
        file: The TOML file, read only when it is there.

    Raises:
        UsageError: ``setting-wrong`` (``name``, ``value``) or ``setting-unknown`` (``path``, ``name``).
    """
    return {name: value for name, (value, _) in serve_origins(flags, environ, file).items()}


def serve_origins(flags: Namespace, environ: Mapping[str, str], file: Path) -> dict[str, tuple[Any, Origin]]:
    """Return the value of each option as `serve_settings`, and where it comes from.

    Raises:
        UsageError: As `serve_settings`.
    """
    kept = _table(file)
    for name in kept:
        if name not in {option.name for option in OPTIONS}:
            raise UsageError("setting-unknown", path=file, name=f"serve.{name}")
    found: dict[str, tuple[Any, Origin]] = {}
    for option in OPTIONS:
        name = option.name
        if (typed := getattr(flags, name, None)) is not None:
            found[name] = _read(option, typed), "flag"
        elif variable := environ.get(f"GLUTATUI_{name.upper()}"):
            found[name] = _read(option, variable), "environment"
        elif name in kept:
            found[name] = _read(option, kept[name]), "file"
        else:
            found[name] = option.default, "default"
    return found


def data_folder(named: str | None) -> Path:
    """Return the folder of a service: the one that was named, else the user's own."""
    return (path_of(None).parent if named is None else Path(named)).absolute()


def _table(file: Path) -> Mapping[str, Any]:
    """Return the table of the file; what is wrong with the file as a whole, `settings_for` has said."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("serve", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    if not isinstance(table, dict):
        raise UsageError("setting-wrong", name="serve", value=table)
    return table


def _read(option: Option, value: object) -> str | int | bool:
    """Return a value as its option wants it."""
    wrong = UsageError("setting-wrong", name=option.name, value=value)
    if option.switch:
        return yes_or_no(option.name, value)
    if option.high:
        text = str(value)
        if isinstance(value, bool) or not (text.isascii() and text.isdigit() and len(text) <= len(str(option.high))):
            raise wrong
        if not option.low <= int(text) <= option.high:
            raise wrong
        return int(text)
    if not isinstance(value, str) or not value or "\0" in value or (option.among and value not in option.among):
        raise wrong
    return value
