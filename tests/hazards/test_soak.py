"""The tables of the long runs are made from what they left, and from nothing else."""

import json

import pytest

from hazards.soak import MARKS, PAGE, README, RESULT, added, page, placed, result, short

XML = """<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" errors="0" failures="1" tests="3"
time="61.4" timestamp="2026-11-22T22:30:28"><testcase classname="tests.e2e.test_kills" name="test_it[3]" time="60.2">
<properties><property name="counts" value="kills: 250 tried, 1000 answers, 1 lost, 7 MB at most" /></properties>
</testcase><testcase classname="tests.e2e.test_kills" name="test_it[4]" time="50.2">
<properties><property name="counts" value="kills: 250 tried, 500 answers, 0 lost, 9 MB at most" /></properties>
</testcase><testcase classname="tests.e2e.test_noise" name="test_that" time="1.2"><failure message="no">no</failure>
</testcase></testsuite></testsuites>"""
ALONE = """<testsuites><testsuite time="120" timestamp="2026-11-22T23:30:28">
<testcase classname="tests.test_alone" name="test_quick" time="2"><properties>
<property name="counts" value="silent: 2,000 lines, longest wait 15 ms, 0 dropped" /></properties></testcase>
</testsuite></testsuites>"""


def test_a_run_is_told_as_it_went() -> None:
    run = result(XML, ALONE)
    assert (run["date"], run["seconds"]) == ("2026-11-22", 181)
    told = page(run)
    assert "4 runs, 1 did not pass" in told
    assert "| kills | 500 tried | 1,500 answers, 9 MB at most | 1 lost | 110 |" in told
    assert "| that | 1 run |  | **1 of 1 failed** | 1 |" in told
    assert "| silent | 2,000 lines | longest wait 15 ms | 0 dropped | 2 |" in told
    assert "| kills | 500 tried | 1 lost |" in short(run)


def test_what_was_tried_again_is_told_as_it_went_at_last() -> None:
    """The fault that was found is not hidden."""
    mended = XML.replace("1 lost", "0 lost").replace('<failure message="no">no</failure>', "")
    told = page(result(XML, mended))
    assert "4 runs" not in told
    assert "3 runs, 0 did not pass" in told
    assert "| kills | 500 tried | 1,500 answers, 9 MB at most | 0 lost | 110 |" in told
    assert "| that | 1 run |  | tried again, as 1 of 1 had failed | 1 |" in told


def test_counts_of_another_form_are_not_added_up() -> None:
    assert added(["a: 1 tried", "b: 2 tried", "a: 1,003 tried"]) == ["a: 1,004 tried", "b: 2 tried"]


def test_a_part_of_a_soak_says_so() -> None:
    whole = "Only a part"
    assert whole not in short({**result(XML), "portion": 1.0})
    assert whole in short({**result(XML), "portion": 0.5})


def test_a_run_of_nothing_is_no_run() -> None:
    with pytest.raises(ValueError, match="No test ran"):
        result('<testsuites><testsuite time="0" timestamp="2026-11-22T22:30:28" /></testsuites>')


def test_the_readme_and_the_page_hold_the_last_run() -> None:
    """Empty as long as there was none."""
    text = README.read_text()
    assert MARKS.search(text)
    if RESULT.exists():
        run = json.loads(RESULT.read_text())
        assert placed(text, run) == text
        assert PAGE.read_text() == page(run)
    else:
        assert "<!-- soak: written by make soak -->\n\n<!-- /soak -->" in text
