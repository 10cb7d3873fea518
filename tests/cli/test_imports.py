"""A command loads only what it uses."""

import subprocess
import sys
from pathlib import Path

import pytest

from small_course import write_course

HEAVY = {"textual", "yaml", "markdown_it", "sqlite3", "asyncio", "rich", "tomllib", "platformdirs"}


def loaded_by(*words: str) -> set[str]:
    """Return the heavy modules that a command loads."""
    code = (
        "import sys\nfrom glutatui.cli import main\n"
        f"status = main({list(words)!r})\n"
        "print(status, *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    status, *modules = done.stderr.splitlines()[-1].split()
    assert status == "0", done.stderr
    return HEAVY & set(modules)


@pytest.fixture
def root(tmp_path: Path) -> str:
    return str(write_course(tmp_path / "course"))


def test_the_version_loads_nothing() -> None:
    assert loaded_by("--version") == set()


def test_check_and_export_load_no_face_and_no_journal(root: str) -> None:
    for words in (["check", root], ["export", "course", "--content", root]):
        assert not loaded_by(*words) & {"textual", "rich", "sqlite3"}


def test_a_compiled_course_needs_no_parser(root: str) -> None:
    loaded_by("check", root)
    for words in (["check", root], ["export", "course", "--content", root]):
        assert not loaded_by(*words) & {"yaml", "markdown_it"}


def test_the_line_face_needs_no_textual(root: str, tmp_path: Path) -> None:
    words = ["learn", "--content", root, "--records", str(tmp_path / "journal.sqlite")]
    assert not loaded_by(*words) & {"textual", "rich", "asyncio"}


@pytest.mark.parametrize(
    ("code", "most"),
    [
        ("import glutatui.cli; glutatui.cli.main(['--version'])", 20),
        ("import glutatui.serve.attach", 10),
        ("import glutatui.cli.serving", 250),
        ("import glutatui.tui.running", 450),
    ],
    ids=["--version", "attach", "serve", "learn"],
)
def test_starts_load_few_modules(code: str, most: int) -> None:
    """What is loaded beyond an empty Python; each hundred costs about 30 ms."""
    counted = f"import sys\nbefore = len(sys.modules)\n{code}\nprint(len(sys.modules) - before, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", counted], capture_output=True, text=True, check=True)
    assert int(done.stderr.splitlines()[-1]) <= most
