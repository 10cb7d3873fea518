"""The table of WCAG criteria names each one, and only tests that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "accessibility.md").read_text()
A = (
    "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 "
    "2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2"
)
AA = (
    "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 "
    "3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"
)
"""The criteria of WCAG 2.2 (W3C Recommendation of 5 October 2023); 4.1.1 is no longer one."""
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in TABLE.splitlines() if re.match(r"\| \d", row)]


def test_each_criterion_has_its_row_in_order() -> None:
    wanted = sorted(
        (tuple(map(int, name.split("."))), level) for level in ("A", "AA") for name in {"A": A, "AA": AA}[level].split()
    )
    found = [(tuple(map(int, row[0].split()[0].split("."))), row[1]) for row in ROWS]
    assert found == wanted
    assert len(found) == 55


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].split()[0])
def test_what_is_met_names_a_test_that_exists(row: list[str]) -> None:
    _, _, state, why = row
    named = re.findall(r"`(tests/[^`]+\.py)::(\w+)`", why)
    assert state.startswith(("met", "not met", "by the terminal", "not applicable"))
    assert bool(named) or state in {"by the terminal", "not applicable"}
    for path, name in named:
        assert re.search(rf"^(async )?def {name}\(", (ROOT / path).read_text(), re.MULTILINE), f"{path}::{name}"
