"""Random keys and bytes against a real visit: alive or politely ended, nothing disclosed, the journal whole.

The twins, in which a stock driver dies of the same bytes, are in ``tests/tui/test_driver.py``.
"""

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.conftest import PROGRAM
from e2e.noise import LENGTH, Noise, make_noise, sequence

MEMORY = 80
"""MB that no process may reach (kiosk-hazards, section 9, goal 4)."""


def _well(noise: Noise) -> bool:
    return not noise.crashed + noise.deaf + noise.corrupt and noise.memory < MEMORY


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, 2])
def test_100_random_sequences_do_no_harm(journal: Path, seed: int) -> None:
    noise = make_noise([PROGRAM], journal, seed, 100)
    assert _well(noise), [noise, noise.crashed, noise.deaf, noise.corrupt]


def test_a_crash_by_noise_would_be_seen(journal: Path) -> None:
    """The twin: a program with a fault on one key is found out."""
    faults = Path(__file__).with_name("faults.py")
    noise = make_noise([sys.executable, faults, "crashing"], journal, 3, 10)
    assert noise.crashed, noise


@pytest.mark.soak
@pytest.mark.parametrize("seed", [3, 4])
def test_1000_random_sequences_do_no_harm(
    journal: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    """Twice 1,000."""
    noise = make_noise([PROGRAM], journal, seed, 1000)
    record_property("counts", str(noise))
    assert _well(noise), [noise, noise.crashed, noise.deaf, noise.corrupt]


def test_a_sequence_is_200_bytes_of_every_family() -> None:
    chance = random.Random(0)  # noqa: S311  (noise, no secret)
    found = [sequence(chance) for _ in range(200)]
    assert {len(one) for one in found} == {LENGTH}
    told = b"".join(found)
    for family in (
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[<",
        b"\x1b[M",
        b"u",
        b"\x1b[48;",
        b"\x1b]",
        b"\x1bP",
        b"\xc3",
        b"\x9b",
    ):
        assert family in told
