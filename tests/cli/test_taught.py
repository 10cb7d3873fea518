"""The course that a host teaches: computed once, and never said to be signed where nobody knows it."""

from dataclasses import replace
from pathlib import Path

import pytest

from glutatui.cli import taught
from glutatui.cli.desk import course_text
from glutatui.cli.taught import Taught
from glutatui.course import Course
from glutatui.errors import ServiceError
from small_course import write_course


def test_what_visits_share_is_computed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Course] = []

    def counted(course: Course) -> tuple[str, str]:
        calls.append(course)
        return course_text(course)

    monkeypatch.setattr(taught, "course_text", counted)
    shared = Taught(write_course(tmp_path), signed=False)
    course, signing = shared.read()
    shared.prepare(course)

    assert shared.about(course).course == shared.hash_of(course) == shared.text(course)[1]
    assert shared.minutes_of(course, "en")["learn"] > 0
    assert calls == [course]
    assert (shared.sign_off(course).total, shared.sign_off(course).signed) == (signing.total, 0)


def test_a_course_that_was_read_elsewhere_counts_as_signed_by_nobody(tmp_path: Path) -> None:
    """As after a reload: what was signed of the one before says nothing about it."""
    shared = Taught(write_course(tmp_path), signed=False)
    course, _ = shared.read()
    other = replace(course)

    assert shared.sign_off(course).total > 0
    assert (shared.sign_off(other).signed, shared.sign_off(other).total) == (0, 0)
    assert shared.sign_offs(other) == {}


def test_a_course_that_must_be_signed_and_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="not-signed"):
        Taught(write_course(tmp_path), signed=True).read()
