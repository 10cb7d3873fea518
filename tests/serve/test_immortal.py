"""What visits share stays shared, as nobody counts references to it; an older Python does, and visits are larger."""

import subprocess
import sys
from pathlib import Path

import pytest

from glutatui.serve.immortal import KNOWN
from serve.conftest import Start
from serve.hosts import Host, until
from serve.test_foreseen import foreseen
from serve.test_life import WELCOME, begin
from serve.test_twins import FAULTY

KNOWS = sys.version_info[:2] in KNOWN
"""Whether this Python is one with which it was tried."""
MEMORY = 6_000
"""KB that a visit that has begun may have for itself; it has 4,300, and 7,900 where references are counted."""

_COUNT = """
import gc
import sys
from glutatui.serve.immortal import immortalize

class Thing:
    names = ("one", "two")
    def method(self):
        return "a constant of code " * 2

def counts():
    return [sys.getrefcount(one) for one in (thing, Thing, Thing.method, Thing.names, Thing.method.__code__.co_consts)]

thing = Thing()
number = immortalize()
before = counts()
held = [[thing, Thing, Thing.method, Thing.names, Thing.method.__code__.co_consts] for _ in range(9)]
after = counts()
held.clear()
for _ in range(3):
    gc.collect()
print(number > 10_000, before == after, thing.method() == Thing().method())
"""


def test_nobody_counts_references_to_what_is_immortal() -> None:
    """In a process of its own, as it is for good; it ends like any other."""
    done = subprocess.run([sys.executable, "-c", _COUNT], capture_output=True, text=True, check=True)

    assert (done.stdout.split(), done.stderr) == ([str(KNOWS), str(KNOWS), "True"], "")


def begun(host: Host) -> int:
    """Return how many KB of memory a visit has for itself, once it has begun and all that is slow is done."""
    with host.ssh() as terminal:
        terminal.shows(WELCOME)
        pid = host.child()
        until(lambda: foreseen(pid), "the hash")
        begin(terminal)
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(text.partition("Private_Dirty:")[2].split()[0])


@pytest.mark.needs("ssh")
def test_a_visit_makes_few_pages_its_own(start: Start) -> None:
    """The twin counts references to all that it shares with others."""
    host, twin = begun(start()), begun(start(program=(FAULTY, "mortal")))

    assert (host < MEMORY) is KNOWS
    assert twin > MEMORY
