"""What the kernel counts, and under which conditions."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent
PROGRAM = str(BIN / "glutatui")
PYTHON = sys.executable
TICK = os.sysconf("SC_CLK_TCK")


def environment(home: Path) -> dict[str, str]:
    """Return a clean environment with a home of its own."""
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


_LAUNCHER = """
import json, subprocess, sys
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter
began = perf_counter()
with open(sys.argv[1], "w") as out:
    done = subprocess.run(sys.argv[2:], stdout=out)
seconds, used = perf_counter() - began, getrusage(RUSAGE_CHILDREN)
print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
sys.exit(done.returncode)
"""


class Spent(NamedTuple):
    """What a command took."""

    seconds: float
    processor: float
    """In seconds, its children with it."""
    memory: float
    """Resident at most, in MB of 1,048,576 bytes."""


def spent(words: list[str], env: Mapping[str, str], out: Path) -> Spent:
    """Return what a command took that writes its output to a file.

    A small process starts it, as the benchmark is large: the memory that `getrusage` and `wait4` tell of a process is
    never less than the most that its parent ever had. So the least that is told is the small one's own 11 MB.

    Raises:
        RuntimeError: It failed.
    """
    launch = [PYTHON, "-I", "-S", "-c", _LAUNCHER, str(out), *words]
    done = subprocess.run(launch, env=dict(env), check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-400:])
    return Spent(*json.loads(done.stdout))


def conditions() -> str:
    """Return in a sentence where and when was measured; no names."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, over the loopback; load {load:.1f} at the start. "
        "The floors run beside it, in turn: read the ratios rather than the milliseconds."
    )


def family(pid: int) -> Iterator[int]:
    """Give a process and all that descend from it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def name_of(pid: int) -> str:
    """Return the command line of a process; empty when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def pss(pids: Iterable[int]) -> float:
    """Return the proportional set size of processes together, in MB of 1,048,576 bytes."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += int(text.partition("Pss:")[2].split()[0])
    return total / 1024


def processor(pids: Iterable[int]) -> float:
    """Return the processor time that processes have used so far, in seconds."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for path in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                total += int(path.read_text().split()[0])
    return total / 1e9


def pinned(words: list[str], core: int) -> list[str]:
    """Return a command that runs on one core only, where there are several."""
    return ["taskset", "-c", str(core), *words] if (os.cpu_count() or 1) > 1 else words
