"""The course that is shipped."""

import time

import pytest

from glutatui.content import course_from_json, course_json
from glutatui.content.loading import Loaded, load
from glutatui.content.rules.coverage import coverage_of
from glutatui.content.where import CHECKOUT
from glutatui.course.spoken import spoken_page

MOST_PAGES = 18
"""Pages of a reading."""


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return load(CHECKOUT)


def test_the_shipped_course_has_no_problems(shipped: Loaded) -> None:
    assert [str(problem) for problem in shipped.problems if problem.severity == "error"] == []


def test_its_forbidden_wording_is_known() -> None:
    assert (CHECKOUT / "lessons/forbidden.txt").read_text().count("\n") > 100


def test_everything_that_the_sources_say_has_its_place(shipped: Loaded) -> None:
    coverage = coverage_of(shipped.drafts[0])

    assert (coverage["claims"]["total"], coverage["claims"]["accounted"], coverage["claims"]["missing"]) == (
        406,
        406,
        [],
    )
    assert coverage["conflicts"] == {"total": 50, "shown": 50, "missing": []}


def test_what_patients_read_holds_no_amount_by_body_weight(shipped: Loaded) -> None:
    course = shipped.drafts[0].course
    told = {
        reading.id: "\n".join(line for page in reading.pages for line in spoken_page(course, page, "en"))
        for reading in course.library
    }

    assert {reading.id for reading in course.library if reading.clinician_only} == {
        "study-doses",
        "hospital-and-ratings",
    }
    assert "for each kilogram" in told["study-doses"]
    for reading in course.library:
        if not reading.clinician_only:
            assert "kilogram" not in told[reading.id], reading.id
            assert len(reading.pages) <= MOST_PAGES


def test_each_disagreement_has_a_page_with_every_side(shipped: Loaded) -> None:
    course = shipped.drafts[0].course
    pages = [page for reading in course.library if reading.id.startswith("where-") for page in reading.pages]

    assert [page.title for page in pages] == [
        conflict.question
        for severity in ("high", "medium", "low")
        for conflict in course.conflicts
        if conflict.severity == severity
    ]
    for page in pages:
        conflict = course.conflict_of[page.blocks[0].conflict or ""]
        title, head, *sides = spoken_page(course, page, "en")
        safest = sides.pop(len(conflict.sides))
        assert (title, head) == (conflict.question["en"], "The sources do not agree.")
        assert "".join(sides[len(conflict.sides) :]) in {"", "Ask your care team before you take any amount."}
        assert safest == f"Safest reading: {conflict.safest_reading['en']}"


def test_it_comes_back_from_the_journal_quickly(shipped: Loaded) -> None:
    """A resumed visit decodes its course before the first screen: 20 ms here, 400 at most on the slowest machine."""
    assert shipped.drafts
    course = shipped.drafts[0].course
    text = course_json(course)
    started = time.process_time()
    back = course_from_json(text)
    taken = time.process_time() - started

    assert back == course
    assert taken < 0.4
