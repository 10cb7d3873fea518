"""The table of the long runs is made from what they left, and from nothing else."""

import json

import pytest

from hazards.soak import MARKS, README, RESULT, placed, result, table

XML = """<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" errors="0" failures="1" tests="2"
time="61.4" timestamp="2026-11-22T22:30:28"><testcase classname="tests.e2e.test_kills" name="test_it[3]" time="60.2">
<properties><property name="counts" value="kills: 250 tried, 0 lost" /></properties></testcase>
<testcase classname="tests.e2e.test_noise" name="test_that" time="1.2"><failure message="no">no</failure></testcase>
</testsuite></testsuites>"""


def test_a_run_is_told_as_it_went() -> None:
    run = result(XML)
    assert (run["date"], run["seconds"]) == ("2026-11-22", 61)
    told = table(run)
    assert "2 tests, 1 not passed" in told
    assert "| kills it[3] | passed | 60 | kills: 250 tried, 0 lost |" in told
    assert "| noise that | failure | 1 |  |" in told


def test_a_run_of_nothing_is_no_run() -> None:
    with pytest.raises(ValueError, match="No test ran"):
        result('<testsuites><testsuite time="0" timestamp="2026-11-22T22:30:28" /></testsuites>')


def test_the_readme_holds_the_table_of_the_last_run() -> None:
    """Empty as long as there was none."""
    text = README.read_text()
    assert MARKS.search(text)
    if RESULT.exists():
        assert placed(text, json.loads(RESULT.read_text())) == text
    else:
        assert "<!-- soak: written by make soak -->\n\n<!-- /soak -->" in text
