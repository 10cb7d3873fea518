"""The course that is shipped."""

import time

import pytest

from glutatui.content import course_from_json, course_json
from glutatui.content.loading import Loaded, load
from glutatui.content.where import CHECKOUT


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return load(CHECKOUT)


def test_the_shipped_course_has_no_problems(shipped: Loaded) -> None:
    assert [str(problem) for problem in shipped.problems if problem.severity == "error"] == []


def test_its_forbidden_wording_is_known() -> None:
    assert (CHECKOUT / "lessons/forbidden.txt").read_text().count("\n") > 100


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
