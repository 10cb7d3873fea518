"""What `check` costs, counted in calls: a machine that others use, or a slower one, counts the same."""

import gc
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glutatui.content.checking import judge
from glutatui.content.clean import FIT, check_characters
from glutatui.content.collecting import uncollected
from glutatui.content.loading import load
from glutatui.content.markdown import MARKUP, parser
from glutatui.content.passages import Passages, Sought
from glutatui.content.problems import Notes
from glutatui.content.rules.amounts import DECIMAL, RATIO, SUM, UNIT
from glutatui.content.where import CHECKOUT
from small_course import write_course

CALLS = 4.8
"""Calls of functions, C's own among them, for each byte of the files that `check` reads and judges.

Full check of both languages under a second of processor time: 3.8 calls a byte were 0.9 s, and 8.0 were 1.6 s.
"""

COUNTING = """
import cProfile, pathlib, pstats, sys
from glutatui.content.checking import judge
profile = cProfile.Profile()
profile.runcall(judge, pathlib.Path(sys.argv[1]))
print(pstats.Stats(profile).total_calls)
"""

SOUGHT: Sequence[Sought] = (UNIT, DECIMAL, *RATIO.values(), *SUM.values())


def judged_bytes(root: Path) -> int:
    paths = [path for folder in ("lessons", "quizzes") for path in (root / folder).rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in paths if path.suffix in {".md", ".yaml"})


def test_a_full_check_stays_within_its_calls() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNTING, str(CHECKOUT)], check=True, capture_output=True, text=True, timeout=120
    )

    assert int(done.stdout) < CALLS * judged_bytes(CHECKOUT)


def test_the_collector_rests_while_a_course_is_judged(tmp_path: Path) -> None:
    root = write_course(tmp_path)
    seen: list[str] = []

    def note(phase: str, _: Mapping[str, Any]) -> None:
        seen.append(phase)

    gc.collect()
    gc.callbacks.append(note)
    try:
        report, _ = judge(root)
        found = list(seen)
    finally:
        gc.callbacks.remove(note)
    assert report.ok
    assert gc.isenabled()
    assert len(found) <= 2, "at most once, when it is let run again"


def test_a_course_goes_without_the_collector(tmp_path: Path) -> None:
    """A ring anywhere in what reads it would keep all of it, and the collector would look through 100,000 objects."""
    gc.collect()
    with uncollected():
        notes = ref(load(write_course(tmp_path)).drafts[0].notes)
        assert notes() is None


@pytest.mark.parametrize("number", range(len(SOUGHT)))
@given(data=st.data())
def test_no_text_is_passed_over_in_which_a_rule_finds_something(number: int, data: st.DataObject) -> None:
    """Whatever a pattern finds holds one of its signs, in capitals and in unusual letters too."""
    sought = SOUGHT[number]
    pattern = data.draw(st.sampled_from(sought.patterns))
    text = data.draw(st.from_regex(pattern))
    around = data.draw(st.lists(st.text(), max_size=3))
    texts = [{"en": one} for one in [*around, text, *around]]

    found = {id(one) for one, _ in Passages(texts, "en").found(sought)}
    assert found == {id(one) for one in texts if sought.first(one["en"])}


@given(st.text(st.sampled_from("ab1 .!?[]^()#:-+=>|'\"\n\t“é{}$%@"), max_size=40))
def test_a_line_without_markup_is_its_own_text(text: str) -> None:
    line = f"a{text}".strip()
    children = parser().parseInline(line)[0].children or []

    if not MARKUP.search(line):
        assert {child.type for child in children} <= {"text", "softbreak"}
        assert " ".join("".join(child.content or " " for child in children).split()) == " ".join(line.split())


def test_signs_that_are_passed_at_once_are_fit_and_composed_whatever_follows() -> None:
    signs = [chr(code) for code in range(0x10000) if FIT.fullmatch(chr(code))]

    for sign in signs:
        notes = Notes()
        assert check_characters(f"{sign}\t", "x", notes) == f"{sign} "
        assert [problem.code for problem in notes.problems] == ["character-tab"]
