"""The report and the record are right on visits that were worked out on paper."""

import json
from datetime import date

import pytest

from glutatui.reports.charts import ASCII, BLOCKS
from glutatui.reports.record import record_data, record_of
from glutatui.reports.survey import survey_data
from glutatui.reports.text import report_text
from reports.by_hand import COURSE, UNSIGNED, VISITS, report_of, sitting_of

# w0: ana and cleo know it at once, ben talks about it (unsure, then twice a wrong half), dora and emil never get there.
# w1: ben knows it at once, ana after teaching, cleo talks about it; ana and cleo were sure and wrong.
W0 = {"known_at_once": 2, "known_after_teaching": 0, "to_talk_about": 1, "not_reached": 2}
W1 = {"known_at_once": 1, "known_after_teaching": 1, "to_talk_about": 1, "not_reached": 2}


def test_the_report_counts_what_came_of_each_warning() -> None:
    data = survey_data(report_of(*VISITS), "en")

    assert (data["visits"], data["finished"], data["unreadable"]) == (5, 3, 0)
    assert data["warnings"] == {"w0": {**W0, "sure_and_wrong": 0}, "w1": {**W1, "sure_and_wrong": 2}}
    assert "It is not consent" in data["says"]
    assert json.loads(json.dumps(data)) == data


def test_today_and_the_last_30_days_are_told_apart() -> None:
    """Cleo and emil came today, ana and ben yesterday, dora 40 days ago."""
    report = report_of(*VISITS)
    data = survey_data(report, "en")["periods"]

    assert {name: (one["visits"], one["finished"]) for name, one in data.items()} == {
        "all": (5, 3),
        "recent": (4, 3),
        "today": (2, 1),
    }
    assert data["today"]["warnings"]["w1"] == {
        "known_at_once": 0,
        "known_after_teaching": 0,
        "to_talk_about": 1,
        "not_reached": 1,
    }
    assert report.days[-2:] == ((date(2026, 11, 21), 2), (date(2026, 11, 22), 2))
    assert (len(report.days), sum(number for _, number in report.days)) == (30, 4)


def test_the_gain_compares_the_same_warnings() -> None:
    """Ana: 2 of 3 before, 3 of 3 known. Ben: 3 of 3 before, w0 (twice) not known, w1 known: 1 of 3."""
    gain = survey_data(report_of(*VISITS), "en")["gain"]

    assert gain == {"before": 5, "after": 4, "of": 6, "normalised": pytest.approx(-1)}


def test_each_first_attempt_is_counted_once() -> None:
    """Before: ana, ben, dora. Check: ana, ben. Quiz: the first rounds of ana, ben and cleo, and emil's one answer."""
    items = survey_data(report_of(*VISITS), "en")["items"]

    assert [items[f"before-{n}"]["answers"] for n in range(3)] == [3, 3, 3]
    assert items["check-1"]["answers"] == 2
    in_quiz = [found["answers"] for found in items.values() if found["section"] == "quiz"]
    assert sum(in_quiz) == 3 * 2 * 2 + 1
    assert all(found["difficulty"] is None and found["chosen"] is None for found in items.values()), "below 30"


def test_the_record_of_a_visit() -> None:
    data = record_data(COURSE, record_of(sitting_of("ana"), UNSIGNED), "en")

    assert data["counts"] == {
        "known_at_once": 1,
        "known_after_teaching": 1,
        "to_talk_about": 0,
        "not_reached": 0,
    }
    assert data["warnings"]["w0"]["rounds"] == [True]
    assert data["warnings"]["w1"]["rounds"] == [False, True]
    assert len(set(data["warnings"]["w1"]["items"])) == 4, "the second round asks other items"
    assert (data["sure_and_wrong"], data["taught_again"], data["talk_first"]) == (["w1"], ["w1"], ["w1"])
    assert (data["before"], data["after"], data["gain"]) == ({"right": 2, "of": 3}, {"known": 3, "of": 3}, 1.0)
    assert data["checks"] == {"right": 1, "of": 1}
    assert data["course"]["sign_off"] == "unreviewed"
    assert data["finished"] is True
    # Of three options and five lines a guesser passes one round in 96, of three rounds 1 - (95/96)^3.
    assert data["guess_pass"] == pytest.approx(1 - (95 / 96) ** 3, abs=1e-6)
    assert data["slip_fail"]["0.02"] == pytest.approx((1 - 0.98**6) ** 3, abs=1e-8)
    assert "not consent" in data["says"]
    assert "no permission" in data["says"]


def test_a_visit_that_was_left_says_what_was_not_reached() -> None:
    for name in ("dora", "emil"):
        data = record_data(COURSE, record_of(sitting_of(name), UNSIGNED), "en")
        assert (data["finished"], data["counts"]["not_reached"], data["gain"]) == (False, 2, None)


def test_a_third_miss_is_talked_about_and_taught_again_twice() -> None:
    data = record_data(COURSE, record_of(sitting_of("cleo"), UNSIGNED), "en")

    assert data["warnings"]["w1"]["result"] == "to_talk_about"
    assert data["warnings"]["w1"]["taught_again"] == 2, "after the last miss a person takes over"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_text_holds_the_numbers_within_its_width(width: int) -> None:
    told = report_text(report_of(*VISITS), "en", width=width, signs=BLOCKS)

    assert all(len(line) <= width for line in told.splitlines())
    assert "Today: 2 visits, 1 finished." in told
    assert "All kept visits: 5, 3 finished." in told
    assert "40%    0%   20%   40%" in told, "w0: 2, 0, 1 and 2 of 5"
    assert "20%   20%   20%   40%" in told, "w1: 1, 1, 1 and 2 of 5"
    assert "No clinician has signed this course." in told


def test_the_text_can_do_without_block_signs() -> None:
    told = report_text(report_of(*VISITS), "en", width=80, signs=ASCII)

    assert told.isascii()
    assert "#" * 5 in told


def test_no_visit_at_all_is_told_as_well() -> None:
    report = report_of()

    assert survey_data(report, "en")["warnings"]["w0"] == dict.fromkeys(W0, 0) | {"sure_and_wrong": 0}
    assert "There was no visit in the last 30 days." in report_text(report, "en", width=80, signs=BLOCKS)
