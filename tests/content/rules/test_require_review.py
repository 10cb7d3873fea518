"""``check --require-review`` refuses a course that no clinician has read."""

from pathlib import Path

import pytest

from glutatui.cli import main
from small_course import write_course


@pytest.mark.parametrize(("flags", "status"), [([], 0), (["--require-review"], 1)])
def test_a_course_without_sign_offs(
    flags: list[str], status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(write_course(tmp_path)), *flags]) == status
    said = capsys.readouterr().out
    assert "Read by a clinician: 0 of 15 pages and items." in said
    assert ("not-reviewed" in said) == bool(flags)
