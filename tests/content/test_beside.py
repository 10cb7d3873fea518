"""Two languages judged in two processes: what is found is the same, whatever happens to the second one.

A program of its own judges: a test's process may have threads, and then none is copied.
"""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from signal import SIGALRM, getsignal

import pytest

from glutatui.cli.mishaps import patience_unthreaded
from glutatui.content.where import CHECKOUT
from glutatui.words import say
from language_faults import ES_LESSON, ES_LIVER
from small_course import FILES, LESSON, LIVER
from spanish_course import STAMPS, spanish, write_bilingual

BEGINNING = """
import asyncio, json, os, signal, sys, threading
from pathlib import Path
from glutatui.content import beside, checking
from glutatui.content.checking import course_and_report, judge

os.sched_getaffinity = lambda _: {0, 1}
forks, fork, dump = [], os.fork, json.dump

def counted():
    forks.append(pid := fork())
    return pid

os.fork = counted
"""
"""Two cores, whatever there is here, and a list of the processes that were begun."""

JUDGING = """
root = Path(sys.argv[1])
alone, course = judge(root)
assert forks == []
found, again = judge(root, helped=True)
same = (found, again) == (alone, course) and str(found.problems) == str(alone.problems)
lost = [problem.path for problem in {*alone.problems} - {*found.problems}]
print(json.dumps([len(forks), same, len(alone.problems), lost]))
"""
"""How many processes, whether both ways find the same, how much that is, and the files of what is lost."""

KILLED = """
def counted():
    forks.append(pid := fork())
    if pid:
        os.kill(pid, signal.SIGKILL)
    else:
        signal.pause()
    return pid

os.fork = counted
"""

CUT = """
def half(what, file):
    file.write(json.dumps(what)[:-1])
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)

json.dump = half
"""
"""It is killed while it tells."""

NONE_TO_BE_HAD = """
def counted():
    forks.append(0)
    raise BlockingIOError

os.fork = counted
"""

BELIEVED = """
told = beside._told
beside._told = lambda back, pid: told(back, pid) or beside.Judged((), {})
"""
"""Nobody judges in the place of a process that told nothing."""

FAULTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "both languages": {
        LESSON: ("[^limit-14-g]", "[^limit-15-g]"),
        LIVER: ("id: liver-one", "id: liver_one"),
        ES_LESSON: ("14 gramos", "40 gramos"),
        ES_LIVER: ("says: No tome", "says: Tome"),
    },
    "one that is not offered": {
        LESSON: ("[^limit-14-g]", "[^limit-15-g]"),
        ES_LESSON: ("14 gramos", "40 gramos"),
        STAMPS: ("offered: true", "offered: false"),
    },
    "unreadable files": {LIVER: ("id: liver-one", "id: [liver-one"), ES_LESSON: ("---", "--")},
}


def faulty(root: Path, kind: str = "both languages") -> Path:
    """Write a course with faults."""
    files = {**FILES, **spanish()}
    for path, (old, new) in FAULTS[kind].items():
        assert old in files[path], path
        files[path] = files[path].replace(old, new, 1)
    return write_bilingual(root, {path: files[path] for path in FAULTS[kind]})


def run(*parts: str, root: Path) -> list[object]:
    """Run a program of some parts and return what it prints."""
    words = [sys.executable, "-c", "".join((BEGINNING, *parts)), str(root)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    found: list[object] = json.loads(done.stdout)
    return found


def test_the_shipped_course_is_judged_alike_in_two_processes() -> None:
    forks, same, _, lost = run(JUDGING, root=CHECKOUT)

    assert (forks, same, lost) == (1, True, [])


@pytest.mark.parametrize("kind", FAULTS)
def test_faults_are_found_alike_in_two_processes(kind: str, tmp_path: Path) -> None:
    forks, same, number, lost = run(JUDGING, root=faulty(tmp_path, kind))

    assert (forks, same, lost) == (1, True, [])
    assert isinstance(number, int)
    assert number > 1


@pytest.mark.parametrize("mishap", [KILLED, CUT, NONE_TO_BE_HAD], ids=["killed", "cut", "none"])
def test_nothing_is_lost_where_the_second_process_does_not_get_to_its_end(mishap: str, tmp_path: Path) -> None:
    forks, same, _, lost = run(mishap, JUDGING, root=faulty(tmp_path))

    assert (forks, same, lost) == (1, True, [])


@pytest.mark.parametrize("mishap", [KILLED, CUT], ids=["killed", "cut"])
def test_the_problems_of_a_language_are_lost_where_nobody_judges_in_its_place(mishap: str, tmp_path: Path) -> None:
    forks, same, _, lost = run(mishap, BELIEVED, JUDGING, root=faulty(tmp_path))

    assert (forks, same) == (1, False)
    assert isinstance(lost, list)
    assert LESSON in lost


def test_a_service_never_copies_its_process_to_judge(tmp_path: Path) -> None:
    """It asks as `course_and_report` does; two cores and no thread would let it be copied (the last number)."""
    asked = "root = Path(sys.argv[1]); course_and_report(root); alone = len(forks); checking.check(root, helped=True)\n"
    nothing_kept = "checking.compiled_for = checking.compiled.compiled_for = lambda root: None\n"

    assert run(nothing_kept, asked, "print(json.dumps([alone, len(forks)]))", root=write_bilingual(tmp_path)) == [0, 1]
    sources = (CHECKOUT / "src/glutatui").rglob("*.py")
    wanting = [path.name for path in sources if re.search(r"\bhelped=True\b", path.read_text(encoding="utf-8"))]
    assert wanting == ["authoring.py"], "the command of authors alone"


def test_only_a_process_of_one_thread_is_copied_and_where_there_are_two_cores(tmp_path: Path) -> None:
    found = """
safe = [beside.is_safe()]
async def in_a_loop():
    return beside.is_safe()
safe.append(asyncio.run(in_a_loop()))
end = threading.Event()
thread = threading.Thread(target=end.wait)
thread.start()
safe.append(beside.is_safe())
end.set()
thread.join()
safe.append(beside.is_safe())
os.sched_getaffinity = lambda _: {1}
safe.append(beside.is_safe())
print(json.dumps(safe))
"""

    assert run(found, root=tmp_path) == [True, False, False, True, False]


def test_authors_are_asked_for_patience_without_a_thread(capsys: pytest.CaptureFixture[str]) -> None:
    before, threads, said = getsignal(SIGALRM), threading.active_count(), ""
    with patience_unthreaded(0.01):
        while not said:
            said = capsys.readouterr().err
        assert threading.active_count() == threads

    assert said.split() == say("en", "working").split()
    assert getsignal(SIGALRM) == before
