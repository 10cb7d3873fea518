"""The author's guide shows every kind of file, and each of its examples is one that `check` accepts."""

import re
from pathlib import Path

import pytest

from glutatui.content.forms import FILES, sort_of
from glutatui.content.loading import load
from glutatui.content.rules import RULES
from glutatui.content.schema import FOLDER, write_schemas
from glutatui.content.where import CHECKOUT
from glutatui.words.en import WORDS
from small_course import write_course

GUIDE = (CHECKOUT / "docs/authoring.md").read_text()
EXAMPLE = re.compile(r"^`((?:lessons|quizzes)/[^`]+)`:\n\n(`{3,4})\w+\n(.*?)^\2$", re.MULTILINE | re.DOTALL)
EXAMPLES = {found[1]: found[3] for found in EXAMPLE.finditer(GUIDE)}
MAY = {
    "quizzes/en/liver.yaml": {"before-number", "pairs-few"},  # one pair is shown
    "lessons/reviews.yaml": {"review-stale"},  # any hash is written first
}
"""What `check` may say about an example."""


def test_every_kind_of_file_is_shown() -> None:
    assert {sort_of(path) for path in EXAMPLES} - {None} == set(FILES)
    assert {"lessons/en/01-start.md", "lessons/en/library/what-for.md"} <= set(EXAMPLES)


@pytest.mark.parametrize("path", EXAMPLES)
def test_every_example_is_as_check_wants_it(path: str, tmp_path: Path) -> None:
    root = write_course(tmp_path, {path: EXAMPLES[path]})
    write_schemas(root / FOLDER)

    found = [
        str(problem)
        for problem in load(root).problems
        if problem.path == path and problem.code not in MAY.get(path, ())
    ]
    assert not found, "\n".join(found)


def test_every_code_that_the_guide_names_is_one() -> None:
    table = GUIDE.partition("## When `check` complains")[2].partition("\n## ")[0]
    codes = [code for code in re.findall(r"`([a-z-]+(?:\.\.\.)?)`", table) if "-" in code]
    known = {*RULES, *(key.removeprefix("problem-") for key in WORDS if key.startswith("problem-"))}
    assert len(codes) > 30
    for code in codes:
        stem = code.removesuffix("...")
        assert code in known or any(one.startswith(stem) for one in known if code.endswith("...")) or code == "fill-in"
