"""The set-up keeps its promises: pinned and hashed, honest about what is missing, nothing skipped in secret."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import glutatui

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted((ROOT / "requirements").glob("*.txt"), key=lambda path: path.name)
PINNED = [path for path in LOCKS if path.name != "debian.txt"]


def executable(path: Path, script: str) -> Path:
    """Write a shell script and return its path."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def names_in(lock: Path) -> dict[str, str]:
    """Return name and version of each package in a lock file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", lock.read_text(), re.MULTILINE))


def test_the_core_needs_five_packages_and_no_more() -> None:
    """Architecture, section 8: anything else needs a reason."""
    named = {re.split(r"[<>=]", need)[0] for need in PROJECT["project"]["dependencies"]}

    assert named == {"textual", "pyyaml", "markdown-it-py", "mdit-py-plugins", "platformdirs"}
    assert "textual>=8.2.8,<9" in PROJECT["project"]["dependencies"]


def test_the_version_is_told_once() -> None:
    assert PROJECT["project"]["version"] == glutatui.__version__


@pytest.mark.parametrize("lock", PINNED, ids=lambda path: path.name)
def test_a_lock_file_pins_by_hash_and_names_no_host(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if line and not line.startswith("#")]
    heads = [line for line in lines if not line.startswith(" ")]

    assert "://" not in lock.read_text()
    assert heads
    assert all(re.fullmatch(r"[a-z0-9-]+==\S+ \\", line) for line in heads)
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines if line not in heads)


def test_what_is_tested_is_what_runs() -> None:
    """A package in several lock files has one version."""
    core, build, dev = (names_in(ROOT / "requirements" / f"{name}.txt") for name in ("core", "build", "dev"))

    assert core["textual"] == "8.2.8"
    assert all(version == other[name] for other in (build, dev) for name, version in core.items() if name in other)
    assert all(version == dev[name] for name, version in build.items() if name in dev)


def test_the_list_of_debian_packages_is_one_a_line() -> None:
    lines = (ROOT / "requirements" / "debian.txt").read_text().splitlines()

    assert all(re.fullmatch(r"#.*|[a-z0-9][a-z0-9+.-]+( +#.*)?", line) for line in lines)


def test_ci_runs_the_one_gate_where_nothing_is_skipped() -> None:
    script = ROOT / ".ci" / "run"
    commands = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]

    assert os.access(script, os.X_OK)
    assert commands[-2:] == ["export GLUTATUI_REQUIRE_ALL=1", "exec make test"]


def make(folder: Path, python: Path) -> subprocess.CompletedProcess[str]:
    """Run ``make run`` in a folder that holds only the Makefile."""
    shutil.copy(ROOT / "Makefile", folder)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "-C", str(folder), f"PYTHON={python}", ".venv/.stamp-venv"]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "needs Python 3.11 or newer"),
        ('case "$2" in *version*) exit 0;; *) exit 1;; esac', "needs Python's venv module"),
    ],
)
def test_make_says_in_one_sentence_what_is_missing(tmp_path: Path, script: str, said: str) -> None:
    done = make(tmp_path, executable(tmp_path / "python3", script))
    sentences = [line for line in done.stderr.splitlines() if not line.startswith("make:")]

    assert done.returncode == 2
    assert len(sentences) == 1
    assert said in sentences[0]


@pytest.mark.parametrize(("there", "taken"), [("3.12 3.13", "python3.12"), ("3.13", "python3.13"), ("", "python3")])
def test_make_takes_a_python_with_which_a_visit_is_small(tmp_path: Path, there: str, taken: str) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for version in ("3.12", "3.13"):
        script = f"echo python{version}" if version in there else "exit 1"
        executable(tmp_path / f"python{version}", script)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    command = ["make", "-C", str(tmp_path), "--no-print-directory", "--eval", "which: ; @echo $(PYTHON)", "which"]

    assert subprocess.check_output(command, text=True, env=environment).strip() == taken


def test_an_environment_that_was_moved_is_made_anew(tmp_path: Path) -> None:
    """Its scripts name the place where it was made."""
    log = tmp_path / "log"
    python = executable(tmp_path / "python3", f'[ "$2" != venv ] || {{ echo made >> {log}; mkdir -p .venv; }}')
    for _ in range(2):
        assert make(tmp_path, python).returncode == 0
    assert log.read_text() == "made\n"
    (tmp_path / ".venv" / ".stamp-venv").write_text("somewhere else")
    assert make(tmp_path, python).returncode == 0

    assert log.read_text() == "made\nmade\n"


def install(folder: Path, *, user: int, has: str = "", apt: str = "exit 1", require: str = "") -> tuple[int, str]:
    """Run ``debian.sh`` on a machine that we make up: who asks, what is installed, what apt does."""
    executable(
        folder / "dpkg-query", f'case " {has} $(cat {folder}/has 2>/dev/null) " in *" $4 "*) echo installed;; esac'
    )
    executable(folder / "id", f"echo {user}")
    executable(folder / "sudo", "exit 1")
    executable(folder / "apt-get", apt)
    environment = {"PATH": f"{folder}:/usr/bin:/bin", "GLUTATUI_REQUIRE_ALL": require}
    shutil.copy(ROOT / "requirements" / "debian.sh", folder)
    (folder / "debian.txt").write_text("# a remark\n\nfirst-package  # why\nsecond-package\n")
    done = subprocess.run([folder / "debian.sh"], check=False, capture_output=True, text=True, env=environment)
    return done.returncode, done.stdout + done.stderr


def test_nothing_is_installed_where_nothing_is_missing(tmp_path: Path) -> None:
    assert install(tmp_path, user=0, has="first-package second-package", apt="echo called; exit 1") == (0, "")


def test_root_gets_what_is_missing(tmp_path: Path) -> None:
    status, said = install(tmp_path, user=0, has="first-package", apt=f'echo "$@" >> {tmp_path}/has')

    assert (status, said) == (0, "installing second-package ...\n")
    assert "second-package" in (tmp_path / "has").read_text()
    assert "first-package" not in (tmp_path / "has").read_text()


@pytest.mark.parametrize(("require", "status"), [("", 0), ("1", 1)])
@pytest.mark.parametrize("user", [0, 1000])
def test_what_may_not_be_installed_is_said_and_fails_where_all_is_required(
    tmp_path: Path, user: int, require: str, status: int
) -> None:
    done, said = install(tmp_path, user=user, has="first-package", require=require)

    assert done == status
    assert "missing Debian packages: second-package\n" in said


@pytest.mark.parametrize(("require", "last"), [("0", "1 passed, 1 skipped"), ("1", "1 passed, 1 error")])
def test_what_could_not_be_tested_stands_in_a_table_or_fails(tmp_path: Path, require: str, last: str) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_needs.py").write_text(
        "import pytest\n"
        "@pytest.mark.needs('no-such-program')\n"
        "def test_missing(): pass\n"
        "@pytest.mark.needs('sh')\n"
        "def test_there(): pass\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "GLUTATUI_REQUIRE_ALL": require},
    )

    assert last in done.stdout
    assert "no-such-program is not installed" in done.stdout
    assert ("not tested here, because ..." in done.stdout) == (require == "0")


def test_the_wheel_carries_the_course_and_is_built_the_same_twice(tmp_path: Path) -> None:
    """Built in a copy, so that nothing changes between the two and nothing is left behind in the project."""
    tree = tmp_path / "tree"
    shutil.copytree(
        ROOT,
        tree,
        ignore=shutil.ignore_patterns(".git", ".venv*", ".*_cache", ".hypothesis", "__pycache__", "build", "dist"),
    )
    (tree / "build").mkdir()
    (tree / "build" / "course.json").write_text("{}")
    wheels: list[Path] = []
    for name in ("one", "two"):
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / name), str(tree)]
        subprocess.run(command, check=True, capture_output=True)
        wheels += (tmp_path / name).glob("*.whl")
    first, second = wheels
    shipped = {
        f"glutatui/_content/{path.relative_to(tree).as_posix()}"
        for folder in ("lessons", "quizzes")
        for path in (tree / folder).rglob("*")
        if path.is_file()
    }

    carried = {name for name in zipfile.ZipFile(first).namelist() if "/_content/" in name}
    assert carried == shipped | {"glutatui/_content/course.json"}
    assert any(name.endswith(".dist-info/sboms/glutatui.cdx.json") for name in zipfile.ZipFile(first).namelist())
    assert first.read_bytes() == second.read_bytes()
