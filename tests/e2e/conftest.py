"""What tests of the whole program stand on: the installed command, its course and a journal of their own."""

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from glutatui.content.codec import from_plain
from glutatui.content.where import CHECKOUT
from glutatui.course import Course
from terminal import Terminal

PROGRAM = Path(sysconfig.get_path("scripts")) / "glutatui"
"""The command as it is installed beside the interpreter of the tests."""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the compiled course, so that only the first start reads all files."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def one_language(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped course in English alone (`test_spanish` is where a language is asked for)."""
    root = tmp_path_factory.mktemp("english")
    for name in ("lessons", "quizzes"):
        shutil.copytree(CHECKOUT / name, root / name, ignore=shutil.ignore_patterns("es"))
    return root


@pytest.fixture(scope="session")
def course(cache: Path, one_language: Path) -> Course:
    """That course as `glutatui export course` prints it."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GLUTATUI_")}
    done = subprocess.run(
        [PROGRAM, "export", "course", "--content", one_language],
        check=True,
        stdout=subprocess.PIPE,
        env={**environ, "XDG_CACHE_HOME": str(cache), "XDG_CONFIG_HOME": str(cache)},
    )
    return from_plain({"en": json.loads(done.stdout)})


@pytest.fixture(autouse=True)
def shared_cache(cache: Path, one_language: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every program of these tests find the compiled course, which asks nobody for a language."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("GLUTATUI_CONTENT", str(one_language))


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
