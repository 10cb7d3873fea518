"""`kill -9` at any moment: what was acknowledged is kept, and the patient is on the step they were on."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM
from e2e.hunt import Hunter, Tally
from e2e.warm import Warm
from hazards.amounts import portion

pytestmark = pytest.mark.usefixtures("course")  # compiled before the first kill

FAULTS = Path(__file__).with_name("faults.py")


def hunted(program: Sequence[str | Path], journal: Path, seed: int, kills: int, *fault: str) -> Tally:
    """Kill so often."""
    with Warm(*fault) as warm:
        return Hunter(program, warm, journal, seed).hunt(kills)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_by_50_kills(journal: Path, seed: int) -> None:
    """Two hunts of 50, so that two cores can share them."""
    tally = hunted([PROGRAM], journal, seed, 50)
    assert not tally.lost + tally.corrupt + tally.crashed, tally
    assert tally.answers >= 10, tally
    assert tally.resumed >= 20, tally


def test_a_careless_program_is_seen_to_lose(journal: Path) -> None:
    """The twin: where an answer is acknowledged before it is kept, the same hunt finds answers lost."""
    tally = hunted([sys.executable, FAULTS, "careless"], journal, 3, 8, "careless")
    assert tally.lost, tally
    assert not tally.crashed, tally


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 20))
def test_nothing_is_lost_by_1000_kills(
    journal: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    """Ten hunts of 100."""
    tally = hunted([PROGRAM], journal, seed, portion(100))
    record_property("counts", str(tally))
    assert not tally.lost + tally.corrupt + tally.crashed, tally
