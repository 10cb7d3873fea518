"""Rows about ``check`` on a large course: the shipped one, its lessons and warnings repeated under other names."""

import re
import resource
import shutil
import subprocess
from pathlib import Path

from bench.machine import PROGRAM, environment
from bench.rows import Row
from bench.servers import ROOT

_LESSONS, _QUESTIONS = 200, 5000


def grow(root: Path, part: float) -> tuple[int, int]:
    """Write a course of a part of the size; return how many lessons and questions it has."""
    shutil.copytree(ROOT / "lessons", root / "lessons")
    shutil.copytree(ROOT / "quizzes", root / "quizzes")
    lessons = sorted((root / "lessons/en").glob("[0-9][0-9]-*.md"))
    count = len(lessons)
    for number in range(count, round(_LESSONS * part)):
        source = lessons[number % len(lessons)]
        name = f"{number + 1:03}-copy-{number}"
        (source.parent / f"{name}.md").write_text(source.read_text())
        count += 1
    warnings = sorted(path for path in (root / "quizzes/en").glob("*.yaml"))
    ids = [re.findall(r"(?m)^ *- id: (\S+)$", path.read_text()) for path in warnings]
    asked, number = sum(map(len, ids)), 0
    while asked < _QUESTIONS * part:
        source, names = warnings[number % len(warnings)], ids[number % len(warnings)]
        text = re.sub(r"(?m)^( *- id: )(\S+)$", rf"\g<1>\g<2>-{number}", source.read_text())
        text = re.sub(r"(?m)^warning: (\S+)$", rf"warning: \g<1>-{number}", text)
        (source.parent / f"{source.stem}-{number}.yaml").write_text(text)
        asked, number = asked + len(names), number + 1
    return count, asked


def seconds(root: Path, home: Path) -> float:
    """Return the processor seconds of a full check; whether the course is good does not matter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**environment(home), "XDG_CACHE_HOME": "/dev/null/none"}
    done = subprocess.run([PROGRAM, "check", "--format", "json", str(root)], env=env, check=False, capture_output=True)
    if done.returncode not in {0, 1} or not done.stdout.startswith(b"{"):
        raise RuntimeError(done.stderr.decode()[-400:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows(home: Path) -> list[Row]:
    """Measure a fourth of the large course, and the whole."""
    found: dict[float, tuple[float, str]] = {}
    for part in (0.25, 1.0):
        root = home / f"course-{part}"
        lessons, questions = grow(root, part)
        found[part] = seconds(root, home), f"{lessons} lessons, {questions} questions"
    return [
        Row("check of a fourth of a large course", found[0.25][0], "s CPU", None, found[0.25][1]),
        Row("check of a large course", found[1.0][0], "s CPU", None, found[1.0][1]),
        Row("  ... four times the course costs", found[1.0][0] / found[0.25][0], "x", 5.0, "linear would be 4"),
    ]
