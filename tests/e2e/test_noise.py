"""Random keys and bytes against a real visit: alive or politely ended, nothing disclosed, the journal whole.

The twins, in which a stock driver dies of the same bytes, are in ``tests/tui/test_driver.py``.
"""

import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.noise import LENGTH, Noise, make_noise, sequence
from e2e.patient import english
from e2e.warm import Warm, WarmTerminal
from hazards.amounts import portion

pytestmark = pytest.mark.usefixtures("course")  # compiled once, before ten visits want it at the same time

MEMORY = 80
"""MB that no process may reach (kiosk-hazards, section 9, goal 4)."""


def _well(noise: Noise) -> bool:
    return not noise.crashed + noise.deaf + noise.corrupt and noise.memory < MEMORY


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, 2])
def test_200000_bytes_of_noise_do_no_harm(
    journal: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    """In two shares."""
    with Warm() as warm:
        noise = make_noise(warm, journal, seed, 100_000)
    record_property("counts", str(noise))
    assert _well(noise), [noise, noise.crashed, noise.deaf, noise.corrupt]
    assert noise.passed >= 100_000


def test_a_crash_by_noise_would_be_seen(journal: Path) -> None:
    """The twin: a program with a fault on one key is found out."""
    with Warm("crashing") as warm:
        noise = make_noise(warm, journal, 3, 20_000)
    assert noise.crashed, noise


def test_bytes_that_the_budget_drops_are_not_counted(journal: Path) -> None:
    """The twin of the count."""
    with Warm() as warm, WarmTerminal(warm, ["quiz", "--records", journal]) as terminal:
        terminal.shows(english("welcome-privacy"))
        before = len(terminal.raw)
        for _ in range(5):
            terminal.send(b"\x00" * 1000)
            terminal.settle()
        terminal.kill(signal.SIGTERM)
        assert terminal.ends() == 0
        assert 0 < terminal.passed < 5000, (terminal.passed, before)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 30))
def test_10_million_bytes_of_noise_do_no_harm(
    journal: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    """In 20 shares."""
    with Warm() as warm:
        noise = make_noise(warm, journal, seed, portion(500_000))
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
