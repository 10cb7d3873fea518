"""The bill of materials names what the lock files pin, with every hash.

That the wheel carries it, and is the same when it is built again, is in ``tests/test_setup.py``.
"""

import importlib.util
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("core", "ssh", "postgres", "qr")


def bill(root: Path, version: str) -> str:
    """Return what the build writes."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.bill(root, version))


def test_it_names_all_that_runs_beside_the_program() -> None:
    """Every package and every hash of the locks, and nothing else; nothing in it tells when or where it was made."""
    text = bill(ROOT, "1.2.3")
    told = json.loads(text)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    locked = "".join((ROOT / "requirements" / f"{lock}.txt").read_text() for lock in LOCKS)
    pinned = set(re.findall(r"^([^ =#]+)==([^ ]+)", locked, re.MULTILINE))
    assert {(part["name"], part["version"]) for part in told["components"]} == pinned
    hashes = {found["content"] for part in told["components"] for found in part["hashes"]}
    assert hashes == set(re.findall("sha256:([0-9a-f]{64})", locked))
    assert all(part["hashes"] for part in told["components"])
    assert told["metadata"]["component"]["version"] == "1.2.3"
    assert str(ROOT) not in text


def test_a_package_that_changes_changes_it(tmp_path: Path) -> None:
    """The twin: another hash in a lock is another bill."""
    (tmp_path / "requirements").mkdir()
    for lock in LOCKS:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text()
        (tmp_path / "requirements" / f"{lock}.txt").write_text(text)
    assert bill(tmp_path, "1") == bill(ROOT, "1")
    core = tmp_path / "requirements" / "core.txt"
    core.write_text(re.sub("sha256:[0-9a-f]{8}", "sha256:00000000", core.read_text(), count=1))
    assert bill(tmp_path, "1") != bill(ROOT, "1")
