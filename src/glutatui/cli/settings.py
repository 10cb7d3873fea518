"""Where a setting comes from: flags, then ``GLUTATUI_*``, then a TOML file, then defaults (architecture, section 5)."""

import re
import shlex
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from glutatui.errors import UsageError
from glutatui.tui.limits import HARD, IDLE

Origin: TypeAlias = Literal["flag", "environment", "file", "default"]

Form: TypeAlias = Literal["text", "html"]
"""What a print command is handed."""

NAMES: Final = ("records", "content", "lang", "plain", "idle", "hard", "staff_pin_hash", "print_command", "print_form")
"""What can be set: as ``--NAME`` (but no secret), as ``GLUTATUI_NAME``, as ``NAME`` in the file."""

_LONGEST: Final = 86400
"""Seconds that a limit may have at most: a day."""

_YES: Final = frozenset({"1", "true", "yes", "on"})
_NO: Final = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for one run."""

    records: str | None
    """Path or URL of the journal; None for the user's own."""
    content: Path | None
    """Folder of the course; None for the shipped one."""
    lang: str | None
    """Language code; None for the terminal's."""
    plain: bool
    idle: int
    """Seconds without a key after which a kiosk clears its screen; 0 for never."""
    hard: int
    """Seconds that a visit on a kiosk may take; 0 for any time."""
    staff_pin_hash: str | None
    """What `staff.admission` makes a check of; None where staff cannot leave a kiosk."""
    print_command: tuple[str, ...] | None
    """What prints the page that patients take home, word by word; None where nothing is printed."""
    print_form: Form
    origins: Mapping[str, Origin]
    """Where each setting comes from, by name."""


def settings_file() -> Path:
    """Return where the user's settings file would be; it need not exist."""
    from platformdirs import user_config_path  # noqa: PLC0415  (`--version` must not pay for it)

    return user_config_path("glutatui", appauthor=False) / "config.toml"


def settings_for(flags: Namespace, environ: Mapping[str, str], file: Path) -> Settings:
    """Return the settings of a run.

    Args:
        flags: What was typed; a name that is missing or None was not.
        environ: Usually ``os.environ``; an empty value counts as not set.
        file: The TOML file, read only when it is there.

    Raises:
        UsageError: ``settings-unreadable`` (``path``), ``setting-unknown`` (``path``, ``name``) or ``setting-wrong``
            (``name``, ``value``).
    """
    kept = _read(file)
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    for name in NAMES:
        typed, variable = getattr(flags, name, None), environ.get(f"GLUTATUI_{name.upper()}")
        if typed is not None:
            values[name], origins[name] = typed, "flag"
        elif variable:
            values[name], origins[name] = variable, "environment"
        elif name in kept:
            values[name], origins[name] = kept[name], "file"
        else:
            values[name], origins[name] = None, "default"
    content = _text("content", values)
    return Settings(
        records=_text("records", values),
        content=Path(content) if content is not None else None,
        lang=_text("lang", values),
        plain=values["plain"] is not None and yes_or_no("plain", values["plain"]),
        idle=_seconds("idle", values, IDLE),
        hard=_seconds("hard", values, HARD),
        staff_pin_hash=_text("staff_pin_hash", values),
        print_command=_words("print_command", values),
        print_form=_form("print_form", values),
        origins=origins,
    )


def _read(file: Path) -> Mapping[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("settings-unreadable", path=file) from error
    import tomllib  # noqa: PLC0415  (few have such a file)

    try:
        kept = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("settings-unreadable", path=file) from error
    for name in kept:
        if name not in NAMES and name != "serve":  # that table is for `serve_settings`
            raise UsageError("setting-unknown", path=file, name=name)
    return kept


def _text(name: str, values: Mapping[str, Any]) -> str | None:
    value = values[name]
    if value is None or (isinstance(value, str) and value and "\0" not in value):
        return value
    raise UsageError("setting-wrong", name=name, value=value)


def _words(name: str, values: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the words of a command: a list as it is, a text split as a shell would split it; no shell ever sees it."""
    value = values[name]
    if value is None:
        return None
    wrong = UsageError("setting-wrong", name=name, value=value)
    try:
        words = shlex.split(value) if isinstance(value, str) else value
    except ValueError as error:
        raise wrong from error
    if isinstance(words, list) and words and all(isinstance(word, str) and word and "\0" not in word for word in words):
        return tuple(words)
    raise wrong


def _form(name: str, values: Mapping[str, Any]) -> Form:
    value = values[name]
    if value is None:
        return "text"
    if value in get_args(Form):
        return value  # type: ignore[no-any-return]  # one of them
    raise UsageError("setting-wrong", name=name, value=value)


def _seconds(name: str, values: Mapping[str, Any], default: int) -> int:
    value = values[name]
    if value is None:
        return default
    digits = str(value)
    if not isinstance(value, bool) and re.fullmatch("[0-9]{1,5}", digits) and int(digits) <= _LONGEST:
        return int(digits)
    raise UsageError("setting-wrong", name=name, value=value)


def yes_or_no(name: str, value: object) -> bool:
    """Return what a setting that is on or off says.

    Raises:
        UsageError: ``setting-wrong`` (``name``, ``value``).
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _YES | _NO:
        return value.lower() in _YES
    raise UsageError("setting-wrong", name=name, value=value)
