"""The register of hazards names tests that exist, and the page says what the register says."""

import ast
from functools import cache
from pathlib import Path

import pytest

from hazards.threats import PAGE, Threat, page, threats

TESTS = Path(__file__).parents[1]


@cache
def collected(file: str) -> frozenset[str]:
    """Return the tests that pytest collects in a file: functions of the module, not skipped for good."""
    place = TESTS / file
    if not (place.is_file() and place.name.startswith("test_")):
        return frozenset()
    found = [
        node for node in ast.parse(place.read_text()).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    skipped = ("pytest.mark.skip", "pytest.mark.xfail")
    return frozenset(
        node.name
        for node in found
        if node.name.startswith("test_")
        and not any(ast.unparse(mark).startswith(skipped) for mark in node.decorator_list)
    )


def unknown(rows: tuple[Threat, ...]) -> list[str]:
    """Return the names that no test has."""
    names = [name for row in rows for name in (*row.tests, *row.twins)]
    return [name for name in names if name.partition("::")[2] not in collected(name.partition("::")[0])]


def test_every_test_and_twin_exists() -> None:
    assert unknown(threats()) == []


def test_a_name_that_is_gone_would_be_seen() -> None:
    gone = "tui/test_driver.py::test_that_nobody_wrote", "tui/test_nowhere.py::test_it", "terminal.py::Terminal"
    assert unknown((Threat("a", "b", "c", gone, ()),)) == list(gone)


@pytest.mark.parametrize("row", threats(), ids=lambda row: row.hazard)
def test_every_hazard_has_a_test_and_a_twin_or_says_why_not(row: Threat) -> None:
    assert row.tests
    assert row.twins or row.alone or row.open
    assert not (row.twins and row.alone)
    assert len(set(row.tests)) == len(row.tests)


def test_the_page_is_what_the_command_writes() -> None:
    assert PAGE.read_text() == page(threats())
