"""``python tests/hazards/soak.py build/soak*.xml``: what `make soak` tried and lost, as docs/soak.json and as tables.

The XML is what pytest leaves; the counts in it are those that the tests printed, added up over the shares of a test.
The README gets the short table, docs/soak.md the whole.
"""

import json
import os
import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hazards.amounts import PORTION

ROOT = Path(__file__).parents[2]
RESULT = ROOT / "docs" / "soak.json"
PAGE = ROOT / "docs" / "soak.md"
README = ROOT / "README.md"
MARKS = re.compile(r"(<!-- soak: written by make soak -->\n).*?(\n<!-- /soak -->)", re.DOTALL)

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_HARM = re.compile(r"\b(lost|dropped|deaths|crashed|deaf|corrupt|doubled|late|seen)\b")
"""Words of the counts that tell a harm: their column is the last."""
_HIGHEST = re.compile(r"\b(at most|longest|slowest|p\d\d)\b|\b(MB|ms|s)\b")
"""Words of the counts of which the highest is told, where others are added up."""

Trial = dict[str, Any]


def result(*reports: str) -> dict[str, Any]:
    """Return what a run tried and what came of it, one record for each kind of trial.

    Args:
        reports: What pytest's ``--junitxml`` writes, one for each call of it, the oldest first. Where a kind was tried
            again, as after a fault was mended, the last time counts and the one before is told.

    Raises:
        ValueError: No test ran.
    """
    trees = [ET.fromstring(xml) for xml in reports]  # noqa: S314  (our own runs)
    suites = [suite for tree in trees for suite in tree.iter("testsuite")]
    kinds: dict[str, list[ET.Element[str]]] = {}
    before: dict[str, list[ET.Element[str]]] = {}
    for tree in trees:
        found: dict[str, list[ET.Element[str]]] = {}
        for case in tree.iter("testcase"):
            name = f"{case.attrib['classname']}::{case.attrib['name'].partition('[')[0]}"
            found.setdefault(name, []).append(case)
        before |= {name: kinds[name] for name in found if name in kinds}
        kinds |= found
    if not kinds:
        raise ValueError("No test ran, so nothing is written: run `make soak` first.")
    return {
        "date": min(suite.attrib["timestamp"] for suite in suites)[:10],
        "seconds": round(sum(float(suite.attrib["time"]) for suite in suites)),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "portion": PORTION,
        "trials": [_trial(name, cases, before.get(name, ())) for name, cases in sorted(kinds.items())],
    }


def _trial(name: str, cases: Sequence["ET.Element[str]"], before: Sequence["ET.Element[str]"]) -> Trial:
    ended = [_ended(case) for case in cases]
    counts = [
        found.attrib["value"]
        for case in cases
        for found in case.iter("property")
        if found.attrib["name"] == "counts" and _ended(case) != "skipped"
    ]
    return {
        "test": name,
        "runs": len(cases),
        "ended": {kind: ended.count(kind) for kind in sorted(set(ended))},
        "seconds": round(sum(float(case.attrib["time"]) for case in cases)),
        "counts": added(counts),
        "before": [len([case for case in before if _ended(case) != "passed"]), len(before)],
    }


def _ended(case: "ET.Element[str]") -> str:
    return next((kind for kind in ("failure", "error", "skipped") if case.find(kind) is not None), "passed")


def added(counts: Sequence[str]) -> list[str]:
    """Return counts of one form as one line: numbers added up, and the highest of what is a measure.

    A form is the words without the numbers; ``kind: number words, number words``.
    """
    forms: dict[str, list[str]] = {}
    for line in counts:
        forms.setdefault(_NUMBER.sub("#", line), []).append(line)
    return [_sum(lines) for lines in forms.values()]


def _sum(lines: Sequence[str]) -> str:
    kind = lines[0].partition(": ")[0]
    columns = zip(*(line.partition(": ")[2].split(", ") for line in lines), strict=True)
    return f"{kind}: " + ", ".join(_phrase(column) for column in columns)


def _phrase(same: Sequence[str]) -> str:
    """Return phrases that differ in their numbers as one."""
    join = max if _HIGHEST.search(same[0]) else sum
    columns = zip(*([_value(found) for found in _NUMBER.findall(one)] for one in same), strict=True)
    joined = iter([join(column) for column in columns])
    return _NUMBER.sub(lambda _: f"{next(joined):,}", same[0])


def _value(told: str) -> float:
    plain = told.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _rows(run: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """Return kind, what was tried, what else was counted, what was lost, and seconds, for each kind of trial."""
    found = []
    for trial in run["trials"]:
        counts = trial["counts"] or [trial["test"].rpartition("::test_")[2].replace("_", " ") + ": " + _tries(trial)]
        for line in counts:
            kind, _, told = line.partition(": ")
            tried, *others = told.split(", ")
            lost = [phrase for phrase in others if _HARM.search(phrase)]
            rest = [phrase for phrase in others if phrase not in lost]
            harm = ", ".join([*lost, *_badly(trial)]) or "0 failed"
            found.append((kind, tried, ", ".join(rest), harm, f"{trial['seconds']:,}"))
    return found


def _tries(trial: Trial) -> str:
    return f"{trial['runs']} runs" if trial["runs"] > 1 else "1 run"


def _badly(trial: Trial) -> list[str]:
    words = {"failure": "failed", "error": "broken", "skipped": "not tested here"}
    bad, runs = trial["before"]
    return [
        *(f"**{number} of {trial['runs']} {words[kind]}**" for kind, number in trial["ended"].items() if kind in words),
        *([f"tried again, as {bad} of {runs} had failed"] if bad else []),
    ]


def _head(run: dict[str, Any]) -> str:
    whole = "" if run["portion"] == 1 else f" Only a part of a whole soak: {run['portion']:g} of it."
    bad = sum(number for trial in run["trials"] for kind, number in trial["ended"].items() if kind != "passed")
    runs = sum(trial["runs"] for trial in run["trials"])
    minutes = run["seconds"] / 60
    return f"{run['date']}, {run['machine']}, {minutes:.0f} minutes: {runs} runs, {bad} did not pass.{whole}\n"


def short(run: dict[str, Any]) -> str:
    """Return the table of the README."""
    rows = ["| trial | tried | lost |", "|---|---|---|"]
    return "\n".join([_head(run), *rows, *(f"| {row[0]} | {row[1]} | {row[3]} |" for row in _rows(run))])


def page(run: dict[str, Any]) -> str:
    """Return docs/soak.md."""
    title = "# What a long run tried and lost\n\nWritten by `make soak`; do not edit.\n"
    note = "Seconds are those of all its runs added up, of which several went at the same time.\n"
    rows = ["| trial | tried | counted on the way | lost | seconds |", "|---|---|---|---|---|"]
    tests = ["\nThe tests, in the same order:\n", *(f"- `{trial['test']}`" for trial in run["trials"])]
    return "\n".join([title, _head(run), note, *rows, *(f"| {' | '.join(row)} |" for row in _rows(run)), *tests, ""])


def placed(readme: str, run: dict[str, Any]) -> str:
    """Return the README with the table between its marks."""
    return MARKS.sub(lambda found: f"{found[1]}\n{short(run)}\n{found[2]}", readme)


if __name__ == "__main__":
    made = result(*(Path(name).read_text() for name in sys.argv[1:]))
    RESULT.write_text(json.dumps(made, indent=1) + "\n")
    PAGE.write_text(page(made))
    README.write_text(placed(README.read_text(), made))
