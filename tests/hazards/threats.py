"""``python tests/hazards/threats.py``: writes docs/threats.md from ``threats.yaml`` beside this file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

REGISTER = Path(__file__).with_name("threats.yaml")
PAGE = Path(__file__).parents[2] / "docs" / "threats.md"

_HEAD = """\
# What can go wrong, and how we know that it does not

Written by `make threats` from `tests/hazards/threats.yaml`; do not edit.
Each hazard has tests with the defence on, and twins: the same attack with the defence off, where it succeeds.
A test without a twin might see nothing at all.
The names are those of pytest, without `tests/`; `make test` runs them, and fails where one of them is gone.
"""


@dataclass(frozen=True)
class Threat:
    """One hazard."""

    hazard: str
    harm: str
    """What it does where nothing stands against it."""
    defence: str
    tests: tuple[str, ...]
    """Names as pytest has them, below ``tests/``."""
    twins: tuple[str, ...]
    """The same attack with the defence off."""
    alone: str = ""
    """Why there is no twin."""
    open: str = ""
    """What no test shows so far."""


def threats(register: Path = REGISTER) -> tuple[Threat, ...]:
    """Return the register, in its order."""
    rows = yaml.safe_load(register.read_text())
    return tuple(Threat(**{**row, "tests": tuple(row["tests"]), "twins": tuple(row["twins"])}) for row in rows)


def page(rows: Sequence[Threat]) -> str:
    """Return the page."""
    parts = [_part(number, row) for number, row in enumerate(rows, 1)]
    with_twin = sum(bool(row.twins) for row in rows)
    open_rows = sum(bool(row.open) for row in rows)
    counts = f"{len(rows)} hazards; {with_twin} with a twin, {open_rows} with something open.\n"
    return "\n".join([_HEAD, counts, *parts])


def _part(number: int, row: Threat) -> str:
    lines = [f"## {number}. {row.hazard}", "", f"Harm: {row.harm}", f"Defence: {row.defence}", ""]
    lines += [f"- test: `{name}`" for name in row.tests]
    lines += [f"- twin: `{name}`" for name in row.twins]
    lines += [f"- no twin: {row.alone}"] * bool(row.alone)
    lines += [f"- open: {row.open}"] * bool(row.open)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(threats()))
