"""The shipped course changed in over a thousand ways, one at a time: `check` catches what an author may slip."""

from collections.abc import Iterator

import pytest

from glutatui.content.facts import mutant_row
from glutatui.content.loading import load
from glutatui.content.mutants import GROUPS, SHAPES, SLIPS, Judge, Mutant, mutants_of, shelf_of
from glutatui.content.where import CHECKOUT

LEAST = 1000
"""Mutants in all, at least."""

CAUGHT = 0.99
"""Share of slips of the pen that is to be caught at least; of everything else all."""


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(shelf_of(CHECKOUT, load(CHECKOUT).drafts[0]))


@pytest.mark.parametrize("group", GROUPS)
def test_the_mutants_of_a_group_are_caught_and_the_readme_says_how_many(group: str, judge: Judge) -> None:
    """``make facts`` writes the row: run that after a change of the course."""
    tried = judge.tried(group)

    where = [f"{mutant.kind}: {mutant.path}:{mutant.line}" for mutant in tried.missed]
    assert tried.caught >= (CAUGHT if group in SLIPS else 1) * tried.number, where
    assert mutant_row(tried) in (CHECKOUT / "README.md").read_text(encoding="utf-8").splitlines()


def test_there_are_over_a_thousand_and_no_two_are_equal(judge: Judge) -> None:
    every = [mutant for group in GROUPS for mutant in mutants_of(judge.shelf, group)]

    assert len(every) >= LEAST
    assert all(mutant.text != judge.shelf.texts[mutant.path] for mutant in every)
    kinds = {mutant.kind for mutant in every}
    assert kinds == {kind for table in (SLIPS, SHAPES) for group in table.values() for kind in group}


def test_without_the_confirmed_wordings_most_turned_sentences_pass(judge: Judge) -> None:
    """The twin: it is they that hold numbers and negations."""
    some = [mutant for group in ("negations", "hedges") for mutant in list(mutants_of(judge.shelf, group))[::12]]

    passed = [mutant for mutant in some if judge.caught_by(mutant, confirmed=False) is None]
    assert len(passed) > len(some) / 2


def test_a_course_that_is_not_changed_is_not_caught(judge: Judge) -> None:
    """What reading one file anew gives is what reading the whole course gives."""
    for mutant in unchanged(judge):
        assert judge.caught_by(mutant) is None, mutant.path


def unchanged(judge: Judge) -> Iterator[Mutant]:
    for path in list(judge.shelf.texts)[::6]:
        yield Mutant("no change", path, judge.shelf.texts[path])
