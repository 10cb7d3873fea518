"""`kill -9` at any moment: what was acknowledged is kept, and the patient is on the step they were on."""

import sys
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM
from e2e.hunt import Hunter

FAULTS = Path(__file__).with_name("faults.py")


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_by_50_kills(journal: Path, seed: int) -> None:
    """Two hunts of 50, so that two cores can share them."""
    tally = Hunter([PROGRAM], journal, seed).hunt(50)
    assert not tally.lost + tally.corrupt + tally.crashed, tally
    assert tally.answers >= 10, tally
    assert tally.resumed >= 20, tally


def test_a_careless_program_is_seen_to_lose(journal: Path) -> None:
    """The twin: where an answer is acknowledged before it is kept, the same hunt finds answers lost."""
    tally = Hunter([sys.executable, FAULTS, "careless"], journal, 3).hunt(12)
    assert tally.lost, tally
    assert not tally.crashed, tally


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 20))
def test_nothing_is_lost_by_500_kills(journal: Path, seed: int, capfd: pytest.CaptureFixture[str]) -> None:
    """Ten hunts of 50."""
    tally = Hunter([PROGRAM], journal, seed).hunt(50)
    with capfd.disabled():
        sys.stdout.write(f"\n{tally}\n")
    assert not tally.lost + tally.corrupt + tally.crashed, tally
