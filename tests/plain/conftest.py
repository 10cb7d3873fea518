"""What tests of the line face stand on."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class Transcript(SingleFileSnapshotExtension):
    """One readable .txt file a visit."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def approved(snapshot: SnapshotAssertion) -> Any:  # noqa: ANN401  (syrupy compares with anything)
    """Transcripts as they were approved."""
    return snapshot.use_extension(Transcript)
