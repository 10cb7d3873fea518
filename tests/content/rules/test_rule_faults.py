"""Each rule of questions and plain words finds a fault that is put into the small course, at its place."""

from pathlib import Path

import pytest

from glutatui.content.loading import load
from rule_faults import RULE_FAULTS, RuleFault
from small_course import CHECKS, FILES, write_course


def place_of(fault: RuleFault, text: str) -> tuple[int, int]:
    """Return line and column of the fault's needle, found without the reader."""
    start = text.index(fault.after) if fault.after else 0
    index = text.index(fault.needle, start) + fault.skip
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


@pytest.mark.parametrize("fault", RULE_FAULTS, ids=[f"{n}-{fault.code}" for n, fault in enumerate(RULE_FAULTS)])
def test_each_fault_is_found_at_its_place(fault: RuleFault, tmp_path: Path) -> None:
    assert fault.old in FILES[fault.path], "the fault no longer fits the small course"
    every = fault.code == "cautious-none"
    text = FILES[fault.path].replace(fault.old, fault.new, -1 if every else 1)
    found = load(write_course(tmp_path, {fault.path: text})).problems

    of_rule = [problem for problem in found if problem.code == fault.code]
    assert [problem.path for problem in of_rule[:1]] == [fault.path], found
    assert (of_rule[0].line, of_rule[0].column) == place_of(fault, text), of_rule


def test_options_without_a_word_are_told(tmp_path: Path) -> None:
    bare = FILES[CHECKS].replace("text: No limit.", "text: '-'").replace("text: A cup.", "text: '--'")
    found = load(write_course(tmp_path, {CHECKS: bare})).problems
    assert (CHECKS, "key-length") in {(problem.path, problem.code) for problem in found}
