"""What the tests of the Textual face stand on."""

from dataclasses import replace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from glutatui.content import course_for, root_for
from glutatui.course import Course


class ScreenText(SingleFileSnapshotExtension):
    """One readable .txt file a snapshot."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def approved(snapshot: SnapshotAssertion) -> Any:  # noqa: ANN401  (syrupy compares with anything)
    """Screens as they were approved."""
    return snapshot.use_extension(ScreenText)


@pytest.fixture(scope="session")
def real_course() -> Course:
    """The shipped course in English alone: nobody is asked for a language (`test_languages` is where they are)."""
    return replace(course_for(root_for(None)), languages=("en",))
