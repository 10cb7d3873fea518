"""``serve --require-review``: nobody is taught what no clinician has signed."""

import os
import signal
from pathlib import Path

import pytest

from content.rules.test_bank_rules import signed
from glutatui.content.loading import load
from glutatui.errors import ServiceError
from glutatui.words import error_text
from serve.conftest import Start
from serve.hosts import Host
from serve.test_metrics import scraped
from small_course import REVIEWS, write_course

PAGE = "lessons/en/01-start.md"


def signed_course(folder: Path) -> Path:
    """Write the small course with a sign-off for every page and item."""
    draft = load(write_course(folder)).drafts[0]
    (folder / REVIEWS).write_text("\n".join(signed(draft)) + "\n")
    return folder


def test_a_signed_course_is_served_and_a_change_without_a_signature_is_not_taken(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLUTATUI_REQUIRE_REVIEW", "yes")
    host = start(content=signed_course(tmp_path / "signed"))
    before = scraped(host)
    assert (before["course_things_signed"], before["course_things"]) == (15, 15)

    page = host.content / PAGE
    page.write_text(page.read_text().replace("Ask first.", "Ask them first."))
    host.process.send_signal(signal.SIGHUP)
    host.logs("course-kept")
    assert host.log("course-wrong", code="not-signed")
    after = scraped(host)
    assert after['reloads_total{course="kept"}'] == 1
    course = [name for name in before if name.startswith("course_info")]
    assert [name for name in after if name.startswith("course_info")] == course
    assert 'review="reviewed"' in course[0]


@pytest.mark.parametrize("where", ["flag", "file"])
def test_a_course_that_is_not_signed_is_not_served(tmp_path: Path, where: str) -> None:
    if where == "file":
        file = Path(os.environ["XDG_CONFIG_HOME"]) / "glutatui" / "config.toml"
        file.parent.mkdir(parents=True)
        file.write_text("[serve]\nrequire_review = true\n")
    host = Host(tmp_path, *(["--require-review"] if where == "flag" else []))
    try:
        assert host.process.wait(20) == 3
        assert (
            host.said().splitlines()[-1]
            == f"glutatui: {error_text('en', ServiceError('not-signed', signed=0, total=15))}"
        )
        assert not host.processes()
    finally:
        host.end()
