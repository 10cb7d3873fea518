"""One sentence about one thing, and how a list of them is written."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import fill, wrap
from typing import Final, Literal, TypeAlias

from glutatui.cli.settings import Origin
from glutatui.errors import GlutatuiError
from glutatui.words import counted, error_text, say

State: TypeAlias = Literal["fine", "look", "wrong"]
"""``look``: it works, but somebody should look at it; ``wrong``: it cannot work so."""

_INDENT: Final = 9
"""Columns before a sentence: its state stands there."""
_WIDE: Final = 1000
"""Columns where there is no terminal."""
_SECRET: Final = frozenset({"staff_pin_hash"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one thing."""

    about: str
    """A word for scripts."""
    state: State
    says: str
    """A sentence, which for anything but ``fine`` tells what to do."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting, and where it comes from."""

    name: str
    value: object
    origin: Origin


def found(about: str, state: State, key: str, /, **values: object) -> Finding:
    """Return a finding in the words of ``doctor-KEY``."""
    return Finding(about, state, say("en", f"doctor-{key}", **values))


def refused(about: str, error: GlutatuiError) -> Finding:
    """Return what an error says."""
    return Finding(about, "wrong", error_text("en", error))


def _shown(setting: Setting) -> str:
    if setting.value is None:
        return "-"
    if setting.name in _SECRET:
        return say("en", "doctor-secret")
    if isinstance(setting.value, bool):
        return say("en", "doctor-yes" if setting.value else "doctor-no")
    return str(setting.value)


def as_text(settings: Sequence[Setting], findings: Iterable[Finding], file: Path, width: int | None = None) -> str:
    """Return it for people: the settings, the findings, and how many are wrong.

    Args:
        settings: All that hold.
        findings: What was found out.
        file: The settings file.
        width: Columns of the terminal; None breaks no line.
    """

    def broken(text: str) -> str:
        return fill(text, max(width, 20), subsequent_indent=" " * _INDENT, break_long_words=False) if width else text

    findings = list(findings)
    rows = [(setting.name, _shown(setting), say("en", f"doctor-from-{setting.origin}")) for setting in settings]
    names, values = (max(len(row[column]) for row in rows) for column in (0, 1))
    lines = [*wrap(say("en", "doctor-settings", path=file), max(width or _WIDE, 20), break_long_words=False)]
    lines += [f"  {name:<{names}}  {value:<{min(values, 40)}}  {origin}" for name, value, origin in rows]
    lines += ["", say("en", "doctor-found")]
    lines += [broken(f"  {say('en', f'doctor-{finding.state}'):<6} {finding.says}") for finding in findings]
    wrong = sum(finding.state == "wrong" for finding in findings)
    lines += ["", counted("en", "doctor-wrong", wrong) if wrong else say("en", "doctor-nothing")]
    return "\n".join(lines) + "\n"


def as_json(settings: Iterable[Setting], findings: Iterable[Finding]) -> str:
    """Return it for scripts: ``{"ok", "settings": [{name, value, origin}], "findings": [{about, state, says}]}``."""
    findings = list(findings)
    data = {
        "ok": all(finding.state != "wrong" for finding in findings),
        "settings": [{"name": one.name, "value": _data(one), "origin": one.origin} for one in settings],
        "findings": [asdict(finding) for finding in findings],
    }
    return json.dumps(data, ensure_ascii=False) + "\n"


def _data(setting: Setting) -> object:
    plain = setting.value is None or (isinstance(setting.value, bool | int) and setting.name not in _SECRET)
    return setting.value if plain else _shown(setting)
