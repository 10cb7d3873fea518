"""A second language: the same structure in other words, or a problem."""

from pathlib import Path

import pytest

from glutatui.content.loading import load
from small_course import FILES, SPANISH, write_course

ES_LESSON, ES_LIVER = "lessons/es/01-start.md", "quizzes/es/liver.yaml"


def test_two_languages_become_one_course(tmp_path: Path) -> None:
    course = load(write_course(tmp_path, SPANISH)).course

    assert course is not None
    assert course.languages == ("en", "es")
    assert course.claim_of["limit-14-g"].statement == {
        "en": "One source gives 14 grams a day as the limit.",
        "es": "El límite es 14 gramos.",
    }
    assert course.conflicts[0].sides[1].position == {"en": "More.", "es": "Más."}


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        (ES_LESSON, " {#how-much}", "", [("parity-value", ES_LESSON, 13, 1)]),
        (ES_LESSON, "Ask first.", "", [("parity-count", ES_LESSON, 6, 1)]),
        (ES_LIVER, "right: true", "right: false", None),
        (ES_LIVER, "revision", "revision", []),
        ("lessons/es/claims.yaml", "for-clinicians", "for-nobody", None),
        (
            "lessons/es/conflicts.yaml",
            "[14 gramos al día., Más.]",
            "[Más.]",
            [("parity-count", "lessons/es/conflicts.yaml", 3, 14)],
        ),
    ],
)
def test_a_difference_is_told_at_its_place(
    path: str, old: str, new: str, found: list[tuple[str, str, int, int]] | None, tmp_path: Path
) -> None:
    problems = load(write_course(tmp_path, {**SPANISH, path: SPANISH[path].replace(old, new, 1)})).problems

    if found is None:
        assert {problem.code for problem in problems} & {"parity-value", "translation-missing"}
        assert all(problem.path == path for problem in problems)
    else:
        assert [(one.code, one.path, one.line, one.column) for one in problems] == found


def test_a_missing_translation_is_told(tmp_path: Path) -> None:
    problems = load(write_course(tmp_path, {**SPANISH, "lessons/es/sources.yaml": None})).problems

    assert {(problem.path, problem.code) for problem in problems} == {("lessons/es/sources.yaml", "unreadable")}


def test_english_is_needed(tmp_path: Path) -> None:
    spanish = {name: None if "/en/" in name else text for name, text in {**FILES, **SPANISH}.items()}

    assert "language-missing" in {problem.code for problem in load(write_course(tmp_path, spanish)).problems}
