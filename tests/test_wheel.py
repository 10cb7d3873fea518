"""The wheel, installed alone, teaches the same course as the project."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from glutatui.content import course_for, course_hash, root_for

ROOT = Path(__file__).resolve().parent.parent

RUN = """
import sys
sys.path[:0] = {paths!r}
from glutatui.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""Runs the installed program without site, so that the project's own folder is not on the path."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it, without its dependencies, into an empty folder."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *build], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    install = ["install", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run([*pip, *install], check=True, capture_output=True)
    return target


def run(installed: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program with the dependencies of this environment."""
    paths = [str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    env = {"PATH": os.defpath, "HOME": str(home), "TERM": "dumb", "LANG": "C.UTF-8"}
    command = [sys.executable, "-S", "-c", RUN.format(paths=paths), *words]
    return subprocess.run(
        command, env=env, cwd=home, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def test_the_wheel_teaches_the_same_course(installed: Path, tmp_path: Path) -> None:
    """Its course has the hash of the project's."""
    exported = run(installed, tmp_path, "export", "course")

    assert exported.returncode == 0, exported.stderr
    assert json.loads(exported.stdout)["hash"] == course_hash(course_for(root_for(None)))


def test_the_wheel_carries_the_course_ready_to_teach(installed: Path, tmp_path: Path) -> None:
    """It needs no parser and leaves nothing in the user's cache; a visit begins and is kept."""
    begun = run(installed, tmp_path, "learn", "--plain")

    assert begun.returncode == 0, begun.stderr
    assert "Code: " in begun.stdout
    assert not (tmp_path / ".cache").exists()
