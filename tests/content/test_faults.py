"""One seeded fault for each kind of problem: its code and its exact place."""

from pathlib import Path

import pytest

from course_faults import EVERYWHERE, FAULTS, Fault, place_of
from glutatui.content.loading import load
from glutatui.content.rules import RULES
from glutatui.content.rules.confirmed import CODES
from glutatui.words.en import WORDS
from language_faults import FAULTS as LANGUAGE_FAULTS
from rule_faults import BANK_FAULTS, RULE_FAULTS
from small_course import (
    CHECKS,
    FILES,
    LESSON,
    LIVER,
    SOURCES,
    write_course,
)


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{number}-{fault.code}" for number, fault in enumerate(FAULTS)])
def test_each_fault_is_found_at_its_place(fault: Fault, tmp_path: Path) -> None:
    assert fault.old in FILES[fault.path], "the fault no longer fits the small course"
    text = FILES[fault.path].replace(fault.old, fault.new, -1 if fault.code in EVERYWHERE else 1)
    found = load(write_course(tmp_path, {fault.path: text})).problems

    where = fault.where or fault.path
    line, column = place_of(fault, text if where == fault.path else FILES.get(where, ""))
    assert [(problem.code, problem.path) for problem in found if problem.code == fault.code][:1] == [
        (fault.code, where)
    ]
    first = next(problem for problem in found if problem.code == fault.code)
    assert (first.line, first.column) == (line, column), first
    assert sorted(problem.code for problem in found) == sorted((fault.code, *fault.also))


def test_the_small_course_has_no_problem(tmp_path: Path) -> None:
    loaded = load(write_course(tmp_path))

    assert (loaded.problems, loaded.course is not None) == ((), True)


def test_every_rule_has_a_fault_a_sentence_and_a_reason() -> None:
    seeded = {fault.code for fault in FAULTS}
    seeded |= {fault.code for fault in (*RULE_FAULTS, *BANK_FAULTS)}
    seeded |= {code for _, _, _, code, _ in LANGUAGE_FAULTS} | {"translation-stale", "translation-unstamped"}
    translated = {code for code, rule in RULES.items() if not rule.speaks("en")}
    assert set(RULES) - seeded - translated - set(CODES) <= {
        "before-number",
        "number-differs",
        "still-english",
        "translation-stale",
        "translation-unstamped",
        "lessons-number",
        "modeline",
        "wording-borrowed",
        "wording-banned",
    }
    for rule in RULES.values():
        assert f"problem-{rule.code}" in WORDS
        assert rule.why


def test_all_problems_of_all_files_come_in_one_run_and_in_order(tmp_path: Path) -> None:
    changes = {
        LIVER: FILES[LIVER].replace("level: stop", "level: [", 1),
        LESSON: FILES[LESSON].replace("Ask first.", "**Ask** 3 times.[^no-such]"),
        SOURCES: FILES[SOURCES] + "  colour: red\n",
        CHECKS: FILES[CHECKS].replace("right: true", "right: maybe"),
    }
    found = load(write_course(tmp_path, changes)).problems

    assert list(found) == sorted(found)
    codes = [(problem.path, problem.code) for problem in found]
    assert codes == [
        (CHECKS, "options-right"),
        (CHECKS, "value-unknown"),
        (LESSON, "markdown-unknown"),
        (LESSON, "number-unfounded"),
        (LESSON, "claim-unknown"),
        (SOURCES, "key-unknown"),
        (LIVER, "yaml-syntax"),
    ]
