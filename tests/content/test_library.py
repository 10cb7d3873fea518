"""The library: what a reading holds, how it is told, and what patients do not see of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from glutatui.content import export_course
from glutatui.content.loading import load
from glutatui.course import Claim, Course, Lesson
from glutatui.course.spoken import spoken_page
from small_course import CLAIMS, write_course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    loaded = load(write_course(tmp_path_factory.mktemp("course")))
    assert loaded.course is not None, loaded.problems
    return loaded.course


def reading(course: Course, name: str) -> Lesson:
    return next(reading for reading in course.library if reading.id == name)


def test_a_figure_of_evidence_is_said_in_sentences(course: Course) -> None:
    page = reading(course, "what-for").pages[0]

    assert spoken_page(course, page, "en") == (
        "Whether it works",
        "What one source found",
        "A grade is not advice. Ask first.",
        "Strength: possibly ineffective.",
        "Sleep: not enough known.",
    )
    assert page.claims == ("limit-14-g",)


def test_a_reading_shows_every_side_and_a_lesson_the_short_card(course: Course) -> None:
    lesson = spoken_page(course, course.lessons[0].pages[1], "en")
    assert "The sources do not agree about the limit. Ask before you take any amount." in lesson

    assert spoken_page(course, reading(course, "what-for").pages[1], "en") == (
        "How much is too much?",
        "The sources do not agree.",
        "a clinic page: 14 grams a day.",
        "a clinic page: It gives an amount that is for care teams only. Ask yours.",
        "Safest reading: Ask before you take any amount.",
    )


def test_staff_see_the_side_that_patients_do_not(course: Course) -> None:
    assert spoken_page(course, reading(course, "staff").pages[0], "en") == (
        "In hospital",
        "A hospital has an amount.",
        "The sources do not agree: How much is too much?",
        "a clinic page: 14 grams a day.",
        "a clinic page: More.",
        "Safest reading: Ask before you take any amount.",
    )


def test_an_amount_by_body_weight_is_for_staff_too(course: Course) -> None:
    def by_weight(claim: Claim) -> Claim:
        return replace(claim, numbers={"value": "14", "unit": "g/kg/day"}) if claim.id == "limit-14-g" else claim

    heavy = replace(course, claims=tuple(by_weight(claim) for claim in course.claims))
    patients, staff = (reading(heavy, name).pages[-1] for name in ("what-for", "staff"))

    assert "14 grams" not in "".join(spoken_page(heavy, patients, "en"))
    assert "14 grams" in "".join(spoken_page(heavy, staff, "en"))


def test_the_export_tells_which_readings_are_for_staff(course: Course) -> None:
    library = {reading["id"]: reading for reading in export_course(course, "en")["library"]}

    assert {name: reading["clinician_only"] for name, reading in library.items()} == {"staff": True, "what-for": False}
    assert library["what-for"]["pages"][0]["text"].endswith("Sleep: not enough known.")
    assert library["what-for"]["pages"][1]["cards"][0]["text"].startswith(
        "The sources do not agree.\na clinic page: 14"
    )


def test_exclusions_may_be_missing_and_then_account_for_nothing(tmp_path: Path) -> None:
    found = load(write_course(tmp_path, {"lessons/exclusions.yaml": None})).problems

    assert [(problem.code, problem.path) for problem in found] == [("claim-unplaced", CLAIMS)]


def test_unreadable_exclusions_bring_one_problem_only(tmp_path: Path) -> None:
    found = load(write_course(tmp_path, {"lessons/exclusions.yaml": "- [\n"})).problems

    assert [(problem.code, problem.path) for problem in found] == [("yaml-syntax", "lessons/exclusions.yaml")]
