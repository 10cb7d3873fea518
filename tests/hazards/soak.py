"""``python tests/hazards/soak.py build/soak.xml``: writes docs/soak.json and the table of the README from a long run.

The XML is what pytest leaves of `make soak`; the counts in it are those that the tests printed.
"""

import json
import os
import platform
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[2]
RESULT = ROOT / "docs" / "soak.json"
README = ROOT / "README.md"
MARKS = re.compile(r"(<!-- soak: written by make soak -->\n).*?(\n<!-- /soak -->)", re.DOTALL)


def result(xml: str) -> dict[str, Any]:
    """Return what a run tried and what came of it.

    Args:
        xml: The report, as pytest's ``--junitxml`` writes it.

    Raises:
        ValueError: No test ran.
    """
    (suite,) = ET.fromstring(xml).iter("testsuite")  # noqa: S314  (written by our own run)
    tests = [_test(case) for case in suite.iter("testcase")]
    if not tests:
        raise ValueError("No test ran, so nothing is written: run `make soak` first.")
    return {
        "date": suite.attrib["timestamp"][:10],
        "seconds": round(float(suite.attrib["time"])),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "tests": sorted(tests, key=lambda test: str(test["test"])),
    }


def _test(case: "ET.Element[str]") -> dict[str, Any]:
    ended = next((kind for kind in ("failure", "error", "skipped") if case.find(kind) is not None), "passed")
    counts = [found.attrib["value"] for found in case.iter("property") if found.attrib["name"] == "counts"]
    name = f"{case.attrib['classname']}::{case.attrib['name']}"
    return {"test": name, "ended": ended, "seconds": round(float(case.attrib["time"])), "counts": counts}


def table(run: dict[str, Any]) -> str:
    """Return the table of a run as Markdown."""
    failed = sum(test["ended"] != "passed" for test in run["tests"])
    head = (
        f"{run['date']}, {run['machine']}, {run['seconds']} seconds; {len(run['tests'])} tests, {failed} not passed.\n"
    )
    rows = ["| test | ended | seconds | counts |", "|---|---|---|---|"]
    for test in run["tests"]:
        name = test["test"].rpartition(".")[2].replace("::", " ").replace("test_", "").replace("_", " ")
        rows.append(f"| {name} | {test['ended']} | {test['seconds']} | {'; '.join(test['counts'])} |")
    return "\n".join([head, *rows])


def placed(readme: str, run: dict[str, Any]) -> str:
    """Return the README with the table between its marks."""
    return MARKS.sub(lambda found: f"{found[1]}\n{table(run)}\n{found[2]}", readme)


if __name__ == "__main__":
    made = result(Path(sys.argv[1]).read_text())
    RESULT.write_text(json.dumps(made, indent=1) + "\n")
    README.write_text(placed(README.read_text(), made))
