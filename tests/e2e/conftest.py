"""What tests of the whole program stand on: the installed command, its course and a journal of their own."""

import json
import os
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from glutatui.content.codec import from_plain
from glutatui.course import Course
from terminal import Terminal

PROGRAM = Path(sysconfig.get_path("scripts")) / "glutatui"
"""The command as it is installed beside the interpreter of the tests."""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the compiled course, so that only the first start reads all files."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def course(cache: Path) -> Course:
    """The course as `glutatui export course` prints it."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GLUTATUI_")}
    done = subprocess.run(
        [PROGRAM, "export", "course"],
        check=True,
        stdout=subprocess.PIPE,
        env={**environ, "XDG_CACHE_HOME": str(cache), "XDG_CONFIG_HOME": str(cache)},
    )
    return from_plain({"en": json.loads(done.stdout)})


@pytest.fixture(autouse=True)
def shared_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every program of these tests find the compiled course."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where the records of a test are kept."""
    return tmp_path / "journal.sqlite"


Open = Callable[..., Terminal]


@pytest.fixture
def opened(journal: Path) -> Open:
    """A function that starts `glutatui COMMAND --records ...` on a terminal."""

    def open_terminal(*words: str, size: tuple[int, int] = (80, 24), **options: object) -> Terminal:
        command = [PROGRAM, *words, "--records", journal]
        return Terminal(command, size=size, **options)  # type: ignore[arg-type]

    return open_terminal
